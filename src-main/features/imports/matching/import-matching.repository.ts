import type { Executor } from '#main/db/executor.ts'
import { tellDifferences, traitTables } from './company-traits.ts'
import { findCandidates } from './find-candidates.ts'
import { domainCompanies, forgetAliases } from './known-companies.ts'
import { companySteps } from './matching-companies.ts'
import { forgetCompanyUids } from './matching-company-uids.ts'
import { countDiffering } from './matching-differing.ts'
import { lists } from './matching-facts.ts'
import { linkSteps, shortenChain } from './matching-links.ts'
import { markMissing } from './matching-missing.ts'
import { offerNamesakes } from './matching-namesakes.ts'
import { forgetLinks, forgetWork, workSteps } from './matching-outcomes.ts'
import type { MatchingPlan } from './matching-plan.ts'
import { bringsNothing } from './matching-settled.ts'
import { Needs, type Step, steps } from './matching-step.ts'
import { forgetRemembered, memorableRows } from './remembered-rows.ts'
import { forgetUndecided, holdUndecided, nameUndecided } from './undecided-rows.ts'

const reset = [
  ...forgetCompanyUids,
  ...forgetAliases,
  ...forgetUndecided,
  ...forgetRemembered,
  forgetLinks,
  'delete from import_notes where is_name = 1',
  ...lists.map((list) => `update import_${list} set fresh = 1 where fresh <> 1`),
  ...['points', 'addresses', 'dates', 'values'].map(
    (list) => `update import_${list} set target_id = null where target_id is not null`,
  ),
  ...[
    'companies',
    'known',
    'unread',
    'weak',
    'called',
    'shared',
    'first',
    'namesakes',
    'apart',
    ...traitTables,
    'called_alike',
    'alike',
    'multi',
    'candidates',
  ].map((table) => `delete from import_${table}`),
  `update import_fields set is_new = 0,
    field_id = coalesce((select f.id from custom_fields f where f.id = import_fields.field_id),
      (select f.id from custom_fields f where f.name = import_fields.name collate nocase
        and f.type = import_fields.type))`,
]

/** A row that may be somebody waits for the owner, and so do rows about the same person. */
const duplicates = steps(
  `update import_rows set outcome = 'duplicates' where outcome = 'new'
    and n in (select n from import_candidates)`,
  `update import_rows set outcome = 'duplicates' where contact_id is null and is_in
    and first_row <> n and first_row in (select n from import_candidates)`,
)

const comesIn = `r.outcome in ('new', 'changed')`

/** A field that nobody of the file has a value of is made where the file is Kith's own. */
const fieldSteps = ({ isLossless }: MatchingPlan): Step[] => {
  const bringer = isLossless
    ? `import_rows r where ${comesIn}`
    : `import_values i cross join import_rows r on r.n = i.n
        where i.ref = import_fields.ref and i.fresh and ${comesIn}`
  return steps(
    `update import_fields set is_new = 1 where field_id is null and exists(select 1 from ${bringer})`,
  )
}

/** How many steps `matchRows` reports. */
export const matchingSteps = (plan: MatchingPlan): number =>
  linkSteps(plan).length + workSteps(plan).length + 1

/** Forgets what an earlier matching of these rows found. */
export const resetMatching = (executor: Executor): void => {
  for (const sql of reset) executor.runSql(sql)
}

/**
 * Finds out who each staged row is about and what it would bring; writes the staging file only.
 *
 * The workspace is read as it is now. `onStep` is told after each of `matchingSteps` steps and may
 * throw to stop. Needs the SQL functions of `matching-functions.ts`.
 */
export const matchRows = (
  executor: Executor,
  plan: MatchingPlan,
  onStep: (done: number) => void,
): void => {
  let done = 0
  const needs = new Needs(executor)
  const run = ({ sql, need }: Step): void => {
    if (need === undefined || needs.has(need)) executor.runSql(sql)
  }
  const step = (one: Step): void => {
    run(one)
    done += 1
    onStep(done)
  }
  for (const one of linkSteps(plan)) step(one)
  while (executor.runSql(shortenChain).changes > 0) onStep(done)
  for (const one of workSteps(plan)) step(one)
  const settle = bringsNothing(plan)
  const workAgain = (): void => {
    needs.forget()
    for (const sql of forgetWork) executor.runSql(sql)
    for (const one of workSteps(plan)) {
      run(one)
      onStep(done)
    }
  }
  const isSettled = (): boolean => !needs.has('contacts') || executor.runSql(settle).changes === 0
  for (let round = 0; round < 3 && !isSettled(); round += 1) workAgain()
  for (let round = 0; round < 10 && holdUndecided(executor); round += 1) workAgain()
  findCandidates(executor, plan)
  onStep(done + 1)
  const ending = [
    ...offerNamesakes,
    ...tellDifferences,
    ...duplicates,
    ...steps(...nameUndecided, memorableRows(plan)),
    ...(plan.isLossless ? [] : domainCompanies),
    ...companySteps(plan),
    ...fieldSteps(plan),
  ]
  for (const one of ending) run(one)
  countDiffering(executor, needs.has('matched'))
  markMissing(executor)
}

const compared = [
  'select n, outcome, contact_id, first_row, taken, domain_company, company_ref from import_rows',
  'select key, known_key from import_aliases',
  'select n, text, fresh from import_notes',
  ...['points', 'addresses', 'dates', 'values'].map(
    (list) => `select id, fresh, target_id from import_${list}`,
  ),
  'select id, fresh from import_tags',
  'select ref, field_id from import_fields',
  'select n, place, contact_id, other_row from import_candidates',
]

/** Matches again; whether any line of the plan came out otherwise than before. */
export const rematchRows = (
  executor: Executor,
  plan: MatchingPlan,
  onStep: (done: number) => void,
): boolean => {
  for (const [index, sql] of compared.entries()) {
    executor.runSql(`create temp table before_${index} as ${sql}`)
  }
  resetMatching(executor)
  matchRows(executor, plan, onStep)
  const differences = compared.map((sql, index) => {
    const found = executor.firstSql<{ n: number }>(
      `select exists(${sql} except select * from temp.before_${index}) as n`,
    )
    executor.runSql(`drop table temp.before_${index}`)
    return found?.n === 1
  })
  return differences.includes(true)
}
