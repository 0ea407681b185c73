import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { DueTimes } from './due-times.ts'
import { type EmailState, planText } from './email-columns.ts'
import type { EmailsRepository } from './emails.repository.ts'
import type { NotDraft, NotFound } from './emails.service.ts'
import type { GmailGuard } from './gmail-guard.ts'
import { type Check, tooManyToGmail } from './mail-checks.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'
import { leavesAt, type Schedule, scheduleOf, type When } from './plan-when.ts'

interface ScheduleDependencies {
  readonly unitOfWork: UnitOfWork
  readonly emails: EmailsRepository
  readonly outbox: OutboxRepository
  readonly dueTimes: DueTimes
  readonly gmail: Pick<GmailGuard, 'refused'>
  readonly check: (mail: Candidate, when?: When) => readonly Check[]
  /** Told when something may be due sooner than before. */
  readonly onChange: (ids: readonly EmailId[]) => void
  readonly clock: Clock
}

interface ReadyMail {
  readonly candidate: Candidate
  readonly schedule: Schedule
  /** When it leaves (milliseconds UTC). */
  readonly at: number
}

type CheckedMails = Output<'emails.check'>['checks']
interface LookedOver {
  readonly ready: readonly ReadyMail[]
  readonly checks: CheckedMails
  /** States of those that can be given no time any more. */
  readonly others: readonly EmailState[]
  /** When the first of those that are ready leaves; null when none is. */
  readonly firstAt: number | null
}

type NotReady = Failure<'not-ready', { checks: CheckedMails }>

const gone = fail('not-found', { what: 'email' })
/** For so long mails are looked over between two turns of other calls. */
const turnMs = 5
/** What can be given a time: drafts, and what waits for another one. */
const plannable: ReadonlySet<EmailState> = new Set(['draft', 'waiting'])
const cancellable: ReadonlySet<EmailState> = new Set([
  'waiting',
  'held',
  'deferred',
  'failed',
  'suppressed',
])

/** Lets mails go out at a time, and takes them back while they are here. */
export class ScheduleService {
  private readonly dependencies: ScheduleDependencies

  constructor(dependencies: ScheduleDependencies) {
    this.dependencies = dependencies
  }

  /** What stands in the way of drafts, and when the first of those that may leave would. */
  async check({ ids, when }: Input<'emails.check'>): Promise<ProcedureResult<'emails.check'>> {
    const looked = await this.lookOver(ids, when)
    if (!looked.ok) return looked
    const { checks, firstAt } = looked.value
    return ok({ checks, leavesAt: firstAt })
  }

  async schedule(
    { ids, when, unlessAnswered }: Input<'emails.schedule'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.schedule'>> {
    const { unitOfWork, onChange } = this.dependencies
    const looked = await this.lookOver(ids, when)
    if (!looked.ok) return looked
    const { ready, checks, others, firstAt } = looked.value
    const [other] = others
    if (other !== undefined) return fail('not-draft', { state: other })
    if (ready.length === 0) return fail('not-ready', { checks })
    const wish = unlessAnswered ?? when.kind === 'in-days'
    const waits = (mail: Candidate): boolean =>
      wish === 'as-before' ? mail.unlessAnswered === 1 : wish
    const numbers = { number: ready.length, when: when.kind }
    const label = { code: 'emails.schedule', numbers }
    type Scheduled = Pick<Output<'emails.schedule'>, 'scheduled' | 'firstAt'>
    const result = await unitOfWork.runToOperation<Scheduled, NotFound | NotDraft | NotReady>(
      context,
      label,
      (tx) => {
        const ids = ready.map(({ candidate }) => candidate.id)
        const refused = this.refusal(ids)
        if (refused !== null) return refused
        this.scheduleAll(tx, ready, waits)
        return ok({ scheduled: ready.length, firstAt })
      },
    )
    if (!result.ok) return result
    failpoint('outbox.enqueued')
    onChange(ids)
    return result
  }

  async cancel(
    { ids }: Input<'emails.cancel'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.cancel'>> {
    const { unitOfWork, emails, dueTimes, onChange, clock } = this.dependencies
    const label = { code: 'emails.cancel', numbers: { number: ids.length } }
    type HasLeft = Failure<'has-left', { ids: EmailId[] }>
    const result = await unitOfWork.runToOperation<{ cancelled: number }, HasLeft>(
      context,
      label,
      (tx) => {
        const states = [...emails.statesOf(ids)]
        const planned = states.filter(([, state]) => state !== 'draft' && state !== 'dismissed')
        const left = planned.filter(([, state]) => !cancellable.has(state))
        if (left.length > 0) return fail('has-left', { ids: left.map(([id]) => id) })
        const taken = planned.map(([id]) => id)
        emails.unscheduleAll(tx, taken, { reason: null, now: clock.now() })
        dueTimes.unplanIn(tx, ids)
        return ok({ cancelled: planned.length })
      },
    )
    if (result.ok) onChange(ids)
    return result
  }

  /** Whatever waits for an answer of a contact and was scheduled before it is a draft again. */
  stopForAnswer(
    tx: Transaction,
    { contactId, at }: { readonly contactId: ContactId; readonly at: number },
  ): void {
    const { emails, dueTimes, clock } = this.dependencies
    const ids = emails.waitingForAnswer(contactId, at)
    if (ids.length === 0) return
    emails.unscheduleAll(tx, ids, { reason: 'answered', now: clock.now() })
    dueTimes.unplanIn(tx, ids)
  }

  /** Asks everything of each mail; they are made to read, so other calls have their turn. */
  private async lookOver(
    ids: readonly EmailId[],
    when: When | undefined,
  ): Promise<Result<LookedOver, NotFound>> {
    const { outbox, emails, check, clock } = this.dependencies
    const checks: CheckedMails = []
    const free: Omit<ReadyMail, 'at'>[] = []
    const others: EmailState[] = []
    const states = emails.statesOf(ids)
    let begun = clock.monotonic()
    for (const id of ids) {
      if (clock.monotonic() - begun >= turnMs) {
        await nextTurn()
        begun = clock.monotonic()
      }
      const candidate = outbox.candidate(id)
      const state = states.get(id)
      if (candidate === undefined || state === undefined) return gone
      if (!plannable.has(state)) {
        others.push(state)
        continue
      }
      const found = check(candidate, when)
      checks.push(...found.map((each) => ({ ...each, emailId: id })))
      const { contactZone } = candidate
      const schedule = scheduleOf(when ?? { kind: 'now' }, { clock, contactZone })
      if (!found.some(({ isBlocking }) => isBlocking)) free.push({ candidate, schedule })
    }
    const { ready, refused } = this.keepSmall(this.withTimes(free))
    checks.push(...refused)
    const firstAt = ready.length === 0 ? null : Math.min(...ready.map(({ at }) => at))
    // What follows has a turn of its own.
    await nextTurn()
    return ok({ ready, checks, others, firstAt })
  }

  /** Why they cannot be scheduled any more, should something have happened since they were read. */
  private refusal(ids: readonly EmailId[]) {
    const states = this.dependencies.emails.statesOf(ids)
    if (states.size < ids.length) return gone
    const other = [...states.values()].find((state) => !plannable.has(state))
    return other === undefined ? null : fail('not-draft', { state: other })
  }

  /** The account and the address are written down: what the owner saw is what leaves. */
  private scheduleAll(
    tx: Transaction,
    ready: readonly ReadyMail[],
    waits: (mail: Candidate) => boolean,
  ): void {
    const { emails, dueTimes, clock } = this.dependencies
    const now = clock.now()
    const mails = ready.map(({ candidate, schedule }) => ({
      ...schedule,
      id: candidate.id,
      account_id: candidate.accountId,
      to_address: candidate.toAddress,
      unless_answered: waits(candidate) ? (1 as const) : (0 as const),
      scheduled_at:
        waits(candidate) && schedule.send_at !== null ? waitsSince(candidate, now) : now,
    }))
    emails.scheduleAll(tx, mails)
    dueTimes.planAsIn(
      tx,
      mails.map((mail, at) => {
        const { id, send_at: sendAt, time_zone: timeZone, scheduled_at: scheduledAt } = mail
        const schedule = { sendAt, timeZone, scheduledAt }
        const accountUid = ready[at]?.candidate.accountUid ?? null
        const plan = planText({ ...schedule, waits: mail.unless_answered === 1 })
        return { id, ...schedule, accountUid, plan }
      }),
    )
  }

  /** Takes those out that would make the domain a bulk sender to Gmail. */
  private keepSmall(mails: readonly ReadyMail[]) {
    const ids = this.dependencies.gmail.refused(mails)
    return {
      ready: mails.filter(({ candidate }) => !ids.has(candidate.id)),
      refused: [...ids].map((emailId) => ({ ...tooManyToGmail, emailId })),
    }
  }

  /** When mails leave that are scheduled now. */
  private withTimes(mails: readonly Omit<ReadyMail, 'at'>[]): readonly ReadyMail[] {
    const { clock } = this.dependencies
    const times = new Map<string, number>()
    return mails.map((mail) => {
      const { schedule } = mail
      const { contactZone } = mail.candidate
      // Zones are slow to ask, and many share one.
      const key = JSON.stringify([schedule, contactZone])
      const at = times.get(key) ?? leavesAt(schedule, { clock, contactZone })
      times.set(key, at)
      return { ...mail, at }
    })
  }
}

/** An answer from before a mail was put off stops it as well. */
const waitsSince = ({ intent, unlessAnswered, scheduledAt }: Candidate, now: number): number =>
  intent === 'scheduled' && unlessAnswered === 1 ? (scheduledAt ?? now) : now
