import type { Executor, Reader } from '#main/db/executor.ts'
import type { importCounts } from '#shared/contract/import-rehearsal.ts'
import { linkSteps, shortenChain } from './matching-links.ts'
import { bringsNothing, forgetWork, lists, workSteps } from './matching-outcomes.ts'

/** What a plan comes to; every row of the file is in exactly one group. */
export type PlanCounts = ReturnType<typeof importCounts.parse>

const reset = [
  `update import_rows set contact_id = null, first_row = n, matched_by = null, person = null,
    taken = 0, outcome = null, new_index = null`,
  'delete from import_notes where is_name = 1',
  ...lists.map((list) => `update import_${list} set fresh = 1 where fresh = 0`),
  ...['companies', 'known', 'weak', 'first', 'multi'].map((table) => `delete from import_${table}`),
]

/** How many steps `matchRows` reports. */
export const matchingSteps = linkSteps.length + workSteps.length

/** Forgets what an earlier matching of these rows found. */
const resetMatching = (executor: Executor): void => {
  for (const sql of reset) executor.runSql(sql)
}

/**
 * Finds out who each staged row is about and what it would bring; writes the staging file only.
 *
 * The workspace is read as it is now. `onStep` is told after each of `matchingSteps` steps and may
 * throw to stop. Needs the SQL functions `kith_name_key` and `kith_names_fit`.
 */
export const matchRows = (executor: Executor, onStep: (done: number) => void): void => {
  let done = 0
  const run = (sql: string): void => {
    executor.runSql(sql)
    done += 1
    onStep(done)
  }
  for (const sql of linkSteps) run(sql)
  while (executor.runSql(shortenChain).changes > 0) onStep(done)
  for (const sql of workSteps) run(sql)
  for (let round = 0; round < 3 && executor.runSql(bringsNothing).changes > 0; round += 1) {
    for (const sql of [...forgetWork, ...workSteps]) {
      executor.runSql(sql)
      onStep(done)
    }
  }
}

const compared = [
  'select n, outcome, contact_id, first_row, taken from import_rows',
  'select n, text, fresh from import_notes',
  ...lists.filter((list) => list !== 'notes').map((list) => `select id, fresh from import_${list}`),
]

/** Matches again; whether any line of the plan came out otherwise than before. */
export const rematchRows = (executor: Executor, onStep: (done: number) => void): boolean => {
  for (const [index, sql] of compared.entries()) {
    executor.runSql(`create temp table before_${index} as ${sql}`)
  }
  resetMatching(executor)
  matchRows(executor, onStep)
  const differences = compared.map((sql, index) => {
    const found = executor.firstSql<{ n: number }>(
      `select exists(${sql} except select * from temp.before_${index}) as n`,
    )
    executor.runSql(`drop table temp.before_${index}`)
    return found?.n === 1
  })
  return differences.includes(true)
}

/** Counts a matched plan. */
export const countPlan = (executor: Reader): PlanCounts => {
  const groups = new Map(
    executor
      .allSql<{ outcome: string; rows: number }>(
        'select outcome, count(*) as rows from import_rows group by outcome',
      )
      .map(({ outcome, rows }) => [outcome, rows]),
  )
  const created = executor.firstSql<{ n: number }>(
    'select count(*) as n from import_companies where is_new = 1',
  )
  const of = (group: string): number => groups.get(group) ?? 0
  return {
    rows: [...groups.values()].reduce((sum, rows) => sum + rows, 0),
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    duplicates: of('duplicates'),
    problems: of('problems'),
    leftOut: of('left-out'),
    decidedSame: 0,
    decidedDifferent: 0,
    repaired: 0,
    newCompanies: created?.n ?? 0,
    newFields: [],
    missing: null,
  }
}
