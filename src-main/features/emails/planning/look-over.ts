import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '#main/platform/clock.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'
import type { EmailState } from '../email-columns.ts'
import type { EmailsRepository } from '../emails.repository.ts'
import type { NotFound } from '../emails.service.ts'
import type { Candidate, OutboxRepository } from '../sending/outbox.repository.ts'
import type { GmailGuard } from './gmail-guard.ts'
import { type CheckParts, checkMail, checkTime, tooManyToGmail } from './mail-checks.ts'
import { pagesOf, plannable } from './mail-units.ts'
import { leavesAt, type Schedule, scheduleOf } from './plan-when.ts'
import { repeatedAddresses } from './same-address.ts'

/** What mails are looked over with; all of it only reads. */
export interface LookOverParts extends CheckParts {
  readonly outbox: Pick<OutboxRepository, 'candidate'>
  readonly emails: Pick<EmailsRepository, 'statesOf' | 'goingOfBatch'>
  readonly gmail: Pick<GmailGuard, 'refused'>
}

/** What of a mail is still needed when it has been looked over: not its text, of so many. */
export type BriefMail = Pick<
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
  | 'isToMany'
  | 'dailyLimit'
  | 'contactZone'
  | 'displayName'
  | 'toEach'
>

/** A mail that can leave, and how. */
export interface ReadyMail {
  readonly candidate: BriefMail
  readonly schedule: Schedule
  /** When it leaves (milliseconds UTC). */
  readonly at: number
}

type FoundChecks = Output<'emails.check'>['checks']

/** What was found about mails. */
export interface LookedOver {
  readonly ready: readonly ReadyMail[]
  readonly checks: FoundChecks
  /** States of those that can be given no time any more. */
  readonly others: readonly EmailState[]
  /** When the first of those that are ready leaves; null when none is. */
  readonly firstAt: number | null
}

/** Which mails, when they are to leave, and which of them an answer is to keep here. */
export interface ToLookOver extends Input<'emails.check'> {
  readonly waits?: (mail: Pick<Candidate, 'unlessAnswered'>) => boolean
}

/** Called before each mail: gives others their turn, tells how far it is, or throws to stop. */
export type BeforeEach = (done: number, total: number) => void | Promise<void>

/** For so long mails are looked over between two turns of other calls. */
const turnMs = 5

/** Lets other calls have their turn: mails are made to read, which takes its time. */
export const takingTurns = (clock: Pick<Clock, 'monotonic'>): BeforeEach => {
  let begun = clock.monotonic()
  return async () => {
    if (clock.monotonic() - begun < turnMs) return
    await nextTurn()
    begun = clock.monotonic()
  }
}

/** Asks everything of each of these mails, which is done on the main thread or behind it. */
export const lookOver = async (
  { ids, when, toEach, waits }: ToLookOver,
  parts: LookOverParts,
  beforeEach: BeforeEach,
): Promise<Result<LookedOver, NotFound>> => {
  const checks: FoundChecks = []
  const free: ReadyMail[] = []
  const others: EmailState[] = []
  const placeOf = placesFor(when, parts)
  const asked = [...new Set(ids)]
  let done = 0
  for (const page of pagesOf(asked)) {
    const states = parts.emails.statesOf(page)
    for (const id of page) {
      await beforeEach(done, asked.length)
      done += 1
      const candidate = parts.outbox.candidate(id)
      const state = states.get(id)
      if (candidate === undefined || state === undefined)
        return fail('not-found', { what: 'email' })
      if (!plannable.has(state)) {
        others.push(state)
        continue
      }
      const { checks: ofTime, ...time } = placeOf(candidate.contactZone)
      const found = [...checkMail(candidate, parts, { waits: waits?.(candidate) }), ...ofTime]
      for (const each of found) checks.push({ ...each, emailId: id })
      if (!found.some(({ isBlocking }) => isBlocking))
        free.push({ candidate: briefOf(candidate), ...time })
    }
  }
  const repeated = repeatedOf(free, parts)
  for (const each of repeated) checks.push({ ...each, isBlocking: toEach !== true })
  const twice = new Set(repeated.map(({ emailId }) => emailId))
  const single =
    toEach === true
      ? free.map((mail) => (twice.has(mail.candidate.id) ? meantToo(mail) : mail))
      : free.filter(({ candidate }) => !twice.has(candidate.id))
  // Those that would make their domain a bulk sender to Gmail stay.
  const refused = parts.gmail.refused(single)
  for (const emailId of refused) checks.push({ ...tooManyToGmail, emailId })
  const ready = single.filter(({ candidate }) => !refused.has(candidate.id))
  const firstAt = ready.length === 0 ? null : ready.reduce(earliest, Number.MAX_SAFE_INTEGER)
  return ok({ ready, checks, others, firstAt })
}

/** Those whose address another mail of their batch goes to. */
const repeatedOf = (mails: readonly ReadyMail[], { emails }: LookOverParts) => {
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

/** When mails leave that are scheduled now, and what stands in the way of that, by zone. */
const placesFor = (when: Input<'emails.check'>['when'], { clock }: LookOverParts) => {
  const timesOf = (contactZone: string | null) => {
    const place = { clock, contactZone }
    const schedule = scheduleOf(when ?? { kind: 'now' }, place)
    const checks = when === undefined ? [] : checkTime(when, place)
    return { schedule, at: leavesAt(schedule, place), checks }
  }
  // Zones are slow to ask, and many share one.
  const known = new Map<string | null, ReturnType<typeof timesOf>>()
  return (contactZone: string | null) => {
    const found = known.get(contactZone) ?? timesOf(contactZone)
    known.set(contactZone, found)
    return found
  }
}

/** The owner wants it to leave as well. */
const meantToo = (mail: ReadyMail): ReadyMail => ({
  ...mail,
  candidate: { ...mail.candidate, toEach: 1 },
})

const briefOf = (mail: Candidate): BriefMail => {
  const { id, intent, toAddress, accountId, accountUid, accountAddress } = mail
  const { unlessAnswered, scheduledAt, batch, isToMany, dailyLimit } = mail
  const { contactZone, displayName } = mail
  const to = { toAddress, accountId, accountUid, accountAddress }
  // What was said of a draft was said of another schedule.
  const toEach = intent === 'scheduled' ? mail.toEach : 0
  const many = { batch, isToMany, dailyLimit, contactZone }
  return { id, intent, ...to, unlessAnswered, scheduledAt, ...many, displayName, toEach }
}

const earliest = (first: number, { at }: ReadyMail): number => Math.min(first, at)
