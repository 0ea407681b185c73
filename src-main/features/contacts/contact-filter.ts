import type { Bindable } from '#main/db/executor.ts'
import type { Input } from '#shared/contract/index.ts'
import type { CalendarDate, OperationId } from '#shared/domain/ids.ts'

/** Which contacts, as the contract names them. */
export type ContactFilter = NonNullable<Input<'contacts.count'>['filter']>

/** A piece of SQL with the values of its question marks. */
export interface SqlPiece {
  readonly sql: string
  readonly values: readonly Bindable[]
}

const stageRanks = { attract: 1, convert: 2, retain: 3, grow: 4 } as const

/**
 * The conditions of a filter but its search, over the row `c` of contacts.
 *
 * All of them but those on tags read columns that stand in the indexes `contacts_by_name` and
 * `contacts_by_last_contact`.
 */
export const filterConditions = (filter: ContactFilter, today: CalendarDate): SqlPiece[] => {
  const { kind, tagIds, stages, companyIds, countries, sources, importances } = filter
  const conditions: SqlPiece[] = []
  if (kind !== undefined) conditions.push({ sql: 'c.kind = ?', values: [kind] })
  if (stages !== undefined) conditions.push(stageCondition(stages))
  if (countries !== undefined) conditions.push(oneOf('c.country', countries))
  if (sources !== undefined) conditions.push(oneOf('c.source', sources))
  if (importances !== undefined) conditions.push(oneOf('c.importance', importances))
  if (companyIds !== undefined) conditions.push(oneOf('c.company_id', companyIds))
  if (filter.hasNextStep !== undefined) {
    const sql = `c.next_step_id is ${filter.hasNextStep ? 'not null' : 'null'}`
    conditions.push({ sql, values: [] })
  }
  if (filter.isCold !== undefined) conditions.push(coldCondition(filter.isCold, today))
  if (tagIds !== undefined) {
    const { sql, values } = oneOf('t.tag_id', tagIds)
    // As a list and not as `exists`: SQLite then keeps a Bloom filter of it.
    const carriers = `select t.contact_id from contact_tags t where ${sql}`
    conditions.push({ sql: `c.id in (${carriers})`, values })
  }
  if (filter.importedBy !== undefined) {
    conditions.push(importedCondition(filter.importedBy, filter.importedChange ?? false))
  }
  return conditions
}

/** Tables whose rows an import adds to contacts that it did not create. */
const importedTables = [
  ['contact_points', 2],
  ['addresses', 3],
  ['important_dates', 4],
  ['contact_tags', 6],
  ['custom_values', 8],
] as const
/** Permanent numbers in the undo log, as those above; see the table registry. */
const contactsTable = 1

/** The part of the log that one operation wrote; a read of the log's own key. */
const logOf = `changes h where h.id between (select first_change from operations where id = ?)
  and (select last_change from operations where id = ?) and h.table_id =`

const importedCondition = (operation: OperationId, isChange: boolean): SqlPiece => {
  const created = `select x.id from ${logOf} ${contactsTable} and h.action = 1`
    .replace('changes h', 'changes h cross join contacts x')
    .concat(' and x.id between h.row_id and h.last_row_id')
  const own = [operation, operation]
  if (!isChange) return { sql: `c.id in (${created})`, values: own }
  const changed = [
    `select h.row_id from ${logOf} ${contactsTable} and h.action = 2`,
    ...importedTables.map(
      ([table, tableId]) =>
        `select x.contact_id from ${logOf.replace('changes h', `changes h cross join ${table} x`)}
          ${tableId} and h.action in (1, 2)
          and x.id between h.row_id and coalesce(h.last_row_id, h.row_id)`,
    ),
  ]
  return {
    sql: `c.id in (${changed.join(' union ')}) and c.id not in (${created})`,
    values: [...changed.flatMap(() => own), ...own],
  }
}

/** Joins conditions with `and`; without any it is `true`. */
export const allOf = (conditions: readonly SqlPiece[]): SqlPiece => ({
  sql: conditions.length === 0 ? 'true' : conditions.map(({ sql }) => sql).join(' and '),
  values: conditions.flatMap(({ values }) => values),
})

/** `column in (…)`; one value is an equation, which indexes like better. */
export const oneOf = (column: string, values: readonly Bindable[]): SqlPiece => ({
  sql:
    values.length === 1
      ? `${column} = ?`
      : `${column} in (${Array.from(values, () => '?').join(', ')})`,
  values,
})

const stageCondition = (stages: NonNullable<ContactFilter['stages']>): SqlPiece => {
  const ranks = stages.flatMap((stage) => (stage === 'none' ? [] : [stageRanks[stage]]))
  if (ranks.length === stages.length) return oneOf('c.stage_rank', ranks)
  if (ranks.length === 0) return { sql: 'c.stage_rank is null', values: [] }
  const known = oneOf('c.stage_rank', ranks)
  return { sql: `(c.stage_rank is null or ${known.sql})`, values: known.values }
}

/** Cold by the own rhythm from `cold_from` on, by the agreed one after its due day. */
const coldCondition = (isCold: boolean, today: CalendarDate): SqlPiece => {
  const cold = '(coalesce(c.cold_from <= ?, 0) or coalesce(c.rhythm_due < ?, 0))'
  return { sql: isCold ? cold : `not ${cold}`, values: [today, today] }
}

/** Ids of contacts by one condition that has an index of its own; column `id`. */
export const indexedSources = (filter: ContactFilter): SqlPiece[] => {
  const sources: SqlPiece[] = []
  const add = (table: string, column: string, values: readonly Bindable[] | undefined): void => {
    if (values === undefined) return
    const { sql } = oneOf(column, values)
    const id = table === 'contacts' ? 'id' : 'distinct contact_id as id'
    sources.push({ sql: `select ${id} from ${table} where ${sql}`, values })
  }
  add('contact_tags', 'tag_id', filter.tagIds)
  add('contacts', 'company_id', filter.companyIds)
  add('contacts', 'country', filter.countries)
  add('contacts', 'source', filter.sources)
  add('contacts', 'importance', filter.importances)
  if (filter.stages?.includes('none') === false) {
    const ranks = filter.stages.flatMap((stage) => (stage === 'none' ? [] : [stageRanks[stage]]))
    add('contacts', 'stage_rank', ranks)
  }
  return sources
}
