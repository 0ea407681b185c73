import DatabaseConstructor from 'better-sqlite3'
import type { Input } from '#shared/contract/index.ts'

/** A mail as brute force sees it, read without the product's code. */
export interface EmailFact {
  readonly id: number
  readonly contactId: number
  readonly batch: string | null
  readonly subject: string
  readonly body: string
  readonly intent: 'draft' | 'scheduled'
  readonly updatedAt: number
  /** Why a draft is one again. */
  readonly stoppedReason: string | null
  /** What became of it; null when nothing did yet. */
  readonly fate: string | null
  readonly nextAttemptAt: number | null
  readonly sentAt: number | null
  readonly sentSubject: string | null
}

/** A mail on a timeline. */
export interface MessageFact {
  readonly id: number
  readonly contactId: number
  readonly activityId: number
  readonly subject: string
  readonly body: string
}

/** A mail that a person wrote to the owner. */
export interface AnswerFact {
  readonly id: number
  readonly at: number
  readonly isWaiting: 0 | 1
}

/** All mail of a workspace. */
export interface MailFacts {
  readonly emails: readonly EmailFact[]
  readonly messages: readonly MessageFact[]
  /** Newest first. */
  readonly answers: readonly AnswerFact[]
  /** Entries of the timeline of a contact, newest first. */
  timeline(contactId: number): readonly { readonly id: number; readonly kind: string }[]
}

/** Reads it into memory. */
export const readMailFacts = (file: string): MailFacts => {
  const database = new DatabaseConstructor(file, { readonly: true })
  const all = <Row>(sql: string): Row[] => database.prepare<[], Row>(sql).all()
  const emails = all<EmailFact>(
    `select e.id, e.contact_id as contactId, e.batch, e.subject, e.body, e.intent,
        e.updated_at as updatedAt, e.stopped_reason as stoppedReason, d.state as fate,
        d.next_attempt_at as nextAttemptAt,
        d.sent_at as sentAt, d.subject as sentSubject
      from emails e left join deliveries d on d.email_id = e.id`,
  )
  const messages = all<MessageFact>(
    `select id, contact_id as contactId, activity_id as activityId, subject, body from messages
      where activity_id is not null`,
  )
  const answers = all<AnswerFact>(
    `select id, at, id in (select waiting_message_id from contacts) as isWaiting from messages
      where direction = 'in' and kind = 'personal'`,
  ).toSorted((a, b) => b.at - a.at || b.id - a.id)
  const ofContacts = new Map<number, { id: number; kind: string; at: number }[]>()
  for (const row of all<{ id: number; contact_id: number; kind: string; at: number }>(
    'select id, contact_id, kind, at from activities',
  )) {
    const known = ofContacts.get(row.contact_id)
    if (known === undefined) ofContacts.set(row.contact_id, [row])
    else known.push(row)
  }
  database.close()
  return {
    emails,
    messages,
    answers,
    timeline: (contactId) =>
      (ofContacts.get(contactId) ?? []).toSorted((a, b) => b.at - a.at || b.id - a.id),
  }
}

/** A group of the outbox. */
export type MailGroup = Input<'emails.list'>['group']

const groups: Readonly<Record<MailGroup, readonly string[]>> = {
  drafts: ['draft'],
  stopped: ['draft'],
  uncertain: ['uncertain'],
  held: ['held'],
  scheduled: ['waiting', 'deferred'],
  sending: ['claimed', 'body'],
  failed: ['failed', 'suppressed'],
  sent: ['sent'],
}
// Keys of the table above.
export const mailGroups = Object.keys(groups) as MailGroup[]

/** Fates that no wish changes. */
const settled: readonly (string | null)[] = ['claimed', 'body', 'sent', 'uncertain', 'dismissed']

const stateOf = ({ fate, intent }: EmailFact): string =>
  fate !== null && settled.includes(fate)
    ? fate
    : intent === 'draft'
      ? 'draft'
      : (fate ?? 'waiting')

/** The lines of a group as the page shows them: one for what waits alike of a batch. */
export const linesOf = (facts: MailFacts, group: MailGroup): readonly EmailFact[] => {
  const mails = mailsOf(facts, group)
  if (group !== 'scheduled') return mails
  const seen = new Set<string>()
  return mails.filter((row) => {
    if (row.batch === null) return true
    const alike = `${row.batch} ${stateOf(row)}`
    return !seen.has(alike) && seen.add(alike)
  })
}

/** What stands in a group, in its order. */
export const mailsOf = ({ emails }: MailFacts, group: MailGroup): readonly EmailFact[] => {
  const found = emails.filter(
    (row) =>
      groups[group].includes(stateOf(row)) &&
      (group !== 'stopped' || row.stoppedReason === 'answered'),
  )
  const isOfDrafts = group === 'drafts' || group === 'stopped'
  const isNewestFirst = isOfDrafts || group === 'sent'
  const sign = isNewestFirst ? -1 : 1
  const place = (row: EmailFact): number =>
    (isOfDrafts ? row.updatedAt : group === 'sent' ? row.sentAt : row.nextAttemptAt) ?? 0
  return found.toSorted((a, b) => sign * (place(a) - place(b) || a.id - b.id))
}
