import type { Bindable, Executor } from '../executor.ts'
import { keptGroup, searchGroups } from '../kept-facts/kept-sources.ts'
import type { SearchBeside } from './search-beside.ts'

/** Makes the temporary tables in which new search texts wait beside the old ones. */
export const createSearchStaging = (executor: Executor): void => {
  executor.database.exec(`
create temp table fresh_texts(contact_id integer primary key, names text, points text, notes text,
  old_names text, old_points text, old_notes text);
create temp table new_texts(contact_id integer primary key);
create temp table late_texts(contact_id integer primary key);`)
}

const fresh = (group: number, column: string, expression: string): string =>
  `case when t.mask & ${group} then ${expression} else s.${column} end`

const namesOf = `kith_search_names(c.display_name, c.given_name, c.family_name, c.nickname,
  c.job_title, (select k.display_name from contacts k where k.id = c.company_id), c.kind,
  (select json_group_array(p.raw) from contact_points p
    where p.contact_id = c.id and p.kind = 'email'))`

const pointsOf = `kith_search_points((select json_group_array(json_object(
    'kind', p.kind, 'raw', p.raw, 'normalized', p.normalized))
  from contact_points p where p.contact_id = c.id and p.kind in ('email', 'phone')))`

const notesOf = `case when c.notes is null then '' else kith_search_notes(c.notes) end`

// "limit -1" keeps SQLite from computing each text twice.
const freshTexts = `
insert into temp.fresh_texts
  select * from (
    select c.id, ${fresh(keptGroup.searchNames, 'names', namesOf)} as names,
      ${fresh(keptGroup.searchPoints, 'points', pointsOf)} as points,
      ${fresh(keptGroup.searchNotes, 'notes', notesOf)} as notes,
      s.names as old_names, s.points as old_points, s.notes as old_notes
    from temp.touched t cross join contacts c on c.id = t.contact_id
      cross join search_texts s on s.contact_id = t.contact_id
    where t.mask & ${searchGroups} limit -1)
  where names is not old_names or points is not old_points or notes is not old_notes`

const isGone = `t.mask & ${searchGroups}
  and not exists(select 1 from contacts c where c.id = t.contact_id)`

const goneTexts = `
insert into temp.fresh_texts
  select s.contact_id, null, null, null, s.names, s.points, s.notes
  from temp.touched t cross join search_texts s on s.contact_id = t.contact_id
  where ${isGone}`

const countGone = `
select count(*) as n from temp.touched t cross join search_texts s on s.contact_id = t.contact_id
  where ${isGone}`

const forgetGone = `
delete from search_texts where contact_id in (select t.contact_id from temp.touched t where ${isGone})`

const newTexts = (waiting: string): string => `
insert into temp.${waiting}
  select c.id from temp.touched t cross join contacts c on c.id = t.contact_id
  where t.mask & ${searchGroups}
    and not exists(select 1 from search_texts s where s.contact_id = t.contact_id)
    and not exists(select 1 from temp.new_texts n where n.contact_id = t.contact_id)`

const indexes = ['search_names', 'search_notes'] as const
type SearchIndex = (typeof indexes)[number]

const differs = {
  search_names: '(names is not old_names or points is not old_points)',
  search_notes: 'notes is not old_notes',
} as const satisfies Record<SearchIndex, string>

const countDiffering = `
select ${indexes.map((index) => `count(*) filter (where ${differs[index]}) as ${index}`).join(', ')}
  from temp.fresh_texts`

const unindex = {
  search_names: `insert into search_names(search_names, rowid, names, points)
    select 'delete', contact_id, old_names, old_points from temp.fresh_texts
    where ${differs.search_names}`,
  search_notes: `insert into search_notes(search_notes, rowid, notes)
    select 'delete', contact_id, old_notes from temp.fresh_texts
    where old_notes <> '' and ${differs.search_notes}`,
} as const satisfies Record<SearchIndex, string>

const storeFresh = [
  `delete from search_texts where contact_id in
    (select contact_id from temp.fresh_texts where names is null)`,
  `update search_texts set (names, points, notes) =
      (select names, points, notes from temp.fresh_texts f
        where f.contact_id = search_texts.contact_id)
    where contact_id in (select contact_id from temp.fresh_texts where names is not null)`,
]

const storeNew = `insert into search_texts(contact_id, names, points, notes)
  select c.id, ${namesOf}, ${pointsOf}, ${notesOf}
  from temp.new_texts t cross join contacts c on c.id = t.contact_id`

const indexFresh = {
  search_names: `insert into search_names(rowid, names, points)
    select contact_id, names, points from temp.fresh_texts
    where names is not null and ${differs.search_names}`,
  search_notes: `insert into search_notes(rowid, notes)
    select contact_id, notes from temp.fresh_texts
    where notes <> '' and ${differs.search_notes}`,
} as const satisfies Record<SearchIndex, string>

const indexNew = [
  `insert into search_names(rowid, names, points)
    select s.contact_id, s.names, s.points
    from temp.new_texts t cross join search_texts s on s.contact_id = t.contact_id`,
  `insert into search_notes(rowid, notes)
    select s.contact_id, s.notes
    from temp.new_texts t cross join search_texts s on s.contact_id = t.contact_id
    where s.notes <> ''`,
]

const rebuild = indexes.map((table) => `insert into ${table}(${table}) values('rebuild')`)

/** A statement that writes to an index costs its time even when no row is written. */
const concernedIndexes = (executor: Executor): readonly SearchIndex[] => {
  const counts = executor.firstSql<Record<SearchIndex, number>>(countDiffering)
  return indexes.filter((index) => (counts?.[index] ?? 0) > 0)
}

const runAll = (executor: Executor, statements: readonly string[]): void => {
  for (const sql of statements) executor.runSql(sql)
}

/**
 * Brings the search texts of the touched contacts, and their full-text index, up to date; but for
 * those that `beginNewTexts` took over.
 */
export const refreshSearchTexts = (
  executor: Executor,
  beside: SearchBeside | null = null,
): void => {
  const isBeside = beside?.isBusy ?? false
  const { changes: differing } = executor.runSql(freshTexts)
  const added = isBeside ? 0 : executor.runSql(newTexts('new_texts')).changes
  const gone = executor.firstSql<{ n: number }>(countGone)?.n ?? 0
  if (differing + gone + added === 0) return
  const load = isBeside ? 'usual' : loadOf({ gone, added, before: () => countTexts(executor) })
  if (load === 'rebuild') {
    runAll(executor, [forgetGone, ...storeFresh, storeNew])
    inBulk(executor, rebuild)
  } else {
    if (gone > 0) executor.runSql(goneTexts)
    const concerned = concernedIndexes(executor)
    for (const index of concerned) executor.runSql(unindex[index])
    if (differing + gone > 0) runAll(executor, storeFresh)
    if (differing > 0) for (const index of concerned) executor.runSql(indexFresh[index])
    if (added > 0) addNew(executor, load)
  }
  executor.runSql('delete from temp.fresh_texts')
  if (!isBeside) executor.runSql('delete from temp.new_texts')
}

const addNew = (executor: Executor, load: Load): void => {
  executor.runSql(storeNew)
  indexNewTexts(executor, load)
}

const indexNewTexts = (executor: Executor, load: Load): void => {
  if (load === 'bulk') inBulk(executor, indexNew)
  else runAll(executor, indexNew)
}

/**
 * Has the texts of new contacts that a select offers written beside what follows. What their texts
 * are made of must not change any more.
 */
export const beginTextsOf = (
  executor: Executor,
  beside: SearchBeside,
  { sql, values }: { readonly sql: string; readonly values: readonly Bindable[] },
): void => {
  executor.runSql(`insert into temp.new_texts(contact_id) ${sql}`, ...values)
  beside.begin(executor)
  beside.pump(executor)
}

/** Has the texts of all other new contacts written up to `finishNewTexts`, where a thread is there. */
export const beginNewTexts = (executor: Executor, beside: SearchBeside): void => {
  if (!beside.isWarm) return
  executor.runSql(newTexts('late_texts'))
  beside.begin(executor)
  beside.complete(executor)
}

/** Puts in the texts that `beginNewTexts` has written, and indexes them. */
export const finishNewTexts = (executor: Executor, beside: SearchBeside): void => {
  if (!beside.isBusy) return
  const before = countTexts(executor)
  const found = beside.finish(executor)
  const added = executor.firstSql<{ n: number }>('select count(*) as n from temp.new_texts')?.n ?? 0
  const load = loadOf({ gone: 0, added, before: () => before })
  if (found === 'none') addNew(executor, load)
  else if (found === 'texts') indexNewTexts(executor, load)
  executor.runSql('delete from temp.new_texts')
}

type Load = 'usual' | 'bulk' | 'rebuild'

/** Fewer contacts than this are never worth a look at the whole index. */
const bulkFrom = 2000

/**
 * How the index is best brought up to date. Taking a contact out costs twice as much as putting one
 * in, so where a third goes all the others are put in anew; and where most are new, what is there
 * may be merged with them once, at the end.
 */
const loadOf = ({
  gone,
  added,
  before,
}: {
  readonly gone: number
  readonly added: number
  readonly before: () => number
}): Load => {
  if (Math.max(gone, added) < bulkFrom) return 'usual'
  const there = before()
  if (gone * 3 >= there && gone >= bulkFrom) return 'rebuild'
  return added >= there && added >= bulkFrom ? 'bulk' : 'usual'
}

const countTexts = (executor: Executor): number =>
  executor.firstSql<{ n: number }>('select count(*) as n from search_texts')?.n ?? 0

const setting = (name: string, value: number): readonly string[] =>
  indexes.map((table) => `insert into ${table}(${table}, rank) values('${name}', ${value})`)

/** FTS5's own values are 4 and 16; it merges as it goes, which writes most of a load twice. */
const inBulk = (executor: Executor, statements: readonly string[]): void => {
  runAll(executor, [...setting('automerge', 0), ...setting('crisismerge', 1999)])
  runAll(executor, statements)
  // In one piece: nobody who saves later waits for a merge that was put off.
  runAll(
    executor,
    indexes.map((table) => `insert into ${table}(${table}) values('optimize')`),
  )
  runAll(executor, [...setting('automerge', 4), ...setting('crisismerge', 16)])
}
