import { withoutMarks } from '#main/engines/file-formats/cells/cell-values.ts'
import { kindOfMark, kindOfWord } from '#main/engines/file-formats/cells/kind-words.ts'
import { isSurelyCompany } from '#main/engines/file-formats/cells/legal-forms.ts'
import type { ColumnField } from '#main/engines/file-formats/columns/column-words.ts'
import { composeName, type NameParts, readPersonName } from '#shared/domain/person-name.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
import { isHanName, readJapaneseName } from './japanese-names.ts'
import type { RowCells } from './row-cells.ts'

/** How a row names its contact. */
export interface NameFacts {
  readonly kind: 'person' | 'company'
  /** Empty when the row names nobody. */
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly companyName: string | null
}

/** What else may name whom a row is about. */
export interface NameHints {
  /** The first e-mail as typed, else the first phone. */
  readonly point: string | null
  /** The words beside it: the name of `Ana Ferreira <ana@x.pt>`. */
  readonly emailWords: string
  /** Whether the row's numbers or addresses are Japanese. */
  readonly isReachedInJapan: boolean
}

const longestName = 300
const longestPart = 200

/**
 * Reads who a row is about.
 *
 * A row without a person's name is its company, and without a company whoever has the e-mail. A
 * name typed as "Weber, Maria" is kept as Maria Weber.
 */
export const readName = (row: RowCells, hints: NameHints): NameFacts => {
  const given = first(row, 'given-name')
  const middle = first(row, 'middle-name')
  const family = first(row, 'family-name')
  const typed = first(row, 'display-name')
  const named = first(row, 'company')
  if (row.plan.isLossless) return lossless(row, { given, family, typed, company: named })
  const isPrivate = saysPrivate(named)
  if (isPrivate) keepUnsaid(row, 'company', { value: named, name: '' })
  const company = isPrivate ? '' : named
  const known = {
    givenName: middle === '' ? given : `${given} ${middle}`.trim(),
    familyName: family,
  }
  const person =
    typed === ''
      ? fromParts(known, { given, family })
      : fromTyped(typed, { given, family, isJapanese: isJapanese(row, hints) })
  keepUnsaid(row, 'middle-name', { value: middle, name: person.displayName })
  if (readKind(row) === 'company') {
    const displayName = person.displayName === '' ? company : person.displayName
    keepUnsaid(row, 'company', { value: company, name: displayName })
    return { ...person, kind: 'company', displayName, companyName: null }
  }
  const isNamedAlone = typed !== '' && company === '' && given === '' && family === ''
  if (isNamedAlone && isSurelyCompany(typed, row.rules.country)) {
    const nobody = { givenName: null, familyName: null, companyName: null }
    return { kind: 'company', displayName: typed, ...nobody }
  }
  if (person.displayName !== '' && person.displayName !== company) {
    return { kind: 'person', ...person, companyName: company || null }
  }
  const nobody = { givenName: null, familyName: null, companyName: null }
  const name = hints.emailWords !== '' && company === '' ? hints.emailWords : (hints.point ?? '')
  if (company === '') return { kind: 'person', displayName: name.slice(0, longestName), ...nobody }
  return { ...person, kind: 'company', displayName: company, companyName: null }
}

/** A word where a company should be says that there is none: `Privat`, `个人`. */
const saysPrivate = (company: string): boolean => kindOfWord(company) === 'person'

type Typed = Readonly<Record<'given' | 'family' | 'typed' | 'company', string>>
type Person = NameParts & { readonly displayName: string }

/** Kith's own export: everything is what it says. */
const lossless = (row: RowCells, { given, family, typed, company }: Typed): NameFacts => ({
  kind: readKind(row) ?? 'person',
  displayName: typed,
  givenName: given || null,
  familyName: family || null,
  companyName: company || null,
})

const readKind = (row: RowCells): 'person' | 'company' | null => {
  let found: 'person' | 'company' | null = null
  for (const column of row.columns('kind')) {
    const text = row.text(column)
    if (text === '') continue
    const kind = kindOfWord(text) ?? (column.asksForCompany ? kindOfMark(text) : null)
    if (kind === null || (found !== null && found !== kind)) row.keepNamed(column.name, text)
    else found = kind
  }
  return found
}

const fromParts = (
  known: { readonly givenName: string; readonly familyName: string },
  { given, family }: { readonly given: string; readonly family: string },
): Person => ({
  displayName: composeName(known, 'en').trim().slice(0, longestName),
  givenName: given || null,
  familyName: family || null,
})

interface TypedRow {
  readonly given: string
  readonly family: string
  readonly isJapanese: boolean
}

/** Names in Han characters are Japanese where the columns, the row or the country say so. */
const isJapanese = ({ plan, rules }: RowCells, { isReachedInJapan }: NameHints): boolean =>
  plan.hanCountry === 'JP' ||
  isReachedInJapan ||
  (plan.hanCountry === null && rules.country === 'JP')

const fromTyped = (typed: string, { given, family, isJapanese }: TypedRow): Person => {
  if (given !== '' || family !== '') {
    return { displayName: typed, givenName: given || null, familyName: family || null }
  }
  if (!mayHaveParts(typed)) return { displayName: typed, givenName: null, familyName: null }
  if (isJapanese && isHanName(typed)) return { displayName: typed, ...readJapaneseName(typed) }
  const hasComma = typed.includes(',') || typed.includes('，')
  const parts = readPersonName(typed)
  if (!hasComma) return { displayName: typed, ...parts }
  return turned(typed, parts)
}

/** Whether the parts of a typed name may be certain: "Weber, Maria", 王小明, 山田 花. */
export const mayBeSplit = (typed: string): boolean =>
  [false, true].some(
    (isJapanese) => fromTyped(typed, { given: '', family: '', isJapanese }).familyName !== null,
  )

/** A comma or an East Asian character; any other name has no certain parts. */
const mayHaveParts = (typed: string): boolean => {
  for (let at = 0; at < typed.length; at += 1) {
    const code = typed.charCodeAt(at)
    if (code === 0x2c || code >= 0x2e80) return true
  }
  return false
}

const titles =
  /^(?:(?:herrn?|frau|mr|mrs|ms|miss|mx|dr|prof|dipl|ing|mag|med|phil|jur|rer|nat|h|c|m|mme|mlle|me|sr|sra|srta|don|doña|sir|dame|rev|先生|女士)\b\.?-?\s*)+/iu
const companyWords =
  /(?:^|[\s,])(?:gmbh|mbh|ag|kg|ohg|gbr|ug|e\.\s?v|e\.\s?k|ltd|limited|inc|corp|llc|llp|plc|co|company|sarl|sas|s\.?a\.?|s\.?l\.?|lda|ltda|b\.?v|n\.?v|s\.?r\.?l|oy|ab|a\/s|kft)\b|[&+]|有限|公司/iu

/** "Weber, Dr. Maria" is Dr. Maria Weber; "Weber & Sohn, Berlin" and "Weber, Frau" stay. */
const turned = (typed: string, parts: NameParts): Person => {
  const unknown = { displayName: typed, givenName: null, familyName: null }
  const { givenName, familyName } = parts
  if (givenName === null || familyName === null) return unknown
  const bare = givenName.replace(titles, '')
  const isPlace =
    /[\d()（）]/u.test(typed) || companyWords.test(familyName) || companyWords.test(givenName)
  if (bare === '' || isPlace) return unknown
  return { displayName: composeName(parts, 'en'), givenName: bare, familyName }
}

/** The first filled cell of a field; further ones, and one too long, become named notes. */
const first = (row: RowCells, field: ColumnField): string => {
  const columns = row.columns(field)
  if (columns.length === 0) return ''
  const longest = field === 'display-name' || field === 'company' ? longestName : longestPart
  let found = ''
  for (const column of columns) {
    const cell = row.line(row.text(column))
    const text = row.plan.isLossless ? cell : withoutLink(row, column, withoutMarks(cell).trim())
    if (text === '' || text === found) continue
    if (found === '' && text.length <= longest) found = text
    else row.keepNamed(column.name, text)
  }
  return found
}

const linkBehind = /^(.+?)\s*\((https?:\/\/[^()\s]+)\)$/iu

/** Notion writes the page of a company behind its name: `Lumen (https://…)`. */
const withoutLink = (row: RowCells, column: PlannedColumn, text: string): string => {
  if (!text.endsWith(')')) return text
  const [, name, link] = linkBehind.exec(text) ?? []
  if (name === undefined || link === undefined) return text
  row.keepNamed(column.name, link)
  return name
}

/** Keeps what the name does not say. */
const keepUnsaid = (
  row: RowCells,
  field: ColumnField,
  { value, name }: { readonly value: string; readonly name: string },
): void => {
  if (value === '' || name.includes(value)) return
  const [column] = row.columns(field)
  if (column !== undefined) row.keepNamed(column.name, value)
}
