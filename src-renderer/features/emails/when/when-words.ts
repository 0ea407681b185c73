import { useTranslation } from 'react-i18next'
import { type Formats, useFormats } from '#renderer/ui/format.ts'
import type { When } from '../mail-types.ts'

/** By whose clock the next working morning comes. */
export type WhoseMorning =
  | { readonly kind: 'mine' | 'each' }
  | { readonly kind: 'theirs'; readonly zone: string }

/** The day and time of a wall clock: Tue 24 Nov 09:00 · 11月24日 周二 09:00. */
export const wallWords = (wall: string, formats: Formats): string =>
  `${formats.day(wall.slice(0, 10), 'weekday')} ${wall.slice(11, 16)}`

/** An instant as the owner's clock shows it, written like a wall time. */
export const wallOf = (instant: number, formats: Formats): string =>
  `${formats.dayOf(instant)}T${formats.time(instant)}`

/** The words on the button: how many leave, and when. */
export const useWhenWords = (): {
  readonly button: (parts: { when: When; count: number; leavesAt: number | null }) => string
  readonly choice: (when: When, asked: { whose: WhoseMorning; isRead: boolean }) => string
} => {
  const { t } = useTranslation('emails')
  const formats = useFormats()
  return {
    button: ({ when, count, leavesAt }) => {
      if (when.kind === 'now') return t('send.now', { count })
      const wall = when.kind === 'at' ? when.wall : leavesAt && wallOf(leavesAt, formats)
      if (wall) return t('send.at', { count, time: wallWords(wall, formats) })
      return when.kind === 'in-days'
        ? t('send.inDays', { count, days: when.days })
        : t('send.nextMorning', { count })
    },
    choice: (when, { whose, isRead }) => {
      switch (when.kind) {
        case 'now':
          return t('when.now')
        case 'at':
          return wallWords(when.wall, formats)
        case 'in-days':
          return t(isRead ? 'when.inDays' : 'when.inDaysAnyway', { count: when.days })
        case 'next-morning':
          return t(`when.nextMorningOf.${whose.kind}`, { ...whose })
      }
    },
  }
}
