import { statSync } from 'node:fs'
import { isOwnExport } from '#main/engines/file-formats/own-export/own-export.ts'
import { DittoReader } from '#main/engines/file-formats/table/ditto-marks.ts'
import { LoneLines } from '#main/engines/file-formats/table/lone-lines.ts'
import { notATable, type UnreadableTable } from '#main/engines/file-formats/table/table.ts'
import { fileKindOf } from '#main/engines/file-formats/text/file-kind.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import { readBytes } from './file-chunks.ts'
import { openSheetTable } from './sheet-table.ts'
import type { OpenOptions, Table } from './table-source.ts'
import { openTextTable } from './text-table.ts'
import { turnedTable } from './turned-table.ts'

/**
 * Opens a file as a table, whatever it is called: text in any usual encoding, or .xlsx.
 *
 * Text files are only looked at, .xlsx files are read whole; both refuse what is no table and what
 * is past a cap before anything large is read.
 */
export const openTable = async (
  path: string,
  options: OpenOptions,
): Promise<Result<Table, UnreadableTable>> => {
  const bytes = statSync(path).size
  if (bytes === 0) return fail('empty-file', {})
  const kind = fileKindOf(readBytes(path, 0, 1024))
  if (kind === 'text') return settled(openTextTable({ path, bytes }, options), options)
  if (kind === 'archive') return settled(await openSheetTable({ path, bytes }, options), options)
  if (kind === 'ole') return { ok: false, error: notATable(insideOle(path)) }
  return { ok: false, error: notATable(kind) }
}

/**
 * The table with its people in rows. Cells that stand for the one above say what it says; in Kith's
 * own export none does.
 */
const settled = (
  opened: Result<Table, UnreadableTable>,
  { layout }: OpenOptions,
): Result<Table, UnreadableTable> => {
  if (!opened.ok) return opened
  if (isOwnExport(opened.value.headers)) return opened
  const table = turnedTable(opened.value, layout)
  return ok({
    ...table,
    read: (onRows) => {
      const dittos = new DittoReader()
      const lone = new LoneLines({ headerRow: table.format.headerRow, width: table.headers.length })
      return table.read((rows, bytesRead) => onRows(lone.mark(dittos.readAll(rows)), bytesRead))
    },
  })
}

const sectorShift = 30
const directoryStart = 48

/** What the container of old Office files holds; an .xlsx with a password is packed into one too. */
const insideOle = (path: string): 'locked-xlsx' | 'document' | 'xls' => {
  const header = new DataView(readBytes(path, 0, 512).buffer)
  if (header.byteLength < 512) return 'xls'
  const sector = 2 ** Math.min(header.getUint16(sectorShift, true), 12)
  const at = (header.getUint32(directoryStart, true) + 1) * sector
  const directory = Buffer.from(readBytes(path, at, 4096))
  const holds = (name: string): boolean => directory.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) return 'locked-xlsx'
  return holds('WordDocument') || holds('PowerPoint Document') ? 'document' : 'xls'
}
