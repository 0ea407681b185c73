import { describe, expect, it } from 'vitest'
import {
  addDecimalEvidence,
  decimalMarkFor,
  readDecimal,
  readNumber,
} from '#shared/domain/numbers.ts'

describe('readNumber', () => {
  it.each([
    ['1234', 1234],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1 234,56', 1234.56],
    ['1\u202f234,5', 1234.5],
    ["1'234.50", 1234.5],
    ['12,34,567.8', 1_234_567.8],
    ['1.234.567', 1_234_567],
    ['-3', -3],
    ['3-', -3],
    ['(12,5)', -12.5],
    ['\u221212', -12],
    ['0,5', 0.5],
    ['.5', 0.5],
    ['１２', 12],
    ['1.5万', 15_000],
    ['2亿', 200_000_000],
    ['1.39E+10', 13_900_000_000],
    ['', null],
    ['abc', null],
    ['1-2', null],
    ['1.2.3', null],
    ['--3', null],
    ['12345678901234567', null],
  ])('%j', (cell, number) => {
    expect(readNumber(cell, 'comma')).toBe(number)
  })

  it('goes by the column where one mark stands before three digits', () => {
    expect(readNumber('1.234', 'comma')).toBe(1234)
    expect(readNumber('1.234', 'point')).toBe(1.234)
    expect(readNumber('1,234', 'comma')).toBe(1.234)
    expect(readNumber('1,234', 'point')).toBe(1234)
    expect(readNumber('0.234', 'comma')).toBe(0.234)
  })

  it('keeps all digits', () => {
    expect(readDecimal('0012,3400', 'comma')).toEqual({
      isNegative: false,
      whole: '0012',
      fraction: '3400',
    })
  })
})

describe('decimalMarkFor', () => {
  const markOf = (cells: readonly string[], country: string | null) => {
    const evidence = { comma: 0, point: 0 }
    for (const cell of cells) addDecimalEvidence(evidence, cell)
    return decimalMarkFor(evidence, country)
  }
  it.each([
    [['1.234', '12,5'], 'US', 'comma'],
    [['1,234', '12.5'], 'DE', 'point'],
    [['1.234.567'], 'US', 'comma'],
    [['€ 1,234.00'], 'DE', 'point'],
    [['1.234'], 'DE', 'comma'],
    [['1.234'], 'US', 'point'],
    [[], null, 'point'],
  ])('%j in %s', (cells, country, mark) => {
    expect(markOf(cells, country)).toBe(mark)
  })
})

it('goes by the country where its language has another mark elsewhere', () => {
  const nothing = { comma: 0, point: 0 }
  expect(['MX', 'CH', 'ES', 'AR'].map((country) => decimalMarkFor(nothing, country))).toEqual([
    'point',
    'point',
    'comma',
    'comma',
  ])
})
