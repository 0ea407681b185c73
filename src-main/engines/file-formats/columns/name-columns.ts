import { cellsOf } from './column-cells.ts'
import { looksLikeCompanies, looksLikePeople, looksLikeWords, mayBeWords } from './column-looks.ts'
import type { ColumnField } from './column-words.ts'
import type { SuggestedColumn } from './suggest-columns.ts'

/** What tells which columns of a file name somebody. */
export interface NamingFile {
  readonly rows: readonly (readonly string[])[]
  /** True when the columns have only their numbers for names. */
  readonly isHeaderless: boolean
  /** Where the business is; null when unknown. */
  readonly country: string | null
}

const mostlyDifferent = 0.8

/** `Column 1`, `Column 2`: how columns without a header are called. */
export const areNumbered = (headers: readonly string[]): boolean => {
  const word = headers[0]?.replace(/ 1$/u, '')
  return (
    headers.length > 0 &&
    word !== headers[0] &&
    headers.every((header, index) => header === `${word} ${index + 1}`)
  )
}

/**
 * Where no column names anybody, the first one of different words is whom the rows are about;
 * without a header two columns of single words beside each other are first and last names.
 */
export const withName = (
  unnamed: readonly SuggestedColumn[],
  file: NamingFile,
): SuggestedColumn[] => {
  const columns = file.isHeaderless ? withCompany(unnamed, file.rows) : unnamed
  const halves = file.isHeaderless ? nameHalves(columns, file) : null
  const whole = halves === null ? wholeName(columns, file.rows) : -1
  const fieldAt = (index: number): ColumnField | null => {
    if (index === whole) return 'display-name'
    if (index === halves?.given) return 'given-name'
    return index === halves?.family ? 'family-name' : null
  }
  return columns.map((column, index) => {
    const field = fieldAt(index)
    return field === null ? column : { target: { field }, isRecognised: true }
  })
}

/** Companies are told by their legal forms, and are not the names of the people in them. */
const withCompany = (
  columns: readonly SuggestedColumn[],
  rows: readonly (readonly string[])[],
): readonly SuggestedColumn[] => {
  const found = columns.findIndex(
    (column, index) => isUnknownText(column) && looksLikeCompanies(cellsOf(rows, index)),
  )
  return columns.map((column, index) =>
    index === found ? { target: { field: 'company' }, isRecognised: true } : column,
  )
}

/** Where no column is of words alone, one that mostly is, or one of some words in each cell. */
const wholeName = (
  columns: readonly SuggestedColumn[],
  rows: readonly (readonly string[])[],
): number => {
  const find = (areNames: (cells: readonly string[]) => boolean): number =>
    columns.findIndex((column, index) => isUnknownText(column) && areNames(cellsOf(rows, index)))
  const words = find((cells) => areDifferent(cells) && looksLikeWords(cells))
  const mostlyWords =
    words === -1 ? find((cells) => areDifferent(cells) && mayBeWords(cells)) : words
  // A list of orders names people again and again.
  return mostlyWords === -1 ? find(looksLikePeople) : mostlyWords
}

const areDifferent = (cells: readonly string[]): boolean =>
  new Set(cells).size >= cells.length * mostlyDifferent

const isUnknownText = ({ target, isRecognised }: SuggestedColumn): boolean => {
  const { customField } = target
  const isText =
    customField === undefined || !('type' in customField) || customField.type === 'text'
  return !isRecognised && isText
}

interface NameHalves {
  readonly given: number
  readonly family: number
}

/**
 * The two columns whose words together are names. Of towns or groups beside a name fewer are
 * different, and a whole name is more than one word.
 */
const nameHalves = (
  columns: readonly SuggestedColumn[],
  { rows, country }: NamingFile,
): NameHalves | null => {
  const first = columns.findIndex((column, index) => {
    const next = columns[index + 1]
    if (next === undefined || !isUnknownText(column) || !isUnknownText(next)) return false
    const pairs = rows.flatMap((row) => {
      const pair = [row[index]?.trim() ?? '', row[index + 1]?.trim() ?? '']
      return pair.includes('') ? [] : [pair.join(' ')]
    })
    const areSingle = [index, index + 1].every((at) => areSingleWords(cellsOf(rows, at)))
    return areSingle && pairs.length > rows.length / 2 && areDifferent(pairs)
  })
  if (first === -1) return null
  const [one, other] = [first, first + 1].map((at) => new Set(cellsOf(rows, at)).size)
  const isFamilyFirst = surelyMore(one, other)
    ? true
    : !surelyMore(other, one) && familyFirst.has(country ?? '')
  return isFamilyFirst ? { family: first, given: first + 1 } : { given: first, family: first + 1 }
}

/** Where the family name is usually written first. */
const familyFirst: ReadonlySet<string> = new Set(['CN', 'TW', 'HK', 'JP', 'KR', 'VN', 'HU'])
const enoughNames = 20
const notably = 1.25

/** Many people share a first name, few a last one. */
const surelyMore = (one = 0, other = 0): boolean => one >= enoughNames && one > other * notably

/** `Ana`, `de Boer`: mostly one word beside its particles, no sentences. */
const areSingleWords = (cells: readonly string[]): boolean => {
  const single = cells.filter((cell) => {
    const words = cell.split(/\s+/u).filter((word) => !particle.test(word))
    return words.length <= 1 && !manySigns.test(cell)
  })
  return looksLikeWords(cells) && single.length >= cells.length * mostlySingle
}

/** Chinese and Japanese write no blanks between words. */
const manySigns = /\p{Script=Han}{5}/u
const particle = /^\p{Ll}{1,3}$/u
const mostlySingle = 0.75
