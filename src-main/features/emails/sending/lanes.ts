import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { DueMail } from './deliveries.repository.ts'

/** Ends of what is under way. */
export interface LaneSignals {
  /** Cuts it. */
  readonly signal: AbortSignal
  /** Nothing more is to begin. */
  readonly ending: AbortSignal
}

/** Claims a mail and sends it; answers until when its account is to rest, null to go on. */
export type SendOne = (mail: DueMail, signals: LaneSignals) => Promise<number | null>

interface LanesParts {
  readonly clock: Clock
  readonly log: Logger
  readonly sendOne: SendOne
  readonly onMoved: (id: EmailId) => void
  readonly onEnd: () => void
}

const keyOf = ({ accountUid }: DueMail): string => accountUid ?? ''

/** Accounts send side by side, and each one mail at a time, in the order in which they are due. */
export class Lanes {
  private readonly parts: LanesParts
  private readonly running = new Map<string, Promise<void>>()
  private readonly rests = new Map<string, number>()
  private readonly abort = new AbortController()
  private hasFailed = false
  private readonly ending = new AbortController()

  constructor(parts: LanesParts) {
    this.parts = parts
  }

  /** Accounts that send now, or rest. */
  notNow(): readonly string[] {
    const now = this.parts.clock.now()
    for (const [account, until] of this.rests) if (until <= now) this.rests.delete(account)
    return [...this.running.keys(), ...this.rests.keys()]
  }

  /** When the next account has rested enough (milliseconds UTC). */
  nextRestEnd(): number | null {
    return this.rests.size === 0 ? null : Math.min(...this.rests.values())
  }

  /** What these accounts rested for is over, as when they have other servers or secrets. */
  endRests(accountUids: readonly string[] | 'all'): void {
    if (accountUids === 'all') this.rests.clear()
    else for (const account of accountUids) this.rests.delete(account)
  }

  /** Begins with mails of accounts that are free. */
  add(mails: readonly DueMail[]): void {
    if (this.ending.signal.aborted) return
    for (const [account, own] of Map.groupBy(mails, keyOf)) {
      if (this.running.has(account)) continue
      const lane = this.work(account, own).finally(() => {
        this.running.delete(account)
        this.parts.onEnd()
      })
      this.running.set(account, lane)
    }
  }

  /** Whether something went wrong that must be looked after; false while a lane runs. */
  needsRepair(): boolean {
    return this.running.size === 0 && this.hasFailed
  }

  repaired(): void {
    this.hasFailed = false
  }

  async idle(): Promise<void> {
    await Promise.all(this.running.values())
  }

  /** Whoever waits to begin gives up. */
  beginNothing(): void {
    this.ending.abort()
  }

  /** Begins nothing more; cuts what is not over by then. */
  async end(withinMs: number): Promise<void> {
    this.beginNothing()
    const timer = setTimeout(() => this.abort.abort(), withinMs)
    await this.idle()
    clearTimeout(timer)
  }

  private async work(account: string, mails: readonly DueMail[]): Promise<void> {
    const { sendOne, onMoved, clock, log } = this.parts
    const signals = { signal: this.abort.signal, ending: this.ending.signal }
    for (const mail of mails) {
      if (signals.ending.aborted) return
      try {
        const restUntil = await sendOne(mail, signals)
        onMoved(mail.id)
        if (restUntil === null) continue
        if (restUntil > clock.now()) this.rests.set(account, restUntil)
        return
      } catch (cause) {
        this.hasFailed = true
        log.error('outbox.send-failed', cause)
        this.rests.set(account, clock.now() + failureRestMs)
        return
      }
    }
  }
}

const failureRestMs = 60_000
