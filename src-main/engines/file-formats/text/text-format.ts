import { recogniseColumns } from '../columns/columns.ts'
import { ownBeginning } from '../own-export/own-export.ts'
import { type Delimiter, hasContent, type Quote, type TableRow } from '../table/table.ts'
import { createTextCutter } from './delimited-text.ts'

/** How a text is to be cut, and what stands before its first row. */
export interface TextFormat {
  readonly delimiter: Delimiter
  readonly quote: Quote
  /** Characters of a first line `sep=;`, which is no row. */
  readonly skip: number
  /** Number of the first row behind it. */
  readonly firstRow: number
}

/** What the owner knows better. */
export interface AskedFormat {
  readonly delimiter?: Delimiter | undefined
  readonly quote?: Quote | undefined
}

/** The start of a text. */
export interface TextHead {
  readonly text: string
  /** False when the text goes on. */
  readonly isWhole: boolean
}

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']
const separatorLine = /^"?sep=([,;\t|])"?(?:\r\n|\r|\n)/iu
const sniffedLength = 65_536
const sniffedRows = 100

/** Finds delimiter and quotes in the start of a text; a first line `sep=;` names the delimiter. */
export const sniffText = (head: TextHead, asked: AskedFormat): TextFormat => {
  if (head.text.startsWith(ownBeginning)) {
    const { delimiter = ',', quote = '"' } = asked
    return { delimiter, quote, skip: 0, firstRow: 1 }
  }
  const named = separatorLine.exec(head.text)
  const skip = named?.[0].length ?? 0
  const text = head.text.slice(skip, skip + sniffedLength)
  const part = { text, isWhole: head.isWhole && skip + text.length === head.text.length }
  const signed = delimiters.find((sign) => sign === named?.[1])
  const firstRow = named === null ? 1 : 2
  const known = asked.delimiter ?? signed
  const inLines = asked.quote === undefined ? delimiterInLines(part, known) : null
  if (inLines !== null) return { delimiter: inLines, quote: 'line', skip, firstRow }
  const delimiter = known ?? alignedOr(bestDelimiter(part, asked.quote ?? '"'), part)
  const quote = asked.quote ?? bestQuote(text, delimiter)
  return { delimiter, quote, skip, firstRow }
}

const pieceLength = 65_536
/** Nobody looks at more rows of a start. */
const mostRows = 200

/** The first rows of a text, at most 200, without a last one that may go on. */
export const headRows = (
  { text, isWhole }: TextHead,
  format: Pick<TextFormat, 'delimiter' | 'quote' | 'firstRow'>,
): TableRow[] => {
  const cutter = createTextCutter(format)
  const rows: TableRow[] = []
  for (let at = 0; at < text.length; at += pieceLength) {
    const found = cutter.push(text.slice(at, at + pieceLength))
    if (!found.ok) return rows
    for (const row of found.value.slice(0, mostRows - rows.length)) rows.push(row)
    if (rows.length === mostRows) return rows
  }
  const end = isWhole ? cutter.end() : null
  return end?.ok === true ? [...rows, ...end.value.slice(0, mostRows - rows.length)] : rows
}

/** Rows among which the names of the columns are looked for. */
const headerRows = 10

/**
 * How many names of columns the best of the first rows has. Ragged rows and lists inside cells may
 * make a wrong delimiter look even; it never cuts out names.
 */
const knownNames = (rows: readonly TableRow[]): number => {
  const counts = rows
    .slice(0, headerRows)
    .map(
      ({ cells }) => recogniseColumns(cells).filter(({ field }) => field !== 'named-note').length,
    )
  const most = Math.max(0, ...counts)
  return most < 2 ? 0 : most
}

/** The delimiter that cuts out the most names and then the rows most evenly into many columns. */
const bestDelimiter = (head: TextHead, quote: Quote): Delimiter => {
  const scores = delimiters.map((delimiter) => {
    const rows = sniffedHead(head, { delimiter, quote, firstRow: 1 }).slice(0, sniffedRows)
    const even = evenness(rows.map(({ cells }) => cells.length))
    return { delimiter, score: knownNames(rows) * 1000 + even }
  })
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

/** A blank where the columns stand under each other and the delimiter cuts out no names. */
const alignedOr = (delimiter: Delimiter, head: TextHead): Delimiter => {
  if (knownNames(sniffedHead(head, { delimiter, quote: '"', firstRow: 1 })) > 0) return delimiter
  const rows = sniffedHead(head, { delimiter: ' ', quote: 'none', firstRow: 1 })
  const [first] = rows
  if (first === undefined || rows.length < fewestLines || knownNames([first]) < 2) return delimiter
  const usual = rows.filter(({ cells }) => cells.length === first.cells.length)
  return usual.length >= rows.length * usualShare ? ' ' : delimiter
}

/** As `headRows`; behind a quotation mark that is open so far, the text is taken for whole. */
const sniffedHead = (
  head: TextHead,
  format: Pick<TextFormat, 'delimiter' | 'quote' | 'firstRow'>,
) => {
  const rows = headRows(head, format)
  return rows.length >= fewRows ? rows : headRows({ ...head, isWhole: true }, format)
}

const fewRows = 10

const evenness = (widths: readonly number[]): number => {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  const [usual, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0])
  if (usual > 1) return (count / widths.length) * 100 + Math.min(usual, 99) / 100
  // Mostly one column: some rows with more are better than nothing.
  return (1 - count / Math.max(1, widths.length)) * 10
}

const fewestLines = 2
const usualShare = 0.9

/**
 * The delimiter of a text of which every line is one cell in quotation marks, and a table without
 * them: most lines have as many columns as the first, which names some. Null for other texts, and
 * for `"Name, Vorname"` above `"Weber, Maria"`, which is a column.
 */
const delimiterInLines = (head: TextHead, known: Delimiter | undefined): Delimiter | null => {
  if (!head.text.trimStart().startsWith('"')) return null
  const delimiter = known ?? bestDelimiter(head, 'line')
  const lines = sniffedHead(head, { delimiter, quote: '"', firstRow: 1 })
  const areCells = lines.every(({ cells }) => !hasContent(cells.slice(1)))
  if (lines.length < fewestLines || !areCells) return null
  const [first, ...rows] = sniffedHead(head, { delimiter, quote: 'line', firstRow: 1 })
  if (first === undefined || first.cells.length < 2) return null
  const usual = rows.filter(({ cells }) => cells.length === first.cells.length)
  const isSpaced = first.cells.slice(1).some((cell) => cell.startsWith(' '))
  const isTable =
    usual.length >= rows.length * usualShare && knownNames([first]) >= (isSpaced ? 3 : 2)
  return isTable ? delimiter : null
}

/** Apostrophes enclose cells only where they do so again and again and quotation marks never do. */
const bestQuote = (text: string, delimiter: Delimiter): Quote => {
  const sign = delimiter === '|' ? '\\|' : delimiter
  const enclosed = (quote: string): number => {
    const cell = new RegExp(
      `(?:^|${sign})${quote}[^${quote}\\r\\n]*${quote}(?=${sign}|\\r|\\n|$)`,
      'gmu',
    )
    return text.match(cell)?.length ?? 0
  }
  const apostrophes = enclosed("'")
  return apostrophes >= 3 && enclosed('"') === 0 ? "'" : '"'
}
