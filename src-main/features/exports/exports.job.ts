import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { tableCaps } from '#main/engines/file-formats/table/table.ts'
import { delimiterOf } from '#main/engines/file-formats/text/csv-write.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { JobControls, JobEnvironment, JobFunction } from '#main/platform/job-protocol.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { dayOf, today } from '#shared/domain/time.ts'
import { languageResources } from '#shared/i18n/resources.ts'
import type { ExportJobInput } from './export-input.ts'
import type { ExportedContact, NoMailReader, SheetColumn } from './exported-contact.ts'
import { ExportsRepository } from './exports.repository.ts'
import { losslessColumns } from './lossless-columns.ts'
import { type SheetLanguage, sheetWords } from './sheet-words.ts'
import { allColumns, viewColumn } from './spreadsheet-columns.ts'
import { tableSheets } from './tables.repository.ts'
import { writeFolder } from './write-folder.ts'
import { type Sheet, type TextTooLong, writeCsv, writeXlsx } from './write-sheet.ts'

interface ExportWork {
  readonly asked: ExportJobInput
  readonly environment: JobEnvironment
  readonly controls: JobControls
  readonly repository: ExportsRepository
  readonly count: number
  /** An empty folder, removed at the end. */
  readonly scratch: string
}

/** Writes the file of an export. It stands at its place when it is whole, and never before. */
export const createExportContacts =
  (readNoMail: NoMailReader): JobFunction =>
  async (input, environment, controls) => {
    // The service starts this job and passes exactly this.
    const asked = input as ExportJobInput
    const { database } = environment.layout
    const repository = ExportsRepository.open(database, searchFunctions, readNoMail)
    const scratch = mkdtempSync(join(environment.layout.temporary, 'export-'))
    try {
      const count = repository.select(asked.source)
      const path = join(scratch, 'file')
      const written = await write(path, {
        asked,
        environment,
        controls,
        repository,
        count,
        scratch,
      })
      if (!written.ok) return { code: written.error.code, ...written.error.data }
      controls.checkpoint()
      const { size } = statSync(path)
      renameSync(path, asked.path)
      return {
        code: 'written',
        file: asked.file,
        fileName: asked.fileName,
        rows: count,
        bytes: size,
      }
    } finally {
      repository.close()
      rmSync(scratch, { recursive: true, force: true })
    }
  }

/** More columns than the import reads: the file would not come back. */
type TooManyColumns = Failure<
  'too-many-columns',
  { readonly columns: number; readonly max: number }
>

const write = async (
  path: string,
  work: ExportWork,
): Promise<Result<null, TextTooLong | TooManyColumns>> => {
  const { asked } = work
  if (asked.format === 'folder') {
    await writeEverything(path, work)
    return ok(null)
  }
  const columns = columnsOf(work)
  if (asked.mode === 'lossless' && columns.length > tableCaps.columns) {
    return fail('too-many-columns', { columns: columns.length, max: tableCaps.columns })
  }
  const sheet: Sheet = { columns, batches: batchesOf(work) }
  if (asked.format === 'xlsx') return writeXlsx(path, sheet)
  const isForSpreadsheets = asked.mode === 'spreadsheet'
  const delimiter = isForSpreadsheets ? delimiterOf(asked.country) : ','
  writeCsv(path, sheet, { delimiter, isForSpreadsheets })
  return ok(null)
}

const columnsOf = ({ asked, environment, repository }: ExportWork): SheetColumn[] => {
  const zone = environment.clock.zone()
  const style = {
    words: sheetWords(asked.language),
    days: { day: (instant: number) => dayOf(instant, zone) },
  }
  if (asked.mode === 'spreadsheet' && asked.columns !== null) {
    return asked.columns.map((column) => viewColumn(column, style))
  }
  const widths = repository.widths()
  const fields = repository.fields()
  return asked.mode === 'lossless'
    ? losslessColumns(widths, fields)
    : allColumns(style, widths, fields)
}

/** The contacts, with a word on how far they are and a chance to stop between two batches. */
function* batchesOf({
  repository,
  controls,
  count,
}: ExportWork): Generator<readonly ExportedContact[]> {
  let done = 0
  for (const contacts of repository.contacts(count)) {
    controls.checkpoint()
    controls.progress({ phase: 'writing', done, total: count })
    yield contacts
    done += contacts.length
  }
}

const writeEverything = async (path: string, work: ExportWork): Promise<void> => {
  const { environment, repository, controls, scratch } = work
  const contacts = join(scratch, 'contacts')
  const columns = losslessColumns(repository.widths(), repository.fields())
  const csv = { delimiter: ',', isForSpreadsheets: false } as const
  writeCsv(contacts, { columns, batches: batchesOf(work) }, csv)
  // The keys of the resources are the languages.
  const languages = Object.keys(languageResources) as SheetLanguage[]
  const parts = {
    contacts,
    tables: tableSheets(repository.reader),
    attachments: environment.layout.attachments,
    readmes: new Map(languages.map((language) => [language, sheetWords(language)])),
    scratch,
    day: today(environment.clock),
  }
  await writeFolder(path, parts, (done, total) => {
    controls.checkpoint()
    controls.progress({ phase: 'tables', done, total })
  })
}
