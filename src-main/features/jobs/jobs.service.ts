import type { Committed, OperationLabel } from '#main/db/unit-of-work.ts'
import type { WriteGate } from '#main/db/write-gate.ts'
import type { RunningThread, ThreadEnd, ThreadListener } from '#main/platform/background-thread.ts'
import type { BackgroundThreads } from '#main/platform/background-threads.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import type { EventBus, UnnumberedChange } from '#main/platform/event-bus.ts'
import type { JobProgress } from '#main/platform/job-protocol.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { type Failure, fail, type Nothing, ok, type Result } from '#shared/domain/result.ts'
import type { JobEnd, JobsRepository, StoredJob } from './jobs.repository.ts'
import { ProgressMeter } from './progress-meter.ts'

type JobView = Output<'jobs.get'>

interface JobsDependencies {
  readonly repository: JobsRepository
  readonly threads: BackgroundThreads
  readonly gate: WriteGate
  readonly events: EventBus
  /** Told of each commit of a thread, as of those of this one. */
  readonly onCommitted: (change: UnnumberedChange) => void
  readonly log: Logger
}

interface RunningJob {
  readonly thread: Pick<RunningThread, 'end' | 'cancel'>
  readonly meter: ProgressMeter
  readonly ended: Promise<ThreadEnd>
  isCancelling: boolean
}

type NotFound = { code: 'not-found'; data: { what: string } }

/** Work that waits more than it reckons, for a network say: it needs no thread of its own. */
export type WaitingWork = (parts: {
  /** Aborted when the job is asked to stop. */
  readonly signal: AbortSignal
  readonly tell: (progress: JobProgress) => void
}) => Promise<unknown>

/** What the job of a unit of work is started with. */
export interface UnitJobInput {
  readonly input: unknown
  readonly context: CallContext
  readonly label: OperationLabel
}

const outcomeOf = (end: ThreadEnd): unknown => {
  if (end.status === 'done') return end.outcome ?? null
  if (end.status === 'cancelled') return null
  return { code: isDiskFull(end.error) ? 'disk-full' : 'bug', data: {} }
}

const waitHere = (
  work: WaitingWork,
  listener: ThreadListener,
): Pick<RunningThread, 'end' | 'cancel'> => {
  const controller = new AbortController()
  const { signal } = controller
  const end = work({ signal, tell: (progress) => listener.onProgress(progress) }).then(
    (outcome): ThreadEnd =>
      signal.aborted ? { status: 'cancelled' } : { status: 'done', outcome },
    (cause: unknown): ThreadEnd => {
      if (signal.aborted) return { status: 'cancelled' }
      return { status: 'failed', error: cause instanceof Error ? cause : new Error(String(cause)) }
    },
  )
  return { end, cancel: () => controller.abort() }
}

/** Starts long work in background threads, tells how it goes and stops it when asked. */
export class JobsService {
  private readonly dependencies: JobsDependencies
  private readonly running = new Map<JobId, RunningJob>()
  /** Ends that could not be written down yet: the disk was full. */
  private readonly unwritten = new Map<JobId, JobEnd>()

  constructor(dependencies: JobsDependencies) {
    this.dependencies = dependencies
  }

  /** Starts a job; resolves to its id as soon as it is on record. */
  start(kind: string, input: unknown): Promise<JobId> {
    return this.follow(kind, (listener) =>
      this.dependencies.threads.start({ kind, input }, listener),
    )
  }

  /** Starts a job that waits on the main thread instead of working in one of its own. */
  startWaiting(kind: string, work: WaitingWork): Promise<JobId> {
    return this.follow(kind, (listener) => waitHere(work, listener))
  }

  private async follow(
    kind: string,
    begin: (listener: ThreadListener) => Pick<RunningThread, 'end' | 'cancel'>,
  ): Promise<JobId> {
    const { repository, threads, gate, events, onCommitted } = this.dependencies
    const { clock } = threads.options
    const id = await gate.run(() => repository.insert(kind, clock.now()))
    const meter = new ProgressMeter(() => clock.monotonic())
    let lastTold = Number.NEGATIVE_INFINITY
    const tell = (progress: JobProgress): void => {
      meter.add(progress)
      const now = clock.monotonic()
      if (now - lastTold < 250) return
      lastTold = now
      events.publish({ type: 'job', jobId: id })
    }
    const thread = begin({ onProgress: tell, onCommitted })
    const ended = thread.end.then((end) => this.finish(id, kind, end))
    this.running.set(id, { thread, meter, ended, isCancelling: false })
    return id
  }

  /** Waits for a job of this run to end. */
  async wait(id: JobId): Promise<ThreadEnd | undefined> {
    return this.running.get(id)?.ended
  }

  /**
   * Runs a job to its end: its outcome, or undefined when it was stopped and nothing was done.
   * Throws when the job failed, which is a bug.
   */
  async complete(kind: string, input: unknown): Promise<unknown> {
    const end = await this.wait(await this.start(kind, input))
    if (end?.status === 'failed') throw end.error
    return end?.status === 'done' ? end.outcome : undefined
  }

  /**
   * `UnitOfWork.run` for work that would keep the main thread from answering: in a job whose kind
   * the worker knows as a unit. Stopped, it has changed nothing.
   */
  async runUnit<F extends Failure = never, T = null>(
    kind: string,
    unit: UnitJobInput,
  ): Promise<Result<Committed<T | null>, F>> {
    const outcome = await this.complete(kind, unit)
    // The outcome of `createUnitJob` is the result of its unit.
    const result = outcome as Result<Committed<T>, F> | undefined
    return result ?? ok({ value: null, operationId: null })
  }

  get(id: JobId): Result<JobView, NotFound> {
    const stored = this.dependencies.repository.find(id)
    return stored ? ok(this.view(stored)) : fail('not-found', { what: 'job' })
  }

  list(): JobView[] {
    return this.dependencies.repository.latest(50).map((stored) => this.view(stored))
  }

  /** Asks a job to stop; it ends at its next checkpoint and leaves nothing behind. */
  cancel(id: JobId): Result<Nothing, NotFound | { code: 'ended'; data: Nothing }> {
    const job = this.running.get(id)
    if (job) {
      job.isCancelling = true
      job.thread.cancel()
      return ok({})
    }
    const stored = this.dependencies.repository.find(id)
    return stored ? fail('ended', {}) : fail('not-found', { what: 'job' })
  }

  /** Asks every job to stop and waits until the last one has ended. */
  async drain(): Promise<void> {
    const jobs = [...this.running.values()]
    for (const job of jobs) job.thread.cancel()
    await Promise.all(jobs.map((job) => job.ended))
  }

  private async finish(id: JobId, kind: string, end: ThreadEnd): Promise<ThreadEnd> {
    const { repository, threads, gate, events, log } = this.dependencies
    if (end.status === 'failed') log.error('job-failed', end.error, { job: id, kind })
    const outcome = JSON.stringify(outcomeOf(end))
    this.unwritten.set(id, {
      id,
      status: end.status,
      outcome,
      ended_at: threads.options.clock.now(),
    })
    await gate.run(() => {
      try {
        for (const row of this.unwritten.values()) repository.end(row)
        this.unwritten.clear()
      } catch (cause) {
        // Jobs end all the same; the next one that ends writes it down, or the next start.
        log.error('job-unwritten', cause, { job: id, kind })
      }
    })
    this.running.delete(id)
    events.publish({ type: 'job', jobId: id })
    return end
  }

  private view(row: StoredJob): JobView {
    const stored = { ...row, ...this.unwritten.get(row.id) }
    const progress = this.running.get(stored.id)?.meter.read()
    return {
      id: stored.id,
      kind: stored.kind,
      status: stored.status,
      phase: progress?.phase ?? null,
      done: progress?.done ?? 0,
      total: progress?.total ?? null,
      rate: progress?.rate ?? null,
      remainingMs: progress?.remainingMs ?? null,
      outcome: stored.outcome === null ? null : JSON.parse(stored.outcome),
      createdAt: stored.created_at,
      endedAt: stored.ended_at,
    }
  }
}
