import { describe, expect, test } from 'vitest'
import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'
import {
  addDays,
  addMonths,
  dayFromEpoch,
  dayFromParts,
  dayOf,
  daysBetween,
  daysIn,
  epochDay,
  instantOf,
  isZone,
  parseDay,
  parseTime,
  startOfDay,
  today,
  wallOf,
  weekdayOf,
} from '#shared/domain/time.ts'

// Literals of the tables below are written in the right form.
const day = (text: string): CalendarDate => text as CalendarDate
const time = (text: string): WallTime => text as WallTime

describe('days', () => {
  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['2026-1-1', null],
    ['0000-01-01', null],
    ['2026-11-20T10:00', null],
    ['', null],
  ])('reads %s as %s', (text, expected) => {
    expect(parseDay(text)).toBe(expected)
  })

  test('refuses parts that roll over into another month', () => {
    expect([
      dayFromParts(2026, 4, 31),
      dayFromParts(2026, 0, 1),
      dayFromParts(2028, 2, 29),
    ]).toEqual([null, null, '2028-02-29'])
  })

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('%s plus %i months is %s', (from, months, expected) => {
    expect(addMonths(day(from), months)).toBe(expected)
  })

  test('numbers every day of four hundred years like the calendar of JavaScript', () => {
    const wrong = []
    for (let n = Date.UTC(1800, 0, 1) / 86_400_000; n < Date.UTC(2200, 0, 1) / 86_400_000; n += 1) {
      const text = new Date(n * 86_400_000).toISOString().slice(0, 10)
      if (dayFromEpoch(n) !== text || epochDay(day(text)) !== n) wrong.push(text)
    }
    expect(wrong).toEqual([])
  })

  test('the calendar ends with the year 9999 and begins with the year 1', () => {
    const end = Date.parse('9999-12-31T23:00:00Z')
    expect([
      addDays(day('9999-12-31'), 1),
      addMonths(day('9999-12-31'), 1),
      addMonths(day('0001-01-31'), -1),
      dayOf(end, 'Pacific/Auckland'),
      dayFromParts(1, 1, 1),
    ]).toEqual(['9999-12-31', '9999-12-31', '0001-01-01', '9999-12-31', '0001-01-01'])
  })

  test('counts days and weekdays across leap days and before 1970', () => {
    expect({
      plus: addDays(day('2024-02-28'), 2),
      between: daysBetween(day('2026-11-20'), day('2026-09-10')),
      weekdays: ['2026-11-20', '2026-11-22', '1969-12-29'].map((text) => weekdayOf(day(text))),
    }).toEqual({ plus: '2024-03-01', between: -71, weekdays: [5, 7, 1] })
  })
})

describe('times', () => {
  test.each([
    ['00:00', '00:00'],
    ['23:59', '23:59'],
    ['24:00', null],
    ['9:00', null],
    ['09:60', null],
  ])('reads %s as %s', (text, expected) => {
    expect(parseTime(text)).toBe(expected)
  })
})

describe('wall time and instants', () => {
  test.each(['Europe/Lisbon', 'Pacific/Auckland', 'America/New_York', 'Africa/Casablanca'])(
    'the days of many instants are those of each: %s',
    (zone) => {
      const dayIn = daysIn(zone)
      const start = Date.UTC(2025, 0, 1)
      const instants = Array.from({ length: 3000 }, (_, n) => start + n * 3 * 3_600_000 - 1)
      expect(instants.map(dayIn)).toEqual(instants.map((instant) => dayOf(instant, zone)))
    },
  )

  test.each([
    ['an ordinary time', '2026-11-20', '09:00', 'Asia/Shanghai', '2026-11-20T01:00:00.000Z'],
    [
      'a skipped time: first after',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'a repeated time: the first',
      '2026-10-25',
      '02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'a gap of half an hour',
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'a day that a zone skipped',
      '2011-12-30',
      '12:00',
      'Pacific/Apia',
      '2011-12-30T10:00:00.000Z',
    ],
  ])('%s', (_name, date, clock, zone, expected) => {
    expect(new Date(instantOf(day(date), time(clock), zone)).toISOString()).toBe(expected)
  })

  test('a day begins after a skipped midnight', () => {
    expect(new Date(startOfDay(day('2018-11-04'), 'America/Sao_Paulo')).toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    )
  })

  test('reads the wall of a zone with odd minutes', () => {
    expect(wallOf(Date.parse('2026-11-20T23:59:30Z'), 'Asia/Kolkata')).toEqual({
      day: '2026-11-21',
      time: '05:29',
    })
  })

  test('the same instant is another day elsewhere', () => {
    const instant = Date.parse('2026-11-20T11:00:00Z')
    expect([dayOf(instant, 'Pacific/Auckland'), dayOf(instant, 'America/New_York')]).toEqual([
      '2026-11-21',
      '2026-11-20',
    ])
  })

  test('today is the day of the clock and its zone', () => {
    const clock = { now: () => Date.parse('2026-11-20T17:00:00Z'), zone: () => 'Asia/Shanghai' }
    expect(today(clock)).toBe('2026-11-21')
  })

  test('knows real zones only', () => {
    expect([isZone('Asia/Gaza'), isZone('Mars/Base')]).toEqual([true, false])
  })
})
