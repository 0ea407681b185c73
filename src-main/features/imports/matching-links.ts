import { byName, ownPoints } from './matching-outcomes.ts'

const open = 'r.problem_code is null and r.contact_id is null and r.first_row = r.n'

/** Who is in the workspace, by the names in which they are compared. */
const known = [
  `insert into import_known(contact_id, kind, name_key, company_key)
    select c.id, c.kind, kith_name_key(c.display_name),
      coalesce(kith_name_key((select k.display_name from contacts k where k.id = c.company_id)), '')
    from contacts c`,
  'create index if not exists import_known_name on import_known(name_key, company_key)',
]

/**
 * E-mails and phones that never tell alone who somebody is: addresses of roles, what several
 * contacts have, what rows have whose names do not fit each other.
 */
const weak = [
  `insert or ignore into import_weak(kind, key)
    select kind, key from import_points where kind = 'email' and is_role = 1`,
  `insert or ignore into import_weak(kind, key)
    select p.kind, p.key from (select distinct kind, key from import_points
      where kind in ('email', 'phone')) p
    where (select count(distinct c.contact_id) from contact_points c
      where c.kind = p.kind and c.normalized = p.key) > 1`,
  `insert into import_first(kind, key, n)
    select kind, key, min(p.n) from import_points p
    where kind in ('email', 'phone') group by kind, key having count(distinct p.n) > 1`,
  `insert or ignore into import_weak(kind, key)
    select f.kind, f.key from import_first f
      cross join import_points p on p.kind = f.kind and p.key = f.key and p.n <> f.n
      cross join import_rows a on a.n = f.n cross join import_rows b on b.n = p.n
    where a.kind <> b.kind or (a.is_named and b.is_named and not kith_names_fit(a.name, b.name))`,
]

const notWeak = 'not exists(select 1 from import_weak w where w.kind = p.kind and w.key = p.key)'

const fillContact = (
  reason: string,
  { found, when = '1' }: { readonly found: string; readonly when?: string },
): string => `
  update import_rows as r set contact_id = x.contact_id, matched_by = '${reason}'
  from (select r.n, (${found}) as contact_id from import_rows r where ${open} and ${when}) x
  where x.n = r.n and x.contact_id is not null`

/** By an e-mail or phone that tells who somebody is; a phone only when the names fit. */
const strongContact = (kind: 'email' | 'phone'): string => {
  const fits = `(not r.is_named or kith_names_fit(r.name,
    (select k.display_name from contacts k where k.id = c.contact_id)))`
  return fillContact(kind, {
    found: `select c.contact_id from ${ownPoints}
      cross join contact_points c on c.kind = '${kind}' and c.normalized = p.key
      where p.n = r.n and p.kind = '${kind}' and ${notWeak} ${kind === 'phone' ? `and ${fits}` : ''}
      order by p.id limit 1`,
  })
}

const linkRows = (
  reason: string,
  { from, found }: { readonly from: string; readonly found: string },
): string => `
  update import_rows as r set first_row = x.first, matched_by = '${reason}'
  from (select r.n, (${found}) as first from (${from}) s cross join import_rows r on r.n = s.n
    where ${open}) x
  where x.n = r.n and x.first is not null`

/** To the first row of the file with the same e-mail or phone. */
const strongRow = (kind: 'email' | 'phone'): string =>
  linkRows(kind, {
    from: `select distinct p.n from import_first f cross join import_points p
      on p.kind = f.kind and p.key = f.key where f.kind = '${kind}'`,
    found: `select min(f.n) from ${ownPoints}
      cross join import_first f on f.kind = p.kind and f.key = p.key
      where p.n = r.n and p.kind = '${kind}' and f.n < r.n and ${notWeak}`,
  })

/** A shared e-mail or phone together with the same name. */
const weakContact = (kind: 'email' | 'phone'): string =>
  fillContact(kind, {
    when: `r.n in (select p.n from import_weak w cross join import_points p
      on p.kind = w.kind and p.key = w.key where w.kind = '${kind}')`,
    found: `select min(c.contact_id) from ${ownPoints}
      cross join contact_points c on c.kind = p.kind and c.normalized = p.key
      cross join import_known k on k.contact_id = c.contact_id
      where p.n = r.n and p.kind = '${kind}' and k.kind = r.kind and k.name_key = r.name_key`,
  })

const weakRow = (kind: 'email' | 'phone'): string =>
  linkRows(kind, {
    from: `select distinct p.n from import_weak w cross join import_first f
      on f.kind = w.kind and f.key = w.key cross join import_points p
      on p.kind = f.kind and p.key = f.key where w.kind = '${kind}'`,
    found: `select min(b.n) from ${ownPoints}
      cross join import_points q on q.kind = p.kind and q.key = p.key and q.n < r.n
      cross join import_rows b on b.n = q.n
      where p.n = r.n and p.kind = '${kind}' and (b.kind = r.kind and b.name_key = r.name_key or exists(
        select 1 from import_known k where k.contact_id = b.contact_id
          and k.kind = r.kind and k.name_key = r.name_key))`,
  })

const hasCompany = `r.name_key <> '' and (r.company_key <> '' or r.kind = 'company')`
/** A row of nothing but a name is whoever has that name and no company. */
const isBareName = `r.name_key <> '' and r.company_key = '' and r.kind = 'person' and not exists(
  select 1 from ${ownPoints} where p.n = r.n and p.kind in ('email', 'phone'))`

const namedContact = fillContact(byName, {
  when: hasCompany,
  found: `select min(k.contact_id) from import_known k
    where k.name_key = r.name_key and k.company_key = r.company_key and k.kind = r.kind`,
})
const bareContact = fillContact(byName, {
  when: isBareName,
  found: `select k.contact_id from import_known k
    where k.name_key = r.name_key and k.company_key = '' and k.kind = 'person'
    order by exists(select 1 from contact_points c where c.contact_id = k.contact_id
      and c.kind in ('email', 'phone')), k.contact_id limit 1`,
})

const namedRow = (when: string): string => `
  update import_rows as r set first_row = x.first, matched_by = '${byName}'
  from (select r.n as n, min(r.n) over (partition by r.kind, r.name_key, r.company_key) as first
    from import_rows r where r.problem_code is null and r.name_key <> '') x
  where x.n = r.n and x.first < r.n and ${open} and ${when}`

const matchContacts = [
  strongContact('email'),
  strongRow('email'),
  strongContact('phone'),
  strongRow('phone'),
  weakContact('email'),
  weakRow('email'),
  weakContact('phone'),
  weakRow('phone'),
  namedContact,
  namedRow(hasCompany),
  bareContact,
  namedRow(isBareName),
]

/** A row that is the same as one that is the same as another is the same as that other. */
export const shortenChain = `
  update import_rows as r set first_row = b.first_row from import_rows b
  where r.first_row <> r.n and b.n = r.first_row and b.first_row <> b.n`
/** Finds out who each staged row is about: everything up to the links between rows. */
export const linkSteps: readonly string[] = [...known, ...weak, ...matchContacts]
