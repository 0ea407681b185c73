/** An expected failure: a code the caller can act on, and the data its words need. */
export interface Failure<Code extends string = string, Data = unknown> {
  readonly code: Code
  readonly data: Data
}

/**
 * The outcome of an operation whose failures are expected.
 *
 * Exceptions are for bugs; everything an owner can cause comes back as a `Failure`.
 */
export type Result<T, F extends Failure = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: F }

/** Wraps a success. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** Wraps an expected failure. */
export const fail = <Code extends string, Data>(
  code: Code,
  data: Data,
): { readonly ok: false; readonly error: Failure<Code, Data> } => ({
  ok: false,
  error: { code, data },
})

/** An answer or a failure that carries nothing: `{}`. */
export type Nothing = Record<string, never>
