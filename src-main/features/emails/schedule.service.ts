import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from '#main/db/executor.ts'
import type { Committed, OperationLabel, UnitOfWork } from '#main/db/unit-of-work.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { DueTimes } from './due-times.ts'
import type { EmailState } from './email-columns.ts'
import type { EmailsRepository } from './emails.repository.ts'
import type { NotDraft, NotFound } from './emails.service.ts'
import type { GmailGuard } from './gmail-guard.ts'
import { type Check, tooManyToGmail } from './mail-checks.ts'
import {
  cancelMails,
  deleteDrafts,
  type MailToSchedule,
  mailsOfPage,
  onMainThread,
  pagesOf,
  plannable,
  scheduleMails,
  type ToSchedule,
} from './mail-units.ts'
import type { Candidate, OutboxRepository } from './outbox.repository.ts'
import { leavesAt, type Schedule, scheduleOf, type When } from './plan-when.ts'
import { repeatedAddresses } from './same-address.ts'

interface ScheduleDependencies {
  readonly unitOfWork: UnitOfWork
  readonly emails: EmailsRepository
  readonly outbox: OutboxRepository
  readonly dueTimes: DueTimes
  readonly gmail: Pick<GmailGuard, 'refused'>
  readonly jobs: Pick<JobsService, 'runUnit'>
  readonly check: (mail: Candidate, when?: When) => readonly Check[]
  /** Told when something may be due sooner than before. */
  readonly onChange: (ids: readonly EmailId[]) => void
  readonly clock: Clock
}

/** What of a mail is still needed when it has been looked over: not its text, of so many. */
type BriefMail = Pick<
  Candidate,
  | 'id'
  | 'intent'
  | 'toAddress'
  | 'accountId'
  | 'accountUid'
  | 'accountAddress'
  | 'unlessAnswered'
  | 'scheduledAt'
  | 'batch'
  | 'displayName'
>

interface ReadyMail {
  readonly candidate: BriefMail
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

const gone = fail('not-found', { what: 'email' })
/** For so long mails are looked over between two turns of other calls. */
const turnMs = 5
/** So many reasons are told when no mail can leave; more of them say nothing new. */
const mostChecks = 1000

/** Lets mails go out at a time, and takes them back while they are here. */
export class ScheduleService {
  private readonly dependencies: ScheduleDependencies

  constructor(dependencies: ScheduleDependencies) {
    this.dependencies = dependencies
  }

  /** What stands in the way of drafts, and when the first of those that may leave would. */
  async check(input: Input<'emails.check'>): Promise<ProcedureResult<'emails.check'>> {
    const looked = await this.lookOver(input)
    if (!looked.ok) return looked
    const { checks, firstAt } = looked.value
    return ok({ checks, leavesAt: firstAt })
  }

  async schedule(
    { ids, when, unlessAnswered, toEach }: Input<'emails.schedule'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.schedule'>> {
    const { onChange } = this.dependencies
    const looked = await this.lookOver({ ids, when, toEach })
    if (!looked.ok) return looked
    const { ready, checks, others, firstAt } = looked.value
    const [other] = others
    if (other !== undefined) return fail('not-draft', { state: other })
    if (ready.length === 0) return fail('not-ready', { checks: checks.slice(0, mostChecks) })
    const wish = unlessAnswered ?? when.kind === 'in-days'
    const waits = (mail: BriefMail): boolean =>
      wish === 'as-before' ? mail.unlessAnswered === 1 : wish
    const label = { code: 'emails.schedule', numbers: { number: ready.length, when: when.kind } }
    const input: ToSchedule = { pages: await toWrite(ready, waits) }
    const result = await this.run<null, NotFound | NotDraft>(
      { kind: 'emails.schedule', label, context, count: ready.length, input },
      (tx) => scheduleMails(tx, input, this.dependencies),
    )
    if (!result.ok) return result
    failpoint('outbox.enqueued')
    onChange(ids)
    const { operationId } = result.value
    return ok({ operationId, scheduled: ready.length, firstAt })
  }

  async cancel(
    input: Input<'emails.cancel'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.cancel'>> {
    const count = input.ids.length
    const label = { code: 'emails.cancel', numbers: { number: count } }
    type HasLeft = Failure<'has-left', { ids: EmailId[] }>
    const result = await this.run<{ cancelled: number }, HasLeft>(
      { kind: 'emails.cancel', label, context, count, input },
      (tx) => cancelMails(tx, input, this.dependencies),
    )
    if (!result.ok) return result
    this.dependencies.onChange(input.ids)
    const { value, operationId } = result.value
    return ok({ operationId, cancelled: value?.cancelled ?? 0 })
  }

  async deleteMany(
    input: Input<'emails.deleteMany'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.deleteMany'>> {
    const count = input.ids.length
    const label = { code: 'emails.deleteMany', numbers: { number: count } }
    const result = await this.run<{ deleted: number }, NotFound | NotDraft>(
      { kind: 'emails.deleteMany', label, context, count, input },
      (tx) => deleteDrafts(tx, input),
    )
    if (!result.ok) return result
    const { value, operationId } = result.value
    return ok({ operationId, deleted: value?.deleted ?? 0 })
  }

  /** One operation, all or nothing; many mails are written behind the main thread. */
  private async run<T, F extends Failure>(
    act: {
      readonly kind: string
      readonly label: OperationLabel
      readonly context: CallContext
      readonly count: number
      readonly input: object
    },
    work: (tx: Transaction) => Result<T, F>,
  ): Promise<Result<Committed<T | null>, F>> {
    const { unitOfWork, jobs } = this.dependencies
    const { kind, label, context, count, input } = act
    if (count <= onMainThread) return unitOfWork.run<T, F>(context, label, work)
    return jobs.runUnit<F, T>(kind, { input, context, label })
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
  private async lookOver({
    ids,
    when,
    toEach,
  }: Input<'emails.check'>): Promise<Result<LookedOver, NotFound>> {
    const { outbox, emails, check, clock } = this.dependencies
    const checks: CheckedMails = []
    const free: ReadyMail[] = []
    const others: EmailState[] = []
    const timeOf = this.timesFor(when ?? { kind: 'now' })
    let begun = clock.monotonic()
    for (const page of pagesOf([...new Set(ids)])) {
      const states = emails.statesOf(page)
      for (const id of page) {
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
        for (const each of found) checks.push({ ...each, emailId: id })
        if (!found.some(({ isBlocking }) => isBlocking)) free.push(timeOf(candidate))
      }
    }
    await nextTurn()
    const repeated = this.repeated(free)
    for (const each of repeated) checks.push({ ...each, isBlocking: toEach !== true })
    const twice = new Set(toEach === true ? [] : repeated.map(({ emailId }) => emailId))
    const single = free.filter(({ candidate }) => !twice.has(candidate.id))
    const { ready, refused } = this.keepSmall(single)
    for (const each of refused) checks.push(each)
    const firstAt = ready.length === 0 ? null : ready.reduce(earliest, Number.MAX_SAFE_INTEGER)
    // What follows has a turn of its own.
    await nextTurn()
    return ok({ ready, checks, others, firstAt })
  }

  /** Those whose address another mail of their batch goes to. */
  private repeated(mails: readonly ReadyMail[]) {
    const { emails } = this.dependencies
    const drafts = new Set<string>()
    for (const { candidate } of mails) {
      if (candidate.batch !== null && candidate.intent === 'draft') drafts.add(candidate.batch)
    }
    const going = [...drafts].flatMap((batch) => emails.goingOfBatch(batch))
    return repeatedAddresses(
      mails.map(({ candidate }) => ({ ...candidate, isPlanned: candidate.intent === 'scheduled' })),
      going,
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
  private timesFor(when: When): (candidate: Candidate) => ReadyMail {
    const { clock } = this.dependencies
    // Zones are slow to ask, and many share one.
    const times = new Map<string | null, Omit<ReadyMail, 'candidate'>>()
    return (mail) => {
      const { contactZone } = mail
      const candidate = briefOf(mail)
      const known = times.get(contactZone)
      if (known !== undefined) return { candidate, ...known }
      const schedule = scheduleOf(when, { clock, contactZone })
      const time = { schedule, at: leavesAt(schedule, { clock, contactZone }) }
      times.set(contactZone, time)
      return { candidate, ...time }
    }
  }
}

const briefOf = (mail: Candidate): BriefMail => {
  const { id, intent, toAddress, accountId, accountUid, accountAddress } = mail
  const { unlessAnswered, scheduledAt, batch, displayName } = mail
  const to = { toAddress, accountId, accountUid, accountAddress }
  return { id, intent, ...to, unlessAnswered, scheduledAt, batch, displayName }
}

const earliest = (first: number, { at }: ReadyMail): number => Math.min(first, at)

/**
 * Mails as they are written, page by page. The account and the address are written down: what the
 * owner saw is what leaves.
 */
const toWrite = async (
  ready: readonly ReadyMail[],
  waits: (mail: BriefMail) => boolean,
): Promise<readonly string[]> => {
  const pages: string[] = []
  for (const page of pagesOf(ready)) {
    const mails = page.map(({ candidate, schedule }): MailToSchedule => {
      const isWaiting = waits(candidate)
      return {
        ...schedule,
        id: candidate.id,
        account_id: candidate.accountId,
        accountUid: candidate.accountUid,
        to_address: candidate.toAddress,
        unless_answered: isWaiting ? 1 : 0,
        waitsSince: isWaiting && schedule.send_at !== null ? waitsSince(candidate) : null,
      }
    })
    pages.push(JSON.stringify(mails))
    // Other calls have their turn.
    if (ready.length > mailsOfPage) await nextTurn()
  }
  return pages
}

/** An answer from before a mail was put off stops it as well. */
const waitsSince = ({ intent, unlessAnswered, scheduledAt }: BriefMail): number | null =>
  intent === 'scheduled' && unlessAnswered === 1 ? scheduledAt : null
