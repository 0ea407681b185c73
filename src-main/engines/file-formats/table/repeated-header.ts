import { recogniseColumns } from '../columns/columns.ts'

/** A name of a column, however it is typed. */
const folded = (cell: string): string => cell.replace(/\s+/gu, '').toLowerCase()

/** A second header stands below the first. */
const lastTranslated = 30

/**
 * Makes a test for rows that say nothing but the names of the columns once more, as files glued
 * together have them: in any order, in other letter case and spaces, some of them left out. Among
 * the first rows of a file also in other words, as headers in two languages are.
 *
 * A single name is such a row only where no other column has one; it may be a person's otherwise.
 */
export const headerTest = (
  headers: readonly string[],
): ((cells: readonly string[], row: number) => boolean) => {
  const names = new Set(headers.map(folded).filter((name) => name !== ''))
  const first = headers.findIndex((header) => folded(header) !== '')
  const longest = Math.max(0, ...headers.map(({ length }) => length)) + 20
  const least = Math.min(2, names.size)
  const starts = new Set(
    [...names].flatMap((name) => [name.charAt(0), name.charAt(0).toUpperCase()]),
  )
  const isName = (cell: string): boolean =>
    cell.length <= longest &&
    (starts.has(cell.charAt(0)) || cell.charCodeAt(0) <= 0x20) &&
    names.has(folded(cell))
  const isTranslated = translationTest(headers)
  return (cells, row) => {
    if (row <= lastTranslated && isTranslated(cells)) return true
    // Most rows are passed over by one cell.
    if (first === -1 || !isName(cells[first] ?? '')) return false
    const filled = cells.filter((cell) => cell.trim() !== '')
    return filled.every(isName) && new Set(filled.map(folded)).size >= least
  }
}

/** What no name of a column has, and most rows of people do. */
const isData = (cell: string): boolean => /[@]|\d{3}/u.test(cell)

/** Whether most cells of a row are known names of the same columns in other words. */
const translationTest = (headers: readonly string[]): ((cells: readonly string[]) => boolean) => {
  const fields = recogniseColumns(headers).map(({ field }) => field)
  return (cells) => {
    const filled = cells.filter((cell) => cell.trim() !== '').length
    if (filled < 2 || cells.some(isData)) return false
    const found = recogniseColumns(cells.map((cell) => cell.trim()))
    const same = found.filter(
      ({ field }, index) => field !== 'named-note' && field === fields[index],
    ).length
    return same >= 2 && same * 5 >= filled * 3
  }
}
