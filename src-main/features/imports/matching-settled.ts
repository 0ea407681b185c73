import {
  blank,
  byName,
  isCalledDifferent,
  isNameless,
  isThere,
  ownPoints,
} from './matching-facts.ts'
import type { MatchingPlan } from './matching-plan.ts'

const hasValue = `select 1 from import_fields f_ cross join custom_values v_
  on v_.contact_id = c.id and v_.field_id = f_.field_id where f_.ref = i.ref`

/** Of each list the row has nothing that its candidate `c` lacks. */
const lacksNothing = Object.entries(isThere)
  .map(
    ([list, exists]) => `not exists(select 1 from import_${list} i where i.n = r.n
      ${list === 'notes' ? 'and i.is_name = 0' : ''}
      and not exists(${list === 'values' ? hasValue : exists('c.id')}))`,
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
  and (kith_name_key(c.display_name) <> r.name_key
    or (r.given_name is null or not ${blank('given_name')})
    and (r.family_name is null or not ${blank('family_name')}))`

const knowsName = `(not r.is_named or not ${isNameless} and (kith_names_fit(r.name, c.display_name)
  or instr(char(10) || c.notes || char(10), char(10)
    || (select value from import_facts where key = 'name-column') || ': ' || r.name || char(10))))`

const isSameCompany = `kith_same_company(r.company, (select o_.display_name
  from contacts c_ cross join contacts o_ on o_.id = c_.company_id where c_.id = k.contact_id))`

/** What a crowd has, an office phone for example, leads to nobody; their names do. */
const isOfFew = `(select count(*) from (select 1 from contact_points x_
  where x_.kind = p.kind and x_.normalized = p.key limit 21)) <= 20`

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
      (select c.id from contacts c where c.id in (
          select h.contact_id from ${ownPoints}
            cross join contact_points h on h.kind = p.kind and h.normalized = p.key
            where p.n = r.n and p.kind in ('email', 'phone') and ${isOfFew}
          union select k.contact_id from import_known k
            where k.name_key = r.name_key and k.kind = r.kind
              and (k.company_key = r.company_key or r.company_key = ''
                or k.company_key <> '' and ${isSameCompany})
              and r.name_key <> '')
        and not ${isCalledDifferent('contact_id', 'c.id')}
        and ${knowsName} and ${lacksNoFact} and ${lacksNothing}
        order by c.id limit 1) as contact_id
    from import_rows r where r.outcome in (${isOverwriting(rules) ? `'new'` : `'new', 'changed'`})) x
  where x.n = r.n and x.contact_id is not null and x.contact_id is not r.contact_id`
