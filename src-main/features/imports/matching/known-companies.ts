import { companyDomain } from '#main/engines/matching/email-domains.ts'
import { hostOf, linkServiceOf } from '#shared/domain/urls.ts'
import { takenBits } from './matching-facts.ts'
import { type Step, stepsWith } from './matching-step.ts'

/** The domain that tells of a company, of its e-mail or its own page; null where it tells nothing. */
export const domainOf = (kind: string, value: string): string | null => {
  if (kind === 'email') return companyDomain(value)
  const host = linkServiceOf(value) === null ? hostOf(value) : null
  return host === null ? null : companyDomain(`page@${host.replace(/^www\./u, '')}`)
}

const isNamedByCompany = `exists(select 1 from import_rows k_
  where k_.kind = 'company' and k_.name_key = r.company_key)`
const isKnownByName = `exists(select 1 from import_known k_
  where k_.name_key = r.company_key and k_.kind = 'company')`

/** A file's name `f` of a company that fits no other one of the file than the known `c`. */
const isOnlyOne = `not exists(select 1 from import_cores o where o.core = f.core
  and o.contact_id is null and o.name_key <> f.name_key and kith_same_company(o.name, f.name)
  and not kith_same_company(o.name, c.name))`

/**
 * Companies that rows name with another legal form than Kith, or without one: the row's key
 * becomes the known company's, wherever names of companies are compared.
 *
 * Only where exactly one company fits and no row of the file is a company of that name.
 */
export const companyAliases: readonly Step[] = stepsWith(
  'contacts',
  `insert or ignore into import_cores(core, name_key, contact_id, name)
    select kith_company_key(c.display_name), k.name_key, c.id, c.display_name
    from import_known k cross join contacts c on c.id = k.contact_id
    where k.kind = 'company' order by c.id`,
  `insert or ignore into import_cores(core, name_key, contact_id, name)
    select kith_company_key(name), key, null, name
    from (select r.company_key as key, min(r.company) as name from import_rows r
      where exists(select 1 from import_cores) and r.company_key <> '' and r.kind = 'person'
        and not ${isKnownByName} and not ${isNamedByCompany}
      group by r.company_key)`,
  `insert into import_aliases(key, known_key, contact_id, name)
    select f.name_key, c.name_key, c.contact_id, c.name
    from import_cores f cross join import_cores c on c.core = f.core
    where f.contact_id is null and c.contact_id is not null and f.core <> ''
      and kith_same_company(f.name, c.name) and ${isOnlyOne}
    group by f.name_key having count(*) = 1`,
  // Whatever else rows may mean by a company: for them who are known already.
  `insert into import_same_company(company, contact_id, known_key)
    select f.company, c.id, k.name_key
    from (select distinct company, company_key as key from import_rows where company is not null) f
      cross join import_cores o on o.core = kith_company_key(f.company)
        and o.contact_id is not null and o.name_key <> f.key
      cross join import_known k on k.name_key = o.name_key and k.kind = 'company'
      cross join contacts c on c.id = k.contact_id and kith_same_company(f.company, c.display_name)
    where true on conflict do nothing`,
  `update import_rows set company_key = (select known_key from import_aliases a
      where a.key = import_rows.company_key)
    where company_key in (select key from import_aliases)`,
)

/** Takes back what `companyAliases` did. */
export const forgetAliases: readonly string[] = [
  `update import_rows set company_key = kith_name_key(company), domain_company = null
    where company_key in (select known_key from import_aliases) or domain_company is not null`,
  ...['cores', 'aliases', 'same_company', 'domains'].map((table) => `delete from import_${table}`),
]

const says = `taken & ${takenBits.company}`

/**
 * A new person without a company belongs to the one whose domain is that of their e-mail, where
 * exactly one known company has it.
 *
 * Only new people: of a known one nothing is guessed, so a second run changes nobody.
 */
export const domainCompanies: readonly Step[] = stepsWith(
  'contacts',
  `insert into import_domains(domain, contact_id)
    select domain, min(id) from (
      select c.contact_id as id, kith_company_domain(c.kind, coalesce(c.normalized, c.raw)) as domain
      from import_known k cross join contact_points c on c.contact_id = k.contact_id
      where k.kind = 'company' and c.kind in ('email', 'link'))
    where domain is not null group by domain having count(distinct id) = 1`,
  `update import_rows as r set domain_company = x.id from (
      select p.n, min(d.contact_id) as id from import_points p
        cross join import_domains d on d.domain = substr(p.key, instr(p.key, '@') + 1)
      where exists(select 1 from import_domains) and p.kind = 'email'
      group by p.n having count(distinct d.contact_id) = 1) x
    where x.n = r.n and r.outcome = 'new' and r.kind = 'person' and r.company is null
      and not exists(select 1 from import_multi m cross join import_rows o on o.n = m.n
        where m.person = r.person and o.${says})`,
)
