import { statSync } from 'node:fs'
import { fileKindOf } from '#main/engines/file-formats/text/file-kind.ts'
import type { Helper, StartHelper } from '#main/platform/helper-protocol.ts'
import type { JobControls } from '#main/platform/job-protocol.ts'
import { readBytes } from '../tables/file-chunks.ts'
import type { Table } from '../tables/table-source.ts'
import type { ImportStage } from './import-stage.repository.ts'
import { StageRows } from './import-stage-rows.ts'
import type { ReadBatch } from './read-rows.ts'
import { StageInserts } from './stage-inserts.ts'
import { createRowReader, extrasOf, type StoredPlan } from './stored-plan.ts'

/** The helper that reads the rows of a file; see `prepareReading`. */
const readingHelper = 'imports.readRows'

/** Bytes of a text file from which two threads are quicker than one. */
const largeBytes = 1_048_576

type Found = ReturnType<Table['read']>

/** What rows are staged by. */
interface Staging {
  readonly plan: StoredPlan
  readonly table: Table
  readonly controls: JobControls
}

/**
 * Starts the thread that reads the rows of a large text file; null for other files.
 *
 * Spreadsheets are read whole when they are opened, and two threads would hold them twice.
 */
export const startReading = (file: string, start: StartHelper | undefined): Helper | null => {
  const isLarge = start !== undefined && statSync(file).size >= largeBytes
  return isLarge && fileKindOf(readBytes(file, 0, 1024)) === 'text' ? start(readingHelper) : null
}

/** Reads and stages every row of a table; a helper does the reading where there is one. */
export const stageTable = async (
  stage: ImportStage,
  staging: Staging,
  reader: Helper | null,
): Promise<Found> => {
  const inserts = new StageInserts(stage.executor, extrasOf(staging.plan))
  const tell = createTeller(staging)
  const { database } = stage.executor
  database.exec('begin')
  const found =
    reader === null
      ? readHere(staging, inserts, tell)
      : await readApart(reader, staging.plan, (batch) => {
          tell(batch.rows, batch.bytesRead)
          inserts.addPacked(batch.lists)
        })
  inserts.flush()
  database.exec('commit')
  return found
}

type Tell = (rows: number, bytesRead: number) => void

/** Tells of rows that are read, and stops when the owner asked to. */
const createTeller = ({ table, controls }: Staging): Tell => {
  let done = 0
  return (rows, bytesRead) => {
    controls.checkpoint()
    done += rows
    const total = Math.round((done * table.bytes) / Math.max(1, bytesRead))
    controls.progress({ phase: 'reading', done, total })
  }
}

const readHere = ({ plan, table }: Staging, inserts: StageInserts, tell: Tell): Found => {
  const read = createRowReader(plan)
  const rows = new StageRows(extrasOf(plan), inserts.sinks)
  return table.read((batch, bytesRead) => {
    tell(batch.length, bytesRead)
    for (const row of batch) rows.insert(read(row))
    return true
  })
}

const readApart = async (
  reader: Helper,
  plan: StoredPlan,
  onBatch: (batch: ReadBatch) => void,
): Promise<Found> => {
  // It answers batches of this kind, and its outcome is that of reading a table.
  const found = await reader.ask(plan, (batch) => onBatch(batch as ReadBatch))
  // As above.
  return found as Found
}
