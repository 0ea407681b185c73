import { expect, test } from 'vitest'
import { keepInTouch, rhythmDue } from '#main/engines/analytics/rhythm/keep-in-touch.ts'
import type { CalendarDate, TagId } from '#shared/domain/ids.ts'

// Ids and days of the table below.
const tag = (id: number, everyDays: number) => ({ tagId: id as TagId, everyDays })
const day = (text: string): CalendarDate => text as CalendarDate

test.each([
  [
    'the contact before all else',
    { contactDays: 90, tags: [tag(1, 7)], importance: { importance: 1, everyDays: 14 } },
    { everyDays: 90, source: { kind: 'contact' } },
  ],
  [
    'a tag before importance, however long',
    { contactDays: null, tags: [tag(4, 60)], importance: { importance: 1, everyDays: 14 } },
    { everyDays: 60, source: { kind: 'tag', tagId: 4 } },
  ],
  [
    'the shortest of several tags',
    { contactDays: null, tags: [tag(1, 60), tag(2, 30), tag(3, 45)], importance: null },
    { everyDays: 30, source: { kind: 'tag', tagId: 2 } },
  ],
  [
    'of equal tags the older',
    { contactDays: null, tags: [tag(9, 30), tag(2, 30)], importance: null },
    { everyDays: 30, source: { kind: 'tag', tagId: 2 } },
  ],
  [
    'importance when nothing is nearer',
    { contactDays: null, tags: [], importance: { importance: 3, everyDays: 180 } },
    { everyDays: 180, source: { kind: 'importance', importance: 3 } },
  ],
  ['nothing where nothing is set', { contactDays: null, tags: [], importance: null }, null],
])('%s', (_name, rules, expected) => {
  expect(keepInTouch(rules)).toEqual(expected)
})

test('contact is due a rhythm after the last one, or after the day somebody was added', () => {
  expect([
    rhythmDue(day('2026-01-31'), day('2025-01-01'), 30),
    rhythmDue(null, day('2025-01-01'), 30),
  ]).toEqual(['2026-03-02', '2025-01-31'])
})
