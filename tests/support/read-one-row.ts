import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'
import { planColumns } from '#main/features/imports/columns/column-plan.ts'
import type { ReadRow } from '#main/features/imports/rows/contact-facts.ts'
import { readRow } from '#main/features/imports/rows/read-row.ts'
import type { ReadingRules } from '#main/features/imports/rows/row-cells.ts'

/** How the files of the tests are read. */
export const readingRules: ReadingRules = {
  country: 'PT',
  thisYear: 2026,
  dayOrders: new Map(),
  unreadable: 'set-aside',
}
/** Reads a row of cells by their headers, as the second line of a file in Portugal. */
export const readOneRow = (
  row: Record<string, string>,
  more: Partial<ReadingRules> = {},
): ReadRow => {
  const headers = Object.keys(row)
  const plan = planColumns(headers, recogniseColumns(headers))
  const csv = { row: 2, cells: Object.values(row), hasBrokenQuotes: false }
  return readRow(csv, plan, { ...readingRules, ...more })
}
