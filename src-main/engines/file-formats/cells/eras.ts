import type { PartialDate } from './dates.ts'

/** What is added to a year of an era: of Japan's emperors, and of the Republic of China. */
const eras: Readonly<Record<string, number>> = {
  民國: 1911,
  民国: 1911,
  中華民國: 1911,
  中华民国: 1911,
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  M: 1867,
  T: 1911,
  S: 1925,
  H: 1988,
  R: 2018,
}

const eraDay =
  /^((?:中[華华])?民[國国]|明治|大正|昭和|平成|令和)\s*(元|\d{1,3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日號号]?$/u
const shortEraDay = /^([MTSHR])(\d{1,2})([./-])(\d{1,2})\3(\d{1,2})$/u
const republicDay =
  /^(\d{2,3})\s*(?:([./-])(\d{1,2})\2(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日號号]?)$/u
const lastRepublicYear = 130

/** The day of `昭和50年6月1日`, `令和元年5月1日`, `S50.6.1`, `民國80年1月2日`; null when it is none. */
export const readEraDay = (text: string): PartialDate | null => {
  const long = eraDay.exec(text)
  if (long !== null) return fromEra(long[1], long[2], [long[3], long[4]])
  const short = shortEraDay.exec(text)
  return short === null ? null : fromEra(short[1], short[2], [short[4], short[5]])
}

/** The day of `75/3/4` where years are those of the Republic of China; null when it is none. */
export const readRepublicDay = (text: string): PartialDate | null => {
  const found = republicDay.exec(text)
  const year = Number(found?.[1] ?? 0)
  if (found === null || year < 1 || year > lastRepublicYear) return null
  return fromEra('民國', found[1], [found[3] ?? found[5], found[4] ?? found[6]])
}

const fromEra = (
  era: string | undefined,
  year: string | undefined,
  [month, day]: readonly (string | undefined)[],
): PartialDate => ({
  year: (eras[era ?? ''] ?? 0) + (year === '元' ? 1 : Number(year)),
  month: Number(month),
  day: Number(day),
})
