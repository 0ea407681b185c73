import type { z } from 'zod'
import { activities } from './activities.ts'
import { app } from './app.ts'
import { backups } from './backups.ts'
import { contacts } from './contacts.ts'
import { customFields } from './custom-fields.ts'
import type { FailureOf, Procedure, ResultOf } from './define.ts'
import { emailAccounts } from './email-accounts.ts'
import { emails } from './emails.ts'
import { exportsSlice } from './exports.ts'
import { followUps } from './follow-ups.ts'
import { history } from './history.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { mailboxes } from './mailboxes.ts'
import { relations } from './relations.ts'
import { rhythms } from './rhythms.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { suggestions } from './suggestions.ts'
import { suppressions } from './suppressions.ts'
import { tags } from './tags.ts'
import { templates } from './templates.ts'
import { today } from './today.ts'

/** THE contract: every procedure of every slice, read by hosts, renderer, tests and scripts. */
export const contract = {
  app,
  settings,
  contacts,
  tags,
  customFields,
  relations,
  activities,
  followUps,
  rhythms,
  today,
  search,
  imports,
  exports: exportsSlice,
  jobs,
  history,
  backups,
  emailAccounts,
  templates,
  emails,
  suppressions,
  mailboxes,
  suggestions,
} as const satisfies Record<string, Record<string, Procedure>>

/** The contract's type. */
export type Contract = typeof contract
/** Name of a slice, as it stands in procedure names. */
export type SliceName = keyof Contract

/** `slice.procedure`. */
export type ProcedureName = {
  [S in SliceName]: `${S}.${keyof Contract[S] & string}`
}[SliceName]

/** The declaration behind a name. */
export type ProcedureOf<Name extends ProcedureName> =
  Name extends `${infer S extends SliceName}.${infer P}`
    ? P extends keyof Contract[S]
      ? Contract[S][P] extends Procedure
        ? Contract[S][P]
        : never
      : never
    : never

/** What a caller passes. */
export type Input<Name extends ProcedureName> = z.input<ProcedureOf<Name>['input']>
/** What a caller gets. */
export type Output<Name extends ProcedureName> = z.output<ProcedureOf<Name>['output']>
/** How it may fail on purpose. */
export type ProcedureFailure<Name extends ProcedureName> = FailureOf<ProcedureOf<Name>>
/** What a handler of it answers. */
export type ProcedureResult<Name extends ProcedureName> = ResultOf<ProcedureOf<Name>>

/** Looks a procedure up by its name; undefined for an unknown one, inherited names included. */
export const findProcedure = (name: string): Procedure | undefined => {
  const [slice = '', procedure = '', ...rest] = name.split('.')
  if (rest.length > 0 || !Object.hasOwn(contract, slice)) return undefined
  // The index is checked on the line above and below.
  const procedures = contract[slice as SliceName] as Record<string, Procedure>
  return Object.hasOwn(procedures, procedure) ? procedures[procedure] : undefined
}
