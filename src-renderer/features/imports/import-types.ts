import type { Input, Output } from '#shared/contract/index.ts'
import type { JobId, OperationId } from '#shared/domain/ids.ts'

/** A file as it was looked at. */
export type Inspection = Output<'imports.inspect'>
/** One column of it. */
export type Column = Inspection['columns'][number]
/** What a column becomes. */
export type Target = Column['target']
/** Counts of a rehearsal. */
export type Counts = Output<'imports.rehearsal'>['counts']
/** Rows are in exactly one of these. */
export type Group = Input<'imports.rehearsedRows'>['group']
/** One rehearsed row. */
export type Row = Output<'imports.rehearsedRows'>['rows'][number]
/** What a value that cannot be read does to its row. */
export type Unreadable = NonNullable<Input<'imports.plan'>['unreadable']>

/** Why something did not go on: a code with its data. */
export interface Refusal {
  readonly code: string
  readonly data: unknown
}

/** A finished import. */
export interface ImportResult {
  readonly counts: Counts
  readonly operationId: OperationId | null
  readonly seconds: number
  /** When it ended, milliseconds UTC. */
  readonly at: number
}

/** A rehearsal: its job, and how often it was done anew because the data had moved. */
export interface Rehearsal {
  readonly planId: JobId
  readonly counts: Counts
  readonly hasMoved: boolean
}
