/** A day of the year, with its year when the file says it. */
export interface PartialDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** In which order a column writes day and month when the signs alone do not tell. */
export type DayOrder = 'day-first' | 'month-first'

/** What a cell of a date column says. */
export type DateReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'date'; readonly date: PartialDate }
  | { readonly kind: 'no-such-day' }
  | { readonly kind: 'unreadable' }

const blank: DateReading = { kind: 'blank' }
const unreadable: DateReading = { kind: 'unreadable' }

const isoDay = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/u
const compactDay = /^(\d{4})(\d{2})(\d{2})$/u
const yearless = /^--(\d{1,2})-(\d{1,2})$/u
const hanDay = /^(?:(\d{4}|\d{2})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/u
const dottedDay = /^(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}))?$/u
const openDay = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?:\s.*)?$/u
const wordDay = /^(\d{1,2})\.?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$/iu
const monthWordDay = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/iu
const zeroDay = /^0{1,4}([/.-])0{1,2}\1(?:0{1,4})?$/u
const serialDay = /^\d{5}$/u
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads a birthday or another day of a person.
 *
 * Knows ISO, `31.12.1984`, `24.01.`, `12/31/1984` by the column's order, `1984年3月14日`, `3月14日`,
 * `--04-17`, `12 Mar 1984`, `March 12, 1984` and the serial numbers of spreadsheets. `0/0/00`, which
 * Outlook writes for no date, is blank. Two-digit years are the last such year up to `thisYear`.
 */
export const readDate = (cell: string, order: DayOrder, thisYear: number): DateReading => {
  const text = cell.normalize('NFKC').trim().replace(/^'/u, '')
  if (text === '' || zeroDay.test(text)) return blank
  const found = partsOf(text, order)
  if (found === null) return unreadable
  const year = found.year === null ? null : fullYear(found.year, thisYear)
  return isDay(year, found.month, found.day)
    ? { kind: 'date', date: { year, month: found.month, day: found.day } }
    : { kind: 'no-such-day' }
}

const partsOf = (text: string, order: DayOrder): PartialDate | null => {
  const whole = isoDay.exec(text) ?? compactDay.exec(text)
  if (whole) return parts(whole[1], whole[2], whole[3])
  const short = yearless.exec(text)
  if (short) return parts(undefined, short[1], short[2])
  const han = hanDay.exec(text)
  if (han) return parts(han[1], han[2], han[3])
  const dotted = dottedDay.exec(text)
  if (dotted) return parts(dotted[3], dotted[2], dotted[1])
  const open = openDay.exec(text)
  if (open) return openParts([open[1], open[2], open[3]], order)
  const worded = wordDay.exec(text)
  if (worded) return parts(worded[3], monthNumber(worded[2]), worded[1])
  const monthFirst = monthWordDay.exec(text)
  if (monthFirst) return parts(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])
  return serialDay.test(text) ? fromSerial(Number(text)) : null
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
  [first, second, year]: readonly (string | undefined)[],
  order: DayOrder,
): PartialDate => {
  const isMonthFirst =
    Number(second) > 12 ? true : Number(first) > 12 ? false : order === 'month-first'
  return isMonthFirst ? parts(year, first, second) : parts(year, second, first)
}

const monthNumber = (word: string | undefined): string =>
  String(months.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1)

/** Day 1 of a spreadsheet is 1 January 1900, which in its count is followed by a 29 February. */
const fromSerial = (serial: number): PartialDate => {
  const date = new Date(Date.UTC(1899, 11, 30 + serial))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const fullYear = (year: number, thisYear: number): number => {
  if (year > 99) return year
  const century = thisYear - (thisYear % 100)
  return century + year > thisYear ? century - 100 + year : century + year
}

const isDay = (year: number | null, month: number, day: number): boolean => {
  if (month < 1 || month > 12 || day < 1 || (year !== null && year < 1)) return false
  // Without a year the 29 February exists.
  return day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate()
}

/** What a column shows about the order of its days. */
export interface DayOrderEvidence {
  /** Cells such as `3/4/1984`, decided or not. */
  open: number
  dayFirst: number
  monthFirst: number
}

/** Nothing seen yet. */
export const noEvidence = (): DayOrderEvidence => ({ open: 0, dayFirst: 0, monthFirst: 0 })

/** Counts a cell as evidence when one of its first two numbers cannot be a month. */
export const addDayOrderEvidence = (evidence: DayOrderEvidence, cell: string): void => {
  const open = openDay.exec(cell.trim())
  if (open === null) return
  evidence.open += 1
  if (Number(open[1]) > 12 && Number(open[2]) <= 12) evidence.dayFirst += 1
  if (Number(open[2]) > 12 && Number(open[1]) <= 12) evidence.monthFirst += 1
}

/** The order of a column: what most cells show, else what the country writes. */
export const dayOrderOf = (
  evidence: Readonly<DayOrderEvidence>,
  country: string | null,
): DayOrder => {
  if (evidence.dayFirst !== evidence.monthFirst) {
    return evidence.dayFirst > evidence.monthFirst ? 'day-first' : 'month-first'
  }
  return monthFirstCountries.has(country ?? '') ? 'month-first' : 'day-first'
}

/** `1/24` is 24 January in the United States, and in East Asia, where the month always leads. */
const monthFirstCountries: ReadonlySet<string> = new Set(['US', 'PH', 'CN', 'TW', 'HK', 'JP', 'KR'])
