import { expect, test } from 'vitest'
import { keptRhythm, keptRhythmAggregate } from '#main/engines/analytics/rhythm/kept.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'

// Literals are days by their form.
const days = ['2026-03-01', '2026-01-01', '2026-02-01', '2026-01-01'] as CalendarDate[]

test('keeps the count of distinct days, the usual gap and the first cold day', () => {
  expect(keptRhythm(days)).toEqual({
    contactDayCount: 3,
    medianGapDays: 29.5,
    coldFrom: '2026-04-15',
  })
})

test('keeps no gap and no cold day below three contact days', () => {
  expect([keptRhythm([]), keptRhythm(days.slice(1, 3))]).toEqual([
    { contactDayCount: 0, medianGapDays: null, coldFrom: null },
    { contactDayCount: 2, medianGapDays: null, coldFrom: null },
  ])
})

test('the aggregate says the same, and a missing day is none', () => {
  const collected = keptRhythmAggregate.start()
  for (const day of [null, ...days]) keptRhythmAggregate.step(collected, day)
  expect(JSON.parse(keptRhythmAggregate.result(collected))).toEqual(keptRhythm(days))
})
