import type { Circumstances } from './judge.ts'
import type { Candidate } from './outbox.repository.ts'
import { isWaived } from './waived.ts'

/** What of a mail decides whether its mailbox has to be read before it may leave. */
export type MailboxNeed = Pick<
  Candidate,
  'unlessAnswered' | 'sendAt' | 'isToMany' | 'waived' | 'imapHost' | 'lastSyncAt' | 'awaitsLookBack'
>

/** What was written may have come since a mailbox was read, so it must have been read lately. */
export const freshMs = 15 * 60_000

/**
 * Whether a mailbox was read lately enough to know what was written to it: within a quarter of an
 * hour, and since the machine woke up, because answers come in the shortest sleep. A reading in the
 * future was noted by a clock that was set back since.
 */
export const isFresh = (
  lastSyncAt: number | null,
  { now, awakeSince }: Pick<Circumstances, 'now' | 'awakeSince'>,
): boolean => lastSyncAt !== null && lastSyncAt <= now && lastSyncAt >= earliest(now, awakeSince)

const earliest = (now: number, awakeSince: number): number => Math.max(now - freshMs, awakeSince)

/**
 * Whether a word that stops a mail may lie unread in the mailbox of its own account: the answer
 * that it waits for, or a wish for no more mail, also one of the time before its contact was known.
 * One mail that its owner sends off at once leaves
 * all the same, and so does what they let go in spite of it.
 */
export const mayLieUnread = (
  mail: MailboxNeed,
  world: Pick<Circumstances, 'now' | 'awakeSince'>,
): boolean =>
  needsMailbox(mail) &&
  !isWaived(mail, 'inbox-stale') &&
  (mail.awaitsLookBack === 1 || !isFresh(mail.lastSyncAt, world))

const needsMailbox = ({ unlessAnswered, sendAt, isToMany, imapHost }: MailboxNeed): boolean =>
  imapHost !== null && (unlessAnswered === 1 || sendAt !== null || isToMany === 1)

/** Whether a mail waits for an answer that nobody can know of: its account only sends. */
export const isAnswerUnknown = (
  mail: Pick<MailboxNeed, 'unlessAnswered' | 'imapHost' | 'waived'>,
): boolean =>
  mail.unlessAnswered === 1 && mail.imapHost === null && !isWaived(mail, 'answers-unknown')
