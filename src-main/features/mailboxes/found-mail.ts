import { createHash } from 'node:crypto'
import type { ImapHeaders } from '#main/engines/email/imap.ts'
import { ownBounce, readBounce } from '#main/engines/email/incoming/bounce.ts'
import { reportReason } from '#main/engines/email/incoming/machine-mail.ts'
import {
  addressesOf,
  headerOf,
  type MailHeaders,
  readHeaders,
  wordsOf,
} from '#main/engines/email/incoming/mail-headers.ts'
import type { IncomingMail } from '#main/engines/email/incoming/parse-incoming.ts'
import { type ThreadPlace, threadPlace } from '#main/engines/email/incoming/threading.ts'

/** Headers that tell whether a mail matters. */
export const telling = [
  'from',
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'return-path',
  'content-type',
  'auto-submitted',
  'precedence',
  'list-id',
  'x-failed-recipients',
  'x-kith-send-id',
]

/** A mail in a folder, as its headers show it. */
export interface FoundMail {
  readonly uid: number
  readonly headers: MailHeaders
  readonly from: string | null
  /** Normalised addresses of To and Cc. */
  readonly to: readonly string[]
  readonly place: ThreadPlace
  /** By this it is known again: its Message-ID, or a hash where it has none. */
  readonly key: string
  readonly subject: string
  /** When it was written or came, whichever is earlier; milliseconds UTC. */
  readonly at: number
  /** When it came, as far as the mailbox can be believed: mails moved between servers came before. */
  readonly arrivedAt: number
}

const dayMs = 86_400_000
/** Nobody wrote mail before. */
const firstMail = Date.UTC(1982, 0, 1)

/** Reads what the headers of a mail in a folder say. */
export const foundMail = ({ uid, headers: block, arrivedAt, size }: ImapHeaders): FoundMail => {
  const headers = readHeaders(block)
  const place = threadPlace(headers)
  const written = Date.parse(headerOf(headers, 'date').replace(/\([^)]*\)\s*$/u, ''))
  const isDated = written >= firstMail && written <= arrivedAt
  const wasMoved = isDated && arrivedAt - written > 7 * dayMs
  return {
    uid,
    headers,
    place,
    from: addressesOf(headers, 'from')[0] ?? null,
    to: [...new Set([...addressesOf(headers, 'to'), ...addressesOf(headers, 'cc')])],
    key: place.messageId ?? `hash:${hashOf([...[...headers.values()].flat(), String(size)])}`,
    subject: wordsOf(headers, 'subject'),
    at: isDated ? written : arrivedAt,
    arrivedAt: wasMoved ? written : arrivedAt,
  }
}

const hashOf = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url')

/** Whether the headers are those of a mail server or a report: its text has to be read. */
export const mayBeBounce = (headers: MailHeaders): boolean => reportReason(headers) !== null

/** Whether somebody may be asking, by an address or a subject with a token, for no more mail. */
export const mayUnsubscribe = (headers: MailHeaders): boolean =>
  ['to', 'delivered-to', 'x-original-to'].some((name) => /\+u-/iu.test(headerOf(headers, name))) ||
  /\bunsubscribe\b/iu.test(headerOf(headers, 'subject'))

/** The bounce of a mail of ours; null for any other mail. */
export const bounceOf = (mail: IncomingMail, sendIdOf: (messageId: string) => string | null) => {
  const bounce = readBounce(mail)
  return bounce === null ? null : ownBounce(bounce, sendIdOf)
}
