import type { Ranges } from './match.ts'
import { spell, withToneMark } from './pinyin.ts'
import { pinyinReach } from './search-text.ts'

/** Letters found in the pinyin of a Han name. */
export interface PinyinHit {
  /** The pinyin as printed, one syllable per character. */
  readonly text: string
  readonly ranges: Ranges
  /** The Han characters whose syllables matched. */
  readonly nameRanges: Ranges
}

const hanRuns = /\p{Script=Han}+/gu

/** Letters matched of each syllable from some character on. */
type Taken = readonly number[]

/** Finds letters as pinyin, initials, or the first syllable and initials, from any character. */
export const findPinyin = (
  spellings: readonly string[],
  name: string,
  isPerson: boolean,
): PinyinHit | null => {
  let isHead = isPerson
  for (const run of name.matchAll(hanRuns)) {
    const { readings, variants } = spell(run[0], isHead)
    isHead = false
    for (const syllables of variants) {
      for (const spelling of spellings) {
        const hit = findFrom(spelling, syllables)
        if (hit === null) continue
        return describe({ run: run[0], at: run.index, readings, syllables, ...hit })
      }
    }
  }
  return null
}

const findFrom = (
  spelling: string,
  syllables: readonly string[],
): { readonly start: number; readonly taken: Taken } | null => {
  for (let start = 0; start < syllables.length; start += 1) {
    const part = syllables.slice(start, start + pinyinReach)
    const taken = takeLetters(spelling, part)
    if (taken !== null) return { start, taken }
  }
  return null
}

const takeLetters = (spelling: string, syllables: readonly string[]): Taken | null => {
  const whole = syllables.map((syllable) => syllable.length)
  const initials = syllables.map(() => 1)
  const [first = 0] = whole
  for (const lengths of [whole, initials, [first, ...initials.slice(1)]]) {
    const letters = syllables.map((syllable, index) => syllable.slice(0, lengths[index])).join('')
    if (letters.startsWith(spelling)) return spread(spelling.length, lengths)
  }
  return null
}

const spread = (count: number, lengths: readonly number[]): Taken => {
  const taken: number[] = []
  let rest = count
  for (const length of lengths) {
    if (rest <= 0) break
    taken.push(Math.min(rest, length))
    rest -= length
  }
  return taken
}

interface Found {
  readonly run: string
  readonly at: number
  readonly readings: readonly (readonly string[])[]
  readonly syllables: readonly string[]
  readonly start: number
  readonly taken: Taken
}

const describe = ({ run, at, readings, syllables, start, taken }: Found): PinyinHit => {
  const printed = syllables.map((syllable, index) => printedReading(readings[index], syllable))
  const ranges: Ranges = []
  let position = 0
  printed.forEach((syllable, index) => {
    const count = taken[index - start] ?? 0
    if (index >= start && count > 0) ranges.push([position, position + count])
    position += syllable.length + 1
  })
  const before = [...run].slice(0, start).join('').length
  const matched = [...run].slice(start, start + taken.length).join('').length
  const from = at + before
  return { text: printed.join(' '), ranges, nameRanges: [[from, from + matched]] }
}

const printedReading = (readings: readonly string[] | undefined, syllable: string): string => {
  const typed = (reading: string): string => reading.replace(/\d$/u, '')
  const reading = readings?.find(
    (one) => typed(one) === syllable || typed(one).replace('v', 'u') === syllable,
  )
  return withToneMark(reading ?? syllable)
}
