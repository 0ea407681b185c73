import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { nextDueDay, occurrence, type Recurrence } from '#main/engines/scheduler/recurrence.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays, dayFromEpoch, epochDay } from '#shared/domain/time.ts'

const day = (text: string): CalendarDate => text as CalendarDate
const fixed = (every: number, unit: Recurrence['unit'], anchor: string): Recurrence => ({
  mode: 'fixed',
  every,
  unit,
  anchor: day(anchor),
})

describe('a fixed series', () => {
  test('keeps its day of the month through short months', () => {
    const series = fixed(1, 'month', '2027-08-31')
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((index) => occurrence(series, index))).toEqual([
      '2027-08-31',
      '2027-09-30',
      '2027-10-31',
      '2027-11-30',
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
    ])
  })

  test('29 February comes back in leap years', () => {
    const series = fixed(1, 'year', '2024-02-29')
    expect([1, 2, 3, 4].map((index) => occurrence(series, index))).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ])
  })

  test.each([
    ['done on time', '2026-11-23', '2026-11-23', '2026-11-30'],
    ['done early', '2026-11-23', '2026-11-20', '2026-11-30'],
    ['done late', '2026-11-23', '2026-11-25', '2026-11-30'],
    [
      'done three weeks late: what was missed is not caught up',
      '2026-11-02',
      '2026-11-25',
      '2026-11-30',
    ],
    ['done late on a day of the series', '2026-11-16', '2026-11-23', '2026-11-30'],
    ['moved to another day', '2026-11-26', '2026-11-26', '2026-11-30'],
  ])('%s', (_name, dueDay, doneDay, expected) => {
    const recurrence = fixed(1, 'week', '2026-10-05')
    expect(nextDueDay({ recurrence, dueDay: day(dueDay), doneDay: day(doneDay) })).toBe(expected)
  })

  test('done before the series began, the next is its second day', () => {
    const recurrence = fixed(2, 'week', '2026-11-23')
    const completion = { recurrence, dueDay: day('2026-11-23'), doneDay: day('2026-11-01') }
    expect(nextDueDay(completion)).toBe('2026-12-07')
  })

  test.each(['fixed', 'after-completion'] as const)('%s: ends with the calendar', (mode) => {
    const last = day('9999-12-31')
    const recurrence = { ...fixed(1, 'year', '9990-12-31'), mode }
    expect(nextDueDay({ recurrence, dueDay: last, doneDay: last })).toBeNull()
  })

  test('agrees with an implementation of RFC 5545 where that does not skip short months', () => {
    const anchors = fc.integer({
      min: epochDay(day('2020-01-01')),
      max: epochDay(day('2030-12-31')),
    })
    const frequency = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const
    const units = fc.constantFrom<Recurrence['unit']>('day', 'week', 'month', 'year')
    const every = fc.integer({ min: 1, max: 13 })
    fc.assert(
      fc.property(
        anchors,
        units,
        every,
        fc.integer({ min: 0, max: 900 }),
        (start, unit, n, late) => {
          const anchor = dayFromEpoch(start)
          fc.pre(Number(anchor.slice(8)) <= 28)
          const doneDay = addDays(anchor, late)
          const rule = new RRuleTemporal({
            dtstart: Temporal.PlainDate.from(anchor).toZonedDateTime('UTC'),
            rruleString: `FREQ=${frequency[unit]};INTERVAL=${n}`,
          })
          const after = Temporal.PlainDate.from(doneDay).toZonedDateTime('UTC').toInstant()
          const expected = rule.next(new Date(after.epochMilliseconds))?.toPlainDate().toString()
          const recurrence = { mode: 'fixed', every: n, unit, anchor } as const
          expect(nextDueDay({ recurrence, dueDay: anchor, doneDay })).toBe(expected)
        },
      ),
      { seed: 20261120, numRuns: 300 },
    )
  })
})

describe('after completion', () => {
  test.each([
    [3, 'day', '2026-11-20', '2026-11-23'],
    [2, 'week', '2026-11-20', '2026-12-04'],
    [1, 'month', '2027-01-31', '2027-02-28'],
    [1, 'year', '2028-02-29', '2029-02-28'],
  ] as const)('%i %s from the day it was done, %s', (every, unit, doneDay, expected) => {
    const recurrence = { ...fixed(every, unit, '2020-01-01'), mode: 'after-completion' } as const
    const completion = { recurrence, dueDay: day('2026-11-01'), doneDay: day(doneDay) }
    expect(nextDueDay(completion)).toBe(expected)
  })
})
