import type { Row } from '../import-types.ts'

/** A cell of a row that was wrong or still is; or what is wrong with the row as a whole. */
export interface RowCell {
  /** Null for the whole row. */
  readonly column: number | null
  /** What the column is called; empty for the whole row. */
  readonly name: string
  readonly value: string
  /** What is wrong; null once it is repaired. */
  readonly problem: string | null
  /** What stood there before it was repaired; null where nothing was. */
  readonly was: string | null
}

/** The cells of a row to be repaired and those that were, from left to right; the row itself first. */
export const cellsOf = (row: Row, columnName: (index: number) => string): readonly RowCell[] => {
  const found = row.problem === null ? [] : [row.problem, ...row.otherProblems]
  const wasOf = (column: number | null): string | null =>
    row.repairs.find((repair) => repair.column === column)?.was ?? null
  const wrong = found.map(({ code, column, columnIndex, value }) => ({
    column: columnIndex,
    name: column ?? (columnIndex === null ? '' : columnName(columnIndex)),
    // A row that names nobody: its problem says what stands in it.
    value: code === 'no-name' ? '' : value,
    problem: code,
    was: wasOf(columnIndex),
  }))
  const repaired = row.repairs
    .filter((repair) => !wrong.some(({ column }) => column === repair.column))
    .map(({ column, was, now }) => ({
      column,
      name: columnName(column),
      value: now,
      problem: null,
      was,
    }))
  return [...wrong, ...repaired].toSorted((a, b) => (a.column ?? -1) - (b.column ?? -1))
}
