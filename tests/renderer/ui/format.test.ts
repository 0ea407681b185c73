import { describe, expect, it } from 'vitest'
import { daysUntil, formatDay, formatMoney, formatMonthDay } from '#renderer/ui/format.ts'

const today = '2026-11-20'

describe('formatDay', () => {
  it.each([
    ['2026-11-24', 'short', 'en', '24 Nov'],
    ['2026-11-24', 'weekday', 'en', 'Tue 24 Nov'],
    ['2026-11-20', 'full', 'en', 'Friday 20 November'],
    ['1984-03-14', 'long', 'en', '14 March 1984'],
    ['2025-09-10', 'short', 'en', '10 Sep 2025'],
    ['2026-11-24', 'short', 'zh-CN', '11月24日'],
    ['2026-11-24', 'weekday', 'zh-CN', '11月24日 周二'],
    ['2026-11-20', 'full', 'zh-CN', '11月20日 星期五'],
    ['1984-03-14', 'long', 'zh-CN', '1984年3月14日'],
    ['2025-09-10', 'short', 'zh-CN', '2025年9月10日'],
  ] as const)('writes %s as %s in %s: %s', (day, style, language, expected) => {
    expect(formatDay(day, { style, language, today })).toBe(expected)
  })
})

describe('formatMonthDay', () => {
  it('writes a day without year, also 29 February', () => {
    expect(formatMonthDay(2, 29, 'en')).toBe('29 February')
    expect(formatMonthDay(2, 29, 'zh-CN')).toBe('2月29日')
  })
})

describe('formatMoney', () => {
  it.each([
    [148_000, 'EUR', 'en', '€1,480.00'],
    [148_000, 'CNY', 'zh-CN', '¥1,480.00'],
    [1480, 'JPY', 'en', '¥1,480'],
  ] as const)('writes %i %s in %s as %s', (amount, currency, language, expected) => {
    expect(formatMoney(amount, currency, language)).toBe(expected)
  })
})

describe('daysUntil', () => {
  it('counts calendar days, negative for the past', () => {
    expect([daysUntil('2026-11-24', today), daysUntil('2026-11-17', today)]).toEqual([4, -3])
  })
})
