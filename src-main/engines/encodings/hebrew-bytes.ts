/** Letters of Hebrew in windows-1255; the same bytes are small letters in Cyrillic and Greek. */
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0xe0 && byte <= 0xfa
/** ך ם ן ף ץ, which stand at the end of words only; elsewhere к н п у х and κ ν ο σ υ. */
const finals: ReadonlySet<number> = new Set([0xea, 0xed, 0xef, 0xf3, 0xf5])
/** What these bytes are in Cyrillic: а е и о у, of which hardly a word has none. */
const vowels: ReadonlySet<number> = new Set([0xe0, 0xe5, 0xe8, 0xee, 0xf3])
const fewestLetters = 5

const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a

/**
 * Whether bytes are Hebrew in windows-1255, as far as a few words can tell: no letter outside its
 * alphabet, its final letters at the end of words only, and words without the vowels that
 * Cyrillic would need.
 */
export const looksHebrew = (sample: Uint8Array): boolean => {
  let letters = 0
  let words = 0
  let withoutVowel = 0
  let hasVowel = false
  for (const [at, byte] of sample.entries()) {
    // Capitals of other alphabets; ¤ to ¿, quotes and the marks of Hebrew are lower.
    if (byte > 0xfa || (byte >= 0xda && byte <= 0xdf)) return false
    if (!isLetter(byte)) {
      if (byte >= 0xc0 && isLetter(sample[at + 1]) !== isLetter(sample[at - 1])) return false
      continue
    }
    const [before, after] = [sample[at - 1], sample[at + 1]]
    if (isAsciiLetter(before) || isAsciiLetter(after)) return false
    if (finals.has(byte) && isLetter(after)) return false
    letters += 1
    hasVowel ||= vowels.has(byte)
    if (isLetter(after)) continue
    words += 1
    if (!hasVowel) withoutVowel += 1
    hasVowel = false
  }
  return letters >= fewestLetters && withoutVowel * 5 >= words
}
