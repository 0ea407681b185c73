/** Gives the gate back; calling it twice does nothing. */
export type ReleaseGate = () => void

/**
 * Lets one writer at a time into a workspace, first come, first served.
 *
 * Units of work of the main thread and bulk jobs of background threads queue here, so that no
 * connection ever waits for SQLite's own lock.
 */
export class WriteGate {
  private readonly waiting: (() => void)[] = []
  private isHeld = false

  /** Waits for its turn; the caller must release in `finally`. */
  async acquire(): Promise<ReleaseGate> {
    if (this.isHeld) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.isHeld = true
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      this.passOn()
    }
  }

  private passOn(): void {
    const next = this.waiting.shift()
    // Between two writers the event loop gets a turn, or a burst of saves would stall it.
    if (next) setImmediate(next)
    else this.isHeld = false
  }

  /** Runs synchronous work with the gate held. */
  async run<T>(work: () => T): Promise<T> {
    const release = await this.acquire()
    try {
      return work()
    } finally {
      release()
    }
  }

  /** Runs synchronous work at once if nobody writes; false when somebody does, and nothing ran. */
  runIfFree(work: () => void): boolean {
    if (this.isHeld) return false
    this.isHeld = true
    try {
      work()
      return true
    } finally {
      this.passOn()
    }
  }

  /** True while somebody writes: saves made now will wait. */
  get isBusy(): boolean {
    return this.isHeld
  }
}
