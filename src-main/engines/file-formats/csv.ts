import type { TableRow } from './table.ts'

/** A row of a table. */
export type CsvRow = TableRow
