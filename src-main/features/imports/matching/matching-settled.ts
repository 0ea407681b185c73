import {
  blank,
  byName,
  isCalledDifferent,
  isNameless,
  isThere,
  ownPoints,
} from './matching-facts.ts'
import { saysTheSame } from './matching-namesakes.ts'
import type { MatchingPlan } from './matching-plan.ts'

const hasValue = `select 1 from import_fields f_ cross join custom_values v_
  on v_.contact_id = c.id and v_.field_id = f_.field_id where f_.ref = i.ref`

/** Of these lists the row has nothing that its candidate `c` lacks. */
const lacksNone = (lists: readonly (keyof typeof isThere)[]): string =>
  lists
    .map(
      (list) => `not exists(select 1 from import_${list} i where i.n = r.n
      ${list === 'notes' ? 'and i.is_name = 0' : ''}
      and not exists(${list === 'values' ? hasValue : isThere[list]('c.id')}))`,
    )
    .join(' and ')

const hasOwnNumber = `exists(select 1 from custom_values v_ cross join import_fields f_
  on f_.is_own_id = 1 and f_.field_id = v_.field_id
  where v_.contact_id = c.id and v_.text_value = r.own_id)`

const lacksNoFact = `(r.nickname is null or not ${blank('nickname')})
  and (r.job_title is null or not ${blank('job_title')}) and (r.stage is null or c.stage is not null)
  and (r.source is null or not ${blank('source')}) and (r.language is null or not ${blank('language')})
  and (r.importance is null or c.importance is not null) and (r.own_id is null or ${hasOwnNumber})
  and (r.preferred_channel is null or not ${blank('preferred_channel')})
  and (r.time_zone is null or not ${blank('time_zone')}) and (r.uid is null or r.uid = c.uid)
  and (coalesce(r.do_not_contact, 0) <= c.do_not_contact)
  and (r.company is null or c.company_id is not null or c.kind <> 'person')
  and (k_.name_key <> r.name_key
    or (r.given_name is null or not ${blank('given_name')})
    and (r.family_name is null or not ${blank('family_name')}))`

const knowsName = `(not r.is_named or not ${isNameless} and (kith_names_fit(r.name, c.display_name)
  or instr(char(10) || c.notes || char(10), char(10)
    || (select value from import_facts where key = 'name-column') || ': ' || r.name || char(10))))`

/** Most candidates lack a point of the row: that is asked first, and of them nothing else. */
const isWholly = `case when ${lacksNone(['points'])} then ${lacksNoFact}
  and ${lacksNone(['addresses', 'dates', 'tags', 'notes', 'values'])} and ${knowsName}
  and ${saysTheSame} and not ${isCalledDifferent('contact_id', 'c.id')} else 0 end`

/** What a crowd has, an office phone for example, leads to nobody; their names do. */
const isOfFew = `(select count(*) from (select 1 from contact_points x_
  where x_.kind = p.kind and x_.normalized = p.key limit 21)) <= 20`

/** The row's first e-mail or phone of few, or null, as the only row of `f`. */
const first = `(select min(p.id) as point from ${ownPoints}
  where p.n = r.n and p.kind in ('email', 'phone') and ${isOfFew}) f`

const isCalledSo = `k.name_key = r.name_key and k.kind = r.kind and r.name_key <> ''
  and (k.company_key = r.company_key or r.company_key = '')`

/** Contacts `o` of the row's name in a company that the row writes otherwise. */
const isInSameCompany = `k.name_key = r.name_key and k.kind = r.kind and r.name_key <> ''
  and k.company_key = s.known_key
  cross join contacts o on o.id = k.contact_id and o.company_id = s.contact_id`

/** Contacts `u` that have the first point as it is typed, because it could not be read there. */
const hasItUnread = `cross join import_points p on p.id = f.point
  cross join import_unread u on u.kind = p.kind and u.key = p.key`

/** Who has all points has the first one; of a row without any, who has the name. */
const mayHaveAll = `
  select h.contact_id from ${first} cross join import_points p on p.id = f.point
    cross join contact_points h on h.kind = p.kind and h.normalized = p.key
  union all select k.contact_id from ${first} ${hasItUnread}
    cross join import_known k on k.contact_id = u.contact_id and ${isCalledSo}
  union all select k.contact_id from ${first} ${hasItUnread}
    cross join import_same_company s on s.company = r.company
    cross join import_known k on k.contact_id = u.contact_id and ${isInSameCompany}
  union all select k.contact_id from ${first}
    cross join import_known k on f.point is null and ${isCalledSo}
  union all select k.contact_id from ${first}
    cross join import_same_company s on f.point is null and s.company = r.company
    cross join import_known k on ${isInSameCompany}`

/** Where values are replaced, a row that changes somebody has to stay with them. */
const isOverwriting = (rules: MatchingPlan['rules']): boolean =>
  Object.values(rules).includes('overwrite')

/**
 * A row goes to the contact that has all of it, if one with its e-mail, phone or name does.
 *
 * Identifiers move together as files come in; so the same file finds its own people again.
 */
export const bringsNothing = ({ rules }: MatchingPlan): string => `
  update import_rows as r set contact_id = x.contact_id, first_row = r.n,
    matched_by = coalesce(r.matched_by, x.reason)
  from (select r.n, iif(exists(select 1 from ${ownPoints} where p.n = r.n and p.kind = 'email'),
        'email', iif(exists(select 1 from ${ownPoints} where p.n = r.n and p.kind = 'phone'),
        'phone', '${byName}')) as reason,
      (select c.id from contacts c cross join import_known k_ on k_.contact_id = c.id
        where c.id in (${mayHaveAll})
        and ${isWholly}
        order by c.id limit 1) as contact_id
    from import_rows r where r.outcome in (${isOverwriting(rules) ? `'new'` : `'new', 'changed'`})) x
  where x.n = r.n and x.contact_id is not null and x.contact_id is not r.contact_id`
