import type { Bindable, Reader } from '#main/db/executor.ts'
import type { StoredOperation } from '#main/db/operations.ts'
import { tableRegistry, type UndoableTableName } from '#main/db/table-registry.ts'
import { changeAction } from '#main/db/undo/undo-triggers.ts'
import type { ContactId, OperationId } from '#shared/domain/ids.ts'

/** Which operations. */
export interface OperationFilter {
  readonly actor?: string | undefined
  readonly contactId?: ContactId | undefined
  readonly before?: OperationId | undefined
  readonly limit: number
}

/** One row of the log. */
export interface LoggedChange {
  readonly id: number
  readonly tableId: number
  readonly rowId: number
  readonly lastRowId: number | null
  readonly action: number
  /** JSON array: what a deleted row held in the columns that may name a contact; else null. */
  readonly lost: string | null
}

const children = Object.entries(tableRegistry).flatMap(([name, entry]) =>
  entry.kind === 'undoable'
    ? entry.contactKeys
        .filter((key) => key !== 'id')
        .map((key) => ({ name, key, tableId: entry.tableId }))
    : [],
)

const keyColumns = [...new Set(children.map(({ key }) => key))]
const lost = `case action when ${changeAction.delete}
  then json_array(${keyColumns.map((key) => `before ->> '${key}'`).join(', ')}) end`
const contactsTable = tableRegistry.contacts.tableId
const before = `coalesce(before ->> 'contact_id', before ->> 'from_contact_id')`

/**
 * Logged inserts of more than one row that a row is in. The nearest that begin at or before it are
 * looked at: more than so many rows are not put back one by one in front of it.
 */
const insertedWith = (tableId: number, row: string, nearest: number): string =>
  `(select operation_id, last_row_id, id from changes
    where table_id = ${tableId} and row_id <= ${row} and action = ${changeAction.insert}
    order by row_id desc limit ${nearest})`

/** Operations that touched the contact or a row of hers, each from an index of the log. */
const touching = [
  `select operation_id from changes where table_id = ${contactsTable} and row_id = ?1`,
  `select operation_id from ${insertedWith(contactsTable, '?1', 100)} where last_row_id >= ?1`,
  `select operation_id from changes where action in (2, 3) and ${before} is not null and ${before} = ?1`,
  ...children.map(
    ({ name, key, tableId }) => `select c.operation_id from ${name} t
      cross join changes c on c.table_id = ${tableId} and c.row_id = t.id where t.${key} = ?1`,
  ),
  ...children.map(
    ({ name, key, tableId }) => `select c.operation_id from ${name} t
      cross join changes c on c.id in (select id from ${insertedWith(tableId, 't.id', 8)})
        and c.last_row_id >= t.id where t.${key} = ?1`,
  ),
].join(' union ')

/** Rows that feed little: putting back any other costs as much as twenty of them. */
const isLight = `table_id in (${tableRegistry.contact_tags.tableId}, ${tableRegistry.stage_changes.tableId})
  or table_id = ${contactsTable} and action = ${changeAction.update}
    and json_remove(before, '$.stage') = '{}'`

/** Contacts that stand with something of another row's: its name or its rhythm. */
const reached = `select 1 from (select * from own where table_id = ${contactsTable}) x
    cross join contacts c on c.company_id = x.row_id
    where coalesce(x.before -> 'display_name', x.before -> 'given_name', x.before -> 'family_name')
      is not null
  union all select 1 from (select * from own where table_id = ${tableRegistry.tags.tableId}) x
    cross join contact_tags t on t.tag_id = x.row_id
  union all select 1 from (select * from own where table_id = ${tableRegistry.rhythms.tableId}) x
    left join rhythms r on r.id = x.row_id
    cross join contacts where coalesce(r.contact_id, x.before ->> 'contact_id') is null`

/** Reads the undo log for History. */
export class HistoryRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Newest first; one more than `limit` when there are more. */
  page({ actor, contactId, before: beforeId, limit }: OperationFilter): StoredOperation[] {
    const terms: string[] = []
    const values: Bindable[] = []
    if (contactId !== undefined) {
      terms.push(`id in (${touching.replaceAll('?1', '(select id from asked)')})`)
    }
    if (actor !== undefined) {
      terms.push('actor = ?')
      values.push(actor)
    }
    if (beforeId !== undefined) {
      terms.push('id < ?')
      values.push(beforeId)
    }
    return this.reader.allSql<StoredOperation>(
      `with asked(id) as (select ?) select * from operations
        ${terms.length > 0 ? `where ${terms.join(' and ')}` : ''} order by id desc limit ?`,
      contactId ?? null,
      ...values,
      limit + 1,
    )
  }

  /** The owner's operations of one window, newest first. */
  ofWindow(window: string | null, limit: number): StoredOperation[] {
    const [ofIt, values] = window === null ? ['is null', []] : ['= ?', [window]]
    return this.reader.allSql<StoredOperation>(
      `select * from operations where window ${ofIt} and actor = 'owner' order by id desc limit ?`,
      ...values,
      limit,
    )
  }

  /** Rows an operation changed; counted only as far as `atMost`. */
  countRows({ first_change, last_change }: StoredOperation, atMost: number): number {
    if (first_change === null || last_change === null) return 0
    if (last_change - first_change >= atMost) return last_change - first_change + 1
    return (
      this.reader.firstSql<{ n: number | null }>(
        `select sum(coalesce(last_row_id, row_id) - row_id + 1) as n from changes not indexed
          where id between ? and ?`,
        first_change,
        last_change,
      )?.n ?? 0
    )
  }

  /** What undoing an operation's own rows costs, in light rows; exact only as far as `atMost`. */
  cost({ first_change, last_change }: StoredOperation, atMost: number): number {
    if (first_change === null || last_change === null) return 0
    if (last_change - first_change >= atMost) return last_change - first_change + 1
    return (
      this.reader.firstSql<{ n: number | null }>(
        `select sum((coalesce(last_row_id, row_id) - row_id + 1)
            * case when ${isLight} then 1 else 20 end) as n
          from changes not indexed where id between ? and ?`,
        first_change,
        last_change,
      )?.n ?? 0
    )
  }

  /** Whether undoing the operation changes what stands with more than `limit` other contacts. */
  reachesMore({ first_change, last_change }: StoredOperation, limit: number): boolean {
    const text = `with own as materialized (select table_id, row_id, before
        from changes not indexed where id between ? and ? and action = ${changeAction.update}
          or id between ? and ? and table_id = ${tableRegistry.rhythms.tableId})
      select count(*) as n from (${reached} limit ?)`
    const range = [first_change, last_change]
    return (
      (this.reader.firstSql<{ n: number }>(text, ...range, ...range, limit + 1)?.n ?? 0) > limit
    )
  }

  /** The first contacts, by name, that an operation deleted; not those who only lost one. */
  deletedContacts({ id }: StoredOperation, limit: number): ContactId[] {
    return this.reader
      .allSql<{ id: ContactId }>(
        `select row_id as id from changes indexed by changes_deleted_contact
          where operation_id = ? and table_id = ${contactsTable} and action = ${changeAction.delete}
          order by (before ->> 'display_name') collate nocase, row_id limit ?`,
        id,
        limit,
      )
      .map((row) => row.id)
  }

  /** The last row of a table in an operation's log: what fell with a row stands before it. */
  lastRowOf(
    { first_change, last_change }: StoredOperation,
    table: UndoableTableName,
  ): number | undefined {
    return this.reader.firstSql<{ id: number }>(
      `select coalesce(last_row_id, row_id) as id from changes not indexed
        where id between ? and ? and table_id = ? order by id desc limit 1`,
      first_change,
      last_change,
      tableRegistry[table].tableId,
    )?.id
  }

  /** The first rows of an operation's log. */
  changes({ first_change, last_change }: StoredOperation, limit: number): LoggedChange[] {
    return this.reader.allSql<LoggedChange>(
      `select id, table_id as tableId, row_id as rowId, last_row_id as lastRowId, action,
        ${lost} as lost from changes not indexed where id between ? and ? order by id limit ?`,
      first_change,
      last_change,
      limit,
    )
  }
}
