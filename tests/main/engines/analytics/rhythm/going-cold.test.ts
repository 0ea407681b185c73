import { describe, expect, test } from 'vitest'
import { goingCold } from '#main/engines/analytics/rhythm/going-cold.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'

// Literals are days by their form.
const day = (text: string): CalendarDate => text as CalendarDate
const today = day('2026-11-20')
/** Contact days with these gaps, the last one `silence` days before today. */
const history = (gaps: readonly number[], silence: number): CalendarDate[] => {
  const days = [addDays(today, -silence)]
  for (const gap of gaps.toReversed()) days.unshift(addDays(days[0] ?? today, -gap))
  return days
}

describe('going cold', () => {
  test('says usual gap, silence, contacts and range', () => {
    expect(goingCold(history([31, 34, 40, 33, 34, 36, 34, 32], 71), today)).toEqual({
      state: 'cold',
      silence: 71,
      ignored: 0,
      contactDays: 9,
      medianGap: 34,
      shortestGap: 31,
      longestGap: 40,
      lastDay: '2026-09-10',
      coldFrom: '2026-11-01',
      roughGuess: false,
    })
  })

  test.each([
    [29, 'in-rhythm'],
    [30, 'soon'],
    [45, 'soon'],
    [46, 'cold'],
  ])('after %i days of a 30-day rhythm it is %s', (silence, state) => {
    expect(goingCold(history([30, 30, 30], silence), today).state).toBe(state)
  })

  test('one and a half times an odd gap is exceeded by whole days', () => {
    const states = [31, 32].map((silence) => goingCold(history([21, 21], silence), today).state)
    expect(states).toEqual(['soon', 'cold'])
  })

  test('the median of an even number of gaps is the mean of the middle two', () => {
    expect(goingCold(history([10, 30, 21, 20], 1), today)).toMatchObject({ medianGap: 20.5 })
  })

  test.each([
    [[], 0],
    [['2026-01-01'], 1],
    [['2026-01-01', '2026-01-01', '2026-01-01', '2026-02-01'], 2],
  ])('below three contact days there is no rhythm: %j', (days, have) => {
    expect(goingCold(days.map(day), today)).toEqual({
      state: 'not-enough-data',
      have,
      need: 3,
      ignored: 0,
    })
  })

  test.each([
    [5, true],
    [6, false],
  ])('%i contacts, rough guess: %s', (contacts, rough) => {
    const gaps = Array.from({ length: contacts - 1 }, () => 10)
    expect(goingCold(history(gaps, 3), today)).toMatchObject({ roughGuess: rough })
  })

  test('one long holiday does not move the usual gap', () => {
    expect(goingCold(history([14, 14, 200, 14, 14], 20), today)).toMatchObject({
      medianGap: 14,
      longestGap: 200,
    })
  })

  test('order and repetition change nothing; future days are left out and counted', () => {
    const days = history([12, 30, 9, 14], 40)
    const mixed = [...days.toReversed(), ...days, addDays(today, 1), addDays(today, 9)]
    expect(goingCold(mixed, today)).toEqual({ ...goingCold(days, today), ignored: 2 })
  })

  test('the day it says it turns cold is the first cold day', () => {
    for (const gaps of [
      [1, 1],
      [2, 3],
      [7, 7, 8],
      [365, 365],
      [1, 2, 3, 4, 5],
    ]) {
      const days = history(gaps, 0)
      const coldFrom = coldFromOf(days)
      expect([
        goingCold(days, addDays(coldFrom, -1)).state,
        goingCold(days, coldFrom).state,
      ]).toEqual(['soon', 'cold'])
    }
  })
})

const coldFromOf = (days: readonly CalendarDate[]): CalendarDate => {
  const result = goingCold(days, today)
  if (result.state === 'not-enough-data') throw new Error('expected a rhythm')
  return result.coldFrom
}
