import { offsetAt } from '#shared/domain/time.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant (milliseconds UTC) as RFC 5322 writes it in a zone: `Tue, 24 Nov 2026 09:00:00 +0100`. */
export const mailDate = (at: number, zone: string): string => {
  const offsetMinutes = Math.round(offsetAt(at, zone) / 60_000)
  const wall = new Date(at + offsetMinutes * 60_000)
  const date = `${String(wall.getUTCDate())} ${months[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`
  const time = wall.toISOString().slice(11, 19)
  return `${days[wall.getUTCDay()]}, ${date} ${time} ${offsetText(offsetMinutes)}`
}

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes)
  const clock = String(Math.floor(size / 60) * 100 + (size % 60)).padStart(4, '0')
  return `${minutes < 0 ? '-' : '+'}${clock}`
}
