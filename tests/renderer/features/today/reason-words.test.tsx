import { renderHook } from '@testing-library/react'
import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { startTranslations } from '#renderer/app/i18n.ts'
import {
  dateWords,
  reasonWords,
  type TodayAnswer,
  type TodayReason,
} from '#renderer/features/today/reason-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { type Language, useViewLocale } from '#renderer/ui/view-locale.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'

const inLanguage = async (language: Language) => {
  await startTranslations(language).changeLanguage(language)
  useViewLocale.setState({ language, today: '2026-11-20', zone: 'UTC' })
  const { result } = renderHook(() => useFormats())
  return {
    t: i18next.getFixedT(language, ['today', 'common'] as ['today', 'common']),
    formats: result.current,
  }
}
const day = (text: string) => text as CalendarDate

const own: TodayReason = {
  code: 'own-rhythm',
  medianGapDays: 34,
  silenceDays: 71,
  contactDayCount: 9,
  isRoughGuess: false,
}

const cases: readonly (readonly [TodayReason, string, string])[] = [
  [
    { code: 'stated', text: 'You promised it for Tuesday.' },
    'You promised it for Tuesday.',
    'You promised it for Tuesday.',
  ],
  [
    own,
    'Usually every 34 days, now 71 (9 contacts).',
    '平常每 34 天一次，现在 71 天（9 次联系）。',
  ],
  [
    { ...own, medianGapDays: 60, silenceDays: 96, contactDayCount: 5, isRoughGuess: true },
    'Usually every 60 days, now 96 (only 5 contacts, a rough guess).',
    '平常每 60 天一次，现在 96 天（只有 5 次联系，仅供参考）。',
  ],
  [
    { code: 'agreed-rhythm', everyDays: 30, silenceDays: 45, source: 'tag', sourceName: 'Regular' },
    'You set a rhythm of 30 days, now 45 (tag Regular).',
    '你定的是每 30 天一次，现在 45 天（标签“Regular”）。',
  ],
  [
    {
      code: 'agreed-rhythm',
      everyDays: 90,
      silenceDays: null,
      source: 'importance',
      sourceName: '3',
    },
    'You set a rhythm of 90 days, not in touch yet (importance high).',
    '你定的是每 90 天一次，还没有联系过（重要程度：高）。',
  ],
  [
    { code: 'moved', times: 2, firstDueDay: day('2026-11-09') },
    'Moved twice, first planned for 9 Nov.',
    '已推迟两次，最初定在 11月9日。',
  ],
  [
    { code: 'moved', times: 4, firstDueDay: day('2025-11-09') },
    'Moved 4 times, first planned for 9 Nov 2025.',
    '已推迟 4 次，最初定在 2025年11月9日。',
  ],
  [{ code: 'planned-on', day: day('2026-11-20') }, 'Planned today.', '今天定下的。'],
  [
    { code: 'from-activity', kind: 'call', day: day('2026-11-06') },
    'From your call of 6 Nov.',
    '来自 11月6日的电话。',
  ],
  [{ code: 'recurring', every: 1, unit: 'week' }, 'Comes back every week.', '每 1 周一次。'],
  [
    { code: 'born', year: 1986, month: 11, day: 26 },
    'Born 26 November 1986.',
    '1986年11月26日出生。',
  ],
  [{ code: 'year-unknown' }, 'Year not known.', '出生年份未知。'],
  [{ code: 'since', year: 2019, years: 7 }, 'Since 2019, 7 years.', '从 2019 年起，满 7 年。'],
]

describe('why a line stands on Today', () => {
  test('in English', async () => {
    const { t, formats } = await inLanguage('en')
    expect(cases.map(([reason]) => reasonWords(reason, t, formats))).toEqual(
      cases.map(([, english]) => english),
    )
  })

  test('in Chinese', async () => {
    const { t, formats } = await inLanguage('zh-CN')
    expect(cases.map(([reason]) => reasonWords(reason, t, formats))).toEqual(
      cases.map(([, , chinese]) => chinese),
    )
  })
})

describe('birthdays and other days', () => {
  const date = (part: object) =>
    ({
      kind: 'birthday',
      label: null,
      years: 40,
      inDays: 6,
      day: '2026-11-26',
      ...part,
    }) as TodayAnswer['dates'][number]

  test('say how old and when', async () => {
    const { t, formats } = await inLanguage('en')
    const say = (part: object) => dateWords(date(part), t, formats)
    expect(say({})).toBe('Turns 40 on Thursday')
    expect(say({ years: null, inDays: 1, day: '2026-11-21' })).toBe('Birthday tomorrow')
    expect(say({ inDays: 0, day: '2026-11-20' })).toBe('Turns 40 today')
    expect(
      say({ kind: 'anniversary', label: 'Studio opened', inDays: 10, day: '2026-11-30' }),
    ).toBe('Studio opened on 30 Nov')
    const chinese = await inLanguage('zh-CN')
    expect(dateWords(date({}), chinese.t, chinese.formats)).toBe('周四满 40 岁')
  })
})
