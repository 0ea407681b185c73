import { create } from 'zustand'

/** Languages Kith speaks. */
export type Language = 'en' | 'zh-CN'

/** What the screens need to know to print days, amounts and names. */
export interface ViewLocale {
  readonly language: Language
  /** Today in the owner's zone, `YYYY-MM-DD`, as the application says. */
  readonly today: string
  /** ISO 4217 code of the business. */
  readonly currency: string
  /** ISO 3166 code of the business. */
  readonly country: string
  /** First day of the week, 1 = Monday to 7 = Sunday. */
  readonly weekStart: number
  /** IANA zone of the application. */
  readonly zone: string
}

const localDay = (instant: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`
}

/** The locale the screens print in; the app keeps it in step with status and settings. */
export const useViewLocale = create<ViewLocale>(() => ({
  language: 'en',
  today: localDay(new Date()),
  currency: 'EUR',
  country: 'GB',
  weekStart: 1,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}))
