/** How often somebody may try in vain before the next try has to wait. */
const freeAttempts = 3
const longestWaitMs = 60_000

/** Slows guesses down: from the third wrong one on, each doubles the wait. */
export class AttemptBrake {
  private readonly monotonic: () => number
  private wrong = 0
  private freeAt = 0

  constructor(monotonic: () => number) {
    this.monotonic = monotonic
  }

  /** Milliseconds until the next try; 0 for now. */
  waitMs(): number {
    return Math.max(0, Math.ceil(this.freeAt - this.monotonic()))
  }

  noteWrong(): void {
    this.wrong += 1
    if (this.wrong < freeAttempts) return
    const wait = Math.min(1000 * 2 ** (this.wrong - freeAttempts), longestWaitMs)
    this.freeAt = this.monotonic() + wait
  }

  noteRight(): void {
    this.wrong = 0
    this.freeAt = 0
  }
}
