import type { CallContext } from '#main/platform/call-context.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { type Failure, ok, type Result } from '#shared/domain/result.ts'
import type { Transaction } from './executor.ts'
import type { UnitRunner } from './unit-runner.ts'
import type { WriteGate } from './write-gate.ts'

/**
 * What History says an operation was: a code and numbers, never a name or a text, because an
 * erased person must not live on in a label.
 */
export interface OperationLabel {
  /** `slice.procedure` or a code of a rule, for example `contacts.delete`. */
  readonly code: string
  readonly numbers?: Readonly<Record<string, number | string>>
  /** Consecutive operations with the same key within 60 s count and replay as one. */
  readonly mergeKey?: string
}

/** What a unit of work handed back, and the operation it became. */
export interface Committed<T> {
  readonly value: T
  /** Null when the unit changed nothing: then there is no operation. */
  readonly operationId: OperationId | null
}

/** The part of an answer that names the operation; null when nothing was changed. */
export interface WithOperation {
  readonly operationId: OperationId | null
}

/** Runs units of work on the main connection. */
export interface UnitOfWork {
  /**
   * Waits for the write gate, then runs `work` synchronously between `begin immediate` and
   * `commit`. A failure that `work` returns rolls everything back, and so does a throw, which is
   * a bug. A Promise returned by `work` is refused.
   */
  run<T, F extends Failure = never>(
    context: CallContext,
    label: OperationLabel,
    work: (tx: Transaction) => Result<T, F>,
  ): Promise<Result<Committed<T>, F>>

  /** `run` as most commands answer it: what `work` handed back, beside the operation it became. */
  runToOperation<T extends object, F extends Failure = never>(
    context: CallContext,
    label: OperationLabel,
    work: (tx: Transaction) => Result<T, F>,
  ): Promise<Result<T & WithOperation, F>>
}

/** Units of work of one connection, one at a time behind the gate. */
export const createUnitOfWork = (runner: UnitRunner, gate: WriteGate): UnitOfWork => {
  const run: UnitOfWork['run'] = (context, label, work) =>
    gate.run(() => runner.execute({ context, label }, work))
  return {
    run,
    runToOperation: async (context, label, work) => {
      const result = await run(context, label, work)
      if (!result.ok) return result
      return ok({ ...result.value.value, operationId: result.value.operationId })
    },
  }
}
