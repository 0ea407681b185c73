import {
  createActivityStaging,
  refreshActivityTexts,
  replaceTouchedBodies,
} from '../activity-texts.ts'
import type { ChangedContacts, ChangeRange } from '../changed-tables.ts'
import { namedIds } from '../changed-tables.ts'
import type { Executor } from '../executor.ts'
import { createPutOff, restoreIndex, restoreIndexes } from '../put-off-indexes.ts'
import type { SearchBeside } from '../search/search-beside.ts'
import {
  beginNewTexts,
  createSearchStaging,
  finishNewTexts,
  refreshSearchTexts,
} from '../search/search-texts.ts'
import { type KeptColumns, keptColumns, keptStaging } from './kept-columns.ts'
import { refreshFresh } from './kept-fresh.ts'
import { allGroups, keptGroup, ownRows, searchGroups } from './kept-sources.ts'
import {
  collectTouched,
  createTouched,
  setUnitRange,
  summarise,
  type UnitChanges,
} from './touched-contacts.ts'

/** Makes the temporary tables that derived values are recomputed in; once per connection. */
export const installDerived = (executor: Executor): void => {
  createTouched(executor)
  createPutOff(executor)
  createSearchStaging(executor)
  createActivityStaging(executor)
  for (const kept of keptColumns) {
    executor.database.exec(
      `create temp table ${keptStaging(kept.group).replace('temp.', '')}(contact_id integer primary key, ${names(kept).join(', ')})`,
    )
  }
}

/** What a refresh found. */
export interface Refreshed {
  /** Contacts whose own rows the unit changed. */
  readonly contactCount: number
  /** Contacts whose kept columns changed. */
  readonly changed: ChangedContacts
}

/**
 * Recomputes what is derived from the facts a unit changed: kept columns and search texts.
 *
 * Everything derived is a pure function of the facts, so doing, undoing and redoing take this one
 * path and nothing is applied twice. Only rows that differ are written. What another thread can do
 * meanwhile goes to `beside`.
 */
export const refreshDerived = (
  executor: Executor,
  range: ChangeRange,
  beside: SearchBeside | null = null,
): Refreshed => {
  setUnitRange(executor, range)
  const changes = summarise(executor)
  if (namesOthers(changes)) restoreIndex(executor, peopleIndex)
  const groups = collectTouched(executor, changes)
  if (beside && groups & searchGroups) beginNewTexts(executor, beside)
  const freshCount = refreshFresh(executor, changes)
  restoreIndex(executor, peopleIndex)
  const own = executor.firstSql<{ n: number }>(
    `select count(*) as n from temp.touched where mask & ${ownRows}`,
  )
  const changed = refreshTouched(executor, groups, { beside })
  refreshActivityTexts(executor, changes)
  restoreIndexes(executor, () => beside?.pump(executor))
  if (beside) finishNewTexts(executor, beside)
  return { contactCount: own?.n ?? 0, changed: freshCount > namedIds ? 'many' : changed }
}

/** By it the people of a company are found, whose kept facts have its name in them. */
const peopleIndex = 'contacts_company'

const namesOthers = (changes: UnitChanges): boolean =>
  ['display_name', 'given_name', 'family_name'].some((column) =>
    changes.get('contacts')?.columns.has(column),
  )

/** New values wait in memory for at most so many contacts at once. */
const contactsAtOnce = 100_000

/** Recomputes everything derived from all facts; how many contacts were wrong. */
export const recomputeDerived = (executor: Executor, atOnce = contactsAtOnce): number => {
  executor.runSql(
    `insert into temp.touched(contact_id, mask) select id, ${allGroups} from contacts
      union select contact_id, ${allGroups} from search_texts`,
  )
  const changed = refreshTouched(executor, allGroups, { atOnce })
  executor.runSql(
    `insert into temp.touched_activities
      select id from activities union select activity_id from activity_texts`,
  )
  replaceTouchedBodies(executor)
  return changed === 'many' ? namedIds + 1 : changed.length
}

const refreshTouched = (
  executor: Executor,
  groups: number,
  {
    atOnce = contactsAtOnce,
    beside = null,
  }: { readonly atOnce?: number; readonly beside?: SearchBeside | null },
): ChangedContacts => {
  const wanted = keptColumns.filter((kept) => (kept.group & groups) !== 0)
  const changed = refreshKept(executor, wanted, spansOf(executor, atOnce))
  if (groups & searchGroups) refreshSearchTexts(executor, beside)
  executor.runSql('delete from temp.touched')
  return changed.length > namedIds ? 'many' : changed
}

interface Span {
  readonly from: number
  readonly to: number
}

const everything: Span = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** Recomputes groups of the touched contacts, span by span; the first ids that changed. */
const refreshKept = (
  executor: Executor,
  groups: readonly KeptColumns[],
  spans: readonly Span[],
): readonly number[] => {
  const changed = new Set<number>()
  const refresh = (span: Span, wanted: readonly KeptColumns[], only = ''): void => {
    const differing = wanted.filter(
      (kept) => executor.runSql(compute(kept, only), span.from, span.to).changes > 0,
    )
    if (differing.length === 0) return
    for (const id of writeKept(executor, differing)) changed.add(id)
  }
  // A person's company may come long after the person: its sort key has to be there before.
  if (spans.length > 1) refresh(everything, groups.filter(isName), `and ${hasPeople}`)
  for (const span of spans) refresh(span, groups)
  return [...changed]
}

const isName = ({ group }: KeptColumns): boolean => group === keptGroup.name
const hasPeople = 'exists(select 1 from contacts m where m.company_id = c.id)'

/** The touched contacts by id, `atOnce` in each span. */
const spansOf = (executor: Executor, atOnce: number): readonly Span[] => {
  const ends = `select contact_id as id from temp.touched where contact_id >= ?
    order by contact_id limit 1 offset ?`
  const spans: Span[] = []
  for (let from = 0; ; ) {
    const next = executor.firstSql<{ id: number }>(ends, from, atOnce)?.id
    if (next === undefined) return [...spans, { from, to: everything.to }]
    spans.push({ from, to: next - 1 })
    from = next
  }
}

/** Writes what differs, each contact once; the first of their ids. */
const writeKept = (executor: Executor, groups: readonly KeptColumns[]): readonly number[] => {
  executor.runSql(write(groups))
  const rows = executor.allSql<{ id: number }>(
    `select contact_id as id from (${waiting(groups)}) limit ${namedIds + 1}`,
  )
  for (const kept of groups) executor.runSql(`delete from ${staging(kept)}`)
  return rows.map((row) => row.id)
}

const names = (kept: KeptColumns): readonly string[] => Object.keys(kept.columns)

const staging = (kept: KeptColumns): string => keptStaging(kept.group)

// "limit -1" keeps SQLite from computing each value twice.
const compute = (kept: KeptColumns, only: string): string => {
  const values = Object.entries(kept.columns).map(
    ([column, expression]) => `${expression} as new_${column}, c.${column} as old_${column}`,
  )
  const differs = names(kept).map((column) => `new_${column} is not old_${column}`)
  return `insert into ${staging(kept)}(contact_id, ${names(kept).join(', ')})
    ${kept.with ? `with ${kept.with}` : ''}
    select id, ${names(kept)
      .map((column) => `new_${column}`)
      .join(', ')} from (
      select c.id as id, ${values.join(', ')}
      from temp.touched t cross join contacts c on c.id = t.contact_id ${kept.joins ?? ''}
      where t.mask & ${kept.group} and t.contact_id between ? and ? ${only} limit -1)
    where ${differs.join(' or ')}`
}

const waiting = (groups: readonly KeptColumns[]): string =>
  groups.map((kept) => `select contact_id from ${staging(kept)}`).join(' union ')

// One update for all groups: each write of a contact also writes most of its indexes.
const write = (groups: readonly KeptColumns[]): string => {
  const alias = (kept: KeptColumns): string => `k${kept.group}`
  const values = groups.flatMap((kept) =>
    names(kept).map(
      (column) =>
        `iif(${alias(kept)}.contact_id is null, contacts.${column}, ${alias(kept)}.${column})`,
    ),
  )
  const joins = groups.map(
    (kept) =>
      `left join ${staging(kept)} ${alias(kept)} on ${alias(kept)}.contact_id = d.contact_id`,
  )
  return `update contacts set (${groups.flatMap(names).join(', ')}) = (
      select ${values.join(', ')} from (select contacts.id as contact_id) d ${joins.join(' ')})
    where id in (${waiting(groups)})`
}
