import { describe, expect, test } from 'vitest'
import { localTime } from '#renderer/features/contacts/record/local-time.ts'
import { laterChoices } from '#renderer/features/contacts/steps/later-days.ts'
import { nextDate } from '#renderer/features/contacts/steps/next-date.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'

const day = (text: string) => text as CalendarDate

describe('later', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-23', 1, '2026-11-30'],
    ['2026-11-20', 7, '2026-11-22'],
    ['2026-11-22', 1, '2026-11-23'],
  ])('from %s with weeks that start on %i, next week is %s', (today, weekStart, expected) => {
    const choices = laterChoices(day(today), weekStart)
    expect(choices.find((choice) => choice.id === 'nextWeek')?.day).toBe(expected)
  })

  test('a month after the 31st is the last of a shorter month', () => {
    expect(laterChoices(day('2026-01-31'), 1).map((choice) => choice.day)).toEqual([
      '2026-02-01',
      '2026-02-02',
      '2026-02-02',
      '2026-02-28',
    ])
  })
})

describe('important dates', () => {
  test.each([
    [{ year: 1984, month: 3, day: 14 }, '2026-11-20', { inDays: 114, years: 43, yearsNow: 42 }],
    [{ year: 1986, month: 11, day: 20 }, '2026-11-20', { inDays: 0, years: 40, yearsNow: 40 }],
    [{ year: null, month: 11, day: 21 }, '2026-11-20', { inDays: 1, years: null, yearsNow: null }],
    [{ year: 2000, month: 2, day: 29 }, '2026-02-01', { inDays: 27, years: 26, yearsNow: 25 }],
  ])('%j seen from %s', (date, today, expected) => {
    expect(nextDate(date, day(today))).toEqual(expected)
  })
})

describe('local time', () => {
  const noon = Date.UTC(2026, 10, 20, 12)
  test.each([
    ['Asia/Shanghai', 'Europe/Lisbon', '20:00', 8],
    ['America/New_York', 'Europe/Lisbon', '07:00', -5],
    ['Asia/Kolkata', 'UTC', '17:30', 5.5],
    ['Europe/Lisbon', 'Europe/Lisbon', '12:00', 0],
  ])('%s seen from %s', (zone, own, time, hoursAhead) => {
    expect(localTime(noon, zone, own)).toEqual({ time, hoursAhead })
  })

  test('a zone that does not exist has none', () => {
    expect(localTime(noon, 'Mars/Base', 'UTC')).toBeNull()
  })
})
