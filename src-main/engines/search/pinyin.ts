import { pinyin } from 'pinyin-pro'
import { hanSurname } from '#shared/domain/person-name.ts'
import { compoundReadings, surnameReadings } from './surname-readings.ts'

/** How one Han character may be read; the first reading is the likeliest. Tones as digits. */
export type Readings = readonly string[]

/** One way to read a run of Han characters: a syllable per character, letters only. */
export type Syllables = readonly string[]

/** A run of Han characters in letters. */
export interface Spelled {
  readonly readings: readonly Readings[]
  /** The likeliest first; at most eight. */
  readonly variants: readonly Syllables[]
}

const maximumVariants = 8
const memoLimit = 20_000
const memo = new Map<string, Spelled>()

/** All ways to read a run of Han characters. */
export const spell = (run: string, isPersonName: boolean): Spelled => {
  const key = `${isPersonName ? 'p' : 'c'}${run}`
  const known = memo.get(key)
  if (known !== undefined) return known
  const readings = readingsOf(run, isPersonName)
  const spelled = { readings, variants: syllableVariants(readings) }
  if (memo.size >= memoLimit) memo.clear()
  memo.set(key, spelled)
  return spelled
}

/** The likeliest way to read a person's name in Han characters: the first of its variants. */
export const spellLikeliest = (run: string): Syllables =>
  readingsOf(run, true).map(([likeliest = '']) => typed(likeliest)[0] ?? '')

/**
 * The readings of each character of a run of Han characters.
 *
 * In a person's name the surname is read as a surname, first its own reading and then those that
 * people type who do not know it; everything else as its neighbours ask (重庆, 银行).
 */
const readingsOf = (run: string, isPersonName: boolean): readonly Readings[] => {
  const characters = [...run]
  const usual = usualReadings(run, characters)
  if (!isPersonName) return usual
  const surname = hanSurname(run) || (characters[0] ?? '')
  const asSurname = compoundReadings[surname] ?? [surnameReadings[surname] ?? []]
  return usual.map((reading, index) => {
    const known = asSurname[index] ?? []
    return known.length > 0 ? [...new Set([...known, ...reading])] : reading
  })
}

const usualReadings = (run: string, characters: readonly string[]): readonly Readings[] => {
  const read = pinyin(run, { type: 'array', toneType: 'num', v: true })
  if (read.length === characters.length) return read.map((syllable) => [syllable])
  return characters.map((character) => [
    pinyin(character, { type: 'array', toneType: 'num', v: true })[0] ?? character,
  ])
}

/** Every way to type the run in letters, at most eight; the likeliest first. */
const syllableVariants = (readings: readonly Readings[]): readonly Syllables[] => {
  let variants: string[][] = [[]]
  for (const options of readings) {
    const letters = new Set(options.flatMap(typed))
    const grown = variants.flatMap((variant) => [...letters].map((one) => [...variant, one]))
    variants = grown.slice(0, maximumVariants)
  }
  return variants
}

/** lv and nv are typed with u as well. */
const typed = (reading: string): readonly string[] => {
  const letters = reading.replace(/\d$/u, '')
  return /^[ln]v/u.test(letters) ? [letters, letters.replace('v', 'u')] : [letters]
}

const marks: Readonly<Record<string, string>> = {
  a: 'āáǎàa',
  e: 'ēéěèe',
  i: 'īíǐìi',
  o: 'ōóǒòo',
  u: 'ūúǔùu',
  ü: 'ǖǘǚǜü',
}

/** `zhang1` as people print it: zhāng. As many letters as without the tone. */
export const withToneMark = (reading: string): string => {
  const tone = Number(/\d$/u.exec(reading)?.[0] ?? 5) || 5
  const letters = reading.replace(/\d$/u, '').replace('v', 'ü')
  const at = markedVowel(letters)
  const vowel = letters[at] ?? ''
  return letters.slice(0, at) + (marks[vowel]?.[tone - 1] ?? vowel) + letters.slice(at + 1)
}

/** The mark stands on a or e, on the o of ou, else on the last vowel. */
const markedVowel = (letters: string): number => {
  for (const vowel of ['a', 'e', 'ou']) {
    const at = letters.indexOf(vowel)
    if (at >= 0) return at
  }
  return Math.max(...['i', 'o', 'u', 'ü'].map((vowel) => letters.lastIndexOf(vowel)))
}
