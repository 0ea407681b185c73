import type { z } from 'zod'
import type { Failure as FailureValue, Result } from '#shared/domain/result.ts'

/** What may fail on purpose: code → schema of the data that its words on screen need. */
export type FailureSchemas = Readonly<Record<string, z.ZodType>>

/** One procedure of the contract: how it is called, what it answers, how it may fail. */
export interface Procedure<
  Kind extends 'query' | 'command' = 'query' | 'command',
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  Failures extends FailureSchemas = FailureSchemas,
> {
  readonly kind: Kind
  readonly input: In
  readonly output: Out
  readonly failures: Failures
  /** True for commands whose unit of work History can undo. */
  readonly undoable: boolean
}

interface QueryParts<In, Out, Failures> {
  readonly input: In
  readonly output: Out
  readonly failures?: Failures
}

interface CommandParts<In, Out, Failures> extends QueryParts<In, Out, Failures> {
  readonly undoable: boolean
}

/** Declares a procedure that only reads. */
export const query = <
  In extends z.ZodType,
  Out extends z.ZodType,
  Failures extends FailureSchemas = Record<never, never>,
>(
  parts: QueryParts<In, Out, Failures>,
): Procedure<'query', In, Out, Failures> => ({
  kind: 'query',
  input: parts.input,
  output: parts.output,
  // Without declared failures the type parameter is the empty record, which {} is.
  failures: parts.failures ?? ({} as Failures),
  undoable: false,
})

/** Declares a procedure that changes something. */
export const command = <
  In extends z.ZodType,
  Out extends z.ZodType,
  Failures extends FailureSchemas = Record<never, never>,
>(
  parts: CommandParts<In, Out, Failures>,
): Procedure<'command', In, Out, Failures> => ({
  kind: 'command',
  input: parts.input,
  output: parts.output,
  // As above: no failures declared means the empty record.
  failures: parts.failures ?? ({} as Failures),
  undoable: parts.undoable,
})

/** All failures a procedure declares, as a union of `{ code, data }`. */
export type FailureOf<P extends Procedure> = {
  [Code in keyof P['failures'] & string]: FailureValue<Code, z.output<P['failures'][Code]>>
}[keyof P['failures'] & string]

/** What a handler of the procedure answers. */
export type ResultOf<P extends Procedure> = Result<z.output<P['output']>, FailureOf<P>>
