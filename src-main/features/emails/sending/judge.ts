import { defaultSendingHours, nextWindow, zoneOfRecipient } from '#main/engines/email/schedule.ts'
import {
  nextFreeAt,
  nextFreeOfMany,
  type PastAttempt,
  type SendingLimits,
} from '#main/engines/email/throttle.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { EmailReason } from '../email-columns.ts'
import { stopOfRecipient, type WhyNoMail } from '../recipient.ts'
import type { Candidate, HoldAll } from './outbox.repository.ts'
import { isAnswerUnknown, mayLieUnread } from './unread-word.ts'
import { isWaived, waivedReasons } from './waived.ts'

/** What the world around a mail is like at the moment of its claim. */
export interface Circumstances {
  /** Milliseconds UTC. */
  readonly now: number
  /** The owner's. */
  readonly zone: string
  readonly random: RandomSource
  readonly isSwitchedOn: boolean
  readonly holdAll: HoldAll | null
  /** The latest instant that this workspace has seen. */
  readonly lastSeen: number | null
  /** Since when the outbox looks without a break: the machine woke up then, or Kith was opened. */
  readonly awakeSince: number
  /** Something of the mail left already, says the ledger. */
  readonly hasLeft: boolean
  readonly whyNoMail: WhyNoMail
  /** It goes to Gmail, and its domain may send no more there for now. */
  readonly isGmailFull: (mail: Candidate) => boolean
  /** Mail to its address came back again and again. */
  readonly isUnreachable: (mail: Candidate) => boolean
  /** Too many of the mails that were written with it came back. */
  readonly isBatchBad: (mail: Candidate) => boolean
  /** It would be the second of its batch to an address, unasked. */
  readonly isSecond: (mail: Candidate) => boolean
  readonly secret: 'ready' | 'locked' | 'none'
  readonly attempts: readonly PastAttempt[]
  /** Of any account that its owner gave no other number per day. */
  readonly limits: SendingLimits
  readonly freeBytes: number
  /** What leaves can be written down first. */
  readonly canRecord: boolean
}

/** Why the claim holds a mail or gives it up; the others come from the way to its server. */
export type ClaimReason = Exclude<
  EmailReason,
  | 'missing-field'
  | 'attachment-gone'
  | 'too-large'
  | 'gave-up'
  | 'refused'
  | 'connection'
  | 'not-found'
>

/** May it leave now? */
export type Verdict =
  | { readonly kind: 'claim' }
  /** Not wanted, not due or not to be looked at: nothing is written. */
  | { readonly kind: 'none' }
  | { readonly kind: 'hold'; readonly reason: EmailReason }
  | { readonly kind: 'suppress'; readonly reason: EmailReason }
  | { readonly kind: 'later'; readonly until: number }
  /** The account may send no more for now, or no more to many: what is due comes one by one. */
  | { readonly kind: 'full'; readonly until: number; readonly onlyToMany: boolean }

/** A no that does not pass with time alone. */
type Refusal = Exclude<Verdict, { kind: 'claim' | 'later' | 'full' }>

/** A mail that waits so long beyond its time needs a word of the owner. */
export const overdueMs = 6 * 3_600_000
/** A wall clock that falls back by more was set back. */
export const setBackMs = 5 * 60_000
/** With less room nothing leaves: what it would leave behind could not be written down. */
export const leastFreeBytes = 50 * 1024 ** 2
/** Mails that waited for the morning leave within this time. */
const spreadMs = 10 * 60_000

const no = { kind: 'none' } as const
const hold = (reason: ClaimReason): Refusal => ({ kind: 'hold', reason })

/** Decides about one mail, from what is committed; every doubt keeps it here. */
export const judge = (mail: Candidate, world: Circumstances): Verdict =>
  ofWish(mail, world) ??
  ofHouse(mail, world) ??
  stopOfRecipient(mail, world.whyNoMail) ??
  ofAccount(mail, world) ??
  ofMailbox(mail, world) ??
  ofBounces(mail, world) ??
  ofTime(mail, world) ??
  ofDomain(mail, world) ??
  ofBatch(mail, world) ?? { kind: 'claim' }

/** Why a claimed mail must not begin to leave after all. */
export type Stop =
  | Refusal
  /** Whoever wrote meanwhile is not known: mailboxes are read once more before it is claimed anew. */
  | { readonly kind: 'again' }

/** What the world is like when the first byte of a claimed mail may follow. */
interface Since
  extends Pick<
    Circumstances,
    'now' | 'awakeSince' | 'holdAll' | 'isSwitchedOn' | 'whyNoMail' | 'secret'
  > {
  /** Since when the machine was awake when the mail was claimed. */
  readonly wasAwakeSince: number
}

/** What came since a mail was claimed and stops it: finding its server may have taken minutes. */
export const stoppedSince = (mail: Candidate, world: Since): Stop | null => {
  // It may have been found to have left already.
  if (mail.intent !== 'scheduled' || mail.state !== 'claimed') return no
  if (world.holdAll !== null) return hold(world.holdAll)
  if (!world.isSwitchedOn) return hold('switched-off')
  if (isAnswered(mail)) return hold('answered')
  const stop = stopOfRecipient(mail, world.whyNoMail) ?? ofAccount(mail, world)
  if (stop !== null) return stop
  if (isAnswerUnknown(mail)) return hold('answers-unknown')
  const hasSlept = world.awakeSince !== world.wasAwakeSince
  return hasSlept || mayLieUnread(mail, world) ? { kind: 'again' } : null
}

type Opinion = Verdict | null

const ofWish = (mail: Candidate, { now }: Circumstances): Opinion => {
  if (mail.intent !== 'scheduled' || mail.plan !== mail.plannedFrom) return no
  if (mail.state !== 'waiting' && mail.state !== 'deferred') return no
  return mail.nextAttemptAt === null || mail.nextAttemptAt > now ? no : null
}

const ofHouse = (mail: Candidate, world: Circumstances): Opinion => {
  if (world.hasLeft) return hold('restored')
  if (world.holdAll !== null) return hold(world.holdAll)
  if (!world.isSwitchedOn) return hold('switched-off')
  if (world.lastSeen !== null && world.now < world.lastSeen - setBackMs) return hold('clock')
  if (world.now - (mail.nextAttemptAt ?? world.now) > overdueMs) return hold('overdue')
  if (world.freeBytes < leastFreeBytes) return hold('disk-low')
  return world.canRecord ? null : hold('no-record')
}

const pauses: readonly ClaimReason[] = ['auth', 'tls', 'policy', 'no-secret']

const ofAccount = (mail: Candidate, { secret }: Pick<Circumstances, 'secret'>): Refusal | null => {
  if (mail.accountUid === null) return hold('no-account')
  const pause = pauses.find((reason) => reason === mail.pausedReason)
  if (pause !== undefined) return hold(pause)
  if (secret === 'locked') return hold('locked')
  return secret === 'none' ? hold('no-secret') : null
}

/** It waits for an answer, and that came; the owner may let it go all the same. */
const isAnswered = (mail: Candidate): boolean =>
  mail.unlessAnswered === 1 && mail.hasAnswered === 1 && !isWaived(mail, 'answered')

const ofMailbox = (mail: Candidate, world: Circumstances): Opinion => {
  if (isAnswered(mail)) return hold('answered')
  if (isAnswerUnknown(mail)) return hold('answers-unknown')
  return mayLieUnread(mail, world) ? hold('inbox-stale') : null
}

/** What the owner let go in spite of it leaves. */
const ofBounces = (mail: Candidate, { isUnreachable, isBatchBad }: Circumstances): Opinion => {
  if (!isWaived(mail, 'unreachable') && isUnreachable(mail)) return hold('unreachable')
  return !isWaived(mail, 'many-bounces') && isBatchBad(mail) ? hold('many-bounces') : null
}

/**
 * What was late, or not taken by a server, was let go to leave now. Whoever lets go what was held
 * for another reason says that this reason is none, not that it may come at night.
 */
const isSentNow = (mail: Candidate): boolean =>
  waivedReasons(mail).some((reason) => sentNow.has(reason))
const sentNow: ReadonlySet<string> = new Set([
  'overdue',
  'connection',
  'refused',
  'not-found',
  'release',
  'resend',
])

const ofTime = (
  mail: Candidate,
  { now, zone, random, attempts, limits }: Circumstances,
): Opinion => {
  const isByHand = mail.isHandTimed === 1 || isSentNow(mail)
  const window = isByHand
    ? now
    : nextWindow({
        instant: now,
        zone: zoneOfRecipient(mail.contactZone, zone),
        hours: defaultSendingHours,
        random,
        spreadMs,
      })
  if (window > now) return { kind: 'later', until: window }
  const own = { ...limits, perDay: mail.dailyLimit ?? limits.perDay }
  const onlyToMany = mail.isToMany === 1
  const free = onlyToMany
    ? nextFreeOfMany(attempts, own, { now, random })
    : nextFreeAt(attempts, own, now)
  return free > now ? { kind: 'full', until: free, onlyToMany } : null
}

/** What was planned may have moved: no plan brings a domain near what Google counts as bulk. */
const ofDomain = (mail: Candidate, { isGmailFull }: Circumstances): Opinion =>
  isGmailFull(mail) ? hold('gmail-bulk') : null

const ofBatch = (mail: Candidate, { isSecond }: Circumstances): Opinion =>
  isSecond(mail) ? hold('same-address') : null
