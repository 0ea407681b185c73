import { describe, expect, test } from 'vitest'
import type { TodayAnswer } from '#renderer/features/today/reason-words.ts'
import {
  allLines,
  keepSelected,
  sectionsOf,
  type TodayLine,
} from '#renderer/features/today/today-lines.ts'

const line = (id: number, daysLate?: number) => ({
  followUp: { id, title: `step ${id}` },
  contact: { id },
  reason: { code: 'year-unknown' },
  ...(daysLate === undefined ? {} : { daysLate }),
})
const answer = {
  day: '2026-11-20',
  answered: [{ id: 9, contact: { id: 6 }, reason: { code: 'year-unknown' } }],
  answeredCount: 1,
  overdue: [line(1, 3)],
  overdueCount: 1,
  today: [],
  todayCount: 0,
  cold: [{ contact: { id: 4, rhythm: { state: 'cold' } }, reason: { code: 'year-unknown' } }],
  coldCount: 53,
  dates: [{ id: 8, contact: { id: 5 }, reason: { code: 'year-unknown' } }],
  datesCount: 23,
  upcoming: [line(2), line(3)],
  upcomingCount: 9,
} as unknown as TodayAnswer

describe('the lines of Today', () => {
  test('come in groups, empty ones left out, with the count of all', () => {
    expect(sectionsOf(answer).map(({ id, count, lines }) => [id, count, lines.length])).toEqual([
      ['answered', 1, 1],
      ['overdue', 1, 1],
      ['cold', 53, 1],
      ['dates', 23, 1],
      ['upcoming', 9, 2],
    ])
  })

  test('keep their names while the page stays', () => {
    const lines = allLines(sectionsOf(answer))
    expect(lines.map(({ key }) => key)).toEqual([
      'mail-6',
      'step-1',
      'cold-4',
      'date-8',
      'step-2',
      'step-3',
    ])
    expect(lines[1]?.daysLate).toBe(3)
    expect(lines.map(({ rhythm }) => rhythm?.state)).toEqual([
      undefined,
      undefined,
      'cold',
      undefined,
      undefined,
      undefined,
    ])
  })

  test('when the selected line goes, the one in its place is next', () => {
    const lines = ['a', 'b', 'c'].map((key) => ({
      key,
      section: 'today',
    })) as unknown as TodayLine[]
    const section = 'today'
    expect(keepSelected(null, lines)).toBe('a')
    expect(keepSelected({ key: 'b', index: 0, section }, lines)).toBe('b')
    expect(keepSelected({ key: 'gone', index: 1, section }, lines)).toBe('b')
    expect(keepSelected({ key: 'gone', index: 7, section }, lines)).toBe('c')
    expect(keepSelected({ key: 'gone', index: 0, section }, [])).toBeNull()
    expect(keepSelected({ key: 'c', index: 0, section: 'overdue' }, lines)).toBe('a')
  })
})
