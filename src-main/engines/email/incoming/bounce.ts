import { normalizeEmail } from '#shared/domain/email-address.ts'
import { type BounceClass, type BouncedRecipient, classOf } from './bounce-class.ts'
import { machineReason } from './machine-mail.ts'
import { headerOf, idsOf, type MailHeaders, readHeaders } from './mail-headers.ts'
import type { IncomingMail } from './parse-incoming.ts'
import { plainBounce } from './plain-bounce.ts'

/** A mail that says another one did not arrive. */
export interface Bounce {
  readonly recipients: readonly BouncedRecipient[]
  /** Ids of the returned mail, with angle brackets. */
  readonly returnedIds: readonly string[]
}

/** One of our mails that bounced. */
export interface OwnBounce {
  /** The send id that our Message-ID proves. */
  readonly sendId: string
  readonly recipients: readonly BouncedRecipient[]
}

/**
 * Reads a delivery report (RFC 3464), or the plain words of qmail, Exim and their like; null for
 * anything else, and for reports of success. A person who passes on a report has written a mail.
 */
export const readBounce = (mail: IncomingMail): Bounce | null => {
  if (machineReason(mail.headers) === null) return null
  const recipients = reportedRecipients(mail) ?? plainBounce(mail)
  if (recipients === null || recipients.length === 0) return null
  const ids = returnedHeaders(mail).flatMap((headers) => idsOf(headers, 'message-id'))
  return { recipients, returnedIds: [...new Set(ids)] }
}

/**
 * The bounce as one of a mail of ours; null when no returned Message-ID is ours.
 *
 * Anybody can write a delivery report, so one counts only when `sendIdOf` finds our signature in
 * what it returns.
 */
export const ownBounce = (
  { returnedIds, recipients }: Bounce,
  sendIdOf: (messageId: string) => string | null,
): OwnBounce | null => {
  for (const id of returnedIds) {
    const sendId = sendIdOf(id)
    if (sendId !== null) return { sendId, recipients }
  }
  return null
}

/**
 * What happened at an address: the words about it; soft where the bounce speaks of another one,
 * because then the address itself took the mail and passed it on.
 */
export const recipientFor = (
  recipients: readonly BouncedRecipient[],
  address: string,
): BouncedRecipient => {
  const named = recipients.find((recipient) => recipient.address === address)
  if (named !== undefined) return named
  const [first] = recipients
  if (first !== undefined && first.address === null && recipients.length === 1) return first
  const isDelayed = first?.class === 'delayed'
  return { address, class: isDelayed ? 'delayed' : 'soft', status: first?.status ?? '' }
}

const statusTypes = new Set(['message/delivery-status', 'message/global-delivery-status'])

/** Recipients of a delivery status; null when the mail has none. */
const reportedRecipients = (mail: IncomingMail): readonly BouncedRecipient[] | null => {
  const reports = mail.reports.filter(({ type }) => statusTypes.has(type))
  const recipients = reports.flatMap(({ text }) =>
    text
      .split(/\r?\n[ \t]*\r?\n/u)
      .map(readHeaders)
      .filter(isRecipient)
      .map((fields) => recipientOf(fields, mail.text)),
  )
  // A report without recipients is broken; its words may still say something.
  if (recipients.length === 0) return null
  const failed = recipients.filter((recipient) => recipient !== null)
  // Some say in the block about the mail what belongs to a recipient.
  const named = failed.filter(({ address }) => address !== null)
  return named.length === 0 ? failed : named
}

const isRecipient = (fields: MailHeaders): boolean =>
  ['final-recipient', 'original-recipient', 'action'].some((name) => fields.has(name))

const recipientOf = (fields: MailHeaders, words: string): BouncedRecipient | null => {
  const action = /^[a-z]+/iu.exec(headerOf(fields, 'action'))?.[0]?.toLowerCase() ?? ''
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/u.exec(headerOf(fields, 'status'))?.[0] ?? ''
  if (['delivered', 'relayed', 'expanded'].includes(action) || status.startsWith('2')) return null
  const address = addressIn(fields, 'original-recipient') ?? addressIn(fields, 'final-recipient')
  if (action === 'delayed') return { address, class: 'delayed', status }
  const said = (fields.get('diagnostic-code') ?? []).join(' ').slice(0, 4000)
  const judged = classOf({ status, words: said === '' ? withoutScanners(words) : said })
  return { address, class: isAfterData(judged, status, words) ? 'policy' : judged, status }
}

/** The words of a report without the line that a scanner puts below all that leaves a company. */
const withoutScanners = (words: string): string =>
  words
    .slice(0, 4000)
    .split('\n')
    .filter((line) => !/\bscanned (?:for|by)\b/iu.test(line) || finding.test(line))
    .join('\n')
const finding = /found|contain|identif|detect|reject|block|refus|spam/iu

/** A server that refused only after it had read the mail often did so because of the mail. */
const isAfterData = (judged: BounceClass, status: string, words: string): boolean =>
  judged === 'hard' &&
  !/^5\.[14]\./u.test(status) &&
  /in\s+reply\s+to\s+end\s+of\s+DATA/iu.test(words)

/** `rfc822; ana@example.com`, with or without angle brackets. */
const addressIn = (fields: MailHeaders, name: string): string | null => {
  const value = headerOf(fields, name)
    .replace(/^[^;]*;/u, '')
    .replace(/[<>\s]/gu, '')
  return value === '' ? null : normalizeEmail(value)
}

const returnedTypes = new Set([
  'message/rfc822',
  'message/global',
  'message/rfc822-headers',
  'message/global-headers',
  'text/rfc822-headers',
])

/** Headers of the mail that comes back: of its part, or lines of the text that look like them. */
const returnedHeaders = (mail: IncomingMail): readonly MailHeaders[] => {
  const parts = mail.reports.filter(({ type }) => returnedTypes.has(type))
  if (parts.length > 0) return parts.map(({ text }) => readHeaders(text))
  const lines = mail.text.match(/^[ \t>]*message-id[ \t]*:[^\n]{1,600}$/gimu) ?? []
  return lines.slice(0, 20).map((line) => readHeaders(line.replace(/^[ \t>]+/u, '')))
}
