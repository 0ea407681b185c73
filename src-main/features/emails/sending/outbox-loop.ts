import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { DueTimes } from '../planning/due-times.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { HeldMail } from './held-mail.ts'
import type { HighWater } from './high-water.ts'
import { Lanes, type SendOne } from './lanes.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import { createOutboxClock } from './outbox-clock.ts'
import type { Recovery } from './recovery.ts'
import type { StepsOfMails } from './steps-of-mails.ts'

/** What the loop is made of. */
export interface OutboxLoopParts {
  readonly clock: Clock
  /** Milliseconds since the machine was started, its sleep included. */
  readonly uptime: () => number
  /** How often the machine woke up so far, as far as the clocks do not tell. */
  readonly wakes: () => number
  readonly log: Logger
  readonly unitOfWork: UnitOfWork
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly dueTimes: DueTimes
  readonly recovery: Recovery
  readonly highWater: HighWater
  /** Whether another folder on this machine is the one that sends, as it is now. */
  readonly isCopy: () => boolean
  readonly held: HeldMail
  readonly steps: Pick<StepsOfMails, 'complete'>
  readonly sendOne: SendOne
  /** Told at each wake, the first look included, before anything is looked at. */
  readonly onWake: () => void
  /** Told once, when everything is in order after the opening. */
  readonly onReady: () => void
  /** Told when mails are somewhere else than before. */
  readonly announce: (ids: readonly EmailId[] | 'many') => void
}

/** How often the clocks are compared. */
const tickMs = 30_000
const firstLookMs = 1000
const saveSeenMs = 10 * 60_000
/** What was done is noted at once, and then again after this: an older database is known by it. */
const noteAgainMs = 1000
const deriveMs = 86_400_000
/** Mails taken at one look. */
const perLook = 200
/** More mails that came due while nothing could leave are one question to the owner. */
const askAbove = 20
/** What is due for less than this came due while the loop was looking. */
const missedMs = 2 * 60_000
/** So long the mails under way may take when the workspace closes. */
const partingMs = 10_000

/** Sends what is due, at its time, while it runs. Rows are the truth, timers only hints. */
export class OutboxLoop {
  private readonly parts: OutboxLoopParts
  private readonly watch: ReturnType<typeof createOutboxClock>
  private readonly lanes: Lanes
  private timer: NodeJS.Timeout | null = null
  private current: Promise<void> | null = null
  private isAskedAgain = false
  private isRecovered = false
  private savedAt = Number.NEGATIVE_INFINITY
  /** How many acts there were when it was last noted how far the database has come. */
  private savedActs = 0
  /** Accounts that were changed since the last look. */
  private changed: readonly EmailAccountId[] | 'many' = []
  private derivedAt = Number.NEGATIVE_INFINITY

  constructor(parts: OutboxLoopParts) {
    this.parts = parts
    const { clock, outbox } = parts
    this.watch = createOutboxClock({ ...parts, lastSeen: () => outbox.lastSeen() })
    this.lanes = new Lanes({
      clock,
      log: parts.log,
      sendOne: parts.sendOne,
      onMoved: (id) => parts.announce([id]),
      onEnd: () => this.poke(),
    })
  }

  /** Starts looking, when the page has asked for what it shows; catches up on what came due. */
  run(): void {
    this.schedule(firstLookMs)
  }

  /** Something that the outbox depends on has changed: look again. */
  poke(): void {
    if (this.timer === null) return
    if (this.current === null) this.schedule(0)
    else this.isAskedAgain = true
  }

  /** What could not reach its server is tried at once: there may be another server, or secret. */
  tryAgain(ids: readonly EmailAccountId[] | 'many'): void {
    this.changed = this.changed === 'many' || ids === 'many' ? 'many' : [...this.changed, ...ids]
    this.poke()
  }

  /**
   * Ends the looking; mails under way have some seconds to end. A database that is known to be
   * damaged is not written to.
   */
  async stop({ isDamaged = false } = {}): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    this.lanes.beginNothing()
    await this.current
    await this.lanes.end(partingMs)
    if (isDamaged || !this.isRecovered) return
    await this.noteParting().catch((cause: unknown) => {
      this.parts.log.error('outbox.parting-failed', cause)
    })
  }

  /** One look at clocks and rows; answers when all that it started has ended. For tests. */
  async lookAndWait(): Promise<void> {
    await this.look()
    await this.lanes.idle()
  }

  private schedule(wait: number): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.tick(), wait)
    this.timer.unref()
  }

  private async tick(): Promise<void> {
    this.isAskedAgain = false
    this.current = this.look().catch((cause: unknown) => {
      this.parts.log.error('outbox.look-failed', cause)
    })
    await this.current
    this.current = null
    if (this.timer !== null) this.schedule(this.isAskedAgain ? 0 : this.waitMs())
  }

  private waitMs(): number {
    const { outbox, deliveries, clock } = this.parts
    const now = clock.now()
    const next = Math.min(deliveries.nextAt(now) ?? Infinity, this.lanes.nextRestEnd() ?? Infinity)
    const isNoted = outbox.countActs() === this.savedActs
    return Math.min(isNoted ? tickMs : noteAgainMs, Math.max(50, next - now))
  }

  private async look(): Promise<void> {
    const { deliveries, held, steps, clock, dueTimes, recovery, announce } = this.parts
    const { isWake, isOdd } = this.watch.look()
    if (isWake) this.parts.onWake()
    if (!this.isRecovered) {
      await recovery.run()
      await dueTimes.refresh(null)
      this.isRecovered = true
      this.parts.onReady()
      announce('many')
    }
    if (await this.derive(isWake)) announce('many')
    await this.noteClock(isOdd)
    await this.noteCopy()
    if (isWake) this.lanes.endRests('all')
    await this.endBackOff()
    if (isWake) await this.askAboutMissed()
    // What a full disk kept from being written down is in the ledger.
    if (this.lanes.needsRepair()) {
      await recovery.run()
      this.lanes.repaired()
    }
    await steps.complete()
    if (await held.release()) announce('many')
    const due = deliveries.due(clock.now(), this.lanes.notNow(), perLook)
    this.lanes.add(due)
  }

  /** Rules of zones change while the machine sleeps, or runs for weeks. */
  private async derive(isWake: boolean): Promise<boolean> {
    const { dueTimes, clock } = this.parts
    const now = clock.now()
    if (!isWake && Math.abs(now - this.derivedAt) < deriveMs) return false
    this.derivedAt = now
    return dueTimes.derive()
  }

  private async noteClock(isOdd: boolean): Promise<void> {
    const { outbox, deliveries, highWater, unitOfWork, clock, log, announce } = this.parts
    const now = clock.now()
    const acts = outbox.countActs()
    if (isOdd) log.warn('outbox.clock-odd', {})
    else if (now - this.savedAt < (acts === this.savedActs ? saveSeenMs : noteAgainMs)) return
    this.savedAt = now
    this.savedActs = acts
    await unitOfWork.run(systemContext, { code: 'outbox.clock' }, (tx) => {
      if (isOdd) {
        outbox.setHoldAll(tx, 'clock')
        deliveries.holdWaiting(tx, 'clock', { now })
      } else outbox.setLastSeen(tx, Math.max(now, outbox.lastSeen() ?? now))
      highWater.raise(tx)
      return ok(null)
    })
    highWater.note()
    if (isOdd) announce('many')
  }

  /** What was done since the last look is known to have been done. */
  private async noteParting(): Promise<void> {
    const { outbox, highWater, unitOfWork } = this.parts
    const acts = outbox.countActs()
    if (acts === this.savedActs) return
    this.savedActs = acts
    await unitOfWork.run(systemContext, { code: 'outbox.parting' }, (tx) => {
      highWater.raise(tx)
      return ok(null)
    })
    highWater.note()
  }

  private async endBackOff(): Promise<void> {
    const { outbox, deliveries, unitOfWork, clock, announce } = this.parts
    const { changed } = this
    if (changed !== 'many' && changed.length === 0) return
    this.changed = []
    this.lanes.endRests(changed === 'many' ? 'all' : outbox.uidsOfAccounts(changed))
    if (deliveries.unreachable(changed).length === 0) return
    await unitOfWork.run(systemContext, { code: 'outbox.release' }, (tx) => {
      const now = clock.now()
      const mails = deliveries.unreachable(changed).map((id) => ({ id, until: now }))
      deliveries.putOffEach(tx, mails, now)
      return ok(null)
    })
    announce('many')
  }

  /** The owner has said of a copy, open beside this folder, that it is the one that sends. */
  private async noteCopy(): Promise<void> {
    const { outbox, deliveries, unitOfWork, clock, isCopy, log, announce } = this.parts
    if (outbox.holdAll() !== null || !isCopy()) return
    log.warn('outbox.held-all', { reason: 'copied' })
    await unitOfWork.run(systemContext, { code: 'outbox.copied' }, (tx) => {
      outbox.setHoldAll(tx, 'copied')
      deliveries.holdWaiting(tx, 'copied', { now: clock.now() })
      return ok(null)
    })
    announce('many')
  }

  /** Many mails that came due while nothing could leave are held: the owner decides once. */
  private async askAboutMissed(): Promise<void> {
    const { deliveries, unitOfWork, clock, announce } = this.parts
    const now = clock.now()
    const before = now - missedMs
    if (deliveries.countDueBefore(before, askAbove + 1) <= askAbove) return
    await unitOfWork.run(systemContext, { code: 'outbox.missed' }, (tx) => {
      deliveries.holdWaiting(tx, 'overdue', { now, dueBefore: before })
      return ok(null)
    })
    announce('many')
  }
}
