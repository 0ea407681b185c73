import { takenBits } from './matching-facts.ts'
import { type Step, steps, stepsWith } from './matching-step.ts'

/**
 * Companies that rows name: those that exist, rows of the file that are one, and new ones.
 *
 * New ones that only rows name get a place: the order in which they will be inserted.
 */
export const companySteps: readonly Step[] = [
  // Of the rows that name a company the first one says how it is written.
  ...steps(`insert into import_companies(key, name) select key, name from (
    select company_key as key, company as name, min(n) from import_rows
      where outcome in ('new', 'changed') and taken & ${takenBits.company} group by company_key)`),
  ...stepsWith(
    'contacts',
    `update import_companies set contact_id = coalesce(
      (select min(k.contact_id) from import_known k
        where k.name_key = import_companies.key and k.kind = 'company' and k.company_key = ''),
      (select r.contact_id from import_rows r where r.kind = 'company' and r.is_in
        and r.name_key = import_companies.key
          and exists(select 1 from contacts k where k.id = r.contact_id and k.kind = 'company')
        order by r.n limit 1))`,
  ),
  ...steps(
    `update import_companies set place = x.place, is_new = 1 from (
        select key, row_number() over (order by rowid) as place from import_companies c
        where contact_id is null and not exists(select 1 from import_rows r
          where r.kind = 'company' and r.outcome = 'new' and r.name_key = c.key)) x
      where x.key = import_companies.key`,
  ),
]
