import { statSync } from 'node:fs'
import { fileKindOf } from '#main/engines/file-formats/file-kind.ts'
import type { JobControls } from '#main/platform/job-protocol.ts'
import type { RunningPart, StartPart } from '#main/platform/part-protocol.ts'
import { readBytes } from './file-chunks.ts'
import type { ImportStage } from './import-stage.repository.ts'
import { StageRows } from './import-stage-rows.ts'
import type { ReadBatch } from './read-rows.ts'
import { StageInserts } from './stage-inserts.ts'
import { createRowReader, extrasOf, type StoredPlan } from './stored-plan.ts'
import type { Table } from './table-source.ts'

/** The part of a rehearsal that reads the rows of a file; see `prepareReading`. */
const readingPart = 'imports.readRows'

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
export const startReading = (file: string, start: StartPart | null): RunningPart | null => {
  const isLarge = start !== null && statSync(file).size >= largeBytes
  return isLarge && fileKindOf(readBytes(file, 0, 1024)) === 'text' ? start(readingPart) : null
}

/** Reads and stages every row of a table; a part does the reading where there is one. */
export const stageTable = async (
  stage: ImportStage,
  staging: Staging,
  part: RunningPart | null,
): Promise<Found> => {
  const inserts = new StageInserts(stage.executor, extrasOf(staging.plan))
  const tell = createTeller(staging)
  const { database } = stage.executor
  database.exec('begin')
  const found =
    part === null
      ? readHere(staging, inserts, tell)
      : await readApart(part, staging.plan, (batch) => {
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
  part: RunningPart,
  plan: StoredPlan,
  onBatch: (batch: ReadBatch) => void,
): Promise<Found> => {
  // The part sends batches of this kind, and answers what reading a table does.
  const found = await part.run(plan, (batch) => onBatch(batch as ReadBatch))
  // As above.
  return found as Found
}
