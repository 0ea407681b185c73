import { manyLines } from '#main/engines/file-formats/cells/cell-values.ts'
import { hasTimeOfDay, readOwnDay } from '#main/engines/file-formats/cells/dates.ts'
import { readTyped } from '#main/engines/file-formats/cells/typed-cells.ts'
import type { TypedValue } from '#main/engines/file-formats/cells/typed-values.ts'
import type { CustomFieldType } from '#main/engines/file-formats/columns/column-words.ts'
import { readOwnAmount } from '#main/engines/file-formats/own-export/own-amounts.ts'
import { currencyOfColumn } from '#shared/domain/money.ts'
import { dayFromParts } from '#shared/domain/time.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
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
      const exact = row.plan.isLossless ? exactly(column.type, cell) : null
      const value =
        exact ??
        readTyped(column.type, cell, {
          dayOrder: row.rules.dayOrders.get(column.index) ?? 'day-first',
          decimal: row.plan.isLossless
            ? 'point'
            : (row.rules.decimals?.get(column.index) ?? 'point'),
          currency: currencyOfCells(column, row.rules.currency ?? 'EUR'),
          thisYear: row.rules.thisYear,
          options: column.options,
        })
      if (value === null) {
        row.keepFlagged('value-unreadable', column, manyLines(cell))
        continue
      }
      // The field has the day; the hour is not lost.
      if (value.type === 'date' && hasTimeOfDay(cell)) row.keepNamed(column.name, cell)
      ;(values ??= []).push({ column: column.index, value })
    }
  }
  return values ?? none
}

/** The currency of amounts that name none. */
const currencyOfCells = ({ type, name }: PlannedColumn, own: string): string =>
  type === 'money' ? (currencyOfColumn(name, own) ?? own) : own

/** A value as Kith's own export writes it; null for what is written otherwise. */
const exactly = (type: CustomFieldType, value: string): TypedValue | null => {
  switch (type) {
    case 'text':
    case 'choice':
    case 'link':
      return { type, value }
    case 'number': {
      const number = Number(value)
      return Number.isFinite(number) ? { type, value: number } : null
    }
    case 'date': {
      const { year = null, month = 0, day = 0 } = readOwnDay(value) ?? {}
      const found = year === null ? null : dayFromParts(year, month, day)
      return found === null ? null : { type, value: found }
    }
    case 'money': {
      const money = readOwnAmount(value)
      return money === null ? null : { type, ...money }
    }
    case 'boolean':
      return null
  }
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

/** Kith's own permanent name of the contact or its company; a cell of another form becomes a note. */
export const readUid = (row: RowCells, field: 'uid' | 'company-uid'): string | null => {
  for (const column of row.columns(field)) {
    const text = row.text(column)
    if (uidForm.test(text)) return text
    keepOther(row, column, text)
  }
  return null
}

const keepOther = (row: RowCells, column: PlannedColumn, text: string): void => {
  if (text !== '') row.keepNamed(column.name, text)
}
