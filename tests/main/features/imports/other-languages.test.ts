import { describe, expect, it } from 'vitest'
import { readBoolean } from '#main/engines/file-formats/cells/booleans.ts'
import { isBlankCell } from '#main/engines/file-formats/cells/cell-values.ts'
import { countryCodeOf } from '#main/engines/file-formats/cells/country-names.ts'
import { readDate } from '#main/engines/file-formats/cells/dates.ts'
import { readTable } from '#tests/support/read-content.ts'

describe('cells in other languages', () => {
  it.each([
    ['Россия', 'RU'],
    ['대한민국', 'KR'],
    ['Україна', 'UA'],
    ['Česko', 'CZ'],
    ['Magyarország', 'HU'],
    ['România', 'RO'],
    ['Ελλάδα', 'GR'],
    ['Suomi', 'FI'],
    ['Việt Nam', 'VN'],
    ['ไทย', 'TH'],
    ['ישראל', 'IL'],
    ['日本', 'JP'],
    ['台灣', 'TW'],
  ])('name countries: %s', (cell, code) => {
    expect(countryCodeOf(cell)).toBe(code)
  })

  it.each([
    ['12 марта 1980', 3],
    ['1 листопада 1990', 11],
    ['5 maja 1984', 5],
    ['3. října 1979', 10],
    ['7 Ağustos 1991', 8],
    ['14 august 1985', 8],
    ['2 Ιουνίου 1970', 6],
  ])('name months: %s', (cell, month) => {
    expect(readDate(cell, 'day-first', 2026)).toMatchObject({ kind: 'date', date: { month } })
  })

  it('say yes and no, and nothing', () => {
    expect(['да', 'Tak', 'はい', 'כן', 'нет', 'nie', 'いいえ', '아니오'].map(readBoolean)).toEqual([
      ...Array.from({ length: 4 }, () => true),
      ...Array.from({ length: 4 }, () => false),
    ])
    expect(['無', 'なし', '없음', '沒有'].every(isBlankCell)).toBe(true)
  })

  it('keep a row in whose phone is a word for no', () => {
    const { read } = readTable(['ФИО', 'Телефон'], [['Пётр Сидоров', 'нет']], {
      country: 'RU',
      currency: 'EUR',
    })
    expect(read).toMatchObject([{ problem: null, facts: { points: [], notes: ['Телефон: нет'] } }])
  })
})
