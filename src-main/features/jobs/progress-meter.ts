import type { JobProgress } from '#main/platform/job-protocol.ts'

/** Progress with its speed. */
export interface ProgressReading extends JobProgress {
  /** Units a second over the last five seconds; null until a second has passed. */
  readonly rate: number | null
  /** Milliseconds to the end of this phase at that rate. */
  readonly remainingMs: number | null
}

const windowMs = 5000

/** Turns steps of progress into a rate and a remaining time; starts anew with each phase. */
export class ProgressMeter {
  private samples: { at: number; done: number }[] = []
  private latest: JobProgress | undefined
  private readonly monotonic: () => number

  constructor(monotonic: () => number) {
    this.monotonic = monotonic
  }

  add(progress: JobProgress): void {
    if (progress.phase !== this.latest?.phase) this.samples = []
    this.latest = progress
    const at = this.monotonic()
    this.samples.push({ at, done: progress.done })
    this.samples = this.samples.filter((sample) => at - sample.at <= windowMs)
  }

  read(): ProgressReading | undefined {
    if (!this.latest) return undefined
    const rate = this.rate()
    const { total, done } = this.latest
    const remainingMs =
      rate === null || rate <= 0 || total === null
        ? null
        : Math.round(((total - done) / rate) * 1000)
    return { ...this.latest, rate, remainingMs }
  }

  private rate(): number | null {
    const first = this.samples[0]
    const last = this.samples.at(-1)
    if (!first || !last || last.at - first.at < 1000) return null
    return ((last.done - first.done) / (last.at - first.at)) * 1000
  }
}
