import {
  areSeveral,
  companyTraits,
  isOneOfOthers,
  isOtherCompany,
  knownAlike,
  splitNamesakes,
} from './company-traits.ts'
import { companyAliases } from './known-companies.ts'
import { companyUids } from './matching-company-uids.ts'
import { byName, isCalledDifferent, ownPoints } from './matching-facts.ts'
import { findAlike, isBareName, isOneOfSeveral, joinAlike } from './matching-namesakes.ts'
import type { MatchingPlan } from './matching-plan.ts'
import { type Step, steps, stepsWith } from './matching-step.ts'
import { recallRows } from './remembered-rows.ts'

const open = 'r.is_in and r.contact_id is null and r.first_row = r.n'
/** Rows the owner left out; few, so that SQLite keeps the list. */
const leftOut = '(select n from import_rows where left_out = 1)'

/** Who is in the workspace, by the names in which they are compared. */
const known = stepsWith(
  'contacts',
  `insert into import_known(contact_id, kind, name_key, company_key)
    select c.id, c.kind, kith_name_key(c.display_name),
      coalesce(kith_name_key((select k.display_name from contacts k where k.id = c.company_id)), '')
    from contacts c`,
  'create index if not exists import_known_name on import_known(name_key, company_key)',
  `insert or ignore into import_unread(kind, key, contact_id)
    select kind, lower(raw), contact_id from contact_points
    where kind in ('email', 'phone') and normalized is null`,
)

/** More e-mail addresses than one person has. */
const mostOfOne = 5

/**
 * E-mails and phones that never tell alone who somebody is: addresses of roles and of lists, what
 * several contacts have, what rows have whose names do not fit each other.
 */
const weak = [
  ...steps(`insert or ignore into import_weak(kind, key)
    select kind, key from import_points where kind = 'email' and is_role = 1`),
  ...stepsWith(
    'contacts',
    `insert or ignore into import_weak(kind, key)
      select p.kind, p.key from import_points p where p.kind in ('email', 'phone')
        and exists(select 1 from contact_points c
          where c.kind = p.kind and c.normalized = p.key and c.contact_id <> (
            select d.contact_id from contact_points d
            where d.kind = p.kind and d.normalized = p.key limit 1))`,
  ),
  // A row of many addresses and no name is a list of people, and none of them.
  ...steps(`insert or ignore into import_weak(kind, key)
    select p.kind, p.key from (
        select p.n from import_rows r cross join import_points p on p.n = r.n
        where not r.is_named and p.kind = 'email' group by p.n having count(*) > ${mostOfOne}) l
      cross join import_points p on p.n = l.n where p.kind = 'email'`),
  ...steps(
    `insert or ignore into import_shared(kind, key, n)
    select kind, key, n from import_points where key_hash in (
      select key_hash from import_repeated)`,
    `insert into import_first(kind, key, n)
    select kind, key, min(p.n) from import_shared p where p.n not in ${leftOut}
    group by kind, key having count(*) > 1`,
    `insert or ignore into import_weak(kind, key)
    select f.kind, f.key from import_first f
      cross join import_shared p on p.kind = f.kind and p.key = f.key and p.n <> f.n
      cross join import_rows a on a.n = f.n cross join import_rows b on b.n = p.n
    where b.is_in
      and (a.kind <> b.kind or (a.is_named and b.is_named and not kith_names_fit(a.name, b.name)))`,
  ),
]

/** What the owner said: with whom a row is the same. */
const said = stepsWith(
  'decisions',
  `update import_rows as r set contact_id = d.contact_id, matched_by = 'owner'
    from import_decisions d where d.n = r.n and d.verdict = 'same' and r.is_in
      and d.contact_id is not null and exists(select 1 from contacts c where c.id = d.contact_id)`,
  `update import_rows as r set first_row = d.other_row, matched_by = 'owner'
    from import_decisions d where d.n = r.n and d.verdict = 'same' and r.is_in
      and d.other_row < r.n and exists(select 1 from import_rows b where b.n = d.other_row and b.is_in)`,
)

const notWeak = 'not exists(select 1 from import_weak w where w.kind = p.kind and w.key = p.key)'

const fillContact = (
  reason: string,
  { found, when = '1' }: { readonly found: string; readonly when?: string },
): Step[] =>
  stepsWith(
    'contacts',
    `update import_rows as r set contact_id = x.contact_id, matched_by = '${reason}'
    from (select r.n, (${found}) as contact_id from import_rows r where ${open} and ${when}) x
    where x.n = r.n and x.contact_id is not null`,
  )

const linkRows = (
  reason: string,
  { from, found }: { readonly from: string; readonly found: string },
): Step[] =>
  steps(`update import_rows as r set first_row = x.first, matched_by = '${reason}'
    from (select r.n, (${found}) as first from (${from}) s cross join import_rows r on r.n = s.n
      where ${open}) x
    where x.n = r.n and x.first is not null`)

/**
 * To the first row with the same number, and to whom Kith knows by it. The owner may say that two
 * with a number of theirs are different, but not of Kith's own, which nobody else can have.
 */
const byNumber = (column: 'uid' | 'own_id', found: string): Step[] => {
  const reason = column === 'uid' ? 'uid' : 'own-id'
  const isOpen =
    column === 'uid' ? open : `${open} and not ${isCalledDifferent('other_row', 'x.first')}`
  return [
    ...fillContact(reason, { when: `r.${column} is not null`, found }),
    ...steps(`update import_rows as r set first_row = x.first, matched_by = '${reason}'
      from (select r.n, min(r.n) over (partition by r.${column}) as first from import_rows r
        where r.is_in and r.${column} is not null) x
      where x.n = r.n and x.first < r.n and ${isOpen}`),
  ]
}

const ownField = '(select field_id from import_fields where is_own_id = 1)'
const ownNumber = `select iif(count(*) = 1, min(v.contact_id), null) from custom_values v
  where v.field_id = ${ownField} and v.text_value = r.own_id
    and not ${isCalledDifferent('contact_id', 'v.contact_id')}`

/**
 * Two with different numbers of their own are never the same for another reason, nor are those
 * whom the owner called different, nor companies that differ in what each has one of.
 */
const numbersAgree = (
  { matchBy, hasUid }: Omit<MatchingPlan, 'rules'>,
  companiesDifferIn: Parameters<typeof isOtherCompany.row>[1] | null,
) => {
  const isKeyed = matchBy.includes('own-id')
  const apart = (who: keyof typeof isOtherCompany, id: string): string =>
    companiesDifferIn === null ? '' : `and not ${isOtherCompany[who](id, companiesDifferIn)}`
  const contact = (id: string): string =>
    `and not ${isCalledDifferent('contact_id', id)} ${ownNumbers(id)} ${apart('contact', id)}`
  const ownNumbers = (id: string): string =>
    isKeyed
      ? `and (r.own_id is null or not exists(select 1 from custom_values v where v.contact_id = ${id}
          and v.field_id = ${ownField} and v.text_value <> r.own_id))`
      : ''
  const columns = [...(hasUid ? ['uid'] : []), ...(isKeyed ? ['own_id'] : [])]
  const differs = columns.map((column) => `b_.${column} <> r.${column}`).join(' or ')
  const row = (n: string): string =>
    `and not ${isCalledDifferent('other_row', n)} ${rowNumbers(n)} ${apart('row', n)}`
  const rowNumbers = (n: string): string =>
    columns.length === 0
      ? ''
      : `and not exists(select 1 from import_rows b_ where b_.n = ${n} and (${differs}))`
  return { contact, row }
}

type Agree = ReturnType<typeof numbersAgree>
type PointKind = 'email' | 'phone'

/** By an e-mail or phone that tells who somebody is; a phone only when the names fit. */
const strongContact = (kind: PointKind, agree: Agree): Step[] => {
  const fits = `and (not r.is_named or kith_names_fit(r.name,
    (select k.display_name from contacts k where k.id = c.contact_id)))`
  return fillContact(kind, {
    found: `select c.contact_id from ${ownPoints}
      cross join contact_points c on c.kind = '${kind}' and c.normalized = p.key
      where p.n = r.n and p.kind = '${kind}' and ${notWeak} ${kind === 'phone' ? fits : ''}
        ${agree.contact('c.contact_id')}
      order by p.id limit 1`,
  })
}

/** To the first row of the file with the same e-mail or phone. */
const strongRow = (kind: PointKind, agree: Agree): Step[] =>
  linkRows(kind, {
    from: `select distinct p.n from import_first f cross join import_shared p
      on p.kind = f.kind and p.key = f.key where f.kind = '${kind}'`,
    found: `select min(f.n) from ${ownPoints}
      cross join import_first f on f.kind = p.kind and f.key = p.key
      where p.n = r.n and p.kind = '${kind}' and f.n < r.n and ${notWeak} ${agree.row('f.n')}`,
  })

/** A shared e-mail or phone together with the same name. */
const weakContact = (kind: PointKind, agree: Agree): Step[] =>
  fillContact(kind, {
    when: `r.n in (select p.n from import_points p cross join import_weak w
      on w.kind = p.kind and w.key = p.key where p.kind = '${kind}')`,
    // From the name to the number: a name has few people, an office phone may have thousands.
    found: `select min(k.contact_id) from import_known k
      where k.name_key = r.name_key and k.kind = r.kind and exists(select 1 from ${ownPoints}
          cross join contact_points c on c.contact_id = k.contact_id
            and +c.kind = p.kind and +c.normalized = p.key
          where p.n = r.n and p.kind = '${kind}')
        ${agree.contact('k.contact_id')}`,
  })

/** How the rows with a weak e-mail or phone are called, and the contacts they go to. */
const called = (kind: PointKind): Step[] => {
  const rows = `from import_weak w cross join import_shared q on q.kind = w.kind and q.key = w.key
    cross join import_rows b on b.n = q.n and b.is_in`
  return [
    ...steps(`insert or ignore into import_called(kind, key, as_kind, name_key, n)
      select q.kind, q.key, b.kind, b.name_key, b.n ${rows} where w.kind = '${kind}'`),
    ...stepsWith(
      'contacts',
      `insert or ignore into import_called(kind, key, as_kind, name_key, n)
        select q.kind, q.key, k.kind, k.name_key, b.n ${rows}
          cross join import_known k on k.contact_id = b.contact_id where w.kind = '${kind}'`,
    ),
  ]
}

const weakRow = (kind: PointKind, agree: Agree): Step[] => [
  ...called(kind),
  ...linkRows(kind, {
    from: `select distinct p.n from import_weak w cross join import_first f
      on f.kind = w.kind and f.key = w.key cross join import_shared p
      on p.kind = f.kind and p.key = f.key where w.kind = '${kind}'`,
    found: `select min((select q.n from import_called q where q.kind = p.kind and q.key = p.key
          and q.as_kind = r.kind and q.name_key = r.name_key and q.n < r.n ${agree.row('q.n')}
        order by q.n limit 1))
      from ${ownPoints} where p.n = r.n and p.kind = '${kind}'`,
  }),
]

const hasCompany = `r.name_key <> '' and (r.company_key <> '' or r.kind = 'company')`
/** A row of nothing but a name is whoever has that name and no company, if that can be but one. */
const isClearName = `${isBareName} and not ${isOneOfSeveral}`
/** Of several of that name it is the contact `k` with its number of the list. */
const hasItsNumber = `exists(select 1 from custom_values v where v.contact_id = k.contact_id
  and v.field_id = ${ownField} and v.text_value = r.own_id)`
/** Names of people that differ in accents or in their order are for the owner to judge. */
const isWrittenSo = `(r.kind = 'company' or r.exact_key = (select kith_exact_name_key(c_.display_name)
  from contacts c_ where c_.id = k.contact_id))`

const namedContact = (agree: Agree): Step[] => [
  ...fillContact(byName, {
    when: `r.kind = 'company'`,
    found: `${knownAlike} ${agree.contact('k.contact_id')}`,
  }),
  ...fillContact(byName, {
    when: hasCompany,
    found: `select iif(r.kind = 'company' and ${areSeveral}, null, min(k.contact_id))
      from import_known k where k.name_key = r.name_key and k.company_key = r.company_key and k.kind = r.kind
        and ${isWrittenSo} and not ${isOneOfOthers('k.contact_id')}
        ${agree.contact('k.contact_id')}`,
  }),
]
const bareContact = (agree: Agree): Step[] =>
  fillContact(byName, {
    when: `${isBareName} and (r.own_id is not null or not ${isOneOfSeveral})`,
    found: `select k.contact_id from import_known k
      where k.name_key = r.name_key and k.company_key = '' and k.kind = 'person'
        and (not ${isOneOfSeveral} or ${hasItsNumber}) and ${isWrittenSo} ${agree.contact('k.contact_id')}
      order by exists(select 1 from contact_points c where c.contact_id = k.contact_id
        and c.kind in ('email', 'phone')), k.contact_id limit 1`,
  })

/** Rows of people with the same name, written the same, in the same company; and their first one. */
const namesakes = steps(`
  insert into import_namesakes(n, first) select n, first from (
    select r.n, min(r.n) over (
      partition by r.kind, r.name_key, r.exact_key, r.company_key) as first
    from import_rows r where r.is_in and r.name_key <> '' and (r.name_hash in (
      select name_hash from import_rows r where r.is_in and ${hasCompany}
        group by name_hash having count(*) > 1
      union select name_hash from import_rows r where r.is_in and ${isBareName})
      or r.company_key in (select known_key from import_aliases)))
  where first < n`)

const namedRow = (when: string, agree: Agree): Step[] =>
  steps(`update import_rows as r set first_row = x.first, matched_by = '${byName}'
    from import_namesakes x
    where x.n = r.n and ${open} and ${when} ${agree.row('x.first')}`)

const pointSteps = (kind: PointKind, agree: Agree) => ({
  strong: [...strongContact(kind, agree), ...strongRow(kind, agree)],
  weak: [...weakContact(kind, agree), ...weakRow(kind, agree)],
})

/** A row that is the same as one that is the same as another is the same as that other. */
export const shortenChain = `
  update import_rows as r set first_row = b.first_row from import_rows b
  where r.first_row <> r.n and b.n = r.first_row and b.first_row <> b.n`

/** Finds out who each staged row is about: everything up to the links between rows. */
export const linkSteps = (plan: MatchingPlan): readonly Step[] => {
  const agree = numbersAgree(plan, '1')
  // A name alone never outweighs a number, whatever else the owner goes by.
  const byNames = numbersAgree({ ...plan, matchBy: [...plan.matchBy, 'own-id'] }, '3')
  const recalled = numbersAgree(plan, null)
  const points = (['email', 'phone'] as const)
    .filter((kind) => plan.matchBy.includes(kind))
    .map((kind) => pointSteps(kind, agree))
  const uid = 'select c.id from contacts c where c.uid = r.uid'
  return [
    ...known,
    ...companyAliases,
    ...companyUids(plan),
    ...companyTraits,
    ...weak,
    ...said,
    ...(plan.hasUid ? byNumber('uid', uid) : []),
    ...(plan.matchBy.includes('own-id') ? byNumber('own_id', ownNumber) : []),
    ...recallRows({ isOpen: open, agrees: recalled.contact('m.contact_id') }),
    ...points.flatMap(({ strong }) => strong),
    ...points.flatMap((steps) => steps.weak),
    ...(plan.matchBy.includes('name-and-company')
      ? [
          ...namesakes,
          ...splitNamesakes,
          ...namedContact(byNames),
          ...namedRow(hasCompany, byNames),
          ...findAlike,
          ...bareContact(byNames),
          ...namedRow(isClearName, byNames),
          ...joinAlike(open, byNames.row('x.first')),
        ]
      : []),
  ]
}
