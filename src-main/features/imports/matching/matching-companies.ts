import { rowsByUid } from './matching-company-uids.ts'
import { takenBits } from './matching-facts.ts'
import type { MatchingPlan } from './matching-plan.ts'
import { type Step, steps, stepsWith } from './matching-step.ts'

const named = `update import_companies as c set contact_id = coalesce(
  (select min(k.contact_id) from import_known k
    where k.name_key = c.name_key and k.kind = 'company' and k.company_key = ''),
  (select r.contact_id from import_rows r where r.kind = 'company' and r.is_in
    and r.name_key = c.name_key
      and exists(select 1 from contacts k where k.id = r.contact_id and k.kind = 'company')
    order by r.n limit 1))`

const rowOfName = `update import_companies as c set row = (select min(r.n) from import_rows r
  where r.kind = 'company' and r.outcome = 'new' and r.name_key = c.name_key)
  where c.contact_id is null`

const byName: readonly Step[] = [...stepsWith('contacts', named), ...steps(rowOfName)]

const rowsOfUid = 'import_rows r where r.uid = c.uid and r.is_in'

/**
 * By the permanent names that Kith's own export says: those of known contacts, then those of rows.
 * By its name only a company that has none, or one that neither has and no other one is called so.
 */
const byUid: readonly Step[] = [
  ...steps(rowsByUid),
  ...stepsWith(
    'contacts',
    `update import_companies as c set contact_id = coalesce(
      (select k.id from contacts k where k.uid = c.uid),
      (select k.id from contacts k where k.id = (select r.contact_id from ${rowsOfUid}
        and r.contact_id is not null order by r.n limit 1)))
      where c.uid is not null`,
  ),
  ...steps(
    `update import_companies as c set row = (select min(r.first_row) from ${rowsOfUid}
      and exists(select 1 from import_rows f where f.n = r.first_row and f.outcome = 'new'))
      where c.uid is not null and c.contact_id is null`,
  ),
  ...stepsWith(
    'contacts',
    `${named} where c.contact_id is null and c.row is null and c.key in (select key from (
      select key, uid, count(*) over (partition by name_key) as companies from import_companies)
      where uid is null or companies = 1)`,
  ),
  ...steps(`${rowOfName} and c.uid is null`),
]

/**
 * Companies that rows name: those that exist, rows of the file that are one, and new ones.
 *
 * New ones that only rows name get a place: the order in which they will be inserted.
 */
export const companySteps = ({ isLossless }: MatchingPlan): readonly Step[] => [
  // Of the rows that name a company the first one says how it is written.
  ...steps(`insert into import_companies(key, name, name_key, uid) select key, name, name_key, uid from (
    select company_ref as key, company as name, company_key as name_key, company_of as uid, min(n)
      from import_rows
      where outcome in ('new', 'changed') and taken & ${takenBits.company} group by company_ref)`),
  ...(isLossless ? byUid : byName),
  ...steps(
    `update import_companies set place = x.place, is_new = 1 from (
        select key, row_number() over (order by rowid) as place from import_companies
        where contact_id is null and row is null) x
      where x.key = import_companies.key`,
  ),
]
