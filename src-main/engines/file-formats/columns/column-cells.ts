import { isBlankText } from '../cells/cell-values.ts'

/** The filled cells of a column, trimmed. */
export const cellsOf = (rows: readonly (readonly string[])[], index: number): string[] => {
  const cells: string[] = []
  for (const row of rows) {
    const cell = row[index]?.trim() ?? ''
    if (!isBlankText(cell)) cells.push(cell)
  }
  return cells
}
