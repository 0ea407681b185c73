import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { startOfDay, today } from '#shared/domain/time.ts'
import type { MailComposer } from './compose-mail.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { EmailState } from './email-columns.ts'
import type { EmailRow, EmailsRepository } from './emails.repository.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import type { SentLedger } from './sent-ledger.ts'
import type { SentRecord } from './sent-record.ts'

interface OutboxDependencies {
  readonly unitOfWork: UnitOfWork
  readonly emails: EmailsRepository
  readonly deliveries: DeliveriesRepository
  readonly outbox: OutboxRepository
  readonly ledger: SentLedger
  readonly record: SentRecord
  readonly composer: MailComposer
  readonly isLocked: () => boolean
  /** From now on this folder is the one that sends, of all its copies on this machine. */
  readonly claimHome: () => void
  /** Told when mails are somewhere else, or may be due sooner than before. */
  readonly onChange: (ids: readonly EmailId[] | 'many') => void
  readonly clock: Clock
}

type Decision = Input<'emails.decide'>['decision']

/** In which states the owner may decide what. */
const decidable: Readonly<Record<Decision, readonly EmailState[]>> = {
  release: ['held', 'failed', 'deferred'],
  resend: ['uncertain'],
  arrived: ['uncertain'],
  dismiss: ['uncertain', 'held', 'failed', 'suppressed'],
}

/** The outbox as a whole: what is where, and the owner's word about it. */
export class OutboxService {
  private readonly dependencies: OutboxDependencies

  constructor(dependencies: OutboxDependencies) {
    this.dependencies = dependencies
  }

  state(): Output<'emails.outbox'> {
    const { emails, deliveries, outbox, isLocked, clock } = this.dependencies
    const counts = deliveries.counts()
    const of = (...states: Parameters<typeof counts.get>[0][]): number =>
      states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
    return {
      counts: {
        drafts: emails.countDrafts(),
        uncertain: of('uncertain'),
        held: of('held'),
        scheduled: of('waiting', 'deferred'),
        sending: of('claimed', 'body'),
        failed: of('failed', 'suppressed'),
        sentToday: deliveries.countSentSince(startOfDay(today(clock), clock.zone())),
      },
      nextAt: deliveries.nextAt(0),
      isSwitchedOn: outbox.isSwitchedOn(),
      holdAll: outbox.holdAll(),
      isLocked: isLocked(),
    }
  }

  async switch(
    { isOn }: Input<'emails.switch'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.switch'>> {
    const { unitOfWork, outbox, deliveries, clock, onChange } = this.dependencies
    await unitOfWork.run(context, { code: 'emails.switch' }, (tx) => {
      outbox.setSwitch(tx, isOn)
      if (isOn) deliveries.releaseHeld(tx, ['switched-off'], clock.now())
      return ok(null)
    })
    onChange('many')
    return ok({})
  }

  async releaseAll(context: CallContext): Promise<ProcedureResult<'emails.releaseAll'>> {
    const { unitOfWork, outbox, deliveries, claimHome, clock, onChange } = this.dependencies
    // First: the copy that sent until now has to stop before this one begins.
    claimHome()
    const result = await unitOfWork.run(context, { code: 'emails.releaseAll' }, (tx) => {
      outbox.setHoldAll(tx, null)
      outbox.setLastSeen(tx, clock.now())
      return ok(deliveries.releaseHeld(tx, ['restored', 'copied', 'clock'], clock.now()))
    })
    if (!result.ok) throw new Error('a release cannot fail on purpose')
    onChange('many')
    return ok({ released: result.value.value })
  }

  async decide(
    { ids, decision }: Input<'emails.decide'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.decide'>> {
    const { emails, unitOfWork, onChange } = this.dependencies
    const rows = emails.findAll(ids)
    if (rows.length < new Set(ids).size) return fail('not-found', { what: 'email' })
    const other = rows.find(({ state }) => !decidable[decision].includes(state))
    if (other !== undefined) return fail('not-decidable', { state: other.state })
    if (decision === 'arrived') for (const row of rows) await this.noteArrived(row)
    else {
      await unitOfWork.run(context, { code: 'emails.decide' }, (tx) => {
        // Another decision, or a mail's own way, may have been quicker.
        const states = emails.statesOf(ids)
        for (const row of rows) {
          const state = states.get(row.id)
          if (state !== undefined && decidable[decision].includes(state))
            this.carryOut(tx, row, decision)
        }
        return ok(null)
      })
    }
    onChange(ids)
    return ok({ decided: rows.length })
  }

  private carryOut(
    tx: Transaction,
    row: EmailRow,
    decision: 'release' | 'resend' | 'dismiss',
  ): void {
    const { deliveries, clock } = this.dependencies
    const now = clock.now()
    if (decision === 'dismiss') {
      deliveries.set(tx, row.id, { state: 'dismissed', changed_at: now })
      return
    }
    if (decision === 'resend') this.allowAgain(tx, row)
    deliveries.goOn(tx, row.id, { waived: row.reason ?? decision, now })
  }

  /** The ledger forbids what may have left until the owner's word stands in it too. */
  private allowAgain(tx: Transaction, { id, uid }: EmailRow): void {
    const { deliveries, emails, ledger, clock } = this.dependencies
    const sendId = deliveries.find(id)?.send_id ?? ledger.lastOf(uid)?.sendId ?? 'unknown'
    ledger.append({ event: 'resend', mail: uid, sendId, at: clock.now() })
    failpoint('outbox.resend')
    // A schedule that was taken back after it had begun to leave is wanted again.
    emails.update(tx, id, { intent: 'scheduled' })
  }

  private async noteArrived({ id, uid }: EmailRow): Promise<void> {
    const { deliveries, ledger, record, outbox, composer, clock } = this.dependencies
    const candidate = outbox.candidate(id)
    const sendId = deliveries.find(id)?.send_id ?? 'unknown'
    ledger.append({ event: 'sent', mail: uid, sendId, at: clock.now() })
    const text = candidate === undefined ? '' : (composer.render(candidate)?.text ?? '')
    await record.sent({ id, text, reply: null, messageIdFromServer: null })
  }
}
