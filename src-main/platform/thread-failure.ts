/** How a thread tells another one of an error. */
export interface ThreadFailure {
  readonly type: 'failed'
  readonly message: string
  readonly stack: string
  /** The system's or SQLite's own code, where there was one. */
  readonly code: string | null
}

/** What a thread tells of what was thrown in it. */
export const failureOf = (cause: unknown): ThreadFailure => {
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  return { type: 'failed', message: error.message, stack: error.stack ?? '', code }
}

/** The error that another thread told of. */
export const errorOf = ({ message, stack, code }: ThreadFailure): Error =>
  Object.assign(new Error(message), { stack }, code === null ? {} : { code })
