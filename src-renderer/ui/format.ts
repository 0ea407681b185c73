import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { dateFormat, listFormat, numberFormat } from '#shared/domain/intl.ts'
import { minorDigitsOf } from '#shared/domain/money.ts'
import { daysBetween, partsOfDay } from '#shared/domain/time.ts'
import { dayInZone } from './page-clock.ts'
import { type Language, useViewLocale, type ViewLocale } from './view-locale.ts'

/** How a day is written. */
export type DayStyle =
  /** 24 Nov · 11月24日; the year only when it is another one. */
  | 'short'
  /** Tue 24 Nov · 11月24日 周二. */
  | 'weekday'
  /** Friday 20 November · 11月20日 星期五. */
  | 'full'
  /** 14 March 1984 · 1984年3月14日. */
  | 'long'

const englishDate = dateFormat('en-US', {
  month: 'short',
  weekday: 'short',
  timeZone: 'UTC',
})
const englishLongDate = dateFormat('en-US', {
  month: 'long',
  weekday: 'long',
  timeZone: 'UTC',
})
const chineseWeekday = dateFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' })
const chineseLongWeekday = dateFormat('zh-CN', { weekday: 'long', timeZone: 'UTC' })

const partOf = (format: Intl.DateTimeFormat, instant: number, type: string): string =>
  format.formatToParts(instant).find((part) => part.type === type)?.value ?? ''

const formatDayInEnglish = (day: CalendarDate, style: DayStyle, today: string): string => {
  const parts = partsOfDay(day)
  const instant = Date.parse(`${day}T00:00:00Z`)
  const names = style === 'short' || style === 'weekday' ? englishDate : englishLongDate
  const month = partOf(names, instant, 'month')
  const weekday = partOf(names, instant, 'weekday')
  const year = style === 'long' || day.slice(0, 4) !== today.slice(0, 4) ? ` ${parts.year}` : ''
  const lead = style === 'weekday' || style === 'full' ? `${weekday} ` : ''
  return `${lead}${parts.day} ${month}${year}`
}

const formatDayInChinese = (day: CalendarDate, style: DayStyle, today: string): string => {
  const parts = partsOfDay(day)
  const instant = Date.parse(`${day}T00:00:00Z`)
  const year = style === 'long' || day.slice(0, 4) !== today.slice(0, 4) ? `${parts.year}年` : ''
  const weekday =
    style === 'weekday'
      ? ` ${chineseWeekday.format(instant)}`
      : style === 'full'
        ? ` ${chineseLongWeekday.format(instant)}`
        : ''
  return `${year}${parts.month}月${parts.day}日${weekday}`
}

/** Writes a day in the given language; the year appears when it differs from today's. */
export const formatDay = (
  day: string,
  options: { readonly style: DayStyle; readonly language: Language; readonly today: string },
): string => {
  // Days reach the renderer through the contract, which parses them.
  const date = day as CalendarDate
  return options.language === 'zh-CN'
    ? formatDayInChinese(date, options.style, options.today)
    : formatDayInEnglish(date, options.style, options.today)
}

/** Writes a day of a month without year: 14 March · 3月14日. */
export const formatMonthDay = (month: number, day: number, language: Language): string =>
  language === 'zh-CN'
    ? `${month}月${day}日`
    : `${day} ${partOf(englishLongDate, Date.UTC(2024, month - 1, day), 'month')}`

/** Writes minor units with their currency: €1,480.00 · ¥1,480.00. */
export const formatMoney = (amountMinor: number, currency: string, language: Language): string => {
  const locale = language === 'zh-CN' ? 'zh-CN' : 'en-GB'
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return format.format(amountMinor / 10 ** minorDigitsOf(currency))
}

/** Days from today to `day`; negative when it is past. */
export const daysUntil = (day: string, today: string): number =>
  // Both days come parsed from the application.
  daysBetween(today as CalendarDate, day as CalendarDate)

/** Everything a screen needs to print days, times, amounts and counts in the owner's language. */
export interface Formats {
  readonly language: Language
  readonly today: string
  day(day: string, style?: DayStyle): string
  monthDay(month: number, day: number): string
  /** 09:12, 24 hours, in the owner's zone. */
  time(instant: number): string
  /** The day (`YYYY-MM-DD`) an instant falls on in the owner's zone. */
  dayOf(instant: number): string
  /** "Tue 17 Nov, 18:20"; for today only the time. */
  dayTime(instant: number): string
  money(amountMinor: number, currency?: string): string
  number(value: number): string
  /** today, yesterday, 3 days ago, in 4 days. */
  relativeDay(day: string): string
  /** Days of lateness in words: 3 days late. */
  late(days: number): string
  /** A list in words: A, B and C. */
  list(items: readonly string[]): string
}

/** The formats of a locale; `t` has the words for days. */
export const formatsOf = (locale: ViewLocale, t: TFunction<'common'>): Formats => {
  const { language, today, zone } = locale
  const tag = language === 'zh-CN' ? 'zh-CN' : 'en-GB'
  const clock = dateFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  })
  const numbers = numberFormat(tag, {})
  const lists = listFormat(tag, {})
  const day = (value: string, style: DayStyle = 'short') =>
    formatDay(value, { style, language, today })
  const dayOf = (instant: number) => dayInZone(instant, zone)
  const time = (instant: number) => clock.format(instant)
  return {
    language,
    today,
    day,
    dayOf,
    time,
    monthDay: (month, dayOfMonth) => formatMonthDay(month, dayOfMonth, language),
    dayTime: (instant) =>
      dayOf(instant) === today
        ? time(instant)
        : `${day(dayOf(instant), 'weekday')}${language === 'zh-CN' ? ' ' : ', '}${time(instant)}`,
    money: (amountMinor, currency = locale.currency) =>
      formatMoney(amountMinor, currency, language),
    number: (value) => numbers.format(value),
    relativeDay: (value) => {
      const days = daysUntil(value, today)
      if (days === 0) return t('days.today')
      if (days === -1) return t('days.yesterday')
      if (days === 1) return t('days.tomorrow')
      return days < 0 ? t('days.ago', { count: -days }) : t('days.in', { count: days })
    },
    late: (days) => t('days.late', { count: days }),
    list: (items) => lists.format(items),
  }
}

/** The formats of the current language, today and currency. */
export const useFormats = (): Formats => {
  const locale = useViewLocale()
  const { t } = useTranslation('common')
  return useMemo(() => formatsOf(locale, t), [locale, t])
}
