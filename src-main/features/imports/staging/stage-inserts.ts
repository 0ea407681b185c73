import type { Executor } from '#main/db/executor.ts'
import { BatchInsert } from './batch-insert.ts'
import {
  forEachList,
  type StagedList,
  type StageExtras,
  stagedTables,
} from './import-stage-rows.ts'
import { type PackedRows, unpackRows } from './packed-rows.ts'

/** Rows of each list, packed. */
export type PackedLists = Readonly<Record<StagedList, PackedRows>>

/** Inserts rows into the tables of a staging file; they are there after `flush`. */
export class StageInserts {
  readonly sinks: Readonly<Record<StagedList, BatchInsert>>

  constructor(executor: Executor, extras: StageExtras) {
    const tables = stagedTables(extras)
    this.sinks = forEachList((list) => new BatchInsert(executor, tables[list]))
  }

  /** Adds rows that another thread has read. */
  addPacked(lists: PackedLists): void {
    forEachList((list) => this.sinks[list].addAll(unpackRows(lists[list])))
  }

  /** Writes the rows that wait for others, to be written together. */
  flush(): void {
    for (const sink of Object.values(this.sinks)) sink.flush()
  }
}
