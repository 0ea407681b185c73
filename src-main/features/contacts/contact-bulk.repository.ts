import type { Reader, Transaction } from '#main/db/executor.ts'
import type { ContactsTable } from '#main/db/schema.ts'
import type { ContactId, TagId } from '#shared/domain/ids.ts'
import { searchCap } from '#shared/domain/search-cap.ts'
import type { SqlPiece } from './contact-filter.ts'
import { everybody, type ReadyFilter } from './contact-sources.ts'

/** Whom a bulk command means, as SQL needs it. */
export type ReadySelection =
  | { readonly ids: readonly ContactId[] }
  | { readonly filter: ReadyFilter; readonly except: readonly ContactId[] }

/** What a bulk command does to each of its contacts. */
export type BulkAct =
  | { readonly type: 'setStage'; readonly stage: ContactsTable['stage'] }
  | { readonly type: 'addTag'; readonly tagId: TagId }
  | { readonly type: 'removeTag'; readonly tagId: TagId }
  | { readonly type: 'delete' }

/** SQL for the ids of a selection, as `id`; contacts that are gone are left out. */
export const selectionSource = (selection: ReadySelection): SqlPiece => {
  if ('ids' in selection) {
    return {
      sql: `select c.id from json_each(?) j cross join contacts c on c.id = j.value`,
      values: [JSON.stringify(selection.ids)],
    }
  }
  const { sql, values } = everybody(selection.filter)
  if (selection.except.length === 0) return { sql, values }
  return {
    sql: `select id from (${sql}) where id not in (select value from json_each(?))`,
    values: [...values, JSON.stringify(selection.except)],
  }
}

/** Whether a selection has more contacts than `limit`; looks at no more than that. */
export const isLarger = (reader: Reader, selection: ReadySelection, limit: number): boolean => {
  const { sql, values } = selectionSource(selection)
  const text = `select count(*) as n from (select id from (${sql}) limit ${limit + 1})`
  return (reader.firstSql<{ n: number }>(text, ...values)?.n ?? 0) > limit
}

/** Whether a selection is a search that may have more hits than are listed. */
export const mayHaveMoreHits = (reader: Reader, selection: ReadySelection): boolean =>
  'filter' in selection &&
  selection.filter.search !== null &&
  isLarger(reader, { ...selection, except: [] }, searchCap - 1)

/** The selection with every hit of its search, listed or not. */
export const withAllHits = (selection: ReadySelection): ReadySelection =>
  'filter' in selection
    ? { ...selection, filter: { ...selection.filter, isUncapped: true } }
    : selection

/** Whether more than `limit` people or activities hang on a selection; looks at no more than that. */
export const hasMoreDependents = (
  reader: Reader,
  selection: ReadySelection,
  limit: number,
): boolean => {
  const { sql, values } = selectionSource(selection)
  const text = `select count(*) as n from (
    select 1 from (${sql}) s cross join contacts p on p.company_id = s.id
    union all select 1 from (${sql}) s cross join activities a on a.contact_id = s.id
    limit ${limit + 1})`
  return (reader.firstSql<{ n: number }>(text, ...values, ...values)?.n ?? 0) > limit
}

/** Contacts of a source that the act would change. */
export const countAffected = (reader: Reader, source: SqlPiece, act: BulkAct): number => {
  const { sql, values } = affected(source, act)
  return reader.firstSql<{ n: number }>(`select count(*) as n from (${sql})`, ...values)?.n ?? 0
}

/** SQL for the ids of those of a source that the act changes. */
const affected = ({ sql, values }: SqlPiece, act: BulkAct): SqlPiece => {
  const from = `select c.id from (select distinct id from (${sql})) s
    cross join contacts c on c.id = s.id`
  switch (act.type) {
    case 'delete':
      return { sql: from, values }
    case 'setStage':
      return { sql: `${from} where c.stage is not ?`, values: [...values, act.stage] }
    case 'addTag':
    case 'removeTag': {
      const not = act.type === 'addTag' ? 'not ' : ''
      return {
        sql: `${from} where ${not}exists(select 1 from contact_tags t
          where t.contact_id = c.id and t.tag_id = ?)`,
        values: [...values, act.tagId],
      }
    }
  }
}

/** How rows are inserted: one by one logged, or as a range on a bulk connection. */
export type InsertRows = (
  table: 'stage_changes' | 'contact_tags',
  sql: string,
  values: SqlPiece['values'],
) => void

/** A write of a bulk command. */
export interface BulkWrite {
  readonly tx: Transaction
  readonly insert: InsertRows
  readonly act: BulkAct
  readonly at: number
}

/** Does the act to all contacts of a source, set-based; how many it changed. */
export const applyToSource = ({ tx, insert, act, at }: BulkWrite, source: SqlPiece): number => {
  const { sql, values } = affected(source, act)
  switch (act.type) {
    case 'delete':
      return tx.runSql(`delete from contacts where id in (${sql})`, ...values).changes
    case 'removeTag':
      return tx.runSql(
        `delete from contact_tags where tag_id = ? and contact_id in (${sql})`,
        act.tagId,
        ...values,
      ).changes
    case 'addTag': {
      const count = countAffected(tx, source, act)
      insert(
        'contact_tags',
        `insert into contact_tags(contact_id, tag_id) select id, ? from (${sql}) order by id`,
        [act.tagId, ...values],
      )
      return count
    }
    case 'setStage': {
      insert(
        'stage_changes',
        `insert into stage_changes(contact_id, stage, at) select id, ?, ? from (${sql}) order by id`,
        [act.stage, at, ...values],
      )
      const text = `update contacts set stage = ? where id in (${sql})`
      return tx.runSql(text, act.stage, ...values).changes
    }
  }
}
