import type { Reader } from '#main/db/executor.ts'
import type { importCounts } from '#shared/contract/import-rehearsal.ts'

/** What a plan comes to; every row of the file is in exactly one group. */
export type PlanCounts = ReturnType<typeof importCounts.parse>

/** Rows that come in although something is wrong with them. */
export const isKept = `problem_code is not null and outcome in ('new', 'changed', 'unchanged')`

/** Counts a matched plan; reads its staging file. */
export const countPlan = (stage: Reader): PlanCounts => {
  const groups = new Map(
    stage
      .allSql<{ outcome: string; rows: number }>(
        'select outcome, count(*) as rows from import_rows group by outcome',
      )
      .map(({ outcome, rows }) => [outcome, rows]),
  )
  const of = (group: string): number => groups.get(group) ?? 0
  const count = (text: string): number => stage.firstSql<{ n: number }>(text)?.n ?? 0
  const fields = stage.allSql<{ name: string }>(
    'select name from import_fields where is_new = 1 order by ref',
  )
  return {
    rows: [...groups.values()].reduce((sum, rows) => sum + rows, 0),
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    duplicates: of('duplicates'),
    problems: of('problems'),
    leftOut: of('left-out'),
    decidedSame: count(`select count(*) as n from import_rows where matched_by = 'owner'`),
    decidedDifferent: count(
      `select count(distinct d.n) as n from import_decisions d cross join import_rows r on r.n = d.n
        where d.verdict = 'different' and r.is_in and r.outcome <> 'duplicates'
          and r.matched_by is not 'owner'`,
    ),
    repaired: count(
      `select count(distinct p.n) as n from import_repairs p cross join import_rows r on r.n = p.n
        where not r.is_aside`,
    ),
    kept: count(`select count(*) as n from import_rows where ${isKept}`),
    newCompanies: count('select count(*) as n from import_companies where is_new = 1'),
    newFields: fields.map(({ name }) => name),
    missing: countMissing(stage),
  }
}

const countMissing = (stage: Reader): number | null => {
  const last = stage.firstSql('select 1 from import_facts where key = ?', 'last-run')
  if (last === undefined) return null
  const text = 'select count(*) as n from import_last where is_missing = 1'
  return stage.firstSql<{ n: number }>(text)?.n ?? 0
}

/** People who were there before the file and get something from it. */
export const countChangedPeople = (stage: Reader): number =>
  stage.firstSql<{ n: number }>(
    `select count(distinct contact_id) as n from import_rows where outcome = 'changed'`,
  )?.n ?? 0

/** People who get a tag that the owner gave to all of the file. */
export const countTagged = (stage: Reader): number =>
  stage.firstSql<{ n: number }>(
    `select count(distinct r.person) as n from import_tags i cross join import_rows r on r.n = i.n
      where i.is_added = 1 and i.fresh = 1 and r.outcome in ('new', 'changed')`,
  )?.n ?? 0
