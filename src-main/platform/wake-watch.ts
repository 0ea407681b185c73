import type { Clock } from './clock.ts'

/** How often the process shows that it runs. */
const beatMs = 10_000
/** Silent for so long, it did not run: no work keeps the thread for a tenth of this. */
const silenceMs = 60_000

/**
 * Knows when the machine woke up, also where the monotonic clock goes on in sleep, as on macOS and
 * Windows: a process that sleeps has no beat, and the wall clock says for how long.
 */
export class WakeWatch {
  private readonly clock: Pick<Clock, 'now'>
  private lastBeatAt: number
  private wakes = 0
  private timer: NodeJS.Timeout | null = null

  constructor(clock: Pick<Clock, 'now'>) {
    this.clock = clock
    this.lastBeatAt = clock.now()
  }

  run(): void {
    this.timer ??= setInterval(() => this.beat(), beatMs).unref()
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  }

  /** How often the machine woke up so far; what runs first after a sleep learns of it here. */
  count(): number {
    this.beat()
    return this.wakes
  }

  /** The machine says itself that it woke up, or that its owner came back. */
  noteWake(): void {
    this.lastBeatAt = this.clock.now()
    this.wakes += 1
  }

  private beat(): void {
    const now = this.clock.now()
    if (now - this.lastBeatAt > silenceMs) this.wakes += 1
    this.lastBeatAt = now
  }
}
