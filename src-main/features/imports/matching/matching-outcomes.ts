import {
  blank,
  isCalledDifferent,
  isNameless,
  isThere,
  lists,
  says,
  takenBits,
} from './matching-facts.ts'
import type { MatchingPlan } from './matching-plan.ts'
import { ruleSteps } from './matching-rules.ts'
import { type Step, steps, stepsWith } from './matching-step.ts'
import { knownSuppressions } from './matching-suppressions.ts'
import { keepUnheard } from './matching-unheard.ts'

const persons = [
  // Whoever goes to somebody by another row, but was called a different person.
  ...stepsWith(
    'decisions',
    `update import_rows as r set first_row = r.n, matched_by = null from import_rows b
    where r.first_row <> r.n and b.n = r.first_row and b.contact_id is not null
      and r.matched_by is not 'uid' and ${isCalledDifferent('contact_id', 'b.contact_id')}`,
  ),
  ...stepsWith(
    'contacts',
    `update import_rows as r set contact_id = b.contact_id from import_rows b
    where r.first_row <> r.n and b.n = r.first_row and b.contact_id is not null`,
  ),
  ...steps(
    `update import_rows set person = coalesce(-contact_id, first_row)
    where is_in and person is not coalesce(-contact_id, first_row)`,
    `insert into import_multi(n, person) select n, person from (
      select n, person, count(*) over (partition by person) as rows from import_rows
        where person in (select person from import_rows where person <> n))
      where rows > 1`,
  ),
]

/** A row that goes by its e-mail to somebody called quite differently keeps its name as a note. */
const otherNames = (plan: MatchingPlan): Step[] =>
  plan.rules.name === 'overwrite'
    ? []
    : stepsWith(
        'matched',
        `insert into import_notes(n, text, is_name)
          select r.n, (select value from import_facts where key = 'name-column') || ': ' || r.name, 1
          from import_rows r cross join contacts c on c.id = r.contact_id
          where r.is_in and r.is_named and not kith_names_fit(r.name, c.display_name)`,
      )

/** Whether a known contact `c` lacks a single fact, or has another one that is overwritten. */
const isTaken = (column: TakenFact, isOverwritten: boolean): string => {
  const isSameKind = 'c.kind = r.kind'
  switch (column) {
    case 'name':
      return isOverwritten
        ? `(${isSameKind} and r.name is not c.display_name)`
        : `(${isNameless} and r.name is not c.display_name)`
    case 'company':
      return isOverwritten
        ? `(c.kind = 'person' and r.company_key <> k.company_key)`
        : `(c.company_id is null and c.kind = 'person')`
    case 'given_name':
    case 'family_name':
      return isOverwritten
        ? // Of the row whose name is heard: its parts are no other name's.
          `(${isSameKind} and r.taken & ${takenBits.name} > 0 and r.${column} is not c.${column})`
        : `((k.name_key = r.name_key or ${isNameless}) and c.kind = 'person' and ${blank(column)})`
    case 'stage':
      return isOverwritten
        ? '(c.stage is null or not r.is_default_stage and r.stage is not c.stage)'
        : '(c.stage is null)'
    case 'importance':
      return isOverwritten ? '(r.importance is not c.importance)' : '(c.importance is null)'
    case 'do_not_contact':
      return '(not c.do_not_contact)'
    default:
      return isOverwritten ? `(r.${column} is not c.${column})` : `(${blank(column)})`
  }
}

type TakenFact = keyof typeof takenBits
// The keys of the table are its columns.
const takenFacts = Object.entries(takenBits) as [TakenFact, number][]

/** Of several rows about one person the first that says something is heard. */
const firstHeard = (bit: number): Step[] =>
  stepsWith(
    'several',
    `update import_rows set taken = taken & ~${bit} where taken & ${bit} and n in (
    select n from (select m.n, row_number() over (partition by m.person order by m.n) as place
      from import_multi m cross join import_rows r on r.n = m.n where r.taken & ${bit})
    where place > 1)`,
  )

/** Which single facts a row brings: all that a new contact gets, and what a known one lacks. */
const taken = ({ rules }: MatchingPlan): Step[] => {
  const isOverwritten = (column: TakenFact): boolean => {
    if (column === 'given_name' || column === 'family_name') return rules.name === 'overwrite'
    return column !== 'do_not_contact' && rules[column] === 'overwrite'
  }
  return [
    // Heard before it is compared: a second row would otherwise take back what the first brought.
    ...takenFacts.filter(([column]) => isOverwritten(column)).flatMap(([, bit]) => firstHeard(bit)),
    ...stepsWith(
      'matched',
      `update import_rows as r set taken = taken & (${takenFacts
        .map(([column, bit]) => `${isTaken(column, isOverwritten(column))} * ${bit}`)
        .join(' + ')})
      from contacts c cross join import_known k on k.contact_id = c.id where c.id = r.contact_id`,
    ),
    ...takenFacts
      .filter(([column]) => !isOverwritten(column))
      .flatMap(([, bit]) => firstHeard(bit)),
  ]
}

const alreadyThere = (list: (typeof lists)[number]): Step[] =>
  stepsWith(
    'matched',
    `update import_${list} as i set fresh = 0 from import_rows r
  where r.n = i.n and r.contact_id is not null and exists(${isThere[list]('r.contact_id')})`,
  )

const saidBefore = (list: (typeof lists)[number], same: string): Step[] =>
  stepsWith(
    'several',
    `update import_${list} set fresh = 0 where id in (select id from (
    select i.id, row_number() over (partition by m.person, ${same} order by i.id) as place
    from import_multi m cross join import_${list} i on i.n = m.n where i.fresh = 1) where place > 1)`,
  )

/** Which list facts are new to their contact. */
const fresh = (plan: MatchingPlan): Step[] => [
  // Of a custom field the first value that is said of a person is heard.
  ...saidBefore('values', 'i.ref'),
  ...knownSuppressions,
  ...lists.flatMap(alreadyThere),
  ...saidBefore('points', 'i.kind, i.key, i.service'),
  ...saidBefore('addresses', 'i.street, i.extended, i.city, i.region, i.postal_code, i.country'),
  ...saidBefore('dates', `i.kind, case when i.kind = 'other' then i.label end`),
  ...saidBefore('tags', 'i.key'),
  ...saidBefore('notes', 'i.text'),
  ...saidBefore('suppressions', 'i.address'),
  ...stepsWith('matched', ...ruleSteps(plan)),
]

const outside = `when left_out then 'left-out' when is_aside then 'problems'
  when held then 'duplicates'`
const outcome = `case ${outside} when contact_id is null and first_row = n then 'new'
  when taken then 'changed' else 'unchanged' end`

const hasFresh = lists
  .map((list) => `exists(select 1 from import_${list} i where i.n = import_rows.n and i.fresh)`)
  .join(' or ')

const outcomes = steps(
  `update import_rows set outcome = ${outcome} where outcome is not ${outcome}`,
  `update import_rows set outcome = 'changed' where outcome = 'unchanged' and (${hasFresh})`,
)

const said = takenFacts.map(([column, bit]) => `(${says(column)}) * ${bit}`).join(' + ')

/** Rows as they are staged: as if nobody were known and all were about somebody else. */
export const forgetLinks = `
  update import_rows as r set contact_id = null, first_row = n, matched_by = null,
    person = iif(is_in, n, null), taken = iif(is_in, ${said}, 0),
    outcome = case ${outside} else 'new' end`

/** Forgets what was worked out after rows were linked. */
export const forgetWork: readonly string[] = [
  `update import_rows as r set taken = ${said} where is_in`,
  'delete from import_notes where is_name = 1',
  ...lists.map((list) => `update import_${list} set fresh = 1 where fresh <> 1`),
  'delete from import_multi',
]

/** Works out what each linked row brings. */
export const workSteps = (plan: MatchingPlan): readonly Step[] => [
  ...persons,
  ...otherNames(plan),
  ...taken(plan),
  ...fresh(plan),
  ...keepUnheard(plan),
  ...saidBefore('notes', 'i.text'),
  ...outcomes,
]
