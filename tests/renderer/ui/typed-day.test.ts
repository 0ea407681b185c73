import { expect, test } from 'vitest'
import { formatDay } from '#renderer/ui/format.ts'
import { readTypedDay } from '#renderer/ui/typed-day.ts'

const today = '2026-11-20'

test.each([
  ['2026-11-24', '2026-11-24'],
  ['2027/3/4', '2027-03-04'],
  ['2026年11月24日', '2026-11-24'],
  ['11月24日', '2026-11-24'],
  ['12月5', '2026-12-05'],
  ['24.11.', '2026-11-24'],
  ['24/11', '2026-11-24'],
  [' 4.3.2027 ', '2027-03-04'],
  ['24 Nov', '2026-11-24'],
  ['Tue 24 November', '2026-11-24'],
  ['Sunday, 1. March 2027', '2027-03-01'],
  ['Nov 24, 2026', '2026-11-24'],
  ['december 5', '2026-12-05'],
])('%s is %s', (text, day) => {
  expect(readTypedDay(text, today)).toBe(day)
})

test.each(['', 'soon', '31/2', '2026-02-29', '24 Smarch', '13月1日', '24', '2026'])(
  '“%s” is no day',
  (text) => {
    expect(readTypedDay(text, today)).toBeNull()
  },
)

test('what the app writes can be read again', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    for (const day of ['2026-01-01', '2026-05-31', '2028-02-29', '2031-09-07']) {
      expect(readTypedDay(formatDay(day, { style: 'long', language, today }), today)).toBe(day)
    }
  }
})
