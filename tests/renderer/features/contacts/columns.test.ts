import { describe, expect, test } from 'vitest'
import {
  columnIds,
  fittingColumns,
  gridTemplate,
  startColumns,
} from '#renderer/features/contacts/columns.ts'

const ids = (chosen: readonly (typeof columnIds)[number][], width: number, isNarrow = false) =>
  fittingColumns(chosen, width, isNarrow).map((column) => column.id)

describe('columns of the list', () => {
  test('all of the start fit a window of 1280', () => {
    expect(ids(startColumns, 1280 - 224)).toEqual([...startColumns])
  })

  test('the company goes first in a narrow window', () => {
    expect(ids(startColumns, 1044, true)).toEqual(startColumns.filter((id) => id !== 'company'))
  })

  test('name, stage, last contact and next step stay however narrow it gets', () => {
    expect(ids(columnIds, 300)).toEqual(['name', 'stage', 'last-contact', 'next-step', 'due'])
  })

  test('the order is that of the list, whatever was chosen first', () => {
    expect(ids(['due', 'name', 'tags'], 2000)).toEqual(['name', 'tags', 'due'])
  })

  test('the template has one track per column and one at either edge', () => {
    const shown = fittingColumns(startColumns, 2000, false)
    expect(gridTemplate(shown).match(/minmax/g)).toHaveLength(shown.length)
    expect(gridTemplate(shown)).toMatch(/^38px .* 12px$/)
  })
})
