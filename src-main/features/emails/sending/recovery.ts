import type { DeliveryState } from '#main/db/email-schema.ts'
import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import type { MailComposer } from '../compose/compose-mail.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { HighWater } from './high-water.ts'
import { isLedgerMissing, isOlderThanLedger } from './ledger-mark.ts'
import type { HoldAll, OutboxRepository } from './outbox.repository.ts'
import type { LedgerLine, SentLedger } from './sent-ledger.ts'
import type { SentRecord } from './sent-record.ts'

/** What is asked at the opening of a workspace. */
export interface RecoveryParts {
  readonly unitOfWork: UnitOfWork
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly ledger: SentLedger
  readonly highWater: HighWater
  readonly record: SentRecord
  readonly composer: MailComposer
  readonly machine: string
  /** Whether the folder says that another machine opened it last. */
  readonly isCopied: boolean
  readonly isCopy: () => boolean
  readonly clock: Clock
  readonly log: Logger
}

/** Something of a mail in these left, or may have. */
const leftStates: ReadonlySet<DeliveryState> = new Set(['body', 'sent', 'uncertain'])

type OpenMail = ReturnType<OutboxRepository['open']>[number]

/** What the ledger and the row say together. */
type Finding =
  | { readonly kind: 'fine' }
  /** The file knows more than the database: that one is older. */
  | { readonly kind: 'sent' | 'uncertain' | 'older'; readonly isOlder: boolean }
  /** Claimed when the process ended, and nothing of it left. */
  | { readonly kind: 'again' }

/** Judges one mail by its row and by the last line of the ledger about it. */
export const judgeOpenMail = (mail: OpenMail, last: LedgerLine | undefined): Finding => {
  const isUnderWay = mail.state === 'claimed' || mail.state === 'body'
  const isSame = last !== undefined && mail.sendId === last.sendId
  // Both are followed by a commit, which a crash may have kept away.
  const isKnown = isSame && (isUnderWay || mail.state === 'uncertain')
  if (last?.event === 'sent') return { kind: 'sent', isOlder: !isKnown }
  if (last?.event === 'body') {
    if (mail.state === 'uncertain') return { kind: 'fine' }
    return { kind: 'uncertain', isOlder: !(isUnderWay && isSame) }
  }
  const isRefused = isSame && last?.event === 'refused'
  // Its line was there before the row said so: it is lost, and what came after it.
  if (mail.state === 'body' && !isRefused) return { kind: 'uncertain', isOlder: false }
  // The line comes before the first byte: without one, none left.
  if (isUnderWay) return { kind: 'again' }
  const isForgotten = last !== undefined && mail.sendId === null
  return isForgotten ? { kind: 'older', isOlder: true } : { kind: 'fine' }
}

/**
 * Brings the outbox in order before anything leaves: what the process before left half done, and
 * what a restored or copied workspace does not know.
 */
export class Recovery {
  private readonly parts: RecoveryParts
  private hasRun = false

  constructor(parts: RecoveryParts) {
    this.parts = parts
  }

  async run(): Promise<void> {
    const { outbox, ledger, log } = this.parts
    const sent: EmailId[] = []
    const uncertain: EmailId[] = []
    const again: EmailId[] = []
    let isOlder = false
    for (const mail of outbox.open()) {
      const finding = judgeOpenMail(mail, ledger.lastOf(mail.uid))
      if (finding.kind === 'fine') continue
      if (finding.kind === 'again') again.push(mail.id)
      if (finding.kind === 'sent') sent.push(mail.id)
      if (finding.kind === 'uncertain') uncertain.push(mail.id)
      if ('isOlder' in finding && finding.isOlder) isOlder = true
    }
    const holdAll = this.holdAllFor(isOlder)
    await this.write({ uncertain, again, holdAll })
    this.hasRun = true
    for (const id of sent) await this.noteSent(id)
    const counts = { sent: sent.length, uncertain: uncertain.length, again: again.length }
    if (counts.sent + counts.uncertain + counts.again > 0) log.info('outbox.recovered', counts)
    if (holdAll !== null) log.warn('outbox.held-all', { reason: holdAll })
  }

  private holdAllFor(isOlder: boolean): HoldAll | null {
    if (isOlder || this.hasForgotten()) return 'restored'
    if (this.mayBeTheOther()) return 'copied'
    if (this.isLedgerMissing()) return 'record-missing'
    return !this.hasRun && this.parts.highWater.isBehind() ? 'restored' : null
  }

  /** Whether mails have left of which this database does not even know that they were written. */
  private hasForgotten(): boolean {
    const { outbox, deliveries, ledger } = this.parts
    return isOlderThanLedger(outbox.ledgerMark(), ledger, {
      knows: (sendId) => deliveries.bySendId(sendId) !== undefined,
      bornAt: () => outbox.bornAt(),
    })
  }

  private isLedgerMissing(): boolean {
    const { outbox, deliveries, ledger } = this.parts
    return isLedgerMissing(outbox.ledgerMark(), ledger, {
      hasLeft: (sendId) => leftStates.has(deliveries.bySendId(sendId)?.state ?? 'waiting'),
    })
  }

  /** Whether another copy of the workspace may send what waits here. */
  private mayBeTheOther(): boolean {
    const { outbox, machine, isCopied, isCopy } = this.parts
    const known = outbox.machine()
    // Once it is held, the owner's word counts, also where the outbox is brought in order again.
    const isNew = isCopied && !this.hasRun
    return isNew || (known !== undefined && known !== machine) || isCopy()
  }

  private async write(found: {
    readonly uncertain: readonly EmailId[]
    readonly again: readonly EmailId[]
    readonly holdAll: HoldAll | null
  }): Promise<void> {
    const { unitOfWork, outbox, deliveries, ledger, highWater, machine, clock } = this.parts
    await unitOfWork.run(systemContext, { code: 'outbox.recover' }, (tx) => {
      const now = clock.now()
      for (const id of found.uncertain) this.doubt(tx, id, now)
      for (const id of found.again) {
        deliveries.set(tx, id, { state: 'waiting', reason: null, changed_at: now })
      }
      if (found.holdAll !== null) {
        outbox.setHoldAll(tx, found.holdAll)
        deliveries.holdWaiting(tx, found.holdAll, { now })
      }
      // From here on it counts as known, so that the owner is asked once.
      const { claimed = [] } = (this.isLedgerMissing() ? null : outbox.ledgerMark()) ?? {}
      outbox.setLedgerMark(tx, { upTo: ledger.lastBegun()?.sendId ?? null, claimed })
      outbox.setMachine(tx, machine)
      highWater.raise(tx)
      return ok(null)
    })
    highWater.note()
  }

  /** A mail of which the database may not even know that it was to leave. */
  private doubt(tx: Transaction, id: EmailId, now: number): void {
    const { deliveries, ledger, outbox } = this.parts
    const uid = outbox.candidate(id)?.uid ?? ''
    const last = ledger.lastOf(uid)
    deliveries.ensure(tx, id, now)
    deliveries.set(tx, id, {
      state: 'uncertain',
      reason: 'connection',
      ...(last?.event === 'body' && { send_id: last.sendId }),
      next_attempt_at: now,
      changed_at: now,
    })
  }

  private async noteSent(id: EmailId): Promise<void> {
    const { outbox, deliveries, ledger, record, composer, unitOfWork, clock } = this.parts
    const candidate = outbox.candidate(id)
    if (candidate === undefined) return
    const line = ledger.lastOf(candidate.uid)
    await unitOfWork.run(systemContext, { code: 'outbox.recover' }, (tx) => {
      deliveries.ensure(tx, id, clock.now())
      deliveries.set(tx, id, { send_id: line?.sendId ?? null, changed_at: clock.now() })
      return ok(null)
    })
    await record.sent({
      id,
      text: composer.render(candidate)?.text ?? '',
      reply: null,
      messageIdFromServer: null,
      ...(line === undefined ? {} : { at: line.at }),
    })
  }
}
