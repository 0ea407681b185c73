import { describe, expect, it } from 'vitest'
import { dayOfSerial, readDate } from '#main/engines/file-formats/cells/dates.ts'
import {
  addDayOrderEvidence,
  dayOrderOf,
  noEvidence,
} from '#main/engines/file-formats/cells/day-orders.ts'

const day = (year: number | null, month: number, dayOfMonth: number) => ({
  kind: 'date',
  date: { year, month, day: dayOfMonth },
})

describe('days in years of the Republic of China', () => {
  it.each([
    ['75/3/4', day(1986, 3, 4)],
    ['101.12.25', day(2012, 12, 25)],
    ['80年1月2日', day(1991, 1, 2)],
    ['民國80年1月2日', day(1991, 1, 2)],
    ['1986/3/4', day(1986, 3, 4)],
    ['3/4', day(null, 3, 4)],
    ['75/13/4', { kind: 'no-such-day' }],
  ] as const)('%s', (cell, expected) => {
    expect(readDate(cell, 'republic-first', 2026)).toEqual(expected)
  })

  it('are counted where a cell says so', () => {
    const evidence = noEvidence()
    for (const cell of [
      '75/3/4',
      '民國80年1月2日',
      '民国八十年',
      '中華民國９０年1月1日',
      '民生路1號',
    ]) {
      addDayOrderEvidence(evidence, cell)
    }
    expect(evidence.republic).toBe(2)
  })
})

describe('readDate', () => {
  it.each([
    ['1984-03-14', day(1984, 3, 14)],
    ['1984/3/14', day(1984, 3, 14)],
    ['1984-03-14T00:00:00', day(1984, 3, 14)],
    ['19840314', day(1984, 3, 14)],
    ['14.03.1984', day(1984, 3, 14)],
    ['9.12.1984', day(1984, 12, 9)],
    ['5.5.76', day(1976, 5, 5)],
    ['5.5.26', day(2026, 5, 5)],
    ['24.01.', day(null, 1, 24)],
    ['1984年3月14日', day(1984, 3, 14)],
    ['11月3日', day(null, 11, 3)],
    ['1980. 5. 6.', day(1980, 5, 6)],
    ['1980. 12. 26', day(1980, 12, 26)],
    ['1980년 5월 6일', day(1980, 5, 6)],
    ['5월 6일', day(null, 5, 6)],
    ['昭和50年6月1日', day(1975, 6, 1)],
    ['平成元年1月8日', day(1989, 1, 8)],
    ['令和 3 年 12 月 31 日', day(2021, 12, 31)],
    ['S50.6.1', day(1975, 6, 1)],
    ['H2/3/4', day(1990, 3, 4)],
    ['昭和五十年', { kind: 'unreadable' }],
    ['昭和50年13月1日', { kind: 'no-such-day' }],
    ['民國80年1月2日', day(1991, 1, 2)],
    ['中華民國101年10月10日', day(2012, 10, 10)],
    ['民國 75/3/4', day(1986, 3, 4)],
    ['１９８０年５月６日', day(1980, 5, 6)],
    ['１９８０／５／６', day(1980, 5, 6)],
    ['2024年3月12日（火）', day(2024, 3, 12)],
    ['2025/11/3', day(2025, 11, 3)],
    [' --04-17', day(null, 4, 17)],
    ['--02-29', day(null, 2, 29)],
    ['12 Mar 2024', day(2024, 3, 12)],
    ['March 12, 2024', day(2024, 3, 12)],
    ['3/14/1984', day(1984, 3, 14)],
    ['14/3/1984', day(1984, 3, 14)],
    ['3/4/1984', day(1984, 4, 3)],
    ['1/24', day(null, 1, 24)],
    ['45964', day(2025, 11, 3)],
    ['１９８４-０３-１４', day(1984, 3, 14)],
    ['', { kind: 'blank' }],
    ['0/0/00', { kind: 'blank' }],
    ['00.00.0000', { kind: 'blank' }],
    ['0000-00-00', { kind: 'blank' }],
    ['30.02.1990', { kind: 'no-such-day' }],
    ['29.02.1990', { kind: 'no-such-day' }],
    ['1984-13-01', { kind: 'no-such-day' }],
    ['12 Foo 1984', { kind: 'unreadable' }],
    ['12. März 1984', day(1984, 3, 12)],
    ['12 mars 1984', day(1984, 3, 12)],
    ['1er janvier 1990', day(1990, 1, 1)],
    ['12 de marzo de 1984', day(1984, 3, 12)],
    ['12 Feb 84', day(1984, 2, 12)],
    ['12-Mar-1984', day(1984, 3, 12)],
    ['May 1st', day(null, 5, 1)],
    ['Tuesday, 12 March 2024', day(2024, 3, 12)],
    ['2024年3月12日 星期二', day(2024, 3, 12)],
    ['24.01', day(null, 1, 24)],
    ['14.03.1984 00:00:00', day(1984, 3, 14)],
    ['1984-03-14 07:30', { ...day(1984, 3, 14), hasTime: true }],
    ['3/14/1984 7:30 PM', { ...day(1984, 3, 14), hasTime: true }],
    ['45964.5', { ...day(2025, 11, 3), hasTime: true }],
    ['84/3/14', day(1984, 3, 14)],
    ['0/0/00 00:00', { kind: 'blank' }],
    ['in spring', { kind: 'unreadable' }],
    ['spring 1984', { kind: 'unreadable' }],
    ['1984', { kind: 'unreadable' }],
    ['123', { kind: 'unreadable' }],
  ])('%s', (cell, reading) => {
    expect(readDate(cell, 'day-first', 2026)).toEqual(reading)
  })

  it('puts the year first where the column does', () => {
    expect(readDate('25/11/3', 'year-first', 2026)).toEqual(day(2025, 11, 3))
    expect(readDate('25/11/03', 'day-first', 2026)).toEqual(day(2003, 11, 25))
    expect(readDate('11/3', 'year-first', 2026)).toEqual(day(null, 11, 3))
    expect(readDate('3/14/84', 'year-first', 2026)).toEqual(day(1984, 3, 14))
  })

  it('counts days as spreadsheets do, with a day in 1900 that never was', () => {
    expect([1, 59, 60, 61, 45964].map(dayOfSerial)).toEqual([
      { year: 1900, month: 1, day: 1 },
      { year: 1900, month: 2, day: 28 },
      null,
      { year: 1900, month: 3, day: 1 },
      { year: 2025, month: 11, day: 3 },
    ])
  })

  it('goes by the order of the column where both are possible', () => {
    expect(readDate('3/4/1984', 'month-first', 2026)).toEqual(day(1984, 3, 4))
  })
})

describe('dayOrderOf', () => {
  const orderOf = (cells: readonly string[], country: string | null) => {
    const evidence = noEvidence()
    for (const cell of cells) addDayOrderEvidence(evidence, cell)
    return dayOrderOf(evidence, country)
  }
  it.each([
    [['3/4/1984', '14/3/1984'], 'US', 'day-first'],
    [['3/4/1984', '3/14/1984'], 'PT', 'month-first'],
    [['3/4/1984'], 'US', 'month-first'],
    [['3/4/1984'], 'PT', 'day-first'],
    [['84/3/4', '3/4/5'], 'PT', 'year-first'],
    [['25/11/03'], 'PT', 'day-first'],
    [['25/11/03'], 'CN', 'year-first'],
    [['0/0/00'], 'US', 'month-first'],
    [[], null, 'day-first'],
  ])('%j in %s', (cells, country, order) => {
    expect(orderOf(cells, country)).toBe(order)
  })
})

it.each([
  ['26.10.01', 'year-first', day(2026, 10, 1)],
  ['25.1.5', 'year-first', day(2025, 1, 5)],
  ['26.10.01', 'day-first', day(2001, 10, 26)],
  ['31.12.84', 'year-first', day(1984, 12, 31)],
  ['17 Agustus 1980', 'day-first', day(1980, 8, 17)],
  ['11 de setembre de 1980', 'day-first', day(1980, 9, 11)],
  ['00:00', 'day-first', { kind: 'blank' }],
] as const)('%s in a column that is %s', (cell, order, expected) => {
  expect(readDate(cell, order, 2026)).toEqual(expected)
})
