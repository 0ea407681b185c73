import { readAddressList } from '#main/engines/file-formats/cells/address-list.ts'
import type { TableRow } from '#main/engines/file-formats/table/table.ts'
import type { TextHead } from '#main/engines/file-formats/text/text-format.ts'
import { ok } from '#shared/domain/result.ts'
import type { Table } from './table-source.ts'

const headers = ['Name', 'Email'] as const

/** A table of those whom a list of addresses names, or null when the text is something else. */
export const addressTable = (
  { text, isWhole }: TextHead,
  read: Pick<Table['format'], 'encoding' | 'hasByteMark'> & Pick<Table, 'bytes'>,
): Table | null => {
  const listed = isWhole && text.includes('@') ? readAddressList(text) : null
  if (listed === null) return null
  const { bytes, ...format } = read
  const rows = listed.map(
    ({ name, address }, at): TableRow => ({
      row: at + 1,
      cells: [name, address],
      hasBrokenQuotes: false,
    }),
  )
  return {
    format: {
      ...format,
      kind: 'text',
      delimiter: null,
      quote: null,
      headerRow: 0,
      layout: 'addresses',
      canBeAddresses: true,
      sheets: [],
      sheet: null,
    },
    headers,
    head: rows.slice(0, 200),
    bytes,
    read: (onRows) => {
      const counts = { lines: rows.length, rows: rows.length, raggedRows: 0, doubtfulCharacters: 0 }
      return ok({ ...counts, isWhole: onRows(rows, bytes) })
    },
  }
}
