import { isOwnExport, onlyOwnColumns } from '../own-export/own-export.ts'
import { birthParts } from './birth-parts.ts'
import { customerOutside, personInside } from './column-names/all-languages.ts'
import type { ColumnField, ColumnTarget } from './column-words.ts'
import { nameOf, wordsOf } from './header-words.ts'
import { numberedGroup } from './numbered-columns.ts'
import { personsColumn } from './other-people.ts'
import { pathNames } from './path-names.ts'
import {
  knownAs,
  type RecognisedColumn,
  recogniseHeader,
  singleFields,
} from './recognise-header.ts'
import { withOneAddress } from './split-addresses.ts'

/** Names that are a job only where no other column is one. */
const weakJobNames: ReadonlySet<string> = new Set(['title', 'occupation', 'beruf', 'profession'])
const czechNames = ['psc', 'mesto', 'obec', 'ulice', 'jmeno', 'prijmeni', 'priezvisko', 'stat']

const namesOf = (names: string): ReadonlySet<string> =>
  new Set(names.split('|').map((name) => wordsOf(name).join(' ')))

/** Names of a column with the person inside a customer, beside whom a plain name is the company's. */
const personNames = namesOf(
  `Ansprechpartner|Ansprechpartnerin|Ansprechperson|Kontaktperson|contact person|联系人|联系人姓名|Interlocuteur|Persona de contacto|${personInside}`,
)
const customerNames = namesOf(
  `name|Kunde|Kundenname|customer|customer name|client|Cliente|Nom|Nombre|名称|客户|客户名|${customerOutside}`,
)

/** Whatever stands beside them, they are the whole name. */
const wholeNames = namesOf('display name|full name|fullname|显示名称|显示名|全名|姓名')

const companyNames = ['企业', '公司', '公司名称', '企业名称', '单位', '所在公司', '所在企业']

/**
 * Says what each column is, by its name alone.
 *
 * Case, accents, punctuation and the order of words do not matter. What is not known becomes a
 * named note, so that no column is lost; so does a second column for a fact of which a contact has
 * one.
 */
export const recogniseColumns = (headers: readonly string[]): ColumnTarget[] =>
  recogniseHeaders(headers).map(({ target }) => target)

/** As `recogniseColumns`, and tells which names are known. */
export const recogniseHeaders = (headers: readonly string[]): RecognisedColumn[] =>
  isOwnExport(headers) ? ownColumns(headers) : foreignColumns(headers)

/** Columns of Kith's own lossless export, each by itself, and whatever the owner put beside them. */
const ownColumns = (headers: readonly string[]): RecognisedColumn[] => {
  const taken = new Set<ColumnField>()
  const fieldNames = new Set<string>()
  return headers.map((header, index) => {
    const own = onlyOwnColumns.get(header)
    const column = own === undefined ? recogniseHeader(header) : knownAs(own)
    const { field } = column.target
    // Of birthdays Kith may have several.
    const isSecond = singleFields.has(field) && taken.has(field) && field !== 'birthday'
    taken.add(field)
    if (isSecond) return { ...column, target: { field: 'named-note' }, secondOf: field }
    return withField(column, nameOf(headers, index), fieldNames)
  })
}

const foreignColumns = (headers: readonly string[]): RecognisedColumn[] => {
  const words = headers.map(wordsOf)
  const shared = sharedWord(words)
  const parts = birthParts(headers)
  const isPart = (index: number): boolean =>
    parts !== null && [parts.day, parts.month, parts.year].includes(index)
  const others = otherPeople(headers)
  const paths = pathNames(headers, (part) => recogniseHeader('', part).target)
  const found = headers.map((header, index) => {
    if (isPart(index)) return knownAs({ field: 'birthday' })
    const person = others.get(index)
    if (person !== undefined) return person
    const path = paths.get(index)
    const within = path === undefined ? undefined : recogniseHeader('', path)
    if (within?.isKnown === true) return within
    const own = words[index] ?? []
    const alone = recogniseHeader(header)
    if (alone.isKnown || shared === undefined || !own.includes(shared)) return alone
    return recogniseHeader(
      '',
      own.filter((word) => word !== shared),
    )
  })
  const file: FileColumns = {
    fields: new Set(found.map(({ target }) => target.field)),
    names: new Set(words.map((name) => name.join(' '))),
    labelled: new Set(
      found.flatMap(({ target }) => (target.field === 'label' ? [target.group ?? ''] : [])),
    ),
  }
  const taken = new Set<string>(parts === null ? [] : ['birthday'])
  const fieldNames = new Set<string>()
  let address: ColumnTarget | undefined
  const settledColumns = found.map((column, index): RecognisedColumn => {
    if (isPart(index) || isOfOther(others.get(index))) return column
    const settled = settle(taken.has(column.target.field) ? inAddress(column, address) : column, {
      file,
      words: words[index] ?? [],
    })
    const { field } = settled.target
    if (field.startsWith('address-')) address = settled.target
    const isSecond = singleFields.has(field) && taken.has(field)
    taken.add(field)
    if (isSecond) return { ...settled, target: { field: 'named-note' }, secondOf: field }
    return withField(settled, nameOf(headers, index), fieldNames)
  })
  return withOneAddress(settledColumns)
}

/**
 * Columns of the people a row has beside each other, mother and father of a pupil for example.
 *
 * A row becomes one contact: the one it names outside of these columns, else the first of them. What
 * belongs to another one goes to the notes, so that nobody gets somebody else's mail; only the name
 * stands in where the first one has none.
 */
const otherPeople = (headers: readonly string[]): ReadonlyMap<number, RecognisedColumn> => {
  const columns = headers.map((header, index) => {
    const column = recogniseHeader(header).isKnown ? null : personsColumn(header)
    return column === null ? null : { ...column, index, fact: recogniseHeader('', column.words) }
  })
  const known = columns.filter((column) => column?.fact.isKnown === true)
  const hasOwnName = headers.some(
    (header, index) => columns[index] === null && naming.has(recogniseHeader(header).target.field),
  )
  const first = hasOwnName ? undefined : known.find((column) => column !== null)?.person
  return new Map(
    known.flatMap((column) => {
      if (column === null) return []
      const { person, index, fact } = column
      if (person === first) return [[index, fact] as const]
      const standsIn = first !== undefined && fact.target.field === 'display-name'
      return [
        [
          index,
          { ...(standsIn ? fact : knownAs({ field: 'named-note' })), isOther: true },
        ] as const,
      ]
    }),
  )
}

const naming: ReadonlySet<ColumnField> = new Set(['display-name', 'given-name', 'family-name'])

const isOfOther = (column: RecognisedColumn | undefined): boolean => column?.isOther === true

/** A word that most columns of the file have, and so says nothing: `crm_name`, `crm_phone`. */
const sharedWord = (columns: readonly (readonly string[])[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const word of columns.flatMap((words) => [...new Set(words)]))
    counts.set(word, (counts.get(word) ?? 0) + 1)
  const least = Math.max(3, columns.length / 2)
  return [...counts].find(([word, count]) => count >= least && /^\p{L}+$/u.test(word))?.[0]
}

/** A second city stands behind the street whose it is, as Thunderbird writes it. */
const inAddress = (
  column: RecognisedColumn,
  { group, label }: ColumnTarget = { field: 'address-street' },
): RecognisedColumn =>
  column.target.field.startsWith('address-') && column.target.group === undefined
    ? { ...column, target: { ...column.target, group, label } }
    : column

interface FileColumns {
  readonly fields: ReadonlySet<ColumnField>
  readonly names: ReadonlySet<string>
  /** Groups that have a label. */
  readonly labelled: ReadonlySet<string>
}

/** Words whose meaning depends on which other columns the file has. */
const settle = (
  column: RecognisedColumn,
  { file, words }: { readonly file: FileColumns; readonly words: readonly string[] },
): RecognisedColumn => {
  const { fields, names, labelled } = file
  // `Name 1` means what `Name` does.
  const name = words.filter((word) => word !== '1').join(' ')
  // Outlook's Title is Dr or Mrs beside a Job Title; elsewhere it is the job. So is Occupation.
  if (weakJobNames.has(name)) {
    return knownAs(fields.has('job-title') ? { field: 'custom-field' } : { field: 'job-title' })
  }
  // What somebody is for the owner, beside what they are in their company.
  if (name === 'role' && ['job title', 'jobtitle'].some((job) => names.has(job))) {
    return knownAs({ field: 'custom-field' })
  }
  // Only in Kith's own export is it the day on which Kith first knew somebody.
  if (column.target.field === 'created-at') {
    return { ...knownAs({ field: 'custom-field' }), type: 'date' }
  }
  // A part of a town in Chile, or the town.
  if (name === 'comuna') {
    return knownAs({ field: fields.has('address-city') ? 'address-extended' : 'address-city' })
  }
  // A flat in Italian, an extension of the telephone in Spanish.
  if (name === 'interno' && !fields.has('address-street')) {
    return knownAs({ field: 'custom-field' })
  }
  // A country in Polish, a region in Czech and Slovak.
  if (name === 'kraj' && czechNames.some((czech) => names.has(czech))) {
    return knownAs({ field: 'address-region' })
  }
  const group = column.target.group === undefined ? numberedGroup(words) : null
  if (group !== null && labelled.has(group)) {
    return { ...column, target: { ...column.target, group } }
  }
  // A company, but a person beside a column of companies, as WeCom writes it.
  if (
    name === '客户名称' &&
    !fields.has('display-name') &&
    companyNames.some((one) => names.has(one))
  ) {
    return knownAs({ field: 'display-name' })
  }
  if (column.target.field !== 'display-name') return column
  if (wholeNames.has(name)) return column
  // Name beside Vorname, Nom beside Prénom: the family name. Nombre beside Apellidos: the given one.
  if (fields.has('given-name') && !fields.has('family-name'))
    return knownAs({ field: 'family-name' })
  if (fields.has('family-name') && !fields.has('given-name'))
    return knownAs({ field: 'given-name' })
  const hasPerson = [...personNames].some((person) => names.has(person))
  if (customerNames.has(name) && hasPerson && !fields.has('company')) {
    return knownAs({ field: 'company' })
  }
  return column
}

/** Gives a custom field the name of its column; two columns of one name are two fields. */
const withField = (
  column: RecognisedColumn,
  header: string,
  taken: Set<string>,
): RecognisedColumn => {
  const { target } = column
  const needsField = target.field === 'custom-field' || target.field === 'own-id'
  if (!needsField || target.customField !== undefined) return column
  // Google writes `Organization 1 - Department` for the department.
  const short = header.replace(/^Organization (?:\d+ - )?/u, '')
  const name = freeName(short.slice(0, 95), taken)
  taken.add(name.toLowerCase())
  return { ...column, target: { ...target, customField: { name, type: column.type ?? 'text' } } }
}

const freeName = (name: string, taken: ReadonlySet<string>): string => {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name} ${number}`
    if (!taken.has(free.toLowerCase())) return free
  }
}
