import { reportReason } from '#main/engines/email/incoming/machine-mail.ts'
import {
  addressesOf,
  headerOf,
  type MailHeaders,
  peopleOf,
  wordsOf,
} from '#main/engines/email/incoming/mail-headers.ts'
import { type ThreadPlace, threadPlace } from '#main/engines/email/incoming/threading.ts'

/** Headers by which one mail differs from another. */
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
  readonly from: string | null
  /** Normalised addresses of To and Cc. */
  readonly to: readonly string[]
  /** What those addresses and the writer's are called, where the mail says it. */
  readonly names: Readonly<Record<string, string>>
  /** Whether a server passed it on: a copy among the sent mails never was. */
  readonly wasDelivered: boolean
  /** Whether no server ever took it: it was written in this very mailbox. */
  readonly wasWrittenHere: boolean
  /** Whether a list or a program says that it wrote it. */
  readonly isAutomatic: boolean
  readonly place: ThreadPlace
  /** Whether the headers are those of a mail server or a report: its text has to be read. */
  readonly mayBeBounce: boolean
  /** Whether somebody may be asking, by an address or a subject with a token, for no more mail. */
  readonly mayUnsubscribe: boolean
  readonly subject: string
  /** Its date as it stands there. */
  readonly dated: string
  /** When it was written or came, whichever is earlier; milliseconds UTC. */
  readonly at: number
  /** When it came, as far as the mailbox can be believed: mails moved between servers came before. */
  readonly arrivedAt: number
  /**
   * When it came if its folder tells the truth, as one does that was read before and then got it:
   * an answer may have been written long before, or on a machine with a wrong clock.
   */
  readonly latestAt: number
}

/** Put there by whoever delivers a mail. */
const delivered = ['delivered-to', 'x-original-to']
const automatic = ['list-id', 'list-post', 'list-unsubscribe', 'precedence', 'auto-submitted']

const dayMs = 86_400_000
/** No date is longer, with the zone's name in brackets. */
const longestDate = 200
/** Nobody wrote mail before. */
const firstMail = Date.UTC(1982, 0, 1)
/** So far from when the folder got it, a mail did not come then but was moved. */
const movedMs = 7 * dayMs

/**
 * Reads what the headers of a mail in a folder say; `arrivedAt` as the folder has it, 0 where it does
 * not: then the mail came when a server took it, else when it was written, else now.
 */
export const foundMail = ({
  uid,
  headers,
  arrivedAt,
  now,
}: {
  readonly uid: number
  readonly headers: MailHeaders
  readonly arrivedAt: number
  readonly now: number
}): FoundMail => {
  const [from, to, cc] = ['from', 'to', 'cc'].map((name) => peopleOf(headers, name))
  const named = [...(cc ?? []), ...(to ?? []), ...(from ?? [])].filter(([, name]) => name !== '')
  return {
    uid,
    place: threadPlace(headers),
    mayBeBounce: reportReason(headers) !== null,
    mayUnsubscribe: mayUnsubscribe(headers),
    from: from?.keys().next().value ?? null,
    to: [...new Set([...(to?.keys() ?? []), ...(cc?.keys() ?? [])])],
    names: Object.fromEntries(named),
    ...passedOn(headers, from?.keys().next().value ?? null),
    isAutomatic: automatic.some((name) => headers.has(name)),
    subject: wordsOf(headers, 'subject'),
    dated: headerOf(headers, 'date').slice(0, longestDate),
    ...timesOf(headers, { arrivedAt, now }),
  }
}

/** Servers that send mail, and keep the copy themselves, name its sender in Return-Path as well. */
const passedOn = (
  headers: MailHeaders,
  from: string | null,
): Pick<FoundMail, 'wasDelivered' | 'wasWrittenHere'> => {
  const wasDelivered =
    delivered.some((name) => headers.has(name)) ||
    (headers.has('return-path') && addressesOf(headers, 'return-path')[0] !== from)
  return { wasDelivered, wasWrittenHere: !wasDelivered && !headers.has('received') }
}

const timesOf = (
  headers: MailHeaders,
  told: { readonly arrivedAt: number; readonly now: number },
): Pick<FoundMail, 'at' | 'arrivedAt' | 'latestAt'> => {
  const arrivedAt = told.arrivedAt >= firstMail ? told.arrivedAt : receivedAt(headers, told.now)
  const dated = instantIn(headerOf(headers, 'date'), arrivedAt ?? told.now)
  const written = dated ?? arrivedAt ?? told.now
  if (arrivedAt === null) return { at: written, arrivedAt: written, latestAt: told.now }
  const wasMoved = arrivedAt - written > movedMs
  const takenAt = wasMoved ? takenByServer(headers, arrivedAt) : null
  return {
    at: written,
    arrivedAt: wasMoved ? (takenAt ?? written) : arrivedAt,
    latestAt: takenAt ?? arrivedAt,
  }
}

/** The instant that a header has, if mail can be so old and it is no later than another. */
const instantIn = (text: string, latest: number): number | null => {
  const instant = Date.parse(text.slice(0, longestDate).replace(/\([^)]*\)\s*$/u, ''))
  return instant >= firstMail && instant <= latest ? instant : null
}

/** When the last server on its way says that it got it. */
const receivedAt = (headers: MailHeaders, latest: number): number | null => {
  const received = headerOf(headers, 'received')
  return instantIn(received.slice(received.lastIndexOf(';') + 1), latest)
}

/**
 * When the last server on its way took a mail; null where none says so. The folder knows it better
 * unless it got the mail long afterwards.
 */
const takenByServer = (headers: MailHeaders, arrivedAt: number): number | null => {
  const taken = receivedAt(headers, arrivedAt)
  return taken === null || arrivedAt - taken > movedMs ? taken : arrivedAt
}

const mayUnsubscribe = (headers: MailHeaders): boolean =>
  ['to', 'delivered-to', 'x-original-to'].some((name) => /\+u-/iu.test(headerOf(headers, name))) ||
  /\bunsubscribe\b/iu.test(headerOf(headers, 'subject'))
