import { execFileSync } from 'node:child_process'

/**
 * Tables that are not facts: derived, ledgers and machinery. What is not named here is dumped, so
 * that a forgotten table shows.
 */
const notFacts = new Set([
  'search_texts',
  'activity_texts',
  'operations',
  'changes',
  'jobs',
  'file_handles',
  'reminder_deliveries',
  'import_runs',
  'machinery',
])

const sqlite = (file: string, sql: string): string =>
  execFileSync('sqlite3', ['-readonly', '-batch', '-noheader', file], {
    input: sql,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })

/**
 * A canonical dump of a workspace's facts, made by the `sqlite3` command and nothing of Kith's.
 *
 * One line a row: table, then type and value of each column. Kept columns are in it as well: they
 * are functions of the facts, so equal facts must give equal ones.
 */
export const canonicalDump = (file: string): string => {
  const columns = sqlite(
    file,
    `select m.name, p.name from sqlite_master m join pragma_table_info(m.name) p
      where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'search_%'
      order by m.name, p.cid;`,
  )
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|') as [string, string])
  const tables = [...new Set(columns.map(([table]) => table))].filter((name) => !notFacts.has(name))
  const selects = tables.map((table) => {
    const values = columns.flatMap(([owner, column]) => (owner === table ? [value(column)] : []))
    return `select '${table}', ${values.join(', ')} from ${table} order by 2;`
  })
  return sqlite(file, selects.join('\n'))
}

// quote() stops at a NUL, hex() does not.
const value = (column: string): string =>
  `case typeof("${column}") when 'text' then 'text ' || hex("${column}")
    else typeof("${column}") || ' ' || quote("${column}") end`
