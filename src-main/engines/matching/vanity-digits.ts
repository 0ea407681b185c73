/** The letters of a telephone's keys, 2 to 9. */
const keys = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ']
const digitOf: ReadonlyMap<string, string> = new Map(
  keys.flatMap((letters, at) => [...letters].map((letter) => [letter, String(at + 2)] as const)),
)

/** Free calls of North America, with or without the 1: `1-800-FLOWERS`, `(888) CALL-NOW`. */
const american = /^(\+?1)?8(?:00|22|33|44|55|66|77|88)/u
const americanLength = 10
const fewestLetters = 3

/**
 * The digits of a number whose end is a word: `1-800-FLOWERS` is 1-800-3569377. Null for other
 * texts; whether such a number exists is for its country to say.
 *
 * One of North America, which tells so by its 1 or is read there, comes with its +1; letters beyond
 * its length are for the eye alone: `1-800-CONTACTS`.
 */
export const vanityDigits = (text: string, isInAmerica: boolean): string | null => {
  const bare = text.toUpperCase().replace(/[\s().-]/gu, '')
  if (!/^\+?\d{3,5}(?=\w*[A-Z]{3})[\dA-Z]{4,12}$/u.test(bare)) return null
  const found = american.exec(bare)
  const isAmerican = found !== null && (found[1] !== undefined || isInAmerica)
  const whole = isAmerican ? bare.slice(0, (found[1]?.length ?? 0) + americanLength) : bare
  if (whole.replace(/[^A-Z]/gu, '').length < fewestLetters) return null
  const digits = whole.replace(/[A-Z]/gu, (letter) => digitOf.get(letter) ?? letter)
  return isAmerican ? `+1${digits.slice(-americanLength)}` : digits
}
