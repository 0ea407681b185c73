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
  /** Of a contact that was only called by its e-mail. */
  name: 256,
} as const

/** Whether a row says anything of a single fact. */
const says = (column: keyof typeof takenBits): string =>
  column === 'name' ? 'r.is_named' : `r.${column} is not null`

/** Facts of which a contact may have several, each staged in a table of its own. */
export const lists = ['points', 'addresses', 'dates', 'tags', 'notes'] as const

/** A row's own e-mails and phones; the planner would rather read all of a kind. */
export const ownPoints = 'import_points p indexed by import_points_n'

/** How a row was found that has no e-mail or phone in common. */
export const byName = 'name-and-company'

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

const isNameless = `instr(c.display_name, '@') > 0`

/** Which single facts a row brings: all that a new contact gets, and what a known one lacks. */
const taken = [
  `update import_rows as r set taken = ${Object.entries(takenBits)
    // The keys of the table are its columns.
    .map(([column, bit]) => `(${says(column as keyof typeof takenBits)}) * ${bit}`)
    .join(' + ')} where problem_code is null`,
  `update import_rows as r set taken = taken & (
      (${blank('nickname')}) * ${takenBits.nickname} + (${blank('job_title')}) * ${takenBits.job_title}
      + (c.stage is null) * ${takenBits.stage} + (${blank('source')}) * ${takenBits.source}
      + (${blank('language')}) * ${takenBits.language}
      + (c.company_id is null and c.kind = 'person') * ${takenBits.company}
      + (${isNameless}) * ${takenBits.name}
      + ((k.name_key = r.name_key or ${isNameless}) and c.kind = 'person') * (
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

const samePart = (column: string): string =>
  `(i.${column} is null or lower(a.${column}) = lower(i.${column}))`

const addressParts = ['street', 'extended', 'city', 'region', 'postal_code', 'country']

/** SQL that finds the staged fact `i` at a contact; the argument is SQL for the contact's id. */
const isThere: Readonly<Record<(typeof lists)[number], (contact: string) => string>> = {
  points: (contact) => `select 1 from contact_points c_ where c_.contact_id = ${contact}
    and c_.kind = i.kind and coalesce(c_.normalized, lower(c_.raw)) = i.key`,
  addresses: (contact) => `select 1 from addresses a where a.contact_id = ${contact}
    and ${addressParts.map(samePart).join(' and ')}`,
  dates: (contact) => `select 1 from important_dates d where d.contact_id = ${contact}
    and d.kind = i.kind and (i.kind <> 'other' or d.label is i.label)`,
  tags: (contact) => `select 1 from contact_tags m cross join tags t on t.id = m.tag_id
    where m.contact_id = ${contact} and t.name = i.name collate nocase`,
  notes: (contact) => `select 1 from contacts n_ where n_.id = ${contact}
    and instr(char(10) || n_.notes || char(10), char(10) || i.text || char(10))`,
}

const alreadyThere = (list: (typeof lists)[number]): string => `
  update import_${list} as i set fresh = 0 from import_rows r
  where r.n = i.n and r.contact_id is not null and exists(${isThere[list]('r.contact_id')})`

const saidBefore = (list: (typeof lists)[number], same: string): string => `
  update import_${list} set fresh = 0 where id in (select id from (
    select i.id, row_number() over (partition by m.person, ${same} order by i.id) as place
    from import_multi m cross join import_${list} i on i.n = m.n where i.fresh = 1) where place > 1)`

/** Which list facts are new to their contact. */
const fresh = [
  ...lists.map(alreadyThere),
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
      and r.name_key = import_companies.key
        and exists(select 1 from contacts k where k.id = r.contact_id and k.kind = 'company')
      order by r.n limit 1))`,
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

/** Of each list the row has nothing that its candidate `c` lacks. */
const lacksNothing = Object.entries(isThere)
  .map(
    ([list, exists]) => `not exists(select 1 from import_${list} i where i.n = r.n
      ${list === 'notes' ? 'and i.is_name = 0' : ''} and not exists(${exists('c.id')}))`,
  )
  .join(' and ')

const lacksNoFact = `(r.nickname is null or not ${blank('nickname')})
  and (r.job_title is null or not ${blank('job_title')}) and (r.stage is null or c.stage is not null)
  and (r.source is null or not ${blank('source')}) and (r.language is null or not ${blank('language')})
  and (r.company is null or c.company_id is not null or c.kind <> 'person')
  and (kith_name_key(c.display_name) <> r.name_key
    or (r.given_name is null or not ${blank('given_name')})
    and (r.family_name is null or not ${blank('family_name')}))`

const knowsName = `(not r.is_named or not ${isNameless} and (kith_names_fit(r.name, c.display_name)
  or instr(char(10) || c.notes || char(10), char(10)
    || (select value from import_facts where key = 'name-column') || ': ' || r.name || char(10))))`

/**
 * A row goes to the contact that has all of it, if one with its e-mail, phone or name does.
 *
 * Identifiers move together as files come in; so the same file finds its own people again.
 */
export const bringsNothing = `
  update import_rows as r set contact_id = x.contact_id, first_row = r.n,
    matched_by = coalesce(r.matched_by, x.reason)
  from (select r.n, iif(exists(select 1 from ${ownPoints} where p.n = r.n and p.kind = 'email'),
        'email', iif(exists(select 1 from ${ownPoints} where p.n = r.n and p.kind = 'phone'),
        'phone', '${byName}')) as reason,
      (select c.id from contacts c where c.id in (
          select h.contact_id from ${ownPoints}
            cross join contact_points h on h.kind = p.kind and h.normalized = p.key
            where p.n = r.n and p.kind in ('email', 'phone')
          union select k.contact_id from import_known k
            where k.name_key = r.name_key and k.kind = r.kind
              and (k.company_key = r.company_key or r.company_key = '')
              and r.name_key <> '')
        and ${knowsName} and ${lacksNoFact} and ${lacksNothing}
        order by c.id limit 1) as contact_id
    from import_rows r where r.outcome in ('new', 'changed')) x
  where x.n = r.n and x.contact_id is not null and x.contact_id is not r.contact_id`

/** Forgets what was worked out after rows were linked. */
export const forgetWork: readonly string[] = [
  'delete from import_notes where is_name = 1',
  ...lists.map((list) => `update import_${list} set fresh = 1 where fresh = 0`),
  'delete from import_multi',
  'delete from import_companies',
  'update import_rows set new_index = null where new_index is not null',
]

/** Works out what each linked row brings, and numbers what will be created. */
export const workSteps: readonly string[] = [
  ...persons,
  ...taken,
  ...fresh,
  ...outcomes,
  ...companies,
]
