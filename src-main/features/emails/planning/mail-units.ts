import type { Transaction } from '#main/db/executor.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { UnitControls } from '#main/platform/job-protocol.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { type EmailState, planText } from '../email-columns.ts'
import { EmailsRepository, type ScheduledMail } from '../emails.repository.ts'
import { DuePlans } from './due-plans.ts'
import { MailPlansRepository } from './mail-plans.repository.ts'

/** Acts on more mails are carried out behind the main thread: these take some 5 ms, measured. */
export const onMainThread = 200
/** Mails of one page: what a statement is given at a time. */
export const mailsOfPage = 500

/** A mail with its schedule, as it is handed over to be written. */
export interface MailToSchedule extends Omit<ScheduledMail, 'scheduled_at'> {
  readonly accountUid: string | null
  /** Since when it waits (milliseconds UTC); null for the moment at which it is written. */
  readonly waitsSince: number | null
}

/** When the first of mails leaves, and the last, about (milliseconds UTC); null for no mails. */
interface FromTo {
  readonly firstAt: number | null
  readonly lastAt: number | null
}

/** Mails that are to leave at their times. */
export interface ToSchedule extends FromTo {
  readonly mails: readonly MailToSchedule[]
}

/** How many mails were scheduled. */
export interface Scheduled extends FromTo {
  readonly scheduled: number
}

/** Mails of an act that needs nothing but their ids. */
export interface MailIds {
  readonly ids: readonly EmailId[]
}

/** What acts on mails need besides their transaction. */
export interface Environment {
  readonly clock: Pick<Clock, 'now'>
  /** Absent for so few that nobody watches. */
  readonly controls?: UnitControls
}
type Gone = Failure<'not-found', { what: string }>
type NotDraft = Failure<'not-draft', { state: EmailState }>
type HasLeft = Failure<'has-left', { ids: EmailId[] }>

/** What can be given a time: drafts, and what waits for another one. */
export const plannable: ReadonlySet<EmailState> = new Set(['draft', 'waiting'])
const drafts: ReadonlySet<EmailState> = new Set(['draft'])
const cancellable: ReadonlySet<EmailState> = new Set([
  'waiting',
  'held',
  'deferred',
  'failed',
  'suppressed',
])

/** Lets mails leave at their times, all or none: something may have happened since they were read. */
export const scheduleMails = (
  tx: Transaction,
  { mails, firstAt, lastAt }: ToSchedule,
  { clock, controls }: Environment,
): Result<Scheduled, Gone | NotDraft> => {
  const emails = new EmailsRepository(tx)
  const due = new DuePlans({ plans: new MailPlansRepository(tx), clock })
  const now = clock.now()
  for (const page of watchedPages(mails, controls)) {
    const written = page.map(({ waitsSince, ...mail }) => ({
      ...mail,
      scheduled_at: waitsSince ?? now,
    }))
    const ids = written.map(({ id }) => id)
    const asWanted = allIn(plannable, emails, ids)
    if (!asWanted.ok) return asWanted
    emails.scheduleAll(tx, written)
    due.planAsIn(
      tx,
      written.map(({ id, accountUid, ...mail }) => {
        const { send_at: sendAt, time_zone: timeZone, scheduled_at: scheduledAt } = mail
        const schedule = { sendAt, timeZone, scheduledAt }
        const plan = planText({ ...schedule, waits: mail.unless_answered === 1 })
        return { id, ...schedule, accountUid, plan }
      }),
    )
  }
  return ok({ scheduled: mails.length, firstAt, lastAt })
}

/** Makes mails drafts again, all or none; how many were none. */
export const cancelMails = (
  tx: Transaction,
  { ids }: MailIds,
  { clock, controls }: Environment,
): Result<{ cancelled: number }, HasLeft> => {
  const emails = new EmailsRepository(tx)
  const due = new DuePlans({ plans: new MailPlansRepository(tx), clock })
  const left: EmailId[] = []
  let cancelled = 0
  for (const page of watchedPages(ids, controls)) {
    const states = [...emails.statesOf(page)]
    const planned = states.filter(([, state]) => state !== 'draft' && state !== 'dismissed')
    for (const [id, state] of planned) if (!cancellable.has(state)) left.push(id)
    if (left.length > 0) continue
    const taken = planned.map(([id]) => id)
    emails.unscheduleAll(tx, taken, { reason: null, now: clock.now() })
    due.unplanIn(tx, page)
    cancelled += taken.length
  }
  return left.length > 0 ? fail('has-left', { ids: left }) : ok({ cancelled })
}

/** Throws drafts away, all or none. */
export const deleteDrafts = (
  tx: Transaction,
  { ids }: MailIds,
  { controls }: Pick<Environment, 'controls'>,
): Result<{ deleted: number }, Gone | NotDraft> => {
  const emails = new EmailsRepository(tx)
  for (const page of watchedPages([...new Set(ids)], controls)) {
    const asWanted = allIn(drafts, emails, page)
    if (!asWanted.ok) return asWanted
    emails.deleteAll(tx, page)
  }
  return ok({ deleted: ids.length })
}

/** Mails in the pages that they are read and written in. */
export function* pagesOf<T>(mails: readonly T[], size = mailsOfPage): Generator<readonly T[]> {
  for (let from = 0; from < mails.length; from += size) yield mails.slice(from, from + size)
}

/** Pages between which progress is told, and the owner can stop it. */
export function* watchedPages<T>(
  mails: readonly T[],
  controls: UnitControls | undefined,
): Generator<readonly T[]> {
  let done = 0
  for (const page of pagesOf(mails)) {
    controls?.checkpoint()
    controls?.progress({ phase: 'writing', done, total: mails.length })
    yield page
    done += page.length
  }
}

/** Whether all of these mails are still there, and in one of some states. */
const allIn = (
  allowed: ReadonlySet<EmailState>,
  emails: EmailsRepository,
  ids: readonly EmailId[],
): Result<null, Gone | NotDraft> => {
  const states = emails.statesOf(ids)
  if (states.size < ids.length) return fail('not-found', { what: 'email' })
  const other = [...states.values()].find((state) => !allowed.has(state))
  return other === undefined ? ok(null) : fail('not-draft', { state: other })
}
