import { type Step, steps, stepsWith } from './matching-step.ts'

/*
 * Companies of one name are told apart by what each has but one of: a number in a register, a
 * domain, a town. Traits begin with their class; what agrees in one class outweighs the later ones.
 */

const isNamedTwice = `r.name_key in (select o.name_key from import_rows o
  where o.kind = 'company' and o.is_in group by o.name_key having count(*) > 1)`
const isKnown = `exists(select 1 from import_known k
  where k.name_key = r.name_key and k.kind = 'company')`

const numbersIn = (source: string, who: string, text: string): string =>
  `select ${who}, '1 ' || (e.value ->> 'label'), e.value ->> 'number'
    from ${source} cross join json_each(kith_company_numbers(${text})) e`
const domainsIn = (source: string, who: string): string =>
  `select ${who}, '2 domain', p.domain from (select x.*, p.id,
      kith_company_domain(p.kind, coalesce(p.normalized, p.raw)) as domain
    from ${source}) p where p.domain is not null`
const townsIn = (source: string, who: string): string =>
  `select ${who}, '3 town', kith_name_key(a.city) from ${source} where coalesce(a.city, '') <> ''`
const value = 'coalesce(v.text_value, v.integer_value, v.number_value)'

const contentOf = (table: string, who: string, id: string): string =>
  `coalesce((select group_concat(trait || char(9) || value, char(10)) from (
    select trait, value from ${table} t where t.${who} = ${id} order by 1, 2)), '')`

/** The rows of a group of namesakes, its first one among them. */
const members = `select x.first, x.n from import_namesakes x
    cross join import_rows r on r.n = x.n and r.kind = 'company'
  union select x.first, x.first from import_namesakes x
    cross join import_rows r on r.n = x.n and r.kind = 'company'`

/** Reads the traits of companies that share their name with another row or with a known company. */
export const companyTraits: readonly Step[] = [
  ...steps(
    `insert into import_one_name(n, name_key, content) select r.n, r.name_key, '' from import_rows r
      where r.kind = 'company' and r.is_in and r.name_key <> '' and (${isNamedTwice} or ${isKnown})`,
    `insert or ignore into import_traits(n, trait, value) ${domainsIn(
      `import_one_name x cross join import_points p on p.n = x.n and p.kind in ('email', 'link')`,
      'p.n',
    )}`,
    `insert or ignore into import_traits(n, trait, value) ${townsIn(
      'import_one_name x cross join import_addresses a on a.n = x.n',
      'x.n',
    )}`,
    `insert or ignore into import_traits(n, trait, value) ${numbersIn(
      `import_one_name x cross join import_values v on v.n = x.n
        cross join import_fields f on f.ref = v.ref`,
      'x.n',
      `f.name || ': ' || ${value}`,
    )}`,
    `insert or ignore into import_traits(n, trait, value) ${numbersIn(
      'import_one_name x cross join import_notes i on i.n = x.n',
      'x.n',
      'i.text',
    )}`,
    `update import_one_name as x set content = ${contentOf('import_traits', 'n', 'x.n')}`,
  ),
  ...stepsWith(
    'contacts',
    `insert into import_known_called(contact_id, name_key, content)
      select k.contact_id, k.name_key, '' from import_known k
      where k.kind = 'company' and k.name_key in (select name_key from import_one_name)`,
    `insert or ignore into import_known_traits(contact_id, trait, value) ${domainsIn(
      `import_known_called x cross join contact_points p
        on p.contact_id = x.contact_id and p.kind in ('email', 'link')`,
      'p.contact_id',
    )}`,
    `insert or ignore into import_known_traits(contact_id, trait, value) ${townsIn(
      'import_known_called x cross join addresses a on a.contact_id = x.contact_id',
      'x.contact_id',
    )}`,
    `insert or ignore into import_known_traits(contact_id, trait, value) ${numbersIn(
      `import_known_called x cross join custom_values v on v.contact_id = x.contact_id
        cross join custom_fields f on f.id = v.field_id`,
      'x.contact_id',
      `f.name || ': ' || ${value}`,
    )}`,
    `insert or ignore into import_known_traits(contact_id, trait, value) ${numbersIn(
      'import_known_called x cross join contacts c on c.id = x.contact_id',
      'x.contact_id',
      'c.notes',
    )}`,
    `update import_known_called as x
      set content = ${contentOf('import_known_traits', 'contact_id', 'x.contact_id')}`,
  ),
]

/** Takes back what `companyTraits` found. */
export const traitTables = ['one_name', 'known_called', 'traits', 'known_traits'] as const

type Class = '1' | '2' | '3'

interface Other {
  readonly table: 'import_traits' | 'import_known_traits'
  readonly who: 'n' | 'contact_id'
  readonly id: string
}

/** Whether two have a trait of a class `a_` each, and none of that class or before is the same. */
const differsIn = (row: string, { table, who, id }: Other, which: string): string =>
  `exists(select 1 from import_traits a_ where a_.n = ${row} and ${which}
    and exists(select 1 from ${table} b_ where b_.${who} = ${id} and b_.trait = a_.trait)
    and not exists(select 1 from import_traits c_ cross join ${table} d_
        on d_.${who} = ${id} and d_.trait = c_.trait and d_.value = c_.value
      where c_.n = ${row} and substr(c_.trait, 1, 1) <= substr(a_.trait, 1, 1)))`

const rowOf = (id: string): Other => ({ table: 'import_traits', who: 'n', id })
const contactOf = (id: string): Other => ({
  table: 'import_known_traits',
  who: 'contact_id',
  id,
})

/** Whether the company of a row `r` is plainly another one, up to a class of traits. */
export const isOtherCompany = {
  contact: (id: string, upTo: Class): string =>
    `(r.kind = 'company' and ${differsIn('r.n', contactOf(id), `a_.trait < '${upTo}~'`)})`,
  row: (n: string, upTo: Class): string =>
    `(r.kind = 'company' and ${differsIn('r.n', rowOf(n), `a_.trait < '${upTo}~'`)})`,
}

/**
 * Namesakes among companies of which some are plainly others: only rows that say the same of
 * themselves stay together, so that a row that says nothing joins no two of them.
 */
export const splitNamesakes: readonly Step[] = steps(
  `insert into import_apart(first)
    with members(first, n) as (${members}),
      sizes(first, size) as (select first, count(*) from members group by first),
      said(first, trait, value, rows) as (select m.first, t.trait, t.value, count(*)
        from members m cross join import_traits t on t.n = m.n group by 1, 2, 3),
      most(first, trait, rows) as (select first, trait, max(rows) from said group by 1, 2),
      named(first, trait, rows) as (select m.first, t.trait, count(distinct m.n)
        from members m cross join import_traits t on t.n = m.n group by 1, 2)
    select distinct y.first from named y cross join most z on z.first = y.first and z.trait = y.trait
      where z.rows < y.rows and not exists(select 1 from most s cross join sizes w on w.first = s.first
        where s.first = y.first and substr(s.trait, 1, 1) < substr(y.trait, 1, 1)
          and s.rows = w.size)`,
  `update import_namesakes as x set first = y.same from (
      select m.n, min(m.n) over (partition by m.first, o.content) as same
      from (${members}) m cross join import_one_name o on o.n = m.n
      where m.first in (select first from import_apart)) y
    where y.n = x.n`,
  'delete from import_namesakes where first = n',
)

/** The known company of a row's name that says the same of itself; of several the first. */
export const knownAlike = `select min(k.contact_id) from import_one_name o
  cross join import_known_called k on k.name_key = o.name_key and k.content = o.content
  where o.n = r.n`

/**
 * Whether other rows of its name are plainly other companies, and nothing of what `r` says is said
 * of the known company: the name alone does not tell which of them that one is.
 */
export const isOneOfOthers = (contact: string): string => `(r.kind = 'company'
  and r.name_key in (select o.name_key from import_apart a cross join import_one_name o
    on o.n = a.first)
  and not exists(select 1 from import_traits t_ cross join import_known_traits k_
      on k_.contact_id = ${contact} and k_.trait = t_.trait and k_.value = t_.value
    where t_.n = r.n))`

/** Whether known companies `k` of one name, all of which a row may be about, are not one. */
export const areSeveral = `count(distinct (select o.content from import_known_called o
  where o.contact_id = k.contact_id)) > 1`

const difference = (reason: string, trait: Class): Step[] =>
  (
    [
      ['contact_id', contactOf('c.contact_id')],
      ['other_row', rowOf('c.other_row')],
    ] as const
  ).flatMap(([column, other]) =>
    steps(`update import_candidates as c set reasons = json_insert(c.reasons, '$[#]', '${reason}')
      where c.${column} is not null and instr(c.reasons, '"${reason}"') = 0
        and c.n in (select n from import_one_name)
        and ${differsIn('c.n', other, `a_.trait between '${trait}' and '${trait}~'`)}`),
  )

/** Says of possible duplicates among companies in what they differ. */
export const tellDifferences: readonly Step[] = [
  ...difference('other-number', '1'),
  ...difference('other-domain', '2'),
  ...difference('other-town', '3'),
]
