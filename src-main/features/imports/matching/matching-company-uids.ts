import type { MatchingPlan } from './matching-plan.ts'
import { type Step, steps } from './matching-step.ts'

/** What rows are looked up by that a company's permanent name belongs to. */
export const rowsByUid =
  'create index if not exists import_rows_uid on import_rows(uid) where uid is not null'

const known = `select w.display_name from contacts w
  where w.uid = p.uid and w.kind = 'company'`
const ownRow = 'select 1 from import_rows f where f.uid = p.uid and f.is_in'

/** Names the company had until it was renamed; the log keeps them. */
const formerName = `select 1 from contacts w cross join changes x indexed by changes_row
    on x.table_id = 1 and x.row_id = w.id and x.action = 2
  where w.uid = p.uid and kith_name_key(x.before ->> 'display_name') = p.key`

/** Of a company that neither file nor workspace has, what most rows call it. */
const isUsual = `p.key = (select o.key from import_company_names o where o.uid = p.uid
  order by o.rows desc, o.key limit 1)`

/** Whether rows that give a company's permanent name and call it so mean that very company. */
const isMeant = `p.key = '' or kith_name_key((${known})) = p.key
  or exists(${ownRow} and f.name_key = p.key)
  or not exists(${ownRow}) and iif(exists(${known}), exists(${formerName}), ${isUsual})`

/**
 * Which company a row means that has both its name and its permanent name, in `company_of`.
 *
 * Where they disagree somebody has edited the name: then that is what they want, and the company is
 * found by it or made. They do not disagree where the company has got another name since: where the
 * file's own row of it says the old one too, or Kith remembers it; its people stay with it.
 */
export const companyUids = ({ hasCompanyUid }: MatchingPlan): readonly Step[] =>
  hasCompanyUid ? meant : []

const meant = steps(
  rowsByUid,
  `insert into import_company_names(uid, key, rows)
    select company_uid, company_key, count(*) from import_rows
    where company_uid is not null and company is not null group by 1, 2`,
  `update import_company_names as p set is_meant = 1 where ${isMeant}`,
  `update import_rows as r set company_of = r.company_uid where r.company_uid is not null
    and exists(select 1 from import_company_names p
      where p.uid = r.company_uid and p.key = r.company_key and p.is_meant)`,
  // Whoever is moved to a company that comes with the file is not moved to a second one of its name.
  `update import_rows as r set company_of = x.uid from (
      select p.key, min(p.uid) as uid from import_company_names p
      where p.is_meant and p.key <> '' and not exists(${known})
      group by p.key having count(*) = 1) x
    where x.key = r.company_key and r.company is not null and r.company_of is null`,
  `update import_rows as r set company_key = kith_name_key(w.display_name) from contacts w
    where w.uid = r.company_of and w.kind = 'company' and r.company_key <> ''
      and r.company_key <> kith_name_key(w.display_name)`,
)

/** Takes back what `companyUids` did. */
export const forgetCompanyUids: readonly string[] = [
  'delete from import_company_names',
  `update import_rows set company_of = null, company_key = coalesce(kith_name_key(company), '')
    where company_of is not null`,
]
