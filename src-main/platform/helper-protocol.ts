import type { ThreadFailure } from './thread-failure.ts'

/** Hands over one answer, with the memory in it; waits while too many are not taken yet. */
export type Answer = (answer: unknown, moved?: readonly ArrayBuffer[]) => void

/** What a helper does with each message, in the order in which they were sent; its outcome. */
export type HelperWork = (message: unknown, answer: Answer) => unknown

/** How a helper of some kind begins; it may load what it needs. */
export type HelperKind = () => Promise<HelperWork>

/**
 * A thread beside a background thread.
 *
 * It is sent work by one who works on without letting go of its own thread, where nothing may wait
 * for an event; or it is asked by one who waits for what it answers.
 */
export interface Helper {
  /** Hands over work; the memory of `moved` goes along and is empty afterwards. */
  send(message: unknown, moved?: readonly ArrayBuffer[]): void
  /** Messages that were sent and are not worked off. */
  readonly waiting: number
  /** Blocks until at most `most` messages wait; false when it failed or gives no sign of life. */
  settle(most: number): boolean
  /**
   * Hands over work and takes its answers in their order; resolves to its outcome.
   *
   * Rejects when it fails, when its thread ends, and when taking an answer throws; so does whatever
   * is asked afterwards.
   */
  ask(message: unknown, onAnswer?: (answer: unknown) => void): Promise<unknown>
  /** Ends it at once, wherever it stands. */
  end(): Promise<void>
}

/** Starts a helper of a kind, so that it loads its code while its first message is made. */
export type StartHelper = (kind: string) => Helper

/** What a helper's thread is started with. */
export interface HelperData {
  readonly helper: string
  /** A 32-bit cell for each of `cells`. */
  readonly state: SharedArrayBuffer
}

/** Counts of messages worked off and of answers taken, and 1 where a helper has failed. */
export const cells = { worked: 0, failed: 1, taken: 2, length: 3 } as const

/** To the helper's thread. */
export interface HelperTask {
  readonly message: unknown
  /** Whether somebody waits for the outcome. */
  readonly isAsked: boolean
}

/** From the helper's thread. */
export type HelperReply =
  | { readonly type: 'answer'; readonly answer: unknown }
  | { readonly type: 'outcome'; readonly outcome: unknown }
  | ThreadFailure
