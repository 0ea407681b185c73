/** What a cell of an .xlsx file holds; numbers come as text, see `plainNumber`. */
export type SheetValue = string | boolean | Date | null

/** A cell as text: days as `2026-03-14`, with their time where they have one. */
export const textOfValue = (value: SheetValue): string => {
  if (value === null) return ''
  if (typeof value === 'string')
    return value.includes('\r') ? value.replace(/\r\n?/gu, '\n') : value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return textOfDate(value)
}

/** Days before this one are times of day: spreadsheets count from there. */
const firstYear = 1900

const textOfDate = (value: Date): string => {
  const rounded = new Date(Math.round(value.getTime() / 1000) * 1000)
  if (Number.isNaN(rounded.getTime())) return ''
  const iso = rounded.toISOString()
  const time = iso.slice(11, 19).replace(/:00$/u, '')
  if (rounded.getUTCFullYear() < firstYear) return time
  const day = iso.slice(0, iso.indexOf('T'))
  return time === '00:00' ? day : `${day} ${time}`
}

const exactDigits = 15
/** What would be thousands where a comma stands before decimals: `1.125`. */
const likeThousands = /^-?[1-9]\d{0,2}\.\d{3}$/u

/**
 * A number of an .xlsx file as people write it: without exponent, a point before decimals, and
 * without the noise behind the fifteenth digit, which is all a spreadsheet keeps. A zero behind
 * `1.125` keeps it from being read as thousands: here it is certain what the point means.
 */
export const plainNumber = (raw: string): string => {
  const text = withoutNoise(raw)
  return likeThousands.test(text) ? `${text}0` : text
}

const withoutNoise = (raw: string): string => {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString()
  const rounded = Number(value.toPrecision(exactDigits))
  const text = String(rounded)
  if (!text.includes('e')) return text
  return Math.abs(rounded) < 1
    ? rounded.toFixed(20).replace(/0+$/u, '')
    : BigInt(rounded).toString()
}
