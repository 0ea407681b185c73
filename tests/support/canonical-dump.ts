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
  const tables = sqlite(
    file,
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
      and name not like 'search_%' order by name;`,
  )
    .split('\n')
    .filter((name) => name !== '' && !notFacts.has(name))
  const columns = sqlite(
    file,
    tables.map((table) => `select '${table}', name from pragma_table_info('${table}');`).join('\n'),
  )
  const selects = tables.map((table) => {
    const values = columns
      .split('\n')
      .filter((line) => line.startsWith(`${table}|`))
      .map((line) => value(line.slice(table.length + 1)))
    return `select '${table}', ${values.join(', ')} from ${table} order by 2;`
  })
  return sqlite(file, selects.join('\n'))
}

// quote() stops at a NUL, hex() does not.
const value = (column: string): string =>
  `case typeof("${column}") when 'text' then 'text ' || hex("${column}")
    else typeof("${column}") || ' ' || quote("${column}") end`
