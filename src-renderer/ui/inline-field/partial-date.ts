import { dayFromParts } from '#shared/domain/time.ts'

/** A day of which the year may be unknown. */
export interface PartialDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

const leapYear = 2024

/** Reads the three parts as typed; null when that day does not exist. */
export const readPartialDate = (parts: {
  readonly year: string
  readonly month: string
  readonly day: string
}): PartialDate | null => {
  const year = parts.year.trim() === '' ? null : Number(parts.year)
  const month = Number(parts.month)
  const day = Number(parts.day)
  return dayFromParts(year ?? leapYear, month, day) === null ? null : { year, month, day }
}
