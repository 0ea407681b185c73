/** A name of a column, however it is typed. */
const folded = (cell: string): string => cell.replace(/\s+/gu, '').toLowerCase()

/**
 * Makes a test for rows that say nothing but the names of the columns once more, as files glued
 * together have them: in any order, in other letter case and spaces, some of them left out.
 *
 * A single name is such a row only where no other column has one; it may be a person's otherwise.
 */
export const headerTest = (headers: readonly string[]): ((cells: readonly string[]) => boolean) => {
  const names = new Set(headers.map(folded).filter((name) => name !== ''))
  const first = headers.findIndex((header) => folded(header) !== '')
  const longest = Math.max(0, ...headers.map(({ length }) => length)) + 20
  const least = Math.min(2, names.size)
  const isName = (cell: string): boolean => cell.length <= longest && names.has(folded(cell))
  return (cells) => {
    // Most rows are passed over by one cell.
    if (first === -1 || !isName(cells[first] ?? '')) return false
    const filled = cells.filter((cell) => cell.trim() !== '')
    return filled.every(isName) && new Set(filled.map(folded)).size >= least
  }
}
