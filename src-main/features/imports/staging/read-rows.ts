import { countryCodeOf } from '#main/engines/file-formats/cells/country-names.ts'
import type { HelperWork } from '#main/platform/helper-protocol.ts'
import { openTable } from '../tables/open-table.ts'
import { forEachList, StageRows } from './import-stage-rows.ts'
import { RowPacker } from './packed-rows.ts'
import type { PackedLists } from './stage-inserts.ts'
import { createRowReader, extrasOf, openOptions, type StoredPlan } from './stored-plan.ts'

/** Rows that another thread has read, and up to where. */
export interface ReadBatch {
  readonly rows: number
  readonly bytesRead: number
  readonly lists: PackedLists
}

/** Rows in one batch, about. */
const batchRows = 1000

/**
 * Reads the rows of a plan's file for the thread that stages them.
 *
 * Its input is the plan; its outcome is what reading a table answers.
 */
const readRows: HelperWork = async (input, answer) => {
  // `stageTable` asks for this and passes exactly this.
  const plan = input as StoredPlan
  const opened = await openTable(plan.file, openOptions(plan))
  if (!opened.ok) return opened
  const extras = extrasOf(plan)
  const packers = forEachList(() => new RowPacker())
  const staged = new StageRows(extras, packers)
  const read = createRowReader(plan)
  let rows = 0
  let bytesRead = 0
  const hand = (): void => {
    const lists = forEachList((list) => packers[list].take())
    const buffers = Object.values(lists).flatMap(({ lengths, numbers }) => [
      lengths.buffer,
      numbers.buffer,
    ])
    answer({ rows, bytesRead, lists } satisfies ReadBatch, buffers)
    rows = 0
  }
  const found = opened.value.read((batch, bytes) => {
    for (const row of batch) staged.insert(read(row))
    rows += batch.length
    bytesRead = bytes
    if (rows >= batchRows) hand()
    return true
  })
  if (found.ok && rows > 0) hand()
  return found
}

/** Makes the reading helper ready while its plan is made: the names of countries take a while. */
export const prepareReading = (): HelperWork => {
  countryCodeOf('Portugal')
  return readRows
}
