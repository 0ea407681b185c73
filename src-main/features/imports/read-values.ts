import { manyLines } from '#main/engines/file-formats/cell-values.ts'
import { readTyped } from '#main/engines/file-formats/typed-cells.ts'
import type { PlannedColumn } from './column-plan.ts'
import type { ImportedValue } from './contact-facts.ts'
import type { RowCells } from './row-cells.ts'

const none: readonly ImportedValue[] = []

/** The values of the custom fields of a row; what is not of its field's type becomes a note. */
export const readValues = (row: RowCells): readonly ImportedValue[] => {
  let values: ImportedValue[] | null = null
  for (const field of ['custom-field', 'own-id'] as const) {
    for (const column of row.columns(field)) {
      const cell = row.text(column)
      if (cell === '') continue
      const value = readTyped(column.type, cell, {
        dayOrder: row.rules.dayOrders.get(column.index) ?? 'day-first',
        decimal: row.plan.isLossless ? 'point' : (row.rules.decimals?.get(column.index) ?? 'point'),
        currency: row.rules.currency ?? 'EUR',
        thisYear: row.rules.thisYear,
        options: column.options,
      })
      if (value === null) row.keepFlagged('value-unreadable', column, manyLines(cell))
      else (values ??= []).push({ column: column.index, value })
    }
  }
  return values ?? none
}

/** The owner's own number of the contact; null when there is none. */
export const readOwnId = (row: RowCells): string | null => {
  for (const column of row.columns('own-id')) {
    const text = row.text(column)
    if (text !== '' && text.length <= longestId) return text
  }
  return null
}

const longestId = 200
const uidForm = /^[0-9a-z]{20,40}$/u

/** Kith's own permanent name of the contact; a cell of another form becomes a note. */
export const readUid = (row: RowCells): string | null => {
  for (const column of row.columns('uid')) {
    const text = row.text(column)
    if (uidForm.test(text)) return text
    keepOther(row, column, text)
  }
  return null
}

const keepOther = (row: RowCells, column: PlannedColumn, text: string): void => {
  if (text !== '') row.keepNamed(column.name, text)
}
