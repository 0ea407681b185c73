import type { Reader } from '#main/db/executor.ts'
import { type RegisteredTable, tableRegistry } from '#main/db/table-registry.ts'

/** A table of the workspace as the complete export writes it. */
export interface TableSheet {
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: number
  /** All rows as texts, a batch at a time, in the order of their ids. */
  batches(): Generator<readonly (readonly string[])[]>
}

/** The column that says in words what a foreign key points to. */
const nameColumns: Readonly<Record<string, string>> = {
  contacts: 'display_name',
  tags: 'name',
  custom_fields: 'name',
  follow_ups: 'title',
}

const batch = 5000

/**
 * Every table with facts of the owner: all its own columns with their ids, and beside each
 * reference the name of what it points to. What Kith can compute anew is left out.
 */
export const tableSheets = (reader: Reader): TableSheet[] =>
  Object.entries<RegisteredTable>(tableRegistry)
    .filter(([, table]) => table.kind === 'undoable' || table.kind === 'ledger')
    .map(([name, table]) => tableSheet(reader, name, 'kept' in table ? table.kept : []))

const tableSheet = (reader: Reader, name: string, kept: readonly string[]): TableSheet => {
  const columns = reader
    .allSql<{ name: string }>('select name from pragma_table_info(?)', name)
    .map((column) => column.name)
    .filter((column) => !kept.includes(column))
  const references = reader
    .allSql<{ table: string; from: string }>(
      'select "table", "from" from pragma_foreign_key_list(?) order by "from"',
      name,
    )
    .filter(({ table }) => Object.hasOwn(nameColumns, table))
  const headers = [...columns, ...references.map(({ from }) => `${from.replace(/_id$/u, '')}_name`)]
  const selected = [
    ...columns.map((column) => `t."${column}"`),
    ...references.map(
      ({ table, from }) =>
        `(select r.${nameColumns[table]} from ${table} r where r.id = t."${from}")`,
    ),
  ].map((column) => `coalesce(cast(${column} as text), '')`)
  const page = `select t.id as id, json_array(${selected.join(', ')}) as cells
    from ${name} t where t.id > ? order by t.id limit ${batch}`
  return {
    name,
    headers,
    rows: reader.firstSql<{ n: number }>(`select count(*) as n from ${name}`)?.n ?? 0,
    *batches() {
      let last = 0
      for (;;) {
        const rows = reader.allSql<{ id: number; cells: string }>(page, last)
        // The list of texts that the statement above makes.
        if (rows.length > 0) yield rows.map(({ cells }) => JSON.parse(cells) as string[])
        if (rows.length < batch) return
        last = rows.at(-1)?.id ?? last
      }
    },
  }
}
