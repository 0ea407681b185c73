import '@mantine/dates/styles.layer.css'
import { DateInput, type DateInputProps } from '@mantine/dates'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateFormat } from '#shared/domain/intl.ts'
import { useFormats } from './format.ts'
import { readTypedDay } from './typed-day.ts'
import { useViewLocale } from './view-locale.ts'

type CalendarWords = Pick<
  DateInputProps,
  | 'weekdayFormat'
  | 'monthLabelFormat'
  | 'yearLabelFormat'
  | 'decadeLabelFormat'
  | 'monthsListFormat'
  | 'yearsListFormat'
  | 'getDayAriaLabel'
  | 'ariaLabels'
>

/** The words of the calendar in the language of the app, whatever the browser speaks. */
const useCalendarWords = (): CalendarWords => {
  const { t } = useTranslation('common')
  const formats = useFormats()
  return useMemo(() => {
    const tag = formats.language === 'zh-CN' ? 'zh-CN' : 'en-GB'
    const print = (options: Intl.DateTimeFormatOptions) => {
      const format = dateFormat(tag, { ...options, timeZone: 'UTC' })
      return (day: string): string => format.format(Date.parse(`${day}T00:00:00Z`))
    }
    const year = print({ year: 'numeric' })
    return {
      weekdayFormat: print({ weekday: formats.language === 'zh-CN' ? 'narrow' : 'short' }),
      monthLabelFormat: print({ month: 'long', year: 'numeric' }),
      monthsListFormat: print({ month: 'short' }),
      yearLabelFormat: year,
      yearsListFormat: year,
      decadeLabelFormat: (from: string, to: string) => `${from.slice(0, 4)} – ${to.slice(0, 4)}`,
      getDayAriaLabel: (day) => formats.day(day, 'full'),
      ariaLabels: {
        monthLevelControl: t('calendar.months'),
        yearLevelControl: t('calendar.years'),
        nextMonth: t('calendar.nextMonth'),
        previousMonth: t('calendar.previousMonth'),
        nextYear: t('calendar.nextYear'),
        previousYear: t('calendar.previousYear'),
        nextDecade: t('calendar.nextDecade'),
        previousDecade: t('calendar.previousDecade'),
      },
    }
  }, [formats, t])
}

/**
 * A day to type or to choose from a calendar, written as the app writes days.
 *
 * `value` is `YYYY-MM-DD`, or empty where there is no day; so it is while what is typed cannot be
 * read, and a sentence says so.
 */
export const DayField = ({
  label,
  value,
  onChange,
  onUnread,
  error,
  width = 170,
}: {
  label: string
  value: string
  onChange: (day: string) => void
  /** Told whether what stands in the field is no day. */
  onUnread?: (isUnread: boolean) => void
  /** What else is wrong with the day. */
  error?: string | undefined
  width?: number
}) => {
  const { t } = useTranslation('common')
  const formats = useFormats()
  const weekStart = useViewLocale((locale) => locale.weekStart)
  const words = useCalendarWords()
  const [isOpen, setOpen] = useState(false)
  const [isUnread, setUnread] = useState(false)
  const problem = isUnread ? t('notADay') : error

  const noteUnread = (is: boolean): void => {
    setUnread(is)
    if (is !== isUnread) onUnread?.(is)
  }
  const handleInput = (text: string): void => {
    const isReadable = text.trim() === '' || readTypedDay(text, formats.today) !== null
    noteUnread(!isReadable)
    setOpen(true)
    if (!isReadable) onChange('')
  }
  const handleChange = (day: string | null): void => {
    noteUnread(false)
    onChange(day ?? '')
  }
  return (
    <DateInput
      label={label}
      w={width}
      value={value === '' ? null : value}
      onChange={handleChange}
      onInput={(event) => handleInput(event.currentTarget.value)}
      onFocus={() => setOpen(true)}
      onClick={() => setOpen(true)}
      onBlur={() => setOpen(false)}
      onKeyDown={(event) => {
        // The sentence about a day that cannot be read stands under the calendar.
        if (event.key === 'Escape' || event.key === 'Enter') setOpen(false)
      }}
      // Esc closes the calendar first, the dialog around it next.
      data-mantine-stop-propagation={isOpen || undefined}
      fixOnBlur={!isUnread}
      error={isOpen ? undefined : problem}
      valueFormat={(day) => formats.day(day, 'long')}
      dateParser={(text) => readTypedDay(text, formats.today)}
      // Sunday is 0 there and 7 here: the rest of a division by 7 is one of them.
      firstDayOfWeek={(weekStart % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6}
      weekendDays={[]}
      highlightToday
      hideOutsideDates
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      {...words}
    />
  )
}
