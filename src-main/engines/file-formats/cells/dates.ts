import { readEraDay, readRepublicDay } from './eras.ts'
import { monthOf } from './month-names.ts'

/** A day of the year, with its year when the file says it. */
export interface PartialDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/**
 * In which order a column writes day and month when the signs alone do not tell.
 *
 * `year-first` is the order of East Asia: `25/11/3` is 3 November 2025 and `11/3` the same day.
 */
export type DayOrder = 'day-first' | 'month-first' | 'year-first'

/** As `DayOrder`, or `75/3/4` in years of the Republic of China, which is 4 March 1986. */
export type ColumnDayOrder = DayOrder | 'republic-first'

/** What a cell of a date column says. `hasTime`: a time of day other than midnight stood there. */
export type DateReading =
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'date'
      readonly date: PartialDate
      readonly hasTime?: true
    }
  | { readonly kind: 'no-such-day' }
  | { readonly kind: 'unreadable' }

const blank: DateReading = { kind: 'blank' }
const unreadable: DateReading = { kind: 'unreadable' }
const noSuchDay: DateReading = { kind: 'no-such-day' }

const ownDay = /^(\d{4}|-)-(\d{2})-(\d{2})$/u
const isoDay = /^(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?$/u
const compactDay = /^((?:18|19|20)\d{2})(\d{2})(\d{2})$/u
const yearless = /^--(\d{1,2})-?(\d{1,2})$/u
const hanDay = /^(?:(\d{4}|\d{2})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?$/u
const dottedDay = /^(\d{1,2})\.\s?(\d{1,2})(?:\.(?:\s?(\d{4}|\d{2}))?)?$/u
/** `26.10.01` begins with its year where years lead. */
const yearDottedDay = /^(\d{2})\.\s?(\d{1,2})\.\s?(\d{1,2})\.?$/u
const openDay = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{1,2}))?$/u
const zeroDay = /^0{1,4}([/.-])0{1,2}\1(?:0{1,4})?$/u
/** Day 0 of a spreadsheet, which is a blank cell with the form of a day. */
const midnight = /^0{1,2}:00(?::00)?$/u
const serialDay = /^(\d{5})(?:[.,](\d+))?$/u
const timeOfDay =
  /(?:[T ]|,\s*)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|Uhr|[+-]\d{2}:?\d{2})?$/iu
const weekday =
  /^\p{L}{2,10}\.?,\s+|\s*[（(]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][）)]?$|\s*[（(][月火水木金土日월화수목금토일](?:曜日?|요일)?[）)]$/gu

const memoLimit = 20_000
/** What was read, by the order of the column; years change once a year. */
const memos: Readonly<Record<ColumnDayOrder, Map<string, DateReading>>> = {
  'day-first': new Map(),
  'month-first': new Map(),
  'year-first': new Map(),
  'republic-first': new Map(),
}
let memoYear = 0

/**
 * Reads a birthday or another day of a person.
 *
 * Knows ISO, `31.12.1984`, `24.01.`, `12/31/1984` by the column's order, `1984年3月14日`, `3月14日`,
 * `--04-17`, months by name in many languages (`12 Mar 1984`, `12. März 1984`, `March 12, 1984`)
 * the years of Japan's eras and of the Republic
 * of China (`昭和50年6月1日`, `民國80年1月2日`) and the serial numbers of spreadsheets. `0/0/00`, which Outlook writes for no date, is blank.
 * Two-digit years are the last such year up to `thisYear`.
 */
export const readDate = (cell: string, order: ColumnDayOrder, thisYear: number): DateReading => {
  const text = cell.trim()
  const iso = isIsoDay(text) ? fromIso(text, thisYear) : null
  if (iso !== null) return iso
  if (memoYear !== thisYear) {
    for (const memo of Object.values(memos)) memo.clear()
    memoYear = thisYear
  }
  const memo = memos[order]
  const known = memo.get(text)
  if (known !== undefined) return known
  const reading = readFresh(text, order, thisYear)
  if (memo.size >= memoLimit) memo.clear()
  memo.set(text, reading)
  return reading
}

/** A day of Kith's own export, `0984-03-14` or `--03-14`, of any year as it stands; else null. */
export const readOwnDay = (cell: string): PartialDate | null => {
  const [, year, month, day] = ownDay.exec(cell) ?? []
  if (year === undefined) return null
  const found = parts(year === '-' ? undefined : year, month, day)
  return isDay(found.year, found.month, found.day) ? found : null
}

/** Whether a text has the form `0000-00-00`; an expression costs several times as much. */
const isIsoDay = (text: string): boolean => {
  if (text.length !== 10) return false
  for (let at = 0; at < 10; at += 1) {
    const code = text.charCodeAt(at)
    if (at === 4 || at === 7 ? code !== 0x2d : code < 0x30 || code > 0x39) return false
  }
  return true
}

/** Null for `0000-00-00`, which is no day but a blank. */
const fromIso = (text: string, thisYear: number): DateReading | null => {
  const year = text.slice(0, 4)
  return year === '0000' ? null : toReading(parts(year, text.slice(5, 7), text.slice(8)), thisYear)
}

const readFresh = (cell: string, order: ColumnDayOrder, thisYear: number): DateReading => {
  const text = cell.normalize('NFKC').trim().replace(/^'/u, '')
  if (text.length > 60) return unreadable
  const time = timeOfDay.exec(text)
  const day = (time === null ? text : text.slice(0, time.index)).replace(weekday, '').trim()
  if (day === '' && text === '') return blank
  if (zeroDay.test(day) || midnight.test(text)) return blank
  const serial = serialDay.exec(day)
  if (serial !== null) return fromSerial(Number(serial[1]), Number(`0.${serial[2] ?? 0}`) > 0)
  const era = readEraDay(day) ?? (order === 'republic-first' ? readRepublicDay(day) : null)
  const found = era ?? partsOf(day, order === 'republic-first' ? 'year-first' : order)
  if (found === null) return unreadable
  const reading = toReading(found, thisYear)
  return hasTimeOfDay(text) && reading.kind === 'date' ? { ...reading, hasTime: true } : reading
}

/** Whether a day stands with a time in a cell, other than midnight. */
export const hasTimeOfDay = (cell: string): boolean => {
  if (!/[:：]|^\d{5}[.,]/u.test(cell)) return false
  const text = cell.normalize('NFKC').trim()
  const time = timeOfDay.exec(text)
  return time === null
    ? /^\d{5}[.,]\d*[1-9]/u.test(text)
    : !/^0*:?0*:?0*$/u.test(`${time[1]}:${time[2]}:${time[3] ?? '0'}`)
}

const toReading = (found: PartialDate, thisYear: number): DateReading => {
  const year = found.year === null ? null : fullYear(found.year, thisYear)
  return isDay(year, found.month, found.day)
    ? { kind: 'date', date: { year, month: found.month, day: found.day } }
    : noSuchDay
}

const partsOf = (text: string, order: DayOrder): PartialDate | null => {
  const whole = isoDay.exec(text)
  if (whole) return parts(whole[1], whole[3], whole[4])
  const short = yearless.exec(text)
  if (short) return parts(undefined, short[1], short[2])
  const compact = compactDay.exec(text)
  if (compact) return parts(compact[1], compact[2], compact[3])
  const han = hanDay.exec(text)
  if (han) return parts(han[1], han[2], han[3])
  const dottedYear = order === 'year-first' ? yearDottedDay.exec(text) : null
  if (dottedYear) return openParts([dottedYear[1], dottedYear[2], dottedYear[3]], order)
  const dotted = dottedDay.exec(text)
  if (dotted) return parts(dotted[3], dotted[2], dotted[1])
  const open = openDay.exec(text)
  if (open) return openParts([open[1], open[3], open[4]], order)
  return wordParts(text)
}

const parts = (
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): PartialDate => ({
  year: year === undefined ? null : Number(year),
  month: Number(month ?? 0),
  day: Number(day ?? 0),
})

/** `3/14/1984` can only be read one way, `3/4/1984` goes by the column. */
const openParts = (
  [first, second, third]: readonly (string | undefined)[],
  order: DayOrder,
): PartialDate => {
  const [a, b] = [Number(first), Number(second)]
  if (a > 31 || (order === 'year-first' && (third?.length ?? 4) <= 2)) {
    if (third !== undefined && b <= 12 && Number(third) >= 1 && Number(third) <= 31) {
      return parts(first, second, third)
    }
  }
  const isMonthFirst = b > 12 ? true : a > 12 ? false : order !== 'day-first'
  return isMonthFirst ? parts(third, first, second) : parts(third, second, first)
}

/** Words that stand in dates beside the month: `12 de marzo de 1984`, `the 1st of May`. */
const fillers = new Set([
  'de',
  'd',
  'del',
  'of',
  'the',
  'le',
  'el',
  'den',
  'der',
  'am',
  'do',
  'di',
  'a',
])
const dayEndings = new Set(['st', 'nd', 'rd', 'th', 'er', 'º', 'o', 'ª'])

/** `ม.ค.` is one word. */
const thaiDot = /(?<=\p{Script=Thai})\.(?=\p{Script=Thai})/gu

/** A month by name with a day and perhaps a year around it. */
const wordParts = (text: string): PartialDate | null => {
  const words =
    text.replace(thaiDot, '').match(/\p{L}[\p{L}\p{M}]*|\d+|[^\p{L}\p{N}\s.,/'’-]/gu) ?? []
  let month: number | null = null
  const numbers: string[] = []
  for (const word of words) {
    if (/^\d/u.test(word)) numbers.push(word)
    else if (month === null && monthOf(word) !== null) month = monthOf(word)
    else if (!fillers.has(word.toLowerCase()) && !dayEndings.has(word.toLowerCase())) return null
  }
  const [first = '', second, ...rest] = numbers
  if (month === null || first === '' || rest.length > 0) return null
  if (first.length === 4 && second !== undefined) return parts(first, String(month), second)
  const isYear = second === undefined || second.length === 2 || second.length === 4
  return first.length <= 2 && isYear ? parts(second, String(month), first) : null
}

/**
 * Day 1 of a spreadsheet is 1 January 1900, and its count has a 29 February 1900 (day 60) that
 * never was: Lotus 1-2-3 took 1900 for a leap year, and every spreadsheet since counts on.
 */
export const dayOfSerial = (serial: number): PartialDate | null => {
  if (serial < 1 || serial === 60) return null
  const date = new Date(Date.UTC(1899, 11, (serial < 60 ? 31 : 30) + serial))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const fromSerial = (serial: number, hasTime: boolean): DateReading => {
  const date = dayOfSerial(serial)
  if (date === null) return noSuchDay
  return { kind: 'date', date, ...(hasTime ? { hasTime: true } : {}) }
}

const fullYear = (year: number, thisYear: number): number => {
  if (year > 99) return year
  const century = thisYear - (thisYear % 100)
  return century + year > thisYear ? century - 100 + year : century + year
}

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isDay = (year: number | null, month: number, day: number): boolean => {
  if (month < 1 || month > 12 || day < 1 || (year !== null && year < 1)) return false
  // Without a year the 29 February exists.
  if (day > (monthLengths[month - 1] ?? 0)) return false
  return month !== 2 || day < 29 || year === null || isLeapYear(year)
}

const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
