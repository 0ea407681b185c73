import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { tableRegistry } from '#main/db/table-registry.ts'
import type { TestApplication } from './application.ts'

/**
 * Tables of what an owner enters about contacts, and the columns that a lossless export need not
 * bring back. What is not named here is compared, so that a forgotten column shows.
 */
const tables = {
  contacts: [],
  contact_points: [],
  addresses: [],
  important_dates: [],
  contact_tags: [],
  // When the field was made, and how Kith calls it, no owner enters.
  custom_fields: ['uid', 'created_at'],
  custom_values: [],
  stage_changes: [],
  relations: [],
  // Each workspace hashes addresses by a key of its own.
  suppressions: ['address_hash'],
  suppressed_contacts: [],
} as const satisfies Partial<Record<keyof typeof tableRegistry, readonly string[]>>

/** What is said of another table's row instead of its number, which is a workspace's own affair. */
const names: Readonly<Record<string, string>> = {
  contacts: 'uid',
  tags: 'name',
  custom_fields: 'name',
  suppressions: 'address',
}

/** Of lists only the order counts: that of points is one of each kind. */
const places: Readonly<Record<string, string>> = {
  contact_points: 'partition by t.contact_id, t.kind order by t.position, t.id',
  addresses: 'partition by t.contact_id order by t.position, t.id',
  custom_fields: 'order by t.position, t.id',
}

/** All that a lossless export promises, as texts that are the same in every workspace. */
export const exportedFacts = ({ workspace }: TestApplication): string[] => {
  const file = join(workspace, 'workspace.db')
  const query = (sql: string): string =>
    execFileSync('sqlite3', ['-readonly', '-batch', '-bail', '-noheader', file], {
      input: `${sql};\n`,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
  return Object.entries(tables).flatMap(([table, leftOut]) => {
    const registered = tableRegistry[table as keyof typeof tables]
    const kept: readonly string[] = 'kept' in registered ? registered.kept : []
    const without = ['id', ...leftOut, ...kept]
    const columns = query(
      `select p.name || ' ' || coalesce(f."table", '') from pragma_table_info('${table}') p
        left join pragma_foreign_key_list('${table}') f on f."from" = p.name`,
    )
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' '))
      .filter(([column = '']) => !without.includes(column))
      .map(([column = '', target = '']) => `'${column}', ${valueOf(table, column, target)}`)
    const rows = query(`select json_object(${columns.join(', ')}) from ${table} t`)
    return rows
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${table} ${line}`)
      .toSorted()
  })
}

const valueOf = (table: string, column: string, target: string): string => {
  const name = names[target]
  if (name !== undefined) return `(select o.${name} from ${target} o where o.id = t.${column})`
  const place = column === 'position' ? places[table] : undefined
  return place === undefined ? `t.${column}` : `row_number() over (${place})`
}
