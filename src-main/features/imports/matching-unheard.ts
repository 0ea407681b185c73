import { says, takenBits } from './matching-facts.ts'

type Fact = Exclude<keyof typeof takenBits, 'given_name' | 'family_name' | 'do_not_contact'>

// The keys of the table are its columns.
const facts = (Object.entries(takenBits) as [Fact, number][]).filter(
  ([fact]) => !['given_name', 'family_name', 'do_not_contact'].includes(fact),
)

/** Names and companies that are written alike say the same. */
const sameAs: Readonly<Partial<Record<Fact, string>>> = {
  name: 'h.name_key is r.name_key',
  company: 'h.company_key is r.company_key',
}

/** The name of the column that says a fact. */
const columnOf = (fact: string): string =>
  `coalesce((select value from import_facts where key = 'column:${fact}'), '${fact}')`

/** Rows `r` about a new person of the file whose first row is another. */
const laterRows = `import_multi m cross join import_rows r on r.n = m.n`
const isLater = 'r.contact_id is null and r.first_row <> r.n and r.is_in'

const unheardFact = ([fact, bit]: readonly [Fact, number]): string => `
  insert into import_notes(n, text, is_name)
    select r.n, ${columnOf(fact)} || ': ' || r.${fact}, 1 from ${laterRows}
    where ${isLater} and ${says(fact)} and not r.taken & ${bit} and not exists(
      select 1 from import_multi o cross join import_rows h on h.n = o.n
      where o.person = m.person and h.taken & ${bit} and ${sameAs[fact] ?? `h.${fact} is r.${fact}`})`

const valueText = `case f.type when 'money' then kith_amount(i.integer_value, i.currency)
  when 'boolean' then iif(i.integer_value, 'true', 'false')
  when 'number' then kith_number(i.number_value) else i.text_value end`

const unheardValues = `
  insert into import_notes(n, text, is_name)
    select r.n, f.name || ': ' || ${valueText}, 1 from ${laterRows}
      cross join import_values i on i.n = m.n cross join import_fields f on f.ref = i.ref
    where ${isLater} and not i.fresh and not exists(
      select 1 from import_multi o cross join import_values h on h.n = o.n and h.ref = i.ref
      where o.person = m.person and h.fresh and h.text_value is i.text_value
        and h.number_value is i.number_value and h.integer_value is i.integer_value
        and h.currency is i.currency)`

const unheardDates = `
  insert into import_notes(n, text, is_name)
    select r.n, iif(i.kind = 'birthday', ${columnOf('birthday')}, ${columnOf('anniversary')})
        || ': ' || coalesce(printf('%04d', i.year), '-') || printf('-%02d-%02d', i.month, i.day), 1
    from ${laterRows} cross join import_dates i on i.n = m.n
    where ${isLater} and not i.fresh and not exists(
      select 1 from import_multi o cross join import_dates h on h.n = o.n and h.kind = i.kind
      where o.person = m.person and h.fresh and h.month = i.month and h.day = i.day
        and (i.year is null or i.year is h.year))`

/**
 * What a later row says otherwise about a new person becomes a note under its column's name: of a
 * fact that somebody has once the first row is heard, and no cell is lost.
 *
 * Of a known contact nothing is kept: there the rule of the column decides, and the rehearsal
 * shows what stays outside. Runs when it is settled what is heard.
 */
export const keepUnheard: readonly string[] = [
  ...facts.map(unheardFact),
  unheardValues,
  unheardDates,
]
