import type { ColumnDayOrder, DayOrder } from './dates.ts'

/** What a column shows about the order of its days. */
export interface DayOrderEvidence {
  /** Cells such as `3/4/1984`, decided or not. */
  open: number
  /** Of these, the ones that are another day in another order. */
  undecided: number
  dayFirst: number
  monthFirst: number
  yearFirst: number
  /** Cells that say 民國, after which bare years of the column are of the Republic of China too. */
  republic: number
}

/** Nothing seen yet. */
export const noEvidence = (): DayOrderEvidence => ({
  open: 0,
  undecided: 0,
  dayFirst: 0,
  monthFirst: 0,
  yearFirst: 0,
  republic: 0,
})

const openDay = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{1,2}))?(?:[\sT].*)?$/u

const republic = /^\s*(?:中[華华])?民[國国]\s*(?:元|[\d０-９])/u

/** Counts a cell as evidence when one of its first two numbers cannot be a month. */
export const addDayOrderEvidence = (evidence: DayOrderEvidence, cell: string): void => {
  const code = cell.charCodeAt(0)
  if (code > 0x4e00 && republic.test(cell)) evidence.republic += 1
  // Most cells of other columns begin with a letter.
  if (code !== 0x20 && (code < 0x30 || code > 0x39)) return
  const open = openDay.exec(cell.trim())
  if (open === null) return
  const [first, second, third] = [Number(open[1]), Number(open[3]), Number(open[4] ?? 0)]
  if (first === 0 && second === 0) return
  evidence.open += 1
  // `25/11/03` may be 25 November 2003 or 3 November 2025.
  const isWholeYear = open[4] === undefined || open[4].length === 4 || third > 31
  if (first > 31 && second <= 12) evidence.yearFirst += 1
  else if (first > 12 && second <= 12 && isWholeYear) evidence.dayFirst += 1
  else if (second > 12 && first <= 12) evidence.monthFirst += 1
  else if (first !== second) evidence.undecided += 1
}

/** The order that most cells show; null when none does, or two as many. */
const winner = ({ dayFirst, monthFirst, yearFirst }: Readonly<DayOrderEvidence>) => {
  const most = Math.max(dayFirst, monthFirst, yearFirst)
  const winners = [dayFirst, monthFirst, yearFirst].filter((count) => count === most).length
  if (most === 0 || winners > 1) return null
  if (yearFirst === most) return 'year-first'
  return dayFirst === most ? 'day-first' : 'month-first'
}

/** The order of a column: what most cells show, else what the country writes. */
export const dayOrderOf = (
  evidence: Readonly<DayOrderEvidence>,
  country: string | null,
): DayOrder => winner(evidence) ?? countryOrder(country)

/** What the columns of a file show together. */
export const evidenceTogether = (
  columns: Iterable<Readonly<DayOrderEvidence>>,
): DayOrderEvidence => {
  const sum = noEvidence()
  for (const each of columns) {
    sum.open += each.open
    sum.undecided += each.undecided
    sum.dayFirst += each.dayFirst
    sum.monthFirst += each.monthFirst
    sum.yearFirst += each.yearFirst
  }
  return sum
}

/** How a column writes its days, and whether cells that can be read in two ways leave it open. */
export interface DecidedOrder {
  readonly order: ColumnDayOrder
  readonly isOpen: boolean
}

/** Fewer days that can be read in one order only may be slips. */
const fewestCertain = 3

/** The one order that all certain days of a column show; null for slips and contradictions. */
const onlyOrder = (evidence: Readonly<DayOrderEvidence>): DayOrder | null => {
  const { dayFirst, monthFirst, yearFirst } = evidence
  const shown = dayFirst + monthFirst + yearFirst
  const isOne = Math.max(dayFirst, monthFirst, yearFirst) === shown
  return isOne && shown >= fewestCertain ? winner(evidence) : null
}

/**
 * The order of each column of days. A column decides for itself; one that shows nothing follows the
 * others of its file, then the country.
 *
 * What the owner chose holds for all; but where columns plainly write their days in different
 * orders, it is for those that leave it open.
 */
export const decideDayOrders = (
  columns: ReadonlyMap<number, Readonly<DayOrderEvidence>>,
  { dayOrder, country }: { readonly dayOrder?: DayOrder | undefined; country: string | null },
): Map<number, DecidedOrder> => {
  const together = evidenceTogether(columns.values())
  const plain = new Set([...columns.values()].map(onlyOrder).filter((order) => order !== null))
  const decide = (evidence: Readonly<DayOrderEvidence>): DecidedOrder => {
    if (evidence.republic > 0) return { order: 'republic-first', isOpen: false }
    const keepsOwn = plain.size > 1 && onlyOrder(evidence) !== null
    if (dayOrder !== undefined && !keepsOwn) return { order: dayOrder, isOpen: false }
    const { dayFirst, monthFirst, yearFirst, undecided } = evidence
    const own = dayFirst + monthFirst + yearFirst > 0 ? evidence : together
    return {
      order: dayOrderOf(own, country),
      isOpen: undecided > 0 && winner(own) === null,
    }
  }
  return new Map([...columns].map(([index, evidence]) => [index, decide(evidence)]))
}

/** The first of some cells that is another day in another order. */
export const firstOpenDay = (cells: readonly string[]): string | null =>
  cells.find((cell) => {
    const evidence = noEvidence()
    addDayOrderEvidence(evidence, cell)
    return evidence.undecided > 0
  }) ?? null

/** In East Asia the year leads, and without it the month; in the United States the month. */
const countryOrder = (country: string | null): DayOrder => {
  if (yearFirstCountries.has(country ?? '')) return 'year-first'
  return monthFirstCountries.has(country ?? '') ? 'month-first' : 'day-first'
}

const monthFirstCountries: ReadonlySet<string> = new Set(['US', 'PH'])
const yearFirstCountries: ReadonlySet<string> = new Set(['CN', 'TW', 'HK', 'JP', 'KR', 'HU', 'MN'])
