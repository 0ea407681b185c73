import type { Executor } from './executor.ts'
import { type UnitChanges, unitRange } from './kept-facts/touched-contacts.ts'
import { tableRegistry } from './table-registry.ts'
import { changeAction } from './undo/undo-triggers.ts'

/** Makes the temporary tables in which new search texts of activities wait beside the old ones. */
export const createActivityStaging = (executor: Executor): void => {
  executor.database.exec(`
create temp table touched_activities(activity_id integer primary key);
create temp table fresh_bodies(activity_id integer primary key, body text, old_body text);`)
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
