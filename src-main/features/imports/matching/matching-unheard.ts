import { blank, isThere, says, takenBits } from './matching-facts.ts'
import type { MatchingPlan } from './matching-plan.ts'
import { type Step, stepsWith } from './matching-step.ts'

type Fact = Exclude<keyof typeof takenBits, 'do_not_contact'>

// The keys of the table are its columns.
const facts = (Object.entries(takenBits) as [keyof typeof takenBits, number][]).filter(
  (entry): entry is [Fact, number] => entry[0] !== 'do_not_contact',
)

const nameParts = ['given_name', 'family_name'] as const

/** Whether the whole name of a row says a part of it as well. */
const isInName = (part: (typeof nameParts)[number]): string =>
  `instr(lower(r.name), lower(r.${part})) > 0`

/** When the taken fact of another row `h` says what `r` says; of names and companies in any form. */
const sameAs: Readonly<Partial<Record<Fact, string>>> = {
  name: `h.name_key is r.name_key and h.exact_key is r.exact_key`,
  company: 'h.company_key is r.company_key',
  stage: 'r.is_default_stage or h.stage is r.stage',
  given_name: `${isInName('given_name')} or h.given_name is r.given_name`,
  family_name: `${isInName('family_name')} or h.family_name is r.family_name`,
}

/** The name of the column that says a fact. */
const columnOf = (fact: string): string =>
  `coalesce((select value from import_facts where key = 'column:${fact}'), '${fact}')`

const keep = (text: string, from: string): string => `
  insert into import_notes(n, text, is_name) select r.n, ${text}, 1 from ${from}`

/**
 * Rows `r` about somebody of whom another row `h` of the file brings a fact: one of all does, so
 * that thousands of rows about one person are joined with that one only.
 */
const besideHeard = (bit: number): string => `import_multi t
  cross join import_rows h on h.n = t.n and h.taken & ${bit}
  cross join import_multi m on m.person = t.person and m.n <> t.n
  cross join import_rows r on r.n = m.n and r.is_in`

const unheardFact = ([fact, bit]: readonly [Fact, number]): string =>
  keep(
    `${columnOf(fact)} || ': ' || r.${fact}`,
    `${besideHeard(bit)} where ${says(fact)} and not r.taken & ${bit}
      and not (${sameAs[fact] ?? `h.${fact} is r.${fact}`})`,
  )

const valueText = `case f.type when 'money' then kith_amount(i.integer_value, i.currency)
  when 'boolean' then iif(i.integer_value, 'true', 'false')
  when 'number' then kith_number(i.number_value) else i.text_value end`

/** Values of rows `r` beside the one `h` that is heard of the same field. */
const besideValue = `import_multi t cross join import_values h on h.n = t.n and h.fresh
  cross join import_multi m on m.person = t.person and m.n <> t.n
  cross join import_rows r on r.n = m.n and r.is_in
  cross join import_values i on i.n = r.n and i.ref = h.ref and not i.fresh`
const isOther = `not (h.text_value is i.text_value and h.number_value is i.number_value
  and h.integer_value is i.integer_value and h.currency is i.currency)`

/**
 * What a row says otherwise in the owner's fields, as one line: of a list of deals each row is one.
 * Where it differs in several, what it says the same is part of it.
 */
const unheardValues = `
  insert into import_notes(n, text, is_name)
  select i.n, group_concat(f.name || ': ' || ${valueText}, ' · ' order by lower(f.name), f.ref), 1
    from (select n, count(*) as others, min(ref) as ref from (
        select distinct i.n, i.ref from ${besideValue} where ${isOther}) group by n) x
      cross join import_values i on i.n = x.n and not i.fresh and (x.others > 1 or i.ref = x.ref)
      cross join import_fields f on f.ref = i.ref
    group by i.n`

const dayText = `case i.kind when 'birthday' then ${columnOf('birthday')}
    when 'anniversary' then ${columnOf('anniversary')}
    else coalesce(i.label, ${columnOf('anniversary')}) end
  || ': ' || coalesce(printf('%04d', i.year), '-') || printf('-%02d-%02d', i.month, i.day)`

const heard = (column: string): string => `first_value(d.${column}) over heard as heard_${column}`
const isHeardDay = `i.heard_month = i.month and i.heard_day = i.day
  and (i.year is null or i.heard_year is i.year)`

/** Days that are not heard beside one of the same kind that is; `who` is what they are about. */
const unheardDays = (from: string, who: string): string =>
  keep(
    dayText,
    `(select d.*, ${['fresh', 'year', 'month', 'day'].map(heard).join(', ')} from ${from}
      window heard as (partition by ${who}, d.kind, iif(d.kind = 'other', d.label, null)
        order by d.fresh desc, d.id)) i
    cross join import_rows r on r.n = i.n and r.is_in
    where not i.fresh and i.heard_fresh and not (${isHeardDay})`,
  )

const unheardDates = unheardDays(
  'import_multi m cross join import_dates d on d.n = m.n',
  'm.person',
)

/** Of two birthdays of one row the first takes the place of the one that is there. */
const replacingDates = unheardDays(
  '(select distinct n from import_dates where fresh = 2) x cross join import_dates d on d.n = x.n',
  'd.n',
)

/** What a known contact has no place for, and the rehearsal does not call different. */
const homeless: readonly string[] = [
  keep(
    `${columnOf('company')} || ': ' || r.company`,
    `import_rows r cross join import_known k on k.contact_id = r.contact_id
      where r.is_in and r.company is not null and not r.taken & ${takenBits.company}
        and r.contact_id in (select contact_id from import_known where kind = 'company')
        and k.name_key is not r.company_key`,
  ),
  ...nameParts.map((part) =>
    keep(
      `${columnOf(part)} || ': ' || r.${part}`,
      `import_rows r cross join contacts c on c.id = r.contact_id
        where r.is_in and r.${part} is not null and not r.taken & ${takenBits[part]}
          and not ${isInName(part)} and ${blank(part)}
          and r.n not in (select m.n from import_multi t cross join import_rows h
            on h.n = t.n and h.taken & ${takenBits[part]}
            cross join import_multi m on m.person = t.person)`,
    ),
  ),
]

/** What the contact's notes say already, from the last time, is not said again. */
const knownNotes = `
  update import_notes as i set fresh = 0 from import_rows r
  where i.is_name and i.fresh and r.n = i.n and r.contact_id is not null
    and exists(${isThere.notes('r.contact_id')})`

/**
 * What a row says otherwise than another one of the file about the same person becomes a note
 * under its column's name: of a fact that somebody has once, and which the other row brings. So no
 * cell is lost.
 *
 * Where a known contact has something else, nothing is kept: there the rule of the column decides,
 * and the rehearsal shows what stays outside. Runs when it is settled what is heard.
 */
export const keepUnheard = ({ rules }: MatchingPlan): readonly Step[] => [
  ...stepsWith('several', ...facts.map(unheardFact), unheardValues, unheardDates),
  ...(rules.birthday === 'overwrite' || rules.anniversary === 'overwrite'
    ? stepsWith('matched', replacingDates)
    : []),
  ...stepsWith('matched', ...homeless, knownNotes),
]
