import type { z } from 'zod'
import type { CallContext } from '#main/platform/call-context.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import type { AllHandlers } from '#main/platform/handlers.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { Procedure } from '#shared/contract/define.ts'
import { findProcedure } from '#shared/contract/index.ts'
import type { FieldProblem, Reply, WireError } from '#shared/contract/wire.ts'
import type { Failure, Result } from '#shared/domain/result.ts'

/** How an answer maps to HTTP; expected failures are 200. */
export type DispatchStatus = 200 | 400 | 404 | 500 | 503

/** An answer and its status. */
export interface Dispatched {
  readonly status: DispatchStatus
  readonly reply: Reply
}

/** Calls a procedure by name with an unparsed input; never throws. */
export type Dispatch = (name: string, input: unknown, context: CallContext) => Promise<Dispatched>

// A destroyed page is met by whatever reads it first, long before or after the file was checked.
const isDamage = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  /^SQLITE_(CORRUPT|NOTADB)/.test(cause.code)

interface DispatchOptions {
  readonly handlers: AllHandlers
  readonly log: Logger
  /** True where answers are parsed too: in tests. */
  readonly parseOutputs?: boolean
  /** Over this many milliseconds a call is logged with its name. */
  readonly slowMs?: number
  /** A code that refuses every command while it is set, for example on a damaged file. */
  readonly refuseCommands?: (name: string) => WireError | undefined
  /** Told when a call met a damaged place in the file. */
  readonly onDamage?: () => void
}

const refuse = (status: DispatchStatus, error: WireError): Dispatched => ({
  status,
  reply: { ok: false, error },
})

const problemsOf = (error: z.ZodError): readonly FieldProblem[] =>
  error.issues.slice(0, 50).map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }))

type AnyHandler = (
  input: unknown,
  context: CallContext,
) => Result<unknown, Failure> | Promise<Result<unknown, Failure>>

const handlerOf = (handlers: AllHandlers, name: string): AnyHandler => {
  const [slice = '', procedure = ''] = name.split('.')
  // The name was found in the contract, and `AllHandlers` has a handler for each of its names;
  // the input is parsed by the same declaration before the handler sees it.
  const bySlice = handlers as unknown as Record<string, Record<string, AnyHandler>>
  const handler = bySlice[slice]?.[procedure]
  if (!handler) throw new Error(`no handler for ${name}`)
  return handler
}

const expected = (procedure: Procedure, error: Failure): Dispatched => {
  if (!Object.hasOwn(procedure.failures, error.code)) {
    throw new Error(`undeclared failure ${error.code}`)
  }
  return refuse(200, { code: error.code, message: error.code, data: error.data })
}

/**
 * The one way in: finds the procedure, parses its input, calls the handler, turns what comes back
 * into a reply. The only place where failures become codes and where a bug is caught.
 */
export const createDispatch = (options: DispatchOptions): Dispatch => {
  const { handlers, log, slowMs = 40 } = options
  const answer = async (
    procedure: Procedure,
    call: { name: string; input: unknown; context: CallContext },
  ): Promise<Dispatched> => {
    const result = await handlerOf(handlers, call.name)(call.input, call.context)
    if (!result.ok) return expected(procedure, result.error)
    if (options.parseOutputs) procedure.output.parse(result.value)
    return { status: 200, reply: { ok: true, value: result.value } }
  }
  return async (name, input, context) => {
    const procedure = findProcedure(name)
    if (!procedure) return refuse(404, { code: 'unknown-procedure', message: 'unknown procedure' })
    const refusal = procedure.kind === 'command' ? options.refuseCommands?.(name) : undefined
    if (refusal) return refuse(503, refusal)
    const start = performance.now()
    try {
      const parsed = procedure.input.safeParse(input)
      if (!parsed.success) {
        const data = { problems: problemsOf(parsed.error) }
        return refuse(400, { code: 'invalid-input', message: 'invalid input', data })
      }
      return await answer(procedure, { name, input: parsed.data, context })
    } catch (cause) {
      if (isDamage(cause)) {
        log.error('damage', cause, { procedure: name })
        options.onDamage?.()
        return refuse(503, {
          code: 'damaged',
          message: 'the workspace is damaged; restore a backup',
        })
      }
      if (isDiskFull(cause)) {
        log.error('disk-full', cause, { procedure: name })
        return refuse(503, { code: 'disk-full', message: 'there is no room on the disk' })
      }
      const logId = log.error('bug', cause, { procedure: name })
      return refuse(500, { code: 'bug', message: 'something went wrong', logId })
    } finally {
      const ms = Math.round(performance.now() - start)
      if (ms > slowMs) log.warn('slow', { procedure: name, ms })
    }
  }
}
