import type { Executor, Reader } from '#main/db/executor.ts'

/** What a plan comes to; every row of the file is in exactly one of the four groups. */
export interface PlanCounts {
  readonly rows: number
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly problems: number
  readonly newCompanies: number
}

/** Bits of `import_rows.taken`: single facts that the row brings to its contact. */
export const takenBits = {
  given_name: 1,
  family_name: 2,
  nickname: 4,
  job_title: 8,
  stage: 16,
  source: 32,
  language: 64,
  company: 128,
} as const

const lists = ['points', 'addresses', 'dates', 'tags', 'notes'] as const

const open = 'r.problem_code is null and r.contact_id is null and r.first_row = r.n'

const reset = [
  `update import_rows set contact_id = null, first_row = n, matched_by = null, person = null,
    taken = 0, outcome = null, new_index = null`,
  'delete from import_notes where is_name = 1',
  ...lists.map((list) => `update import_${list} set fresh = 1 where fresh = 0`),
  ...['companies', 'known', 'weak', 'first', 'multi'].map((table) => `delete from import_${table}`),
]

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

/** A row's own e-mails and phones; the planner would rather read all of a kind. */
const ownPoints = 'import_points p indexed by import_points_n'

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
      where p.n = r.n and p.kind = '${kind}' and b.kind = r.kind and b.name_key = r.name_key`,
  })

const byName = 'name-and-company'
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
const shortenChain = `
  update import_rows as r set first_row = b.first_row from import_rows b
  where r.first_row <> r.n and b.n = r.first_row and b.first_row <> b.n`

const persons = [
  `update import_rows as r set contact_id = b.contact_id from import_rows b
    where r.first_row <> r.n and b.n = r.first_row and b.contact_id is not null`,
  'update import_rows set person = coalesce(-contact_id, first_row) where problem_code is null',
  `insert into import_multi(n, person) select n, person from import_rows where person in
    (select person from import_rows where person is not null group by person having count(*) > 1)`,
  // A row that goes by its e-mail to somebody called quite differently keeps its name as a note.
  `insert into import_notes(n, text, is_name)
    select r.n, (select value from import_facts where key = 'name-column') || ': ' || r.name, 1
    from import_rows r cross join contacts c on c.id = r.contact_id
    where r.is_named and not kith_names_fit(r.name, c.display_name)`,
]

const blank = (column: string): string => `coalesce(c.${column}, '') = ''`

/** Which single facts a row brings: all that a new contact gets, and what a known one lacks. */
const taken = [
  `update import_rows as r set taken = ${Object.entries(takenBits)
    .map(([column, bit]) => `(r.${column} is not null) * ${bit}`)
    .join(' + ')} where problem_code is null`,
  `update import_rows as r set taken = taken & (
      (${blank('nickname')}) * ${takenBits.nickname} + (${blank('job_title')}) * ${takenBits.job_title}
      + (c.stage is null) * ${takenBits.stage} + (${blank('source')}) * ${takenBits.source}
      + (${blank('language')}) * ${takenBits.language}
      + (c.company_id is null and c.kind = 'person') * ${takenBits.company}
      + (k.name_key = r.name_key and c.kind = 'person') * (
        (${blank('given_name')}) * ${takenBits.given_name}
        + (${blank('family_name')}) * ${takenBits.family_name}))
    from contacts c cross join import_known k on k.contact_id = c.id where c.id = r.contact_id`,
  // Of several rows about one person the first that says something is heard.
  ...Object.values(takenBits).map(
    (bit) => `update import_rows set taken = taken & ~${bit} where taken & ${bit} and n in (
      select n from (select m.n, row_number() over (partition by m.person order by m.n) as place
        from import_multi m cross join import_rows r on r.n = m.n where r.taken & ${bit})
      where place > 1)`,
  ),
]

const alreadyThere = (list: (typeof lists)[number], exists: string): string => `
  update import_${list} as i set fresh = 0 from import_rows r
  where r.n = i.n and r.contact_id is not null and exists(${exists})`

const samePart = (column: string): string =>
  `(i.${column} is null or lower(a.${column}) = lower(i.${column}))`

const saidBefore = (list: (typeof lists)[number], same: string): string => `
  update import_${list} set fresh = 0 where id in (select id from (
    select i.id, row_number() over (partition by m.person, ${same} order by i.id) as place
    from import_multi m cross join import_${list} i on i.n = m.n where i.fresh = 1) where place > 1)`

/** Which list facts are new to their contact. */
const fresh = [
  alreadyThere(
    'points',
    `select 1 from contact_points c where c.contact_id = r.contact_id and c.kind = i.kind
      and coalesce(c.normalized, lower(c.raw)) = i.key`,
  ),
  alreadyThere(
    'addresses',
    `select 1 from addresses a where a.contact_id = r.contact_id and ${[
      'street',
      'extended',
      'city',
      'region',
      'postal_code',
      'country',
    ]
      .map(samePart)
      .join(' and ')}`,
  ),
  alreadyThere(
    'dates',
    `select 1 from important_dates d where d.contact_id = r.contact_id and d.kind = i.kind
      and (i.kind <> 'other' or d.label is i.label)`,
  ),
  alreadyThere(
    'tags',
    `select 1 from contact_tags m cross join tags t on t.id = m.tag_id
      where m.contact_id = r.contact_id and t.name = i.name collate nocase`,
  ),
  alreadyThere(
    'notes',
    `select 1 from contacts c where c.id = r.contact_id
      and instr(char(10) || c.notes || char(10), char(10) || i.text || char(10))`,
  ),
  saidBefore('points', 'i.kind, i.key'),
  saidBefore('addresses', 'i.street, i.extended, i.city, i.region, i.postal_code, i.country'),
  saidBefore('dates', `i.kind, case when i.kind = 'other' then i.label end`),
  saidBefore('tags', 'i.key'),
  saidBefore('notes', 'i.text'),
]

const outcomes = [
  `update import_rows set outcome = case when problem_code is not null then 'problems'
    when contact_id is null and first_row = n then 'new'
    when taken then 'changed' else 'unchanged' end`,
  ...lists.map(
    (list) => `update import_rows set outcome = 'changed' where outcome = 'unchanged'
      and n in (select n from import_${list} where fresh = 1)`,
  ),
]

/**
 * Companies that rows name: those that exist, rows of the file that are one, and new ones.
 *
 * New contacts are numbered as they will be inserted: companies that only rows name, companies
 * with a row of their own, then people, so that a company is there before its people.
 */
const companies = [
  `insert into import_companies(key, name) select company_key, company from (
      select company_key, company, row_number() over (partition by company_key order by n) as place
      from import_rows where problem_code is null and taken & ${takenBits.company}) where place = 1`,
  `update import_companies set contact_id = coalesce(
    (select min(k.contact_id) from import_known k
      where k.name_key = import_companies.key and k.kind = 'company' and k.company_key = ''),
    (select r.contact_id from import_rows r where r.kind = 'company' and r.problem_code is null
      and r.name_key = import_companies.key and r.contact_id is not null order by r.n limit 1))`,
  `update import_companies set new_index = x.place, is_new = 1 from (
      select key, row_number() over (order by rowid) as place from import_companies c
      where contact_id is null and not exists(select 1 from import_rows r
        where r.kind = 'company' and r.outcome = 'new' and r.name_key = c.key)) x
    where x.key = import_companies.key`,
  `update import_rows set new_index = x.place
    from (select n, (select count(new_index) from import_companies)
        + row_number() over (order by kind = 'person', n) as place
      from import_rows where outcome = 'new') x where x.n = import_rows.n`,
  `update import_companies set new_index = (select min(r.new_index) from import_rows r
      where r.kind = 'company' and r.outcome = 'new' and r.name_key = import_companies.key)
    where contact_id is null and new_index is null`,
]

const beforeLinks = [...known, ...weak, ...matchContacts]
const afterLinks = [...persons, ...taken, ...fresh, ...outcomes, ...companies]

/** How many steps `matchRows` reports. */
export const matchingSteps = beforeLinks.length + afterLinks.length

/** Forgets what an earlier matching of these rows found. */
const resetMatching = (executor: Executor): void => {
  for (const sql of reset) executor.runSql(sql)
}

/**
 * Finds out who each staged row is about and what it would bring; writes the staging file only.
 *
 * The workspace is read as it is now. `onStep` is told after each of `matchingSteps` steps and may
 * throw to stop. Needs the SQL functions `kith_name_key` and `kith_names_fit`.
 */
export const matchRows = (executor: Executor, onStep: (done: number) => void): void => {
  let done = 0
  const run = (sql: string): void => {
    executor.runSql(sql)
    done += 1
    onStep(done)
  }
  for (const sql of beforeLinks) run(sql)
  while (executor.runSql(shortenChain).changes > 0) onStep(done)
  for (const sql of afterLinks) run(sql)
}

const compared = [
  'select n, outcome, contact_id, first_row, taken from import_rows',
  'select n, text, fresh from import_notes',
  ...lists.filter((list) => list !== 'notes').map((list) => `select id, fresh from import_${list}`),
]

/** Matches again; whether any line of the plan came out otherwise than before. */
export const rematchRows = (executor: Executor, onStep: (done: number) => void): boolean => {
  for (const [index, sql] of compared.entries()) {
    executor.runSql(`create temp table before_${index} as ${sql}`)
  }
  resetMatching(executor)
  matchRows(executor, onStep)
  const differences = compared.map((sql, index) => {
    const found = executor.firstSql<{ n: number }>(
      `select exists(${sql} except select * from temp.before_${index}) as n`,
    )
    executor.runSql(`drop table temp.before_${index}`)
    return found?.n === 1
  })
  return differences.includes(true)
}

/** Counts a matched plan. */
export const countPlan = (executor: Reader): PlanCounts => {
  const groups = new Map(
    executor
      .allSql<{ outcome: string; rows: number }>(
        'select outcome, count(*) as rows from import_rows group by outcome',
      )
      .map(({ outcome, rows }) => [outcome, rows]),
  )
  const created = executor.firstSql<{ n: number }>(
    'select count(*) as n from import_companies where is_new = 1',
  )
  const of = (group: string): number => groups.get(group) ?? 0
  return {
    rows: [...groups.values()].reduce((sum, rows) => sum + rows, 0),
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    problems: of('problems'),
    newCompanies: created?.n ?? 0,
  }
}
