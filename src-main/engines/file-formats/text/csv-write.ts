import Papa from 'papaparse'

/** How CSV is written. */
export interface CsvStyle {
  readonly delimiter: ',' | ';' | '\t' | '|'
}

/** Rows as CSV lines (RFC 4180), each ended by CR LF; cells are quoted where they must be. */
export const csvLines = (rows: readonly (readonly string[])[], { delimiter }: CsvStyle): string =>
  rows.length === 0
    ? ''
    : `${Papa.unparse(
        // PapaParse's types want arrays they could change; it does not.
        rows as string[][],
        { delimiter, newline: '\r\n', header: false },
      )}\r\n`

/**
 * The delimiter that spreadsheets of a country open by a double click: a semicolon where the
 * comma is the decimal mark.
 */
export const delimiterOf = (country: string | null): CsvStyle['delimiter'] => {
  if (country === null) return ','
  const locale = new Intl.Locale(`und-${country}`).maximize()
  const parts = new Intl.NumberFormat(locale.toString()).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ','
}
