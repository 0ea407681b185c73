import type { CellFormats } from './cell-formats.ts'
import { SheetAmounts } from './sheet-amounts.ts'

/** What a sheet holds, counted before it is read. */
export interface SheetExtent {
  /** Number of the last row with a filled cell. */
  readonly rows: number
  /** Number of the last column with a filled cell. */
  readonly columns: number
  /** Places outside any spreadsheet, or rows out of order. */
  readonly isDamaged: boolean
  /** Cells that the reader would not take as they are; see `tidySheet`. */
  readonly needsTidying: boolean
  /** Numbers whose currency stands in their format. */
  readonly amounts: SheetAmounts
}

const maxRow = 1_048_576
const maxColumn = 16_384
const tag = /<(?:\w+:)?(row|c)(\s[^<>]*?)?(\/)?>/gu
const place = /\sr\s*=\s*["']([A-Z]*)(\d+)["']/u
const errorType = /\st\s*=\s*["']e["']/u
const type = /\st\s*=\s*["']\w+["']/u
const style = /\ss\s*=\s*["'](\d+)["']/u

const pieceBytes = 1_048_576

/** Counts rows and columns of a sheet by its filled cells, whatever it says of its own size. */
export const measureSheet = (
  xml: Uint8Array,
  { padded, amounts: formats }: CellFormats,
): SheetExtent => {
  const cursor = new Cursor()
  const amounts = new SheetAmounts()
  const hasFormats = padded.size + formats.size > 0
  let rows = 0
  let columns = 0
  let needsTidying = false
  for (const piece of piecesOf(xml)) {
    for (const [, name, attributes = '', selfClosed] of piece.matchAll(tag)) {
      const at = place.exec(attributes)
      if (name === 'row') cursor.toRow(at?.[2])
      else {
        cursor.toCell(at)
        needsTidying ||= at === null || errorType.test(attributes)
        if (selfClosed !== undefined) continue
        if (hasFormats) {
          const format = style.exec(attributes)?.[1] ?? ''
          needsTidying ||= padded.has(format)
          const amount = formats.get(format)
          if (amount !== undefined && isNumber(attributes)) {
            amounts.add(cursor.row, cursor.column, amount)
          }
        }
        rows = Math.max(rows, cursor.row)
        columns = Math.max(columns, cursor.column)
      }
      if (cursor.isLost) return { rows, columns, isDamaged: true, needsTidying, amounts }
    }
  }
  return { rows, columns, isDamaged: false, needsTidying, amounts }
}

/** A large text in pieces that cut no tag; Latin-1, because only tags are looked at. */
function* piecesOf(xml: Uint8Array): Generator<string> {
  const decoder = new TextDecoder('latin1')
  let rest = ''
  for (let from = 0; from < xml.length; from += pieceBytes) {
    const piece = rest + decoder.decode(xml.subarray(from, from + pieceBytes))
    const cut = piece.lastIndexOf('<')
    yield cut === -1 ? '' : piece.slice(0, cut)
    // A tag is never this long; text between tags says nothing.
    rest = cut === -1 || piece.length - cut > pieceBytes ? '' : piece.slice(cut)
  }
  yield rest
}

/** Cells without a type are numbers. */
const isNumber = (attributes: string): boolean =>
  !type.test(attributes) || /\st\s*=\s*["']n["']/u.test(attributes)

/** Where in the sheet a tag stands; places are optional and then follow the one before. */
class Cursor {
  row = 0
  column = 0

  toRow(number: string | undefined): void {
    this.row = number === undefined ? this.row + 1 : Number(number)
    this.column = 0
  }

  toCell(at: RegExpExecArray | null): void {
    if (at === null) this.column += 1
    else {
      this.column = columnNumber(at[1] ?? '')
      this.row = Number(at[2])
    }
  }

  get isLost(): boolean {
    return this.row > maxRow || this.column > maxColumn || this.row < 1
  }

  get name(): string {
    return `${columnName(this.column)}${this.row}`
  }
}

const columnNumber = (letters: string): number => {
  let number = 0
  for (let at = 0; at < letters.length && at < 4; at += 1) {
    number = number * 26 + letters.charCodeAt(at) - 64
  }
  return number
}

const columnName = (number: number): string => {
  let letters = ''
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

const rowOrCell = /<((?:\w+:)?)(?:row(\s[^<>]*?)?\/?>|c(\s[^<>]*?)?(?:\/>|>(.*?)<\/(?:\w+:)?c>))/gsu

/**
 * Writes cells in the way the reader takes them, so that none of them is lost: each with its
 * place, errors (`#REF!`) as text, numbers that show leading zeros as the text that is seen.
 */
export const tidySheet = (xml: string, padded: ReadonlyMap<string, number>): string => {
  const cursor = new Cursor()
  let tidy = ''
  let done = 0
  for (const found of xml.matchAll(rowOrCell)) {
    const [whole, prefix = '', row = '', attributes = '', inner] = found
    tidy += xml.slice(done, found.index)
    done = found.index + whole.length
    if (whole.startsWith('row', prefix.length + 1)) {
      const at = place.exec(row)
      cursor.toRow(at?.[2])
      tidy += at === null ? whole.replace('row', `row r="${cursor.row}"`) : whole
    } else {
      const at = place.exec(attributes)
      cursor.toCell(at)
      const placed = at === null ? ` r="${cursor.name}"${attributes}` : attributes
      if (inner !== undefined) tidy += tidyCell({ prefix, attributes: placed, inner }, padded)
    }
  }
  return tidy + xml.slice(done)
}

interface SheetCell {
  readonly prefix: string
  readonly attributes: string
  readonly inner: string
}

const tidyCell = (cell: SheetCell, padded: ReadonlyMap<string, number>): string => {
  const { prefix, attributes, inner } = cell
  const isError = errorType.test(attributes)
  const zeros = isError ? null : leadingZeros(cell, padded)
  const isText = isError || zeros !== null
  const typed = isText ? `${attributes.replace(type, '')} t="str"` : attributes
  return `<${prefix}c${typed}>${zeros ?? inner}</${prefix}c>`
}

const number = /<((?:\w+:)?)v>(\d+)<\/(?:\w+:)?v>/u

/** The value with its zeros; null when this cell is no such number. */
const leadingZeros = (
  { attributes, inner }: SheetCell,
  padded: ReadonlyMap<string, number>,
): string | null => {
  const digits = padded.get(style.exec(attributes)?.[1] ?? '')
  if (digits === undefined || !isNumber(attributes) || !number.test(inner)) return null
  return inner.replace(number, (_, prefix: string, value: string) => {
    const text = value.padStart(digits, '0')
    return `<${prefix}v>${text}</${prefix}v>`
  })
}
