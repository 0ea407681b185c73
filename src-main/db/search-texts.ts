import type { Executor } from './executor.ts'
import { keptGroup, searchGroups } from './kept-sources.ts'
import { tableRegistry } from './table-registry.ts'
import { type UnitChanges, unitRange } from './touched-contacts.ts'
import { changeAction } from './undo-triggers.ts'

/** Makes the temporary tables in which new search texts wait beside the old ones. */
export const createSearchStaging = (executor: Executor): void => {
  executor.database.exec(`
create temp table fresh_texts(contact_id integer primary key, names text, points text, notes text,
  old_names text, old_points text, old_notes text);
create temp table new_texts(contact_id integer primary key);
create temp table touched_activities(activity_id integer primary key);
create temp table fresh_bodies(activity_id integer primary key, body text, old_body text);`)
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

const newTexts = `
insert into temp.new_texts
  select c.id from temp.touched t cross join contacts c on c.id = t.contact_id
  where t.mask & ${searchGroups}
    and not exists(select 1 from search_texts s where s.contact_id = t.contact_id)`

const namesDiffer = '(names is not old_names or points is not old_points)'

const unindex = [
  `insert into search_names(search_names, rowid, names, points)
    select 'delete', contact_id, old_names, old_points from temp.fresh_texts
    where ${namesDiffer}`,
  `insert into search_notes(search_notes, rowid, notes)
    select 'delete', contact_id, old_notes from temp.fresh_texts
    where old_notes <> '' and notes is not old_notes`,
]

const store = [
  `delete from search_texts where contact_id in
    (select contact_id from temp.fresh_texts where names is null)`,
  `update search_texts set (names, points, notes) =
      (select names, points, notes from temp.fresh_texts f
        where f.contact_id = search_texts.contact_id)
    where contact_id in (select contact_id from temp.fresh_texts where names is not null)`,
  `insert into search_texts(contact_id, names, points, notes)
    select c.id, ${namesOf}, ${pointsOf}, ${notesOf}
    from temp.new_texts t cross join contacts c on c.id = t.contact_id`,
]

const indexFresh = [
  `insert into search_names(rowid, names, points)
    select contact_id, names, points from temp.fresh_texts where names is not null and ${namesDiffer}`,
  `insert into search_notes(rowid, notes)
    select contact_id, notes from temp.fresh_texts
    where notes <> '' and notes is not old_notes`,
]

const indexNew = [
  `insert into search_names(rowid, names, points)
    select s.contact_id, s.names, s.points
    from temp.new_texts t cross join search_texts s on s.contact_id = t.contact_id`,
  `insert into search_notes(rowid, notes)
    select s.contact_id, s.notes
    from temp.new_texts t cross join search_texts s on s.contact_id = t.contact_id
    where s.notes <> ''`,
]

const indexes = ['search_names', 'search_notes'] as const
const rebuild = indexes.map((table) => `insert into ${table}(${table}) values('rebuild')`)

const runAll = (executor: Executor, statements: readonly string[]): void => {
  for (const sql of statements) executor.runSql(sql)
}

/** Brings the search texts of the touched contacts, and their full-text index, up to date. */
export const refreshSearchTexts = (executor: Executor): void => {
  const { changes: differing } = executor.runSql(freshTexts)
  const { changes: added } = executor.runSql(newTexts)
  const gone = executor.firstSql<{ n: number }>(countGone)?.n ?? 0
  if (differing + gone + added === 0) return
  const load = loadOf(executor, { gone, added })
  if (load === 'rebuild') {
    runAll(executor, [forgetGone, ...store])
    inBulk(executor, rebuild)
  } else {
    if (gone > 0) executor.runSql(goneTexts)
    if (differing + gone > 0) runAll(executor, unindex)
    runAll(executor, store)
    if (differing > 0) runAll(executor, indexFresh)
    if (load === 'bulk') inBulk(executor, indexNew)
    else if (added > 0) runAll(executor, indexNew)
  }
  executor.runSql('delete from temp.fresh_texts')
  executor.runSql('delete from temp.new_texts')
}

/** Fewer contacts than this are never worth a look at the whole index. */
const bulkFrom = 2000

/**
 * How the index is best brought up to date. Taking a contact out costs twice as much as putting one
 * in, so where a third goes all the others are put in anew; and where most are new, what is there
 * may be merged with them once, at the end.
 */
const loadOf = (
  executor: Executor,
  { gone, added }: { readonly gone: number; readonly added: number },
): 'usual' | 'bulk' | 'rebuild' => {
  if (Math.max(gone, added) < bulkFrom) return 'usual'
  const before = executor.firstSql<{ n: number }>('select count(*) as n from search_texts')?.n ?? 0
  if (gone * 3 >= before && gone >= bulkFrom) return 'rebuild'
  return added >= before && added >= bulkFrom ? 'bulk' : 'usual'
}

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

const activityLog = (action: number): string =>
  `where x.id between ${unitRange} and x.table_id = ${tableRegistry.activities.tableId}
    and x.action = ${action}`

const touchInserted = `insert or ignore into temp.touched_activities
  select a.id from changes x not indexed cross join activities a on a.id between x.row_id and x.last_row_id
  ${activityLog(changeAction.insert)}`

const touchLogged = (action: number): string =>
  `insert or ignore into temp.touched_activities select x.row_id from changes x not indexed ${activityLog(action)}`

/** Also an activity without words has a body: the empty one, which is not kept. */
const freshBodies = `
insert into temp.fresh_bodies
  select * from (
    select t.activity_id,
      (select nullif(kith_search_notes(a.body || coalesce(' ' || a.outcome, '')), '')
        from (select coalesce(body, '') as body, outcome from activities where id = t.activity_id) a)
        as body,
      s.body as old_body
    from temp.touched_activities t left join activity_texts s on s.activity_id = t.activity_id
    limit -1)
  where body is not old_body`

const replaceBodies = [
  `insert into search_activities(search_activities, rowid, body)
    select 'delete', activity_id, old_body from temp.fresh_bodies where old_body is not null`,
  `delete from activity_texts where activity_id in
    (select activity_id from temp.fresh_bodies where body is null)`,
  `insert into activity_texts(activity_id, body)
    select activity_id, body from temp.fresh_bodies where body is not null
    on conflict(activity_id) do update set body = excluded.body`,
  `insert into search_activities(rowid, body)
    select activity_id, body from temp.fresh_bodies where body is not null`,
  'delete from temp.fresh_bodies',
]

/** Brings the search texts of the activities a unit changed up to date. */
export const refreshActivityTexts = (executor: Executor, changes: UnitChanges): void => {
  const change = changes.get('activities')
  if (!change) return
  if (change.hasInserts) executor.runSql(touchInserted)
  if (change.hasDeletes) executor.runSql(touchLogged(changeAction.delete))
  if (change.columns.has('body') || change.columns.has('outcome')) {
    executor.runSql(touchLogged(changeAction.update))
  }
  replaceTouchedBodies(executor)
}

/** Brings the search texts of the activities in `temp.touched_activities` up to date. */
export const replaceTouchedBodies = (executor: Executor): void => {
  const { changes: differing } = executor.runSql(freshBodies)
  if (differing > 0) for (const sql of replaceBodies) executor.runSql(sql)
  executor.runSql('delete from temp.touched_activities')
}
