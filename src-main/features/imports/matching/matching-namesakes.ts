import { byName, isCalledDifferent, isThere, ownPoints, takenBits } from './matching-facts.ts'
import { type Step, steps } from './matching-step.ts'

/** A row of nothing to reach somebody by, and of no company, is whoever has that name. */
export const isBareName = `r.name_key <> '' and r.company_key = '' and r.kind = 'person' and not exists(
  select 1 from ${ownPoints} where p.n = r.n and p.kind in ('email', 'phone'))`

/** Facts that somebody has once, beside name and company. */
const singles = Object.keys(takenBits).filter(
  (fact) => !['name', 'given_name', 'family_name', 'company', 'do_not_contact'].includes(fact),
)
const isOwnSingle = (fact: string): string =>
  `r.${fact} is not null${fact === 'stage' ? ' and not r.is_default_stage' : ''}`

const joined = (...parts: readonly string[]): string =>
  parts.map((part) => `coalesce(${part}, '')`).join(` || char(9) || `)

/** All that a row `r` says beside its name, however its columns stand; empty when nothing. */
const content = `coalesce((select group_concat(said, char(10)) from (
  ${singles.map((fact) => `select '${fact} ' || r.${fact} as said where ${isOwnSingle(fact)}`).join(' union all ')}
  union all select 'do_not_contact' where r.do_not_contact
  union all select p.kind || ' ' || ${joined('p.service', 'p.key')} from ${ownPoints} where p.n = r.n
  union all select 'address ' || lower(${joined(
    ...['street', 'extended', 'city', 'region', 'postal_code', 'country'].map(
      (part) => `a.${part}`,
    ),
  )}) from import_addresses a where a.n = r.n
  union all select d.kind || ' ' || ${joined('d.label', 'd.year', 'd.month', 'd.day')}
    from import_dates d where d.n = r.n
  union all select 'tag ' || t.key from import_tags t where t.n = r.n and not t.is_added
  union all select 'note ' || i.text from import_notes i where i.n = r.n and not i.is_name
  union all select 'value ' || ${joined(
    'lower(f.name)',
    ...['text_value', 'number_value', 'integer_value', 'currency'].map((part) => `v.${part}`),
  )} from import_values v cross join import_fields f on f.ref = v.ref where v.n = r.n
  order by 1)), '')`

/** What tells rows of one name apart: the list's own number of them, else all that they say. */
const distinction = `iif(r.own_id is null, ${content}, 'id ' || r.own_id)`

/** A company without an e-mail or a phone: of two of one name a number or a town tells them apart. */
const isBareCompany = `r.kind = 'company' and not exists(
  select 1 from ${ownPoints} where p.n = r.n and p.kind in ('email', 'phone'))`

/** As `distinction`, of rows that have only their name to be known by; of others it is empty. */
export const bareContent = `iif((${isBareName}) or (${isBareCompany}), ${distinction}, '')`

/**
 * Rows of nothing but a name that more than one person of the file may be: rows of that name say
 * different things. Those that say the same are the same; the others wait for the owner.
 *
 * Needs `import_namesakes`, and what is linked by more than names.
 */
export const findAlike: readonly Step[] = steps(
  `insert into import_called_alike(n, first, is_bare, content)
    select r.n, x.first, ${isBareName}, iif(${isBareName}, ${distinction},
      '#' || coalesce('c' || r.contact_id, r.first_row))
    from (select n, first from import_namesakes union select first, first from import_namesakes) x
      cross join import_rows r on r.n = x.n where r.kind = 'person' and r.company_key = ''`,
  `insert into import_alike(n, first)
    select n, min(n) over (partition by first, content) from import_called_alike
    where is_bare and first in (select first from import_called_alike where content <> ''
      group by first having min(content) <> max(content))`,
)

/** Whether a row `r` may be only one of several people of its name. */
export const isOneOfSeveral = 'r.n in (select n from import_alike)'

/** Joins those that say the same. */
export const joinAlike = (open: string, agrees: string): Step[] =>
  steps(`update import_rows as r set first_row = x.first, matched_by = '${byName}'
    from import_alike x where x.n = r.n and x.first < r.n and ${open} ${agrees}`)

/** Whether a contact `c` has what a row `r` says of it, and not just something else in its place. */
export const hasItsValues = `(${[
  ...singles.map((fact) => `(not (${isOwnSingle(fact)}) or c.${fact} is r.${fact})`),
  `not exists(select 1 from import_values i where i.n = r.n and not exists(${isThere.values('c.id')}))`,
  `not exists(select 1 from import_dates i where i.n = r.n and not exists(
    select 1 from important_dates d where d.contact_id = c.id and d.kind = i.kind
      and d.label is i.label and d.month = i.month and d.day = i.day
      and (i.year is null or d.year is i.year)))`,
].join(' and ')})`

/**
 * Whether a contact `c` says nothing else than such a row: a value of its own would not do, as it
 * does for a row that can only be about them.
 */
export const saysTheSame = `(not ${isOneOfSeveral} or ${hasItsValues})`

/** In a crowd nobody is compared with everybody: there the first of the name is offered. */
export const offerNamesakes: readonly Step[] = steps(
  `insert or ignore into import_candidates(n, place, contact_id, other_row, score, reasons)
    select r.n, 0, x.contact_id, iif(x.contact_id is null, x.first, null), 0.9, '["same-name"]'
    from (select r.n, k.first, (select min(c.contact_id) from import_known c
        where c.name_key = r.name_key and c.company_key = '' and c.kind = 'person'
          and not ${isCalledDifferent('contact_id', 'c.contact_id')}) as contact_id
      from import_alike a cross join import_called_alike k on k.n = a.n
        cross join import_rows r on r.n = a.n
      where r.outcome = 'new' and r.n not in (select n from import_candidates)) x
    cross join import_rows r on r.n = x.n
    where x.contact_id is not null
      or (x.first < r.n and not ${isCalledDifferent('other_row', 'x.first')})`,
)
