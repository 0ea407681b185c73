import { dateFormat } from '#shared/domain/intl.ts'

const dayParts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const

/** The page's own clock: milliseconds UTC. The only place of the renderer that reads the time. */
// oxlint-disable-next-line kith/no-ambient-state -- a page has no other clock; everything else asks here
export const pageNow = (): number => Date.now()

/** The day (`YYYY-MM-DD`) on which an instant falls in a zone. */
export const dayInZone = (instant: number, zone: string): string =>
  dateFormat('en-CA', { ...dayParts, timeZone: zone }).format(instant)
