import { type DayStyle, daysUntil, useFormats } from './format.ts'

/** A day in the owner's language; a `<time>` that machines can read. */
export const DateText = ({ day, style = 'short' }: { day: string; style?: DayStyle }) => {
  const formats = useFormats()
  return <time dateTime={day}>{formats.day(day, style)}</time>
}

/** A due day: red with the lateness in words when it is past, "Today", else the day. */
export const DueText = ({ day, time }: { day: string; time?: string | null }) => {
  const formats = useFormats()
  const days = daysUntil(day, formats.today)
  if (days < 0) {
    return (
      <time dateTime={day} className="kith-late" title={formats.day(day, 'weekday')}>
        {formats.late(-days)}
      </time>
    )
  }
  if (days === 0) return <time dateTime={day}>{time ?? formats.relativeDay(day)}</time>
  return <time dateTime={day}>{formats.day(day)}</time>
}
