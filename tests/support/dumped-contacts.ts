import DatabaseConstructor from 'better-sqlite3'

/** What a canonical dump says of each contact: its own line and those of all that belongs to it. */
export type DumpedContacts = ReadonlyMap<number, readonly string[]>

const contactColumns = (file: string): ReadonlyMap<string, number> => {
  const database = new DatabaseConstructor(file, { readonly: true })
  try {
    const found = database
      .prepare(
        `select m.name, p.cid from sqlite_master m join pragma_table_info(m.name) p
          where m.type = 'table' and p.name = iif(m.name = 'contacts', 'id', 'contact_id')`,
      )
      .raw()
      // The columns of the statement above.
      .all() as [string, number][]
    return new Map(found)
  } finally {
    database.close()
  }
}

/** Sorts the lines of a canonical dump of that workspace by the contact they are about. */
export const dumpedContacts = (file: string, dump: string): DumpedContacts => {
  const columns = contactColumns(file)
  const contacts = new Map<number, string[]>()
  for (const line of dump.split('\n')) {
    const [table = '', ...cells] = line.split('|')
    const column = columns.get(table)
    if (column === undefined) continue
    const id = Number(cells[column]?.replace('integer ', ''))
    if (!Number.isInteger(id)) throw new Error(`no contact in ${line}`)
    const lines = contacts.get(id) ?? []
    lines.push(line)
    contacts.set(id, lines)
  }
  return contacts
}

/** Whose lines differ between two dumps: who came, who went and who is not the same as before. */
export const differingContacts = (
  before: DumpedContacts,
  after: DumpedContacts,
): { readonly came: number[]; readonly went: number[]; readonly changed: number[] } => {
  const changed = [...before].filter(([id, lines]) => {
    const now = after.get(id)
    return now !== undefined && now.join('\n') !== lines.join('\n')
  })
  const ascending = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b)
  return {
    came: ascending([...after.keys()].filter((id) => !before.has(id))),
    went: ascending([...before.keys()].filter((id) => !after.has(id))),
    changed: ascending(changed.map(([id]) => id)),
  }
}
