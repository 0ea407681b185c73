import type { TFunction } from 'i18next'
import type { Activity } from '../contact-types.ts'

/** The first line of an entry's text; of a mail its subject; the outcome when there is none. */
export const entryLine = (entry: Activity): string =>
  (entry.mail?.subject ?? entry.body ?? entry.outcome ?? entry.followUp?.title ?? '')
    .trim()
    .split('\n')[0] ?? ''

/** The quiet words after an entry's kind: "12 min, you called". */
export const entryFacts = (entry: Activity, t: TFunction<'activities'>, glue: string): string => {
  const minutes =
    entry.durationMinutes === null ? null : t('entry.minutes', { count: entry.durationMinutes })
  const direction =
    entry.direction === null || (entry.kind !== 'call' && entry.kind !== 'message')
      ? null
      : t(`entry.direction.${entry.kind}.${entry.direction}`)
  return [minutes, direction].filter((part) => part !== null).join(glue)
}
