import type { Input } from '#shared/contract/index.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import type { ExportSource } from './exports.repository.ts'
import type { SheetLanguage } from './sheet-words.ts'

/** What an export is asked for. */
export type ExportRequest = Input<'exports.create'>

/** A column of the list. */
export type ExportColumn = NonNullable<ExportRequest['columns']>[number]

/** What the job of an export is started with. */
export interface ExportJobInput {
  readonly format: ExportRequest['format']
  readonly mode: NonNullable<ExportRequest['mode']>
  readonly source: ExportSource
  readonly columns: readonly ExportColumn[] | null
  readonly language: SheetLanguage
  /** Of the business: decides the delimiter of spreadsheets. */
  readonly country: string | null
  /** Where the file goes; it stands there only when it is whole. */
  readonly file: FileHandle
  readonly path: string
  readonly fileName: string
}

/** Rows an .xlsx file may have: 100,000 rows of 12 columns took 580 MB. */
export const maxXlsxRows = 50_000
