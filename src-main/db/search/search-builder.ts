import type { HelperWork } from '#main/platform/helper-protocol.ts'
import { openDatabase } from '../open-workspace.ts'
import type { SearchFunctions } from '../sql-functions.ts'

/** What `search-beside.ts` sends to the thread that writes search texts. */
export type BuilderMessage =
  | {
      readonly type: 'open'
      /** The file to make. */
      readonly file: string
      /** Its tables, as the workspace has them. */
      readonly tables: readonly string[]
      /** Whether the full-text index is made as well. */
      readonly isIndexed: boolean
    }
  | { readonly type: 'contacts'; readonly contacts: Uint8Array; readonly points: Uint8Array }
  | { readonly type: 'close' }

/** A contact as it is sent, see `search-beside.ts`. */
type ContactFacts = readonly [
  id: number,
  displayName: string,
  givenName: string | null,
  familyName: string | null,
  nickname: string | null,
  jobTitle: string | null,
  company: string | null,
  kind: string,
  notes: string | null,
]
type PointFacts = readonly [contactId: number, kind: string, raw: string, normalized: string | null]

interface Point {
  readonly kind: string
  readonly raw: string
  readonly normalized: string | null
}

const decoder = new TextDecoder()
const listOf = <Row>(bytes: Uint8Array): readonly Row[] =>
  // Our own SQL wrote it with json_group_array.
  JSON.parse(decoder.decode(bytes)) as Row[]

/**
 * Writes search texts of new contacts, and their full-text index, into a file of its own; a crash
 * loses it and nothing else.
 */
export const createSearchBuilder = (functions: SearchFunctions): HelperWork => {
  let texts: TextsFile | null = null
  return (message) => {
    // Only `search-beside.ts` sends, and exactly this.
    const wanted = message as BuilderMessage
    if (wanted.type === 'open') texts = new TextsFile(wanted, functions)
    else if (wanted.type === 'contacts') texts?.add(wanted)
    else texts?.close()
  }
}

class TextsFile {
  private readonly database: ReturnType<typeof openDatabase>
  private readonly functions: SearchFunctions
  private readonly isIndexed: boolean

  constructor(
    { file, tables, isIndexed }: Extract<BuilderMessage, { type: 'open' }>,
    functions: SearchFunctions,
  ) {
    this.functions = functions
    this.isIndexed = isIndexed
    this.database = openDatabase({ file, cacheMiB: 8 })
    this.database.pragma('journal_mode=OFF')
    this.database.pragma('synchronous=OFF')
    this.database.pragma('locking_mode=EXCLUSIVE')
    this.database.pragma('secure_delete=OFF')
    for (const sql of tables) this.database.exec(sql)
    this.database.exec('begin')
    if (isIndexed) for (const sql of bulkSettings) this.database.exec(sql)
  }

  add({ contacts, points }: Extract<BuilderMessage, { type: 'contacts' }>): void {
    const rows = listOf<ContactFacts>(contacts)
    const pointsOf = byContact(listOf<PointFacts>(points))
    const insert = this.database.prepare(
      'insert into search_texts(contact_id, names, points, notes) values(?, ?, ?, ?)',
    )
    for (const row of rows) insert.run(row[0], ...this.textsOf(row, pointsOf.get(row[0]) ?? []))
    if (!this.isIndexed) return
    const ids = JSON.stringify(rows.map(([id]) => id))
    for (const sql of indexThese) this.database.prepare(sql).run(ids)
  }

  private textsOf(row: ContactFacts, points: readonly Point[]): readonly unknown[] {
    const [, displayName, givenName, familyName, nickname, jobTitle, company, kind, notes] = row
    const { kith_search_names, kith_search_points, kith_search_notes } = this.functions
    const emails = points.filter((point) => point.kind === 'email').map((point) => point.raw)
    return [
      kith_search_names(
        displayName,
        givenName,
        familyName,
        nickname,
        jobTitle,
        company,
        kind,
        emails,
      ),
      kith_search_points(points),
      notes === null ? '' : kith_search_notes(notes),
    ]
  }

  close(): void {
    if (this.isIndexed) for (const sql of optimize) this.database.exec(sql)
    this.database.exec('commit')
    this.database.close()
  }
}

const byContact = (rows: readonly PointFacts[]): ReadonlyMap<number, Point[]> => {
  const found = new Map<number, Point[]>()
  for (const [contactId, kind, raw, normalized] of rows) {
    const known = found.get(contactId)
    if (known === undefined) found.set(contactId, [{ kind, raw, normalized }])
    else known.push({ kind, raw, normalized })
  }
  return found
}

const indexes = ['search_names', 'search_notes'] as const

const bulkSettings = indexes.flatMap((table) => [
  `insert into ${table}(${table}, rank) values('automerge', 0)`,
  `insert into ${table}(${table}, rank) values('crisismerge', 1999)`,
])

const optimize = indexes.map((table) => `insert into ${table}(${table}) values('optimize')`)

const those = 'from json_each(?) i cross join search_texts t on t.contact_id = i.value'
const indexThese = [
  `insert into search_names(rowid, names, points) select t.contact_id, t.names, t.points ${those}`,
  `insert into search_notes(rowid, notes) select t.contact_id, t.notes ${those} where t.notes <> ''`,
]
