import type { ThreadFailure } from './thread-failure.ts'

/** What a further thread of a job is started with. */
export interface PartData {
  /** Name of the part, as the composition root knows it. */
  readonly part: string
  /** One 32-bit cell: how many batches the job has taken. */
  readonly taken: SharedArrayBuffer
}

/** From the further thread to its job. */
export type PartMessage =
  | { readonly type: 'batch'; readonly batch: unknown }
  | { readonly type: 'done'; readonly outcome: unknown }
  | ThreadFailure

/** Hands a batch over, with the buffers in it; waits while too many are not taken yet. */
export type SendBatch<Batch> = (batch: Batch, buffers: readonly ArrayBuffer[]) => void

/** What a further thread does for its job; its input comes from the job, as it was passed. */
export type PartFunction = (input: unknown, send: SendBatch<unknown>) => Promise<unknown>

/** A further thread of a job, which waits for its input. */
export interface RunningPart {
  /**
   * Gives it its input and takes its batches in their order; resolves to its outcome.
   *
   * Rejects when it fails, when its thread ends, and when taking a batch throws.
   */
  run(input: unknown, onBatch: (batch: unknown) => void): Promise<unknown>
  /** Ends its thread, wherever it stands. */
  stop(): Promise<void>
}

/** Starts a further thread for a part, so that it loads its code while its input is made. */
export type StartPart = (part: string) => RunningPart
