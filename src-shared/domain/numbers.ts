/** Which mark stands before the part of a number that is less than one. */
export type DecimalMark = 'comma' | 'point'

/** A decimal number as its digits, so that nothing is rounded. */
export interface Decimal {
  readonly isNegative: boolean
  /** At least one digit. */
  readonly whole: string
  /** Digits after the mark; empty when there are none. */
  readonly fraction: string
}

const plain = /^\d+$/u
const spaces = /[\s\u00a0\u2009\u202f'’_]/gu
const scaled = /^(.*\d)\s*(万|亿|千)$/u
const scales: Readonly<Record<string, number>> = { 千: 3, 万: 4, 亿: 8 }
const scientific = /^([+-]?\d)(?:[.,](\d+))?E\+?(\d{1,2})$/iu

/**
 * Reads a number as people write it: `1.234,56`, `1,234.56`, `1 234,56`, `1'234.50`, `(12)`, `-3`,
 * `1.5万`. `decimal` decides only where the signs do not: `1.234`. Null when it is no number.
 */
export const readDecimal = (cell: string, decimal: DecimalMark): Decimal | null => {
  if (plain.test(cell)) return { isNegative: false, whole: cell, fraction: '' }
  const text = cell
    .normalize('NFKC')
    .replace(spaces, '')
    .replace(/\u2212/gu, '-')
  const power = scientific.exec(text)
  if (power !== null) return expand(power)
  const scale = scaled.exec(text)
  const bracketed = /^\((.+)\)$/u.exec(scale?.[1] ?? text)
  const signed = /^([+-]?)(.*?)(-?)$/u.exec(bracketed?.[1] ?? scale?.[1] ?? text)
  const digits = cut(signed?.[2] ?? '', decimal)
  if (digits === null || (signed?.[1] !== '' && signed?.[3] !== '')) return null
  const isNegative = bracketed !== null || signed?.[1] === '-' || signed?.[3] === '-'
  return { isNegative, ...shift(digits, scales[scale?.[2] ?? ''] ?? 0) }
}

/** The number itself; null when it is none, or has more digits than a number keeps. */
export const readNumber = (cell: string, decimal: DecimalMark): number | null => {
  const found = readDecimal(cell, decimal)
  if (found === null) return null
  const { isNegative, whole, fraction } = found
  const digits = `${whole}${fraction}`.replace(/^0+/u, '').replace(/0+$/u, '')
  if (digits.length > 15) return null
  const number = Number(`${whole}.${fraction}`)
  return isNegative && number !== 0 ? -number : number
}

type Digits = Pick<Decimal, 'whole' | 'fraction'>

/** Cuts `1.234,56` at its decimal mark; null when the marks do not fit. */
const cut = (text: string, decimal: DecimalMark): Digits | null => {
  if (!/^[\d.,]*\d[\d.,]*$/u.test(text)) return null
  const mark = decimalMarkOf(text, decimal)
  const at = mark === null ? -1 : text.lastIndexOf(mark)
  const whole = at < 0 ? text : text.slice(0, at)
  const fraction = at < 0 ? '' : text.slice(at + 1)
  if (!/^\d*$/u.test(fraction) || !isGrouped(whole)) return null
  return { whole: whole.replace(/[.,]/gu, '') || '0', fraction }
}

/** Groups of thousands, also as India writes them: `12,34,567`. */
const isGrouped = (whole: string): boolean =>
  /^\d*$/u.test(whole) || /^\d{1,3}(?:([.,])\d{2,3})(?:\1\d{2,3})*$/u.test(whole)

const decimalMarkOf = (text: string, decimal: DecimalMark): ',' | '.' | null => {
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  const mark = comma >= 0 ? ',' : point >= 0 ? '.' : null
  if (mark === null) return null
  if (text.indexOf(mark) !== text.lastIndexOf(mark)) return null
  return isOpenMark(text) && mark !== (decimal === 'comma' ? ',' : '.') ? null : mark
}

/** `1.234` may be one thousand or one point two; `0.234`, `12.34` and `1234.567` may not. */
const isOpenMark = (text: string): boolean => /^[1-9]\d{0,2}[.,]\d{3}$/u.test(text)

const shift = ({ whole, fraction }: Digits, places: number): Digits => {
  if (places === 0) return { whole, fraction }
  const padded = fraction.padEnd(places, '0')
  return { whole: whole + padded.slice(0, places), fraction: padded.slice(places) }
}

/** `1.39E+10`, as spreadsheets show long numbers. */
const expand = ([, first = '', fraction = '', power]: RegExpExecArray): Decimal => {
  const isNegative = first.startsWith('-')
  const digits = { whole: first.replace(/^[+-]/u, ''), fraction }
  return { isNegative, ...shift(digits, Number(power ?? 0)) }
}

/** What a column shows about its decimal mark. */
export interface DecimalEvidence {
  comma: number
  point: number
  /** Cells such as `1.234`, which may be either; absent until there is one. */
  open?: number
}

/** Counts a cell that can be read with one mark only. */
export const addDecimalEvidence = (evidence: DecimalEvidence, cell: string): void => {
  const text = cell.replace(/[^\d.,]/gu, '')
  if (!/\d/u.test(text)) return
  if (isOpenMark(text)) {
    evidence.open = (evidence.open ?? 0) + 1
    return
  }
  const mark = decimalMarkOf(text, 'comma')
  const several = /([.,])\d+\1/u.exec(text)?.[1]
  if (several !== undefined && !text.endsWith(several)) {
    evidence[several === ',' ? 'point' : 'comma'] += 1
  } else if (mark !== null && !text.endsWith(mark)) {
    evidence[mark === ',' ? 'comma' : 'point'] += 1
  }
}

/** The mark most cells show, else the one that numbers of the country have. */
export const decimalMarkFor = (
  { comma, point }: Readonly<DecimalEvidence>,
  country: string | null,
): DecimalMark => {
  if (comma !== point) return comma > point ? 'comma' : 'point'
  if (country === null) return 'point'
  const locale = new Intl.Locale(`und-${country}`).maximize()
  // With its script a locale may not be known and its language speak for it: es for Mexico.
  const name = `${locale.language}-${country}`
  const parts = new Intl.NumberFormat(name).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? 'comma' : 'point'
}
