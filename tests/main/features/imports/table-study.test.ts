import { describe, expect, it } from 'vitest'
import { TableStudy } from '#main/features/imports/columns/table-study.ts'

const study = (...cells: readonly string[]) => {
  const found = new TableStudy(1)
  for (const [at, cell] of cells.entries()) {
    found.add({ row: at + 2, cells: [cell], hasBrokenQuotes: false })
  }
  return found
}
const rules = { dayOrder: undefined, decimal: undefined, country: 'US' }

describe('TableStudy', () => {
  it.each([
    [['31.12.1984', '5.5.1976', '24.01.'], 'day-first', 2, 0, 1, false],
    [['3/4/1984', '25/12/1990'], 'day-first', 1, 0, 1, false],
    [['3/4/1984', '12/25/1990', '12/26/1990'], 'month-first', 2, 0, 1, false],
    [['3/4/1984', '5/6/1990'], 'month-first', 0, 0, 2, true],
    [['1984-03-14', ''], 'month-first', 0, 0, 0, false],
  ] as const)('judges %j', (cells, order, certain, contrary, open, isAmbiguous) => {
    expect(study(...cells).dayOrder([0], rules)).toEqual({
      order,
      certain,
      contrary,
      open,
      isAmbiguous,
      otherwise: [],
    })
  })

  it('obeys the owner, and asks no more', () => {
    const chosen = { ...rules, dayOrder: 'day-first', decimal: 'comma' } as const
    const found = study('3/4/1984', '5/6/1990')
    expect(found.dayOrder([0], chosen)).toMatchObject({ order: 'day-first', isAmbiguous: false })
    expect(found.decimalMark([0], chosen)).toBe('comma')
  })

  describe('of a file whose columns write their days in different orders', () => {
    const found = new TableStudy(3)
    for (const day of [20, 25, 30]) {
      const cells = [`${day}/08/2019`, `8/${day}/2024`, '4/5/2020']
      found.add({ row: day, cells, hasBrokenQuotes: false })
    }

    it('says which is read otherwise, and asks about nothing that decides itself', () => {
      expect(found.dayOrder([0, 1], rules)).toEqual({
        order: 'month-first',
        certain: 6,
        contrary: 0,
        open: 0,
        isAmbiguous: false,
        otherwise: [{ column: 0, order: 'day-first' }],
      })
    })

    it('asks about a column that shows nothing', () => {
      expect(found.dayOrder([0, 1, 2], rules)).toMatchObject({ open: 3, isAmbiguous: true })
      const chosen = found.dayOrder([0, 1, 2], { ...rules, dayOrder: 'day-first' })
      expect(chosen).toMatchObject({
        order: 'day-first',
        contrary: 0,
        isAmbiguous: false,
        otherwise: [{ column: 1, order: 'month-first' }],
      })
    })
  })

  it('judges the decimal mark by amounts', () => {
    expect(study('1.234,56', '0,50').decimalMark([0], rules)).toBe('comma')
    expect(study('$1,234.56', '12').decimalMark([0], rules)).toBe('point')
  })

  it('counts filled cells and keeps six words with unusual letters', () => {
    const found = study('Zoë Müller', ' ', 'Łódź', 'Ana', 'é1', 'ć ď ę ň ř š ť ž')
    expect(found.filled(0)).toBe(5)
    expect(found.unusualWords).toEqual(['Zoë', 'Müller', 'Łódź', 'ć', 'ď', 'ę'])
  })
})
