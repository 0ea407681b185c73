import type { Input, Output } from '#shared/contract/index.ts'
import type { FileHandle, JobId, OperationId } from '#shared/domain/ids.ts'

/** A file as it was looked at. */
export type Inspection = Output<'imports.inspect'>
/** How a file is read, as far as the owner knows better. */
export type TableOptions = NonNullable<Input<'imports.inspect'>['options']>
/** One column of it. */
export type Column = Inspection['columns'][number]
/** What there is to say about a column. */
export type Remark = Column['remarks'][number]
/** What a column becomes. */
export type Target = Column['target']
/** What a column does to somebody who has such a fact already. */
export type Rule = NonNullable<Target['rule']>
/** A field of the owner's own that the import will create. */
export type NewField = Extract<NonNullable<Target['customField']>, { name: string }>
/** Counts of a rehearsal. */
export type Counts = Output<'imports.rehearsal'>['counts']
/** A column as it was rehearsed. */
export type RehearsedColumn = Output<'imports.rehearsal'>['columns'][number]
/** What can be asked for: the groups, and who was decided about, repaired or is missing. */
export type Group = Input<'imports.rehearsedRows'>['group']
/** One rehearsed row. */
export type Row = Output<'imports.rehearsedRows'>['rows'][number]
/** One line of a row: what the file says beside what is there. */
export type Change = Row['changes'][number]
/** Somebody a row may be about. */
export type Candidate = Row['candidates'][number]
/** Somebody of the last file who is not in this one. */
export type MissingPerson = Output<'imports.rehearsedRows'>['people'][number]
/** By what a row is a known contact. */
export type MatchKey = NonNullable<Input<'imports.plan'>['matchBy']>[number]
/** A stage everybody without one gets. */
export type Stage = NonNullable<Input<'imports.plan'>['setStage']>
/** What the owner does about single rows and columns. */
export type Revision = Omit<Input<'imports.revise'>, 'planId'>

/** Why something did not go on: a code with its data. */
export interface Refusal {
  readonly code: string
  readonly data: unknown
}

/** A file the host has. */
export interface BroughtFile {
  readonly handle: FileHandle
  readonly name: string
  /** When it was last saved, milliseconds UTC; null for what was pasted or made by Kith. */
  readonly savedAt: number | null
}

/** What holds for the whole file, beside its columns. */
export interface Rules {
  readonly matchBy: readonly MatchKey[]
  readonly addTags: readonly string[]
  readonly setStage: Stage | null
  /** Whether files with the same columns are read like this one. */
  readonly isRemembered: boolean
  readonly recipeName: string
}

/** What came with the rows of an import. */
export interface Created {
  readonly companies: number
  readonly fields: readonly string[]
  readonly tagged: number
  /** Addresses that get no more mail. */
  readonly noMail: number
}

/** A finished import. */
export interface ImportResult {
  readonly counts: Counts
  /** People Kith had whom the file changed. */
  readonly changedPeople: number
  readonly operationId: OperationId | null
  readonly created: Created
  readonly seconds: number
  /** When it ended, milliseconds UTC. */
  readonly at: number
  /** The rehearsal it applied. */
  readonly planId: JobId
  /** What everybody got, and whether a recipe was kept. */
  readonly rules: Rules
  /** It was taken back here, and what it remembered with it. */
  readonly isUndone: boolean
}

/** A rehearsal: its job, what it came to, and how often it was done anew. */
export interface Rehearsal {
  readonly planId: JobId
  readonly counts: Counts
  /** The data moved since, so nothing was written and the rows stand here again. */
  readonly hasMoved: boolean
  /** Counts up whenever the rows have to be read again. */
  readonly round: number
}

/** The work that runs for an import. */
export interface RunningJob {
  /** Null while it is being started. */
  readonly id: JobId | null
  readonly kind: 'plan' | 'revise' | 'commit'
}
