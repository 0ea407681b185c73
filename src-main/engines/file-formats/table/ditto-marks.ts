import { isBlankText } from '../cells/cell-values.ts'
import type { DittoCell, TableRow } from './table.ts'

/** Marks and words that mean nothing but the cell above. */
const words: ReadonlySet<string> = new Set(
  '〃|″|〃〃|同上|同前|上同|仝上|ditto|ditto.|dito|dito.|dto.|idem|ídem|idem.|Ditto|DITTO|Idem|IDEM|Ídem|DTO.|Dto.|то же|„—„'.split(
    '|',
  ),
)
/** Phrases that are nobody's name, in any letter case. */
const phrases: ReadonlySet<string> = new Set(
  'same as above|as above|see above|siehe oben|wie oben|s.o.|s. o.|comme ci-dessus|voir ci-dessus|igual que arriba|como arriba|ver arriba|como acima|come sopra|см. выше|как выше|如上|同上行|與上同|与上同|同上格|上に同じ|위와 같음'.split(
    '|',
  ),
)
/** Quotation marks alone, as typed under a word, with or without dashes: `"`, `''`, `„`, `-"-`. */
const quotes = /^(?:(?:"|''|,,|[„“”])|[-–—]\s?(?:"|''|[„“”])\s?[-–—])$/u
const longest = 6
/** First characters of them all: most cells are passed over by it. */
const starts = new Set([...words].map((word) => word.charAt(0)).concat([...'"\',„“”-–—']))
/** As far as a text shows at once: its first letter and how long it is. */
const shapeOf = (text: string): number => text.charCodeAt(0) * 64 + text.length
const shapes = new Set(
  [...phrases].flatMap((phrase) => [
    shapeOf(phrase),
    shapeOf(phrase.charAt(0).toUpperCase() + phrase.slice(1)),
  ]),
)

/** In capitals, the initials of a name. */
const initials = /^\p{Lu}\.\s?\p{Lu}\.$/u

/** Whether a cell, trimmed, stands for the one above it. */
export const isDitto = (text: string): boolean =>
  isMark(text) ||
  (shapes.has(shapeOf(text)) && phrases.has(text.toLowerCase()) && !initials.test(text))

const isMark = (text: string): boolean =>
  text.length <= longest && starts.has(text.charAt(0)) && (words.has(text) || quotes.test(text))

/**
 * Fills in the cells that stand for the one above, row by row in the order of the file.
 *
 * The cell above is that of the row before, as it was filled in itself. Where it is blank, or its
 * row or this one has broken quotation marks, the mark stays as it was typed.
 */
export class DittoReader {
  private above: TableRow | null = null

  /** The same row where there is nothing to fill in. */
  read(row: TableRow): TableRow {
    const found = row.hasBrokenQuotes ? row : filledIn(row, this.above)
    this.above = found
    return found
  }

  /** As `read`, for the rows of a batch. */
  readAll(rows: readonly TableRow[]): readonly TableRow[] {
    return rows.map((row) => this.read(row))
  }
}

/** Passes over most cells at little cost; a mark may have blanks around it. */
const mayBeDitto = (cell: string): boolean =>
  (cell.length <= longest * 2 && (starts.has(cell.charAt(0)) || cell.charCodeAt(0) <= 0x20)) ||
  shapes.has(shapeOf(cell))

const filledIn = (row: TableRow, above: TableRow | null): TableRow => {
  let cells: string[] | null = null
  const dittos: DittoCell[] = []
  for (let column = 0; column < row.cells.length; column += 1) {
    const cell = row.cells[column] ?? ''
    if (!mayBeDitto(cell)) continue
    const mark = cell.trim()
    if (!isDitto(mark)) continue
    const text = above === null || above.hasBrokenQuotes ? '' : (above.cells[column] ?? '')
    if (isBlankText(text.trim()) || isDitto(text.trim())) continue
    cells ??= [...row.cells]
    cells[column] = text
    dittos.push({ column, mark })
  }
  return cells === null ? row : { ...row, cells, dittos }
}
