import { create } from 'zustand'
import { dayInZone, pageNow } from './page-clock.ts'

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

const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The locale the screens print in; the app keeps it in step with status and settings. */
export const useViewLocale = create<ViewLocale>(() => ({
  language: 'en',
  today: dayInZone(pageNow(), machineZone),
  currency: 'EUR',
  country: 'GB',
  weekStart: 1,
  zone: machineZone,
}))
