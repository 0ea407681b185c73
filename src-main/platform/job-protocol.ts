import type { UnnumberedChange } from './event-bus.ts'
import type { StartHelper } from './helper-protocol.ts'
import type { ThreadFailure } from './thread-failure.ts'
import type { WorkspaceLayout } from './workspace-layout.ts'

/** What a job is doing now. */
export interface JobProgress {
  /** A code of the job's kind, for example `matching`. */
  readonly phase: string
  readonly done: number
  /** Null while the size is not known. */
  readonly total: number | null
}

/** What a job in a background thread is started with. */
export interface ThreadJob {
  readonly kind: string
  readonly input: unknown
  readonly layout: WorkspaceLayout
  /** The clock of the main thread at the start; the thread counts on from there. */
  readonly clock: { readonly now: number; readonly zone: string }
  /** One 32-bit cell, 1 when the owner asked to stop. */
  readonly cancel: SharedArrayBuffer
}

/** From the thread to the main thread. */
export type ThreadMessage =
  | { readonly type: 'progress'; readonly progress: JobProgress }
  | { readonly type: 'acquire-gate' }
  | { readonly type: 'release-gate' }
  | { readonly type: 'committed'; readonly event: UnnumberedChange }
  | { readonly type: 'done'; readonly outcome: unknown }
  | { readonly type: 'cancelled' }
  | ThreadFailure

/** From the main thread: do this next, or the gate that you asked for is yours. */
export type ToThread =
  | { readonly type: 'start'; readonly job: ThreadJob }
  | { readonly type: 'gate' }

/** Thrown by `checkpoint` when the owner asked to stop; the job rolls back and lets it pass. */
export class JobCancelled extends Error {}

/** What a job may use of its surroundings. */
export interface JobControls {
  /** Tells where it stands; cheap, call it as often as you like. */
  progress(progress: JobProgress): void
  /** Throws `JobCancelled` when the owner asked to stop. */
  checkpoint(): void
  /** Waits for the write gate and holds it while `work` runs. */
  withGate<T>(work: () => T): Promise<T>
  /** Announces what a bulk transaction committed. */
  committed(event: UnnumberedChange): void
}

/** What a unit of work may use of its surroundings while it runs. */
export type UnitControls = Pick<JobControls, 'progress' | 'checkpoint'>

/** What every job gets besides its input. */
export interface JobEnvironment {
  readonly layout: WorkspaceLayout
  readonly clock: { now(): number; zone(): string }
  /** Missing where a job runs without threads. */
  readonly startHelper?: StartHelper
}

/** One kind of background work. Throwing anything but `JobCancelled` is a bug. */
export type JobFunction = (
  input: unknown,
  environment: JobEnvironment,
  controls: JobControls,
) => Promise<unknown>
