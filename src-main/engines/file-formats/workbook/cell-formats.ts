import { type AmountFormat, amountFormat, percentFormat } from '../cells/amount-formats.ts'
import { tagsNamed } from './xml-tags.ts'

/** What formats of cells show beside the value, by the numbers that cells name them with. */
export interface CellFormats {
  /** Number of digits of those that show leading zeros (`00000`). */
  readonly padded: ReadonlyMap<string, number>
  /** Those that show a currency. */
  readonly amounts: ReadonlyMap<string, AmountFormat>
}

/** Formats of shares that every spreadsheet has under these numbers. */
const usualCodes: Readonly<Record<string, string>> = { 9: '0%', 10: '0.00%' }

/** Reads the formats of cells from `styles.xml`; '' has none. */
export const readCellFormats = (styles: string): CellFormats => {
  const codes = new Map(
    tagsNamed(styles, 'numFmt').map(({ numFmtId = '', formatCode = '' }) => [numFmtId, formatCode]),
  )
  const formats = cellStyles(styles).map((id) => codes.get(id) ?? usualCodes[id] ?? '')
  return {
    padded: byStyle(formats, (code) => (/^0{2,20}$/u.test(code) ? code.length : null)),
    amounts: byStyle(formats, (code) => percentFormat(code) ?? amountFormat(code)),
  }
}

/** The number formats of the cells' styles, in the order in which cells count them. */
const cellStyles = (styles: string): string[] => {
  const cells = /<(?:\w+:)?cellXfs[\s>].*?<\/(?:\w+:)?cellXfs>/su.exec(styles)?.[0] ?? ''
  return tagsNamed(cells, 'xf').map(({ numFmtId }) => numFmtId ?? '')
}

const byStyle = <Found>(
  formats: readonly string[],
  read: (code: string) => Found | null,
): ReadonlyMap<string, Found> =>
  new Map(
    formats.flatMap((code, style) => {
      const found = code === '' ? null : read(code)
      return found === null ? [] : [[String(style), found] as const]
    }),
  )
