import { describe, expect, test } from 'vitest'
import type { Activity } from '#renderer/features/contacts/contact-types.ts'
import {
  countOf,
  kindsOf,
  withYearMarks,
} from '#renderer/features/contacts/record/group-timeline.ts'

const entry = (day: string) => ({ id: 1, kind: 'call', day }) as unknown as Activity

const shape = (days: readonly string[], thisYear = '2026') =>
  withYearMarks(days.map(entry), thisYear).map((line) =>
    line.type === 'year' ? line.year : line.entry.day,
  )

describe('the timeline', () => {
  test('marks every year that begins, but not the present one', () => {
    expect(shape(['2026-11-01', '2026-01-02', '2025-12-31', '2023-05-05', '2023-01-01'])).toEqual([
      '2026-11-01',
      '2026-01-02',
      '2025',
      '2025-12-31',
      '2023',
      '2023-05-05',
      '2023-01-01',
    ])
    expect(shape(['2024-05-05'])).toEqual(['2024', '2024-05-05'])
    expect(shape([])).toEqual([])
  })

  test('counts by filter', () => {
    const counts = { call: 9, note: 1, 'mail-sent': 4, 'mail-received': 3 }
    expect(countOf('all', counts)).toBe(17)
    expect(countOf('mail', counts)).toBe(7)
    expect(countOf('meeting', counts)).toBe(0)
    expect(kindsOf('all')).toBeUndefined()
    expect(kindsOf('mail')).toEqual(['mail-sent', 'mail-received'])
  })
})
