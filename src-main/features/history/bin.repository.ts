import type { Reader } from '#main/db/executor.ts'
import type { StoredOperation } from '#main/db/operations.ts'
import { bringBackCode, isSameAct, rootAct } from '#main/db/root-act.ts'
import { tableRegistry } from '#main/db/table-registry.ts'
import { changeAction } from '#main/db/undo/undo-triggers.ts'
import type { ContactId, OperationId } from '#shared/domain/ids.ts'

/** Whom of a deletion: those named, or all who match but some. */
export type BinSelection =
  | { readonly ids: readonly ContactId[] }
  | { readonly search?: string | undefined; readonly except: readonly ContactId[] }

/** A contact that is still deleted. */
export interface BinnedContact {
  readonly id: ContactId
  readonly kind: 'person' | 'company'
  readonly name: string
  readonly jobTitle: string | null
  /** An address or a number, to tell namesakes apart. */
  readonly point: string | null
}

/** A place in the list of those who are still deleted. */
export interface BinPlace {
  readonly name: string
  readonly id: number
}

/** One more page of them. */
export interface BinPage {
  readonly search?: string | undefined
  readonly after: BinPlace | null
  readonly limit: number
}

const contacts = tableRegistry.contacts.tableId
// Written as the index has it: only then names are read from there.
const name = `((x.before ->> 'display_name') collate nocase)`
const owner = `coalesce(x.before ->> 'contact_id', x.before ->> 'from_contact_id')`
const byOwner = `changes x indexed by changes_contact on ${owner} = a.value and ${owner} is not null
    and x.action in (2, 3) and x.id between (select first from asked) and (select last from asked)`
const gone = `not exists(select 1 from contacts c where c.id = x.row_id)`

const askedIds = `with ids(value) as (select value from json_each(?)),
  asked(first, last) as (select ?, ?)`

/** Of `asked`: who is still deleted of an operation, without others, and matches a search. */
const stillDeleted = `changes x indexed by changes_deleted_contact
  where x.operation_id = (select operation from asked) and x.table_id = ${contacts}
    and x.action = ${changeAction.delete} and ${gone}
    and x.row_id not in (select value from json_each((select others from asked)))
    and ((select search from asked) = '' or case when ${name} glob '*[^ -~]*'
      then instr(kith_fold(${name}), (select folded from asked))
      else instr(lower(${name}), (select lower(search) from asked)) end > 0)`
// Folding letters costs ten times as much as looking at them, so plain names do without.
const asked = `with given(operation, others, search) as (select ?, ?, ?),
  asked as materialized (select *, kith_fold(search) as folded from given)`

/** Reads from the undo log who was deleted and is not back. */
export class BinRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Deletions since an instant, newest first. */
  deletions(since: number, limit: number): StoredOperation[] {
    return this.reader.allSql<StoredOperation>(
      `select * from operations indexed by operations_deletions
        where at >= ? and substr(code, -7) = '.delete' and undoes is null
        order by id desc limit ?`,
      since,
      limit,
    )
  }

  /** How many contacts of a deletion are still deleted and match. */
  count(operation: StoredOperation, search = ''): number {
    const others = this.others(operation)
    const found =
      others === null && search === ''
        ? this.reader.firstSql<{ n: number }>(
            `select count(*) as n from changes indexed by changes_deleted_contact
              where operation_id = ? and table_id = ${contacts} and action = ${changeAction.delete}`,
            operation.id,
          )
        : this.reader.firstSql<{ n: number }>(
            `${asked} select count(*) as n from ${stillDeleted}`,
            operation.id,
            others ?? '[]',
            search,
          )
    return found?.n ?? 0
  }

  /** They, by name; one more than `limit` when there are more. */
  page(operation: StoredOperation, { search = '', after, limit }: BinPage): BinnedContact[] {
    const rows = this.reader.allSql<Omit<BinnedContact, 'point'>>(
      `${asked} select x.row_id as id, x.before ->> 'kind' as kind, ${name} as name,
          x.before ->> 'job_title' as jobTitle
        from ${stillDeleted} and ${name} >= ? and (${name}, x.row_id) > (?, ?)
        order by ${name}, x.row_id limit ?`,
      operation.id,
      this.others(operation) ?? '[]',
      search,
      after?.name ?? '',
      after?.name ?? '',
      after?.id ?? 0,
      limit + 1,
    )
    const points = this.points(operation, rows)
    return rows.map((row) => ({ ...row, point: points.get(row.id) ?? null }))
  }

  /** Ids of a selection among them, at most `limit`; those named are not looked at. */
  select(operation: StoredOperation, selection: BinSelection, limit: number): readonly ContactId[] {
    if ('ids' in selection) return selection.ids
    return this.reader
      .allSql<{ id: ContactId }>(
        `${asked} select x.row_id as id from ${stillDeleted}
          and x.row_id not in (select value from json_each(?)) limit ?`,
        operation.id,
        this.others(operation) ?? '[]',
        selection.search ?? '',
        JSON.stringify(selection.except),
        limit,
      )
      .map(({ id }) => id)
  }

  /** Rows of the log that belong to contacts of a deletion; counted only as far as `atMost`. */
  countRows(
    { first_change: first, last_change: last }: StoredOperation,
    ids: readonly ContactId[],
    atMost: number,
  ): number {
    return (
      this.reader.firstSql<{ n: number }>(
        `${askedIds} select count(*) as n from (
          select 1 from ids a cross join ${byOwner}
          union all select 1 from ids a cross join changes x indexed by changes_employed
            on x.before ->> 'company_id' = a.value and x.before ->> 'company_id' is not null
              and x.table_id = ${contacts} and x.action in (2, 3)
              and x.id between (select first from asked) and (select last from asked)
          union all select 1 from ids limit ?)`,
        JSON.stringify(ids),
        first,
        last,
        atMost,
      )?.n ?? 0
    )
  }

  /** JSON array of contacts that came back and that another act deleted since; null: none came back. */
  private others(operation: StoredOperation): string | null {
    const ranges = this.reader.allSql<{ first: number; last: number }>(
      `with back as (
          select first_change, last_change from operations where undoes = ?
          union all select first_change, last_change from operations
            where code = '${bringBackCode}' and numbers ->> 'deletion' = ?)
        select x.row_id as first, x.last_row_id as last from back
          cross join changes x not indexed on x.id between back.first_change and back.last_change
          where x.table_id = ${contacts} and x.action = ${changeAction.insert}`,
      operation.id,
      operation.id,
    )
    if (ranges.length === 0) return null
    const ids = ranges.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, n) => first + n),
    )
    const last = this.reader.allSql<{ id: ContactId; deletion: OperationId }>(
      `select a.value as id, (select x.operation_id from changes x indexed by changes_row
          where x.table_id = ${contacts} and x.row_id = a.value
            and x.action = ${changeAction.delete} order by x.id desc limit 1) as deletion
        from json_each(?) a where not exists(select 1 from contacts c where c.id = a.value)`,
      JSON.stringify(ids),
    )
    const act = rootAct(this.reader, operation.id)
    const others = new Set(last.map(({ deletion }) => deletion))
    for (const id of others) if (isSameAct(rootAct(this.reader, id), act)) others.delete(id)
    return JSON.stringify(last.flatMap(({ id, deletion }) => (others.has(deletion) ? [id] : [])))
  }

  private points(
    { first_change: first, last_change: last }: StoredOperation,
    rows: readonly { readonly id: ContactId }[],
  ): ReadonlyMap<ContactId, string> {
    const found = this.reader.allSql<{ id: ContactId; point: string }>(
      `${askedIds} select id, point from (
        select a.value as id, x.before ->> 'raw' as point,
          row_number() over (partition by a.value order by x.before ->> 'is_primary' desc,
            x.before ->> 'kind', x.before ->> 'position', x.id) as place
        from ids a cross join ${byOwner}
        where x.table_id = ${tableRegistry.contact_points.tableId}
          and x.action = ${changeAction.delete}) where place = 1`,
      JSON.stringify(rows.map(({ id }) => id)),
      first,
      last,
    )
    return new Map(found.map(({ id, point }) => [id, point]))
  }
}
