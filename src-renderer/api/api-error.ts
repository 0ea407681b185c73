import type { WireCode, WireError } from '#shared/contract/wire.ts'
import type { Failure } from '#shared/domain/result.ts'

/** A failure any procedure may answer, whatever it declares. */
export type WireFailure = Failure<WireCode, unknown>

/**
 * A failed call as an exception, for code that throws (queries, mutations).
 *
 * `code` and `data` decide the words on screen; `message` is English for the log.
 */
export class ApiError extends Error {
  readonly procedure: string
  readonly code: string
  readonly data: unknown
  readonly logId: string | undefined

  constructor(procedure: string, error: WireError) {
    super(`${procedure}: ${error.message}`)
    this.name = 'ApiError'
    this.procedure = procedure
    this.code = error.code
    this.data = error.data ?? {}
    this.logId = error.logId
  }
}
