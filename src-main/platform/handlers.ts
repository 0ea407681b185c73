import type { z } from 'zod'
import type { Procedure, ResultOf } from '#shared/contract/define.ts'
import type { Contract, SliceName } from '#shared/contract/index.ts'
import type { CallContext } from './call-context.ts'

type Handler<P extends Procedure> = (
  input: z.output<P['input']>,
  context: CallContext,
) => ResultOf<P> | Promise<ResultOf<P>>

/** The handlers of one slice: one per procedure, none missing, none too many. */
export type Handlers<S extends SliceName> = {
  readonly [P in keyof Contract[S]]: Contract[S][P] extends Procedure
    ? Handler<Contract[S][P]>
    : never
}

/** All handlers of an application. */
export type AllHandlers = { readonly [S in SliceName]: Handlers<S> }
