import { describe, expect, test } from 'vitest'
import { endOfQuiet, isQuiet, nextRun } from '#main/engines/scheduler/next-run.ts'
import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'

const night = { from: '21:00' as WallTime, to: '08:00' as WallTime }
const run = (
  at: string,
  zone: string,
  options: { quiet?: [string, string] | null; morning?: string; promisedIn?: string } = {},
): string => {
  const [day, time] = at.split(' ')
  const quiet = options.quiet === undefined ? night : options.quiet
  const instant = nextRun(
    {
      day: day as CalendarDate,
      time: (time ?? null) as WallTime | null,
      zone: options.promisedIn ?? null,
    },
    zone,
    {
      quiet: Array.isArray(quiet)
        ? { from: quiet[0] as WallTime, to: quiet[1] as WallTime }
        : quiet,
      morning: (options.morning ?? '09:00') as WallTime,
    },
  )
  return new Date(instant).toISOString().slice(0, 16)
}

describe('when a reminder may be announced', () => {
  test.each([
    ['a day in the morning', run('2026-11-20', 'Europe/Lisbon'), '2026-11-20T09:00'],
    ['a time at that time', run('2026-11-20 15:30', 'Asia/Kolkata'), '2026-11-20T10:00'],
    ['late at the end of the night', run('2026-11-20 22:15', 'Europe/Lisbon'), '2026-11-21T08:00'],
    ['early at the end of the night', run('2026-11-20 06:00', 'Europe/Lisbon'), '2026-11-20T08:00'],
    ['exactly when the night ends', run('2026-11-20 08:00', 'Europe/Lisbon'), '2026-11-20T08:00'],
    ['exactly when it begins', run('2026-11-20 21:00', 'Europe/Lisbon'), '2026-11-21T08:00'],
    [
      'a morning time inside the quiet hours',
      run('2026-11-20', 'Europe/Lisbon', { morning: '07:00' }),
      '2026-11-20T08:00',
    ],
    [
      'without quiet hours',
      run('2026-11-20 03:00', 'Europe/Lisbon', { quiet: null }),
      '2026-11-20T03:00',
    ],
    [
      'equal ends are no quiet hours',
      run('2026-11-20 03:00', 'Europe/Lisbon', { quiet: ['08:00', '08:00'] }),
      '2026-11-20T03:00',
    ],
    [
      'quiet hours within a day',
      run('2026-11-20 13:10', 'Europe/Lisbon', { quiet: ['13:00', '14:30'] }),
      '2026-11-20T14:30',
    ],
    [
      'a time promised in another zone, in the owner’s day',
      run('2026-11-20 15:00', 'Europe/Lisbon', { promisedIn: 'America/New_York' }),
      '2026-11-20T20:00',
    ],
    [
      'a time promised in another zone, in the owner’s night',
      run('2026-11-20 15:00', 'Asia/Shanghai', { promisedIn: 'America/New_York' }),
      '2026-11-21T00:00',
    ],
    [
      'nine stays nine before a clock change',
      run('2026-03-28', 'Europe/Berlin'),
      '2026-03-28T08:00',
    ],
    ['and after it', run('2026-03-29', 'Europe/Berlin'), '2026-03-29T07:00'],
    [
      'a skipped time at the end of the gap',
      run('2026-03-29 02:30', 'Europe/Berlin', { quiet: null }),
      '2026-03-29T01:00',
    ],
    [
      'a night that ends inside a gap ends with it',
      run('2026-03-29 01:30', 'Europe/Berlin', { quiet: ['21:00', '02:30'] }),
      '2026-03-29T01:00',
    ],
    [
      'a repeated time the first time',
      run('2026-10-25 02:30', 'Europe/Berlin', { quiet: null }),
      '2026-10-25T00:30',
    ],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toBe(expected)
  })

  test('the last evening of the calendar has an instant too', () => {
    expect(run('9999-12-31 22:00', 'Europe/Lisbon')).toMatch(/^9999-12-31/)
    expect(run('0001-01-01 03:00', 'Asia/Shanghai')).toMatch(/^0001-01-01|^0000-12-31/)
  })

  test('in the second pass of a repeated hour the quiet time is counted on, not back', () => {
    const quiet = { from: '02:00' as WallTime, to: '02:30' as WallTime }
    const second = Date.parse('2026-10-25T01:10:00Z')
    expect([
      isQuiet(second, 'Europe/Berlin', quiet),
      new Date(endOfQuiet(second, 'Europe/Berlin', quiet)).toISOString(),
    ]).toEqual([true, '2026-10-25T01:30:00.000Z'])
  })

  test('quiet hours that fill all but the skipped hour still end', () => {
    const quiet = { from: '03:00' as WallTime, to: '02:00' as WallTime }
    const end = endOfQuiet(Date.parse('2026-03-28T20:00:00Z'), 'Europe/Berlin', quiet)
    expect(new Date(end).toISOString()).toBe('2026-03-30T00:00:00.000Z')
  })
})
