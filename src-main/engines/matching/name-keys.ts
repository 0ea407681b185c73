import { simplerLetter } from '#shared/domain/latin-letters.ts'

const plain = /^[a-z0-9]+(?: [a-z0-9]+)*$/u
const hanOnly = /^[\p{Script=Han}\s]+$/u
const han = /\p{Script=Han}/u

/** The words of a name without case, accents, width and punctuation; Han runs are one word. */
export const foldedWords = (name: string): string[] => {
  const lower = name.toLowerCase()
  if (plain.test(lower)) return lower.split(' ')
  return latinWords(name) ?? (unified.test(name) ? [name] : readWords(name))
}

/** Han characters that nothing is to be done about. */
const unified = /^[\u4e00-\u9fff]+$/u

const readWords = (name: string): string[] => {
  const folded = fold(name)
  if (hanOnly.test(folded)) return [folded.replace(/\s+/gu, '')]
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{ASCII}\p{Script=Han}]/gu, simplerLetter)
    .normalize('NFC')

const afterLatin = 0x250

/** What each Latin letter is folded to: empty where words end, null where it is more than letters. */
const latin: readonly (string | null)[] = Array.from({ length: afterLatin }, (_, code) => {
  const folded = fold(String.fromCharCode(code))
  if (/^[\p{L}\p{N}]+$/u.test(folded)) return folded
  return /[\p{L}\p{N}]/u.test(folded) ? null : ''
})

/** The words of a name in Latin letters, letter by letter; null for any other name. */
const latinWords = (name: string): string[] | null => {
  const words: string[] = []
  let word = ''
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at)
    const letter = code < afterLatin ? latin[code] : null
    if (letter === null || letter === undefined) return null
    if (letter !== '') word += letter
    else if (word !== '') {
      words.push(word)
      word = ''
    }
  }
  if (word !== '') words.push(word)
  return words.length === 0 ? null : words
}

/**
 * The form in which two names are the same one: without case, accents and punctuation, the words
 * in any order ("Ferreira, Ana" is "Ana Ferreira"). A name of signs alone is itself.
 */
export const nameKey = (name: string): string => {
  const words = foldedWords(name)
  return words.length < 2 ? (words[0] ?? signs(name)) : words.toSorted().join(' ')
}

/** `🙏💞`: in telephones people are called so. */
const signs = (name: string): string =>
  /\p{Extended_Pictographic}/u.test(name) ? name.replace(/[\s\ufe0e\ufe0f]+/gu, '') : ''

/**
 * The form in which two names are written the same: without case, width and punctuation, but with
 * accents and in their order. "Ferreira, Ana" is "Ana Ferreira". Empty without letter or digit.
 */
export const exactNameKey = (name: string): string => {
  const lower = name.toLowerCase()
  if (plain.test(lower) || unified.test(lower) || wordsAsTyped.test(lower)) return lower
  const turned = /^[^,，]+[,，][^,，]+$/u.test(lower)
    ? lower.split(/[,，]/u).toReversed().join(' ')
    : lower
  const words = turned.normalize('NFKC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return hanOnly.test(turned) ? words.join('') : words.join(' ')
}

/** Words of Latin letters that are the same in every width, with single spaces between them. */
const wordsAsTyped = /^[a-z0-9ß-öø-ÿ]+(?: [a-z0-9ß-öø-ÿ]+)*$/u

/**
 * Whether two names can belong to one person.
 *
 * They can when every word of the shorter one has its partner in the other: the same word, its
 * beginning ("A. Ferreira") or one letter more or less ("Anna", "Ana"). Names in different scripts
 * say nothing against each other. An empty name fits every name.
 */
export const namesFit = (one: string, other: string): boolean => {
  const left = foldedWords(one)
  const right = foldedWords(other)
  if (left.length === 0 || right.length === 0) return true
  if (han.test(one) !== han.test(other)) return true
  const [few, many] = left.length <= right.length ? [left, right] : [right, left]
  const free = [...many]
  return few.every((word) => {
    const at = free.findIndex((candidate) => wordsFit(word, candidate))
    if (at !== -1) free.splice(at, 1)
    return at !== -1
  })
}

const wordsFit = (one: string, other: string): boolean => {
  if (one === other) return true
  if (han.test(one)) return false
  if (one.startsWith(other) || other.startsWith(one)) return true
  return Math.min(one.length, other.length) >= 3 && differByOneLetter(one, other)
}

const differByOneLetter = (one: string, other: string): boolean => {
  if (Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const restOne = one.slice(at)
  const restOther = other.slice(at)
  return (
    restOne.slice(1) === restOther.slice(1) ||
    restOne.slice(1) === restOther ||
    restOne === restOther.slice(1)
  )
}
