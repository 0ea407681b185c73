import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import { mostMailsAtOnce } from '#shared/contract/emails.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { startOfDay, today } from '#shared/domain/time.ts'
import type { MailComposer } from '../compose/compose-mail.ts'
import type { EmailsRepository, NamedMail } from '../emails.repository.ts'
import { takingTurns } from '../planning/look-over.ts'
import { onMainThread, pagesOf } from '../planning/mail-units.ts'
import type { DeliveriesRepository } from '../sending/deliveries.repository.ts'
import type { OutboxRepository } from '../sending/outbox.repository.ts'
import type { LedgerLine, SentLedger } from '../sending/sent-ledger.ts'
import type { SentRecord } from '../sending/sent-record.ts'
import {
  decideMails,
  type HeldTogether,
  isDecidable,
  letGoTogether,
  type MailDecision,
  type NotDecided,
  reasonsOf,
  whyNotDecidable,
} from './decision-units.ts'
import type { DecisionsRepository } from './decisions.repository.ts'

interface OutboxDependencies {
  readonly unitOfWork: UnitOfWork
  readonly emails: EmailsRepository
  readonly deliveries: DeliveriesRepository
  readonly decisions: DecisionsRepository
  readonly jobs: Pick<JobsService, 'runUnit'>
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

/** Doubtful mails that are written at once, each with its line in the ledger. */
const atOnce = 50

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
        drafts: emails.countDrafts('drafts'),
        stopped: emails.countDrafts('stopped'),
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

  overdue(): Output<'emails.overdue'> {
    return { ids: [...this.dependencies.deliveries.overdue(mostMailsAtOnce)] }
  }

  async switch(
    { isOn }: Input<'emails.switch'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.switch'>> {
    const { unitOfWork, outbox, onChange } = this.dependencies
    if (isOn) await this.letGo({ by: 'switch' }, { code: 'emails.switch', context })
    else
      await unitOfWork.run(context, { code: 'emails.switch' }, (tx) => {
        outbox.setSwitch(tx, false)
        return ok(null)
      })
    onChange('many')
    return ok({})
  }

  async releaseAll(context: CallContext): Promise<ProcedureResult<'emails.releaseAll'>> {
    const { claimHome, onChange } = this.dependencies
    // First: the copy that sent until now has to stop before this one begins.
    claimHome()
    const released = await this.letGo({ by: 'question' }, { code: 'emails.releaseAll', context })
    onChange('many')
    return ok({ released })
  }

  /** Many are written behind the main thread; answers how many. */
  private async letGo(
    held: HeldTogether,
    { code, context }: { readonly code: string; readonly context: CallContext },
  ): Promise<number> {
    const { unitOfWork, decisions, jobs, clock } = this.dependencies
    const label = { code }
    const isFew = decisions.countHeld(reasonsOf(held)) <= onMainThread
    const result = isFew
      ? await unitOfWork.run(context, label, (tx) => letGoTogether(tx, held, { clock }))
      : await jobs.runUnit<never, { released: number }>('emails.letGo', {
          input: held,
          context,
          label,
        })
    if (!result.ok) throw new Error('a release cannot fail on purpose')
    return result.value.value?.released ?? 0
  }

  async decide(
    { ids, decision }: Input<'emails.decide'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.decide'>> {
    const asked = [...new Set(ids)]
    const result =
      decision === 'resend' || decision === 'arrived'
        ? await this.decideDoubtful({ ids: asked, decision }, context)
        : await this.decideWaiting({ ids: asked, decision }, context)
    if (result.ok) this.dependencies.onChange(asked)
    return result
  }

  /** All or none; many are written behind the main thread. */
  private async decideWaiting(
    input: MailDecision,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.decide'>> {
    const { unitOfWork, jobs, clock } = this.dependencies
    const label = { code: 'emails.decide' }
    const result =
      input.ids.length <= onMainThread
        ? await unitOfWork.run(context, label, (tx) => decideMails(tx, input, { clock }))
        : await jobs.runUnit<NotDecided, { decided: number }>('emails.decide', {
            input,
            context,
            label,
          })
    return result.ok ? ok({ decided: result.value.value?.decided ?? 0 }) : result
  }

  /** Each has a line in the ledger, which this thread alone writes; others have their turns. */
  private async decideDoubtful(
    {
      ids,
      decision,
    }: { readonly ids: readonly EmailId[]; readonly decision: 'resend' | 'arrived' },
    context: CallContext,
  ): Promise<ProcedureResult<'emails.decide'>> {
    const { emails, clock } = this.dependencies
    const turn = takingTurns(clock)
    for (const page of pagesOf(ids)) {
      await turn(0, ids.length)
      const error = whyNotDecidable(emails, page, decision)
      if (error !== null) return { ok: false, error }
    }
    // Nothing of this is undone, so each page may be a unit of its own.
    for (const page of pagesOf(ids, atOnce)) {
      if (decision === 'resend') {
        await turn(0, ids.length)
        await this.resend(page, context)
        continue
      }
      for (const mail of emails.namesOf(page)) {
        await turn(0, ids.length)
        await this.noteArrived(mail)
      }
    }
    return ok({ decided: ids.length })
  }

  private async resend(ids: readonly EmailId[], context: CallContext): Promise<void> {
    const { emails, decisions, unitOfWork, clock } = this.dependencies
    const decision = 'resend'
    await unitOfWork.run(context, { code: 'emails.decide' }, (tx) => {
      // Another decision, or a mail's own way, may have been quicker.
      const mails = emails.namesOf(ids).filter(({ state }) => isDecidable(state, decision))
      this.allowAgain(tx, mails)
      const now = clock.now()
      decisions.goOn(
        tx,
        mails.map(({ id }) => id),
        { decision, now },
      )
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
