import {
  tableCaps,
  tooLarge,
  type UnreadableTable,
} from '#main/engines/file-formats/table/table.ts'
import type { BackgroundThreads } from '#main/platform/background-threads.ts'
import type { Result } from '#shared/domain/result.ts'
import type { InspectInput, Inspection } from './inspect-file.ts'

/** The kind of the background thread that looks at files. */
export const fileInspectionKind = 'imports.inspect'

/** What that thread is started with. */
export type AskedInspection = Omit<InspectInput, 'thisYear'>

/** Looks at a file in a background thread; nothing is written. */
export type InspectFile = (input: AskedInspection) => Promise<Result<Inspection, UnreadableTable>>

/** Looks in a thread of its own: a spreadsheet takes seconds, and a file may be made to hurt. */
export const createFileInspection =
  (threads: BackgroundThreads): InspectFile =>
  async (input) => {
    const silent = { onProgress: () => {}, onCommitted: () => {} }
    const ended = await threads.start({ kind: fileInspectionKind, input }, silent).end
    if (ended.status === 'failed') {
      if ('code' in ended.error && ended.error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        return { ok: false, error: tooLarge('cells', tableCaps.cells, true) }
      }
      throw ended.error
    }
    // The job of this kind answers with just that, and nobody stops it.
    return (ended as { readonly outcome: unknown }).outcome as Result<Inspection, UnreadableTable>
  }
