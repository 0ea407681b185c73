import type { TimelinePlace } from './activities.repository.ts'

/** The cursor after an entry, opaque to callers. */
export const writePlace = ({ at, id }: TimelinePlace): string =>
  Buffer.from(`${at} ${id}`).toString('base64url')

/** The place a cursor means; null for any other text. */
export const readPlace = (cursor: string): TimelinePlace | null => {
  const match = /^(-?\d{1,16}) (\d{1,16})$/u.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (match === null) return null
  const place = { at: Number(match[1]), id: Number(match[2]) }
  return Object.values(place).every(Number.isSafeInteger) ? place : null
}
