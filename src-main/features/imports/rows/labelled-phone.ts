import { oneLine, readLabel } from '#main/engines/file-formats/cells/cell-values.ts'
import { type DialledNumber, toE164 } from '#main/engines/matching/phone.ts'
import { longestLabel } from './point-columns.ts'

/** A number as it stands in a cell, and the label beside it. */
export type PhonePart = DialledNumber & { readonly raw: string; readonly label: string | null }

const wordsBehind = /\s*[(（](\p{L}[^)）]{0,40})[)）]$/u

/** `617-555-0142 c` is somebody's cell phone, `h` the one at home. */
const letterBehind = /(?<=\d)\s*([chmw])\.?$/iu

/** A second number: `0171 123 (Frau: 0171 456)`. */
const wordsInBrackets = /(?<=\d)\s*[(（](\p{L}[^()（）]{6,100})[)）]\s*$/u

const letterLabels: Readonly<Record<string, string>> = {
  c: 'mobile',
  h: 'home',
  m: 'mobile',
  w: 'work',
}

/** `(Office) 0171 123`. */
const bracketsBefore = /^[(（](\p{L}[^()（）]{0,40})[)）]\s*[:：]?\s*(?=[+(\d])/u

/** One number, what it is, and the next: `0171 1234 (O) 0172 1234 (M)`. */
const betweenNumbers =
  /(\d[\d\s./-]{5,20}[(（]\p{L}[^()（）]{0,40}[)）])\s*(?=[+(]?\d[\d\s./-]{5})/gu

const wordsBefore = /^(\p{L}[\p{L}\s.]{0,30}?)\s*[:：]\s*/u

/** `mobile 0171 123`, `0171 123 - preferred`, `0171 123 WhatsApp`. */
const plainBefore = /^(\p{L}[\p{L}.]{1,20}(?: \p{L}{1,20})?)\s+(?=[+(\d])/u

const plainBehind = /(?<=\d)\s+(?:[-–—]\s*)?(\p{L}[\p{L}\s.]{1,40})$/u

/** Where words in brackets hold a number of their own, or end one, it stands beside the next. */
export const withoutBrackets = (cell: string): string =>
  cell
    .replace(wordsInBrackets, (all, words: string) =>
      words.replace(/\D/gu, '').length < 7 ? all : `; ${words}`,
    )
    .replace(betweenNumbers, '$1; ')

/** One number, with the label people write around it: `0171 123 (privat)`, `Büro: 0171 123`. */
export const readPart = (part: string, country: string | null): PhonePart => {
  const raw = oneLine(part)
  const read = toE164(raw, country)
  if (read.problem === null) return { raw, label: null, ...read }
  const word =
    wordsBehind.exec(raw) ??
    bracketsBefore.exec(raw) ??
    wordsBefore.exec(raw) ??
    letterBehind.exec(raw) ??
    plainBefore.exec(raw) ??
    plainBehind.exec(raw)
  if (word === null) return { raw, label: null, ...read }
  const bare = raw.replace(word[0], '').trim()
  const again = toE164(bare, country)
  const said = word[1] ?? ''
  const label = letterLabels[said.toLowerCase()] ?? readLabel(said)?.slice(0, longestLabel) ?? null
  return again.problem === null ? { raw: bare, label, ...again } : { raw, label: null, ...read }
}
