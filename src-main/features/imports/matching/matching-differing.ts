import type { Executor } from '#main/db/executor.ts'
import { blank, isNameless, takenBits } from './matching-facts.ts'

/** Whether a row says something else of a single fact than its contact `c` has. */
const differs: Readonly<Record<string, string>> = {
  name: `r.is_named and c.kind = r.kind and not ${isNameless} and r.name is not c.display_name`,
  company: `r.company is not null and c.company_id is not null and r.company_key <> k.company_key`,
  importance:
    'r.importance is not null and c.importance is not null and r.importance <> c.importance',
  stage:
    'r.stage is not null and c.stage is not null and not r.is_default_stage and r.stage <> c.stage',
  ...Object.fromEntries(
    Object.keys(takenBits)
      .filter((column) =>
        ['nickname', 'job_title', 'source', 'language', 'preferred_channel', 'time_zone'].includes(
          column,
        ),
      )
      .map((column) => [
        column,
        `r.${column} is not null and not ${blank(column)} and r.${column} is not c.${column}`,
      ]),
  ),
}

const singles = `select ${Object.entries(differs)
  .map(([fact, condition]) => `coalesce(sum(${condition}), 0) as "${fact}"`)
  .join(', ')}
  from import_rows r cross join contacts c on c.id = r.contact_id
    cross join import_known k on k.contact_id = r.contact_id where r.is_in`

/** People who have another point of a kind than the file; where blanks are filled it is marked. */
const points = `select i.kind as fact, count(distinct i.n) as n from import_points i
  cross join import_rows r on r.n = i.n
  where r.contact_id is not null and r.is_in and (i.target_id is not null or i.fresh = 1
    and exists(select 1 from contact_points c where c.contact_id = r.contact_id and c.kind = i.kind))
  group by i.kind`

const addresses = `select 'address' as fact, count(distinct i.n) as n from import_addresses i
  cross join import_rows r on r.n = i.n
  where r.contact_id is not null and r.is_in and (i.target_id is not null or i.fresh = 1
    and exists(select 1 from addresses a where a.contact_id = r.contact_id))`

const dates = `select i.kind as fact, count(distinct i.n) as n from import_dates i
  cross join import_rows r on r.n = i.n
  cross join important_dates d on d.contact_id = r.contact_id and d.kind = i.kind
  where r.is_in and i.kind <> 'other'
    and not (d.month = i.month and d.day = i.day and (i.year is null or i.year is d.year))
  group by i.kind`

const values = `select 'value:' || ref as fact, count(distinct n) as n from import_values
  where target_id is not null group by ref`

/** Keeps for each fact how many people have another value than the file, for the column's rule. */
export const countDiffering = (executor: Executor, isAnybodyKnown: boolean): void => {
  const found: Record<string, number> = {}
  if (isAnybodyKnown) {
    Object.assign(found, executor.firstSql<Record<string, number>>(singles))
    for (const sql of [points, addresses, dates, values]) {
      for (const { fact, n } of executor.allSql<{ fact: string; n: number }>(sql)) found[fact] = n
    }
  }
  executor.runSql(
    `insert into import_facts(key, value) values('differing', ?)
      on conflict(key) do update set value = excluded.value`,
    JSON.stringify(found),
  )
}
