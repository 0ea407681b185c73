import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import { holdAllReasons } from '#shared/contract/email-states.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { startOfDay, today } from '#shared/domain/time.ts'
import type { MailComposer } from './compose-mail.ts'
import type { DeliveriesRepository } from './deliveries.repository.ts'
import type { EmailState } from './email-columns.ts'
import type { EmailsRepository, NamedMail } from './emails.repository.ts'
import { pagesOf } from './mail-units.ts'
import type { OutboxRepository } from './outbox.repository.ts'
import type { LedgerLine, SentLedger } from './sent-ledger.ts'
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
  release: ['held', 'failed', 'deferred', 'suppressed'],
  resend: ['uncertain'],
  arrived: ['uncertain'],
  dismiss: ['uncertain', 'held', 'failed', 'suppressed'],
}

/** Mails decided about between two turns of other calls. */
const atOnce = 200

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
      return ok(deliveries.releaseHeld(tx, holdAllReasons, clock.now()))
    })
    if (!result.ok) throw new Error('a release cannot fail on purpose')
    onChange('many')
    return ok({ released: result.value.value })
  }

  async decide(
    { ids, decision }: Input<'emails.decide'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.decide'>> {
    const { emails, onChange } = this.dependencies
    const asked = [...new Set(ids)]
    for (const page of pagesOf(asked, atOnce)) {
      const states = emails.statesOf(page)
      if (states.size < page.length) return fail('not-found', { what: 'email' })
      const other = [...states.values()].find((state) => !decidable[decision].includes(state))
      if (other !== undefined) return fail('not-decidable', { state: other })
      if (asked.length > page.length) await nextTurn()
    }
    // Nothing of this is undone, so each page may be a unit of its own.
    for (const page of pagesOf(asked, atOnce)) {
      if (decision === 'arrived')
        for (const mail of emails.namesOf(page)) await this.noteArrived(mail)
      else await this.decideAbout(page, decision, context)
      if (asked.length > page.length) await nextTurn()
    }
    onChange(ids)
    return ok({ decided: asked.length })
  }

  private async decideAbout(
    ids: readonly EmailId[],
    decision: 'release' | 'resend' | 'dismiss',
    context: CallContext,
  ): Promise<void> {
    const { emails, outbox, unitOfWork, deliveries, clock } = this.dependencies
    await unitOfWork.run(context, { code: 'emails.decide' }, (tx) => {
      // Another decision, or a mail's own way, may have been quicker.
      const mails = emails.namesOf(ids).filter(({ state }) => decidable[decision].includes(state))
      const now = clock.now()
      if (decision === 'resend') this.allowAgain(tx, mails)
      if (decision === 'release')
        for (const { id } of mails) {
          emails.readdress(tx, id)
          outbox.giveAccount(tx, id)
        }
      for (const { id, reason } of mails) {
        if (decision === 'dismiss') deliveries.set(tx, id, { state: 'dismissed', changed_at: now })
        else deliveries.goOn(tx, id, { waived: reason ?? decision, now })
      }
      return ok(null)
    })
  }

  /** The ledger forbids what may have left until the owner's word stands in it too. */
  private allowAgain(tx: Transaction, mails: readonly NamedMail[]): void {
    const { deliveries, emails, ledger, clock } = this.dependencies
    const lines = mails.map(({ id, uid }): LedgerLine => {
      const sendId = deliveries.find(id)?.send_id ?? ledger.lastOf(uid)?.sendId ?? 'unknown'
      return { event: 'resend', mail: uid, sendId, at: clock.now() }
    })
    ledger.append(...lines)
    failpoint('outbox.resend')
    // A schedule that was taken back after it had begun to leave is wanted again.
    for (const { id } of mails) emails.update(tx, id, { intent: 'scheduled' })
  }

  private async noteArrived({ id, uid }: NamedMail): Promise<void> {
    const { deliveries, ledger, record, outbox, composer, clock } = this.dependencies
    const candidate = outbox.candidate(id)
    const sendId = deliveries.find(id)?.send_id ?? 'unknown'
    ledger.append({ event: 'sent', mail: uid, sendId, at: clock.now() })
    const text = candidate === undefined ? '' : (composer.render(candidate)?.text ?? '')
    await record.sent({ id, text, reply: null, messageIdFromServer: null })
  }
}
