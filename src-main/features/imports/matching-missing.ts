import type { Executor } from '#main/db/executor.ts'

const steps = [
  // Only people who are still there can be missed.
  `update import_last set is_missing = exists(select 1 from contacts c
    where c.id = import_last.contact_id)`,
  `update import_last set is_missing = 0 where contact_id in (
    select contact_id from import_rows where contact_id is not null and outcome <> 'left-out'
    union select contact_id from import_candidates where contact_id is not null)`,
]

/** Marks who was in the last file of the recipe and is not in this one. */
export const markMissing = (executor: Executor): void => {
  if (executor.firstSql('select 1 from import_last limit 1') === undefined) return
  for (const sql of steps) executor.runSql(sql)
}
