import type { ContactListService } from '#main/features/contacts/contact-list.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { FileStore } from '#main/platform/file-store.ts'
import type { ProcedureResult } from '#shared/contract/index.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { today } from '#shared/domain/time.ts'
import { type ExportJobInput, type ExportRequest, maxXlsxRows } from './export-input.ts'
import { type SheetLanguage, sheetWords } from './sheet-words.ts'

interface ExportsDependencies {
  readonly jobs: Pick<JobsService, 'start'>
  readonly files: Pick<FileStore, 'reserve' | 'expect'>
  readonly list: Pick<ContactListService, 'exportSource'>
  readonly clock: Clock
  /** Country of the business. */
  readonly country: () => string
}

const endings = { csv: 'csv', xlsx: 'xlsx', folder: 'zip' } as const

/** Writes contacts to files that other programs, and Kith itself, can read. */
export class ExportsService {
  private readonly dependencies: ExportsDependencies

  constructor(dependencies: ExportsDependencies) {
    this.dependencies = dependencies
  }

  async create(asked: ExportRequest): Promise<ProcedureResult<'exports.create'>> {
    const { jobs, files, list, country } = this.dependencies
    const isFolder = asked.format === 'folder'
    const { sort = 'name', direction = 'asc', language = 'en' } = asked
    const selection = isFolder ? undefined : asked.selection
    const order = { sort, isDescending: direction === 'desc' }
    const { source, count: rows } = list.exportSource(selection, order)
    if (rows === 0 && !isFolder) return fail('nothing-to-export', {})
    if (asked.format === 'xlsx' && rows > maxXlsxRows) {
      return fail('too-many-rows', { rows, max: maxXlsxRows })
    }
    const { handle, path } = files.reserve()
    const fileName = this.fileName(asked.format, language)
    files.expect({ handle, path, name: fileName })
    const jobId = await jobs.start('exports.create', {
      format: asked.format,
      mode: isFolder ? 'lossless' : (asked.mode ?? 'spreadsheet'),
      source,
      columns: asked.columns ?? null,
      language,
      country: country() === '' ? null : country(),
      file: handle,
      path,
      fileName,
    } satisfies ExportJobInput)
    return ok({ jobId })
  }

  private fileName(format: ExportRequest['format'], language: SheetLanguage): string {
    const { fileName } = sheetWords(language).exports
    const what = format === 'folder' ? fileName.everything : fileName.contacts
    return `${what} ${today(this.dependencies.clock)}.${endings[format]}`
  }
}
