import type { ColumnTarget } from './column-words.ts'
import { wordsOf } from './header-words.ts'

/** A column name that is known, by its folded words, and what it means. */
interface KnownName<Column> {
  readonly words: readonly string[]
  readonly column: Column
}

/** Names of columns, ready to be asked for by `cutName`. */
export type NameIndex<Column> = ReadonlyMap<string, readonly KnownName<Column>[]>

/** Puts names together that begin alike: a header is compared with few of thousands. */
export const indexNames = <Column>(names: readonly KnownName<Column>[]): NameIndex<Column> => {
  const told = names.map(({ words, column }) => ({
    words: words.filter((word) => !joining.has(word)),
    column,
  }))
  return Map.groupBy(told, ({ words }) => beginningOf(words))
}

const beginningOf = ([first = '', ...rest]: readonly string[]): string =>
  `${rest.length}${first.charAt(0)}`

/** A word of a header; cut where only its beginning stands there, before a full stop. */
interface HeaderWord {
  readonly word: string
  readonly isCut: boolean
}

const joining = new Set('de da do di du des del of der le la'.split(' '))
/** Letters of one word without which the header may be the beginning of anything. */
const enoughLetters = 3
/** Who cuts words short has no room for more. */
const longestCut = 40
/** A cut leaves out so many; `Num.` is a number, and no `Nume`. */
const leastCut = 2

const headerWords = (header: string): HeaderWord[] =>
  [...header.matchAll(/[\p{L}\p{M}\p{N}]+\.?/gu)]
    .map(([text]) => ({ word: wordsOf(text).join(''), isCut: text.endsWith('.') }))
    .filter(({ word }) => word !== '' && !joining.has(word))

const fits = (words: readonly HeaderWord[], name: readonly string[]): boolean =>
  name.length === words.length &&
  words.every(({ word, isCut }, at) =>
    isCut ? isBeginning(word, name[at] ?? '') : name[at] === word,
  )

const isBeginning = (word: string, whole: string): boolean =>
  word === whole || (whole.startsWith(word) && whole.length >= word.length + leastCut)

/** What a single word that is cut may well mean; whom a row is about is told by more than that. */
const meantByOne = /^(?:address-|birthday$|notes$|given-name$|family-name$)/u

const meaning = ({ field, service, group }: ColumnTarget): string => [field, service, group].join()

/**
 * What a header means whose words are cut short, as tables have little room: `Doğum G.`, `End.`,
 * `F. nac.`; undefined where it may mean several things.
 */
export const cutName = <Column extends { readonly target: ColumnTarget }>(
  header: string,
  names: NameIndex<Column>,
): Column | undefined => {
  if (header.length > longestCut || !header.includes('.')) return undefined
  const words = headerWords(header)
  const isTold = words.some(({ word }) => word.length >= enoughLetters)
  if (!isTold || !words.some(({ isCut }) => isCut)) return undefined
  const alike = names.get(beginningOf(words.map(({ word }) => word))) ?? []
  const found = alike.filter((name) => fits(words, name.words))
  const [first] = found
  if (first === undefined) return undefined
  const { column } = first
  if (words.length === 1 && !meantByOne.test(column.target.field)) return undefined
  if (!found.every((other) => meaning(other.column.target) === meaning(column.target))) {
    return undefined
  }
  const isLabelled = found.every((other) => other.column.target.label === column.target.label)
  return isLabelled ? column : { ...column, target: { ...column.target, label: undefined } }
}
