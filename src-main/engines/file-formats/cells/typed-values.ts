import type { CalendarDate } from '#shared/domain/ids.ts'

/** A value of a custom field, of its type. Money is in minor units of its currency. */
export type TypedValue =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'money'; readonly amountMinor: number; readonly currency: string }
  | { readonly type: 'date'; readonly value: CalendarDate }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'choice'; readonly value: string }
  | { readonly type: 'link'; readonly value: string }
