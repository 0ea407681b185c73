import { describe, expect, test } from 'vitest'
import { type AgreedRhythm, rhythmFacts } from '#main/engines/analytics/rhythm/rhythm-facts.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'

// Literals are days by their form.
const today = '2026-11-20' as CalendarDate
const agreed: AgreedRhythm = { everyDays: 30, source: 'tag', sourceId: 4, sourceName: 'Regular' }
const daysAgo = (...days: number[]): CalendarDate[] => days.map((ago) => addDays(today, -ago))

describe('rhythm facts', () => {
  test('own rhythm, contact days of twelve months only, due after the usual gap', () => {
    expect(
      rhythmFacts({ days: daysAgo(9, 30, 50, 400), agreed: null, agreedDue: null, today }),
    ).toEqual({
      contactDays: daysAgo(50, 30, 9),
      contactDayCount: 4,
      lastContactDay: addDays(today, -9),
      silenceDays: 9,
      medianGapDays: 21,
      shortestGapDays: 20,
      longestGapDays: 350,
      state: 'in-rhythm',
      isRoughGuess: true,
      dueDay: addDays(today, 12),
      agreed: null,
    })
  })

  test.each([
    [1, 'in-rhythm'],
    [0, 'soon'],
    [-1, 'cold'],
  ])('an agreed day %i days ahead is %s', (ahead, state) => {
    const agreedDue = addDays(today, ahead)
    expect(rhythmFacts({ days: [], agreed, agreedDue, today })).toMatchObject({
      state,
      dueDay: agreedDue,
      silenceDays: null,
      agreed,
    })
  })

  test('a kept agreement does not hide that somebody is cold by their own rhythm', () => {
    const days = daysAgo(20, 27, 34)
    const facts = rhythmFacts({ days, agreed, agreedDue: addDays(today, 10), today })
    expect(facts).toMatchObject({ state: 'cold', dueDay: addDays(today, 10) })
  })
})
