import type { Executor } from '#main/db/executor.ts'

const steps = [
  // Only people who are still there can be missed.
  `update import_last set place = null, is_missing = exists(select 1 from contacts c
    where c.id = import_last.contact_id)`,
  `update import_last set is_missing = 0 where contact_id in (
    select contact_id from import_rows where contact_id is not null and outcome <> 'left-out'
    union select contact_id from import_candidates where contact_id is not null)`,
  // Put in order once, for pages of any place in it.
  `update import_last set place = x.place, name_key = x.name_key from (
      select c.id, kith_name_key(c.display_name) as name_key,
        row_number() over (order by c.sort_key, c.id) as place
      from import_last l cross join contacts c on c.id = l.contact_id where l.is_missing) x
    where x.id = import_last.contact_id`,
]

/** Marks who was in the last file of the recipe and is not in this one. */
export const markMissing = (executor: Executor): void => {
  if (executor.firstSql('select 1 from import_last limit 1') === undefined) return
  for (const sql of steps) executor.runSql(sql)
}
