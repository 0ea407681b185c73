import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { htmlWords } from './html-words.ts'
import { collectHeaders, type MailHeaders } from './mail-headers.ts'

/** A part that machines write for machines: a delivery status, returned headers, a returned mail. */
export interface ReportPart {
  /** For example `message/delivery-status`. */
  readonly type: string
  readonly text: string
}

/** A mail that came in, as far as Kith reads it. */
export interface IncomingMail {
  readonly headers: MailHeaders
  /** The text part, or the words of the HTML; at most 100,000 characters. */
  readonly text: string
  readonly reports: readonly ReportPart[]
}

/** Why a mail was not read: hostile or broken beyond use. */
export type Unreadable = Failure<'unreadable', { readonly why: 'too-many-parts' | 'broken' }>

/**
 * So much of a mail is read, in bytes: its text comes before its attachments. Reading it takes some
 * milliseconds.
 */
export const maxMailBytes = 512 * 1024
const maxParts = 500
const maxText = 100_000
const maxReport = 64 * 1024
const maxReports = 50

/**
 * Reads a mail from its bytes; never throws.
 *
 * Only the first `maxMailBytes` count. Mails in mails are not read but kept as reports; at most 32
 * parts deep, 500 parts, 256 KB of headers.
 */
export const parseIncoming = async (
  source: Uint8Array,
): Promise<Result<IncomingMail, Unreadable>> => {
  const bytes = source.subarray(0, maxMailBytes)
  if (countBoundaries(bytes) > maxParts) return fail('unreadable', { why: 'too-many-parts' })
  try {
    const mail = await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: 32,
      maxHeadersSize: 256 * 1024,
      attachmentEncoding: 'arraybuffer',
    })
    return ok({
      headers: collectHeaders(mail.headers),
      text: textOf(mail),
      reports: mail.attachments.filter(isReport).slice(0, maxReports).map(reportOf),
    })
  } catch {
    return fail('unreadable', { why: 'broken' })
  }
}

/** Lines that begin a part: `--` and at least one more character that no signature has. */
const countBoundaries = (bytes: Uint8Array): number => {
  const [newline, dash] = [0x0a, 0x2d]
  let count = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) {
    if (bytes[at + 1] !== dash || bytes[at + 2] !== dash) continue
    const next = bytes[at + 3] ?? newline
    if (next > 0x20 && next !== dash) count += 1
  }
  return count
}

const textOf = ({ text, html }: Email): string => {
  const own = text?.trim() ?? ''
  const words = own === '' && html !== undefined ? htmlWords(html) : own
  return words.replaceAll('\r\n', '\n').replaceAll('\0', '').slice(0, maxText)
}

const isReport = ({ mimeType }: Attachment): boolean =>
  mimeType.startsWith('message/') || mimeType === 'text/rfc822-headers'

const reportOf = ({ mimeType, content }: Attachment): ReportPart => {
  const type = mimeType.toLowerCase()
  if (typeof content === 'string') return { type, text: content.slice(0, maxReport) }
  const bytes = new Uint8Array(content).subarray(0, maxReport)
  return { type, text: new TextDecoder().decode(bytes) }
}
