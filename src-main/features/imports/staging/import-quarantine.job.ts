import { closeSync, fstatSync, openSync, writeSync } from 'node:fs'
import { csvLines } from '#main/engines/file-formats/text/csv-write.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import { openTable } from '../tables/open-table.ts'
import { readRowsOutside } from './rows-outside.repository.ts'
import { openOptions } from './stored-plan.ts'

/** Which plan's rows to write, and where to. */
export interface QuarantineInput {
  /** Path of the plan's staging file. */
  readonly stage: string
  /** Path of the file to write. */
  readonly target: string
}

/** How many rows there are, and how large the file is. */
export interface QuarantineOutcome {
  readonly rows: number
  readonly bytes: number
}

const byteMark = '\uFEFF'

/**
 * Writes the rows that stayed outside as a CSV file, as they stand in the source file, with its
 * header and its delimiter; its outcome is how many there are.
 */
export const writeQuarantine: JobFunction = async (input) => {
  // The service starts this job and passes exactly this.
  const { stage, target } = input as QuarantineInput
  const { plan, rows } = readRowsOutside(stage)
  const opened = await openTable(plan.file, openOptions(plan))
  if (!opened.ok) throw new Error(`the file changed: ${opened.error.code}`)
  const { headers } = opened.value
  const style = { delimiter: plan.delimiter }
  const file = openSync(target, 'wx', 0o600)
  try {
    writeSync(file, `${byteMark}${csvLines([headers], style)}`)
    let written = 0
    const read = opened.value.read((batch) => {
      for (const { row, cells } of batch) {
        if (!rows.has(row)) continue
        writeSync(file, csvLines([cells], style))
        written += 1
      }
      return written < rows.size
    })
    if (!read.ok) throw new Error(`the file changed: ${read.error.code}`)
    return { rows: written, bytes: fstatSync(file).size } satisfies QuarantineOutcome
  } finally {
    closeSync(file)
  }
}
