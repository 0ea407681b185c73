import { describe, expect, test } from 'vitest'
import {
  fittingColumns,
  gridTemplate,
  startColumns,
} from '#renderer/features/contacts/list/columns.ts'
import { fittingTags } from '#renderer/features/contacts/list/tags-cell.tsx'
import { type ContactColumn, contactColumns } from '#shared/domain/contact-columns.ts'

const ids = (chosen: readonly ContactColumn[], width: number, isNarrow = false) =>
  fittingColumns(chosen, width, isNarrow).map((column) => column.id)

describe('tags that fit', () => {
  test('a wide cell shows all, a narrow one the first and a count', () => {
    expect(fittingTags(['Regular', 'Team'], 200)).toBe(2)
    expect(fittingTags(['Past course', 'Regular'], 128)).toBe(1)
    expect(fittingTags(['A name longer than any cell'], 40)).toBe(1)
    expect(fittingTags([], 128)).toBe(0)
  })

  test('Han characters take their width', () => {
    expect(fittingTags(['常客', '团建', '老学员'], 130)).toBe(2)
  })
})

describe('columns of the list', () => {
  test('all of the start fit a window of 1280', () => {
    expect(ids(startColumns, 1280 - 224)).toEqual([...startColumns])
  })

  test('the company goes first in a narrow window', () => {
    expect(ids(startColumns, 1044, true)).toEqual(startColumns.filter((id) => id !== 'company'))
  })

  test('name, stage, last contact and next step stay however narrow it gets', () => {
    expect(ids(contactColumns, 300)).toEqual(['name', 'stage', 'last-contact', 'next-step', 'due'])
  })

  test('the order is that of the list, whatever was chosen first', () => {
    expect(ids(['due', 'name', 'tags'], 2000)).toEqual(['name', 'tags', 'due'])
  })

  test('widths add up to the list and none is under its least', () => {
    for (const width of [900, 1056, 1400, 2000]) {
      const shown = fittingColumns(startColumns, width, false)
      const sum = shown.reduce((total, column) => total + column.width + 12, 50 + 24)
      expect(sum).toBeCloseTo(width, 6)
      for (const column of shown) expect(column.width).toBeGreaterThanOrEqual(column.min)
    }
  })

  test('the template has one track per column and one at either edge', () => {
    const shown = fittingColumns(startColumns, 2000, false)
    expect(gridTemplate(shown).match(/minmax/g)).toHaveLength(shown.length)
    expect(gridTemplate(shown)).toMatch(/^38px .* 12px$/)
  })
})
