import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { htmlWords } from './html-words.ts'
import { type InvitationAnswer, invitationAnswer } from './invitation-answer.ts'
import {
  bytesOf,
  decodeHeaders,
  encodingOf,
  isMisread,
  isUndecoded,
  lossless,
  namedIn,
  relabelled,
} from './mail-charset.ts'
import { headerOf, type MailHeaders, readHeaders } from './mail-headers.ts'

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
  /** Present when it answers an invitation. */
  readonly invitationAnswer?: InvitationAnswer
}

/** Why a mail was not read: hostile or broken beyond use. */
export type Unreadable = Failure<'unreadable', { readonly why: 'too-many-parts' | 'broken' }>

/** So much of a mail is read, in bytes: its text comes before its attachments. */
export const maxMailBytes = 512 * 1024
/** And so many lines that are not of an attachment: reading a line takes ten microseconds. */
const maxLines = 1500
const maxParts = 500
const maxHeaderBytes = 256 * 1024
const maxText = 100_000
/** An HTML page names its encoding in its first KB; some programs put styles before it. */
const maxMeta = 4000
const maxReport = 64 * 1024
const maxReports = 50

/**
 * Reads a mail from its bytes; never throws.
 *
 * Only the first `maxMailBytes` count, and of them 1,500 lines of text, so that it takes some
 * milliseconds whatever was sent. Mails in mails are not read but kept as reports; at most 32 parts
 * deep, 500 parts, 256 KB of headers.
 */
export const parseIncoming = async (
  source: Uint8Array,
): Promise<Result<IncomingMail, Unreadable>> => {
  const bytes = untilTooLong(source.subarray(0, maxMailBytes))
  if (countBoundaries(bytes) > maxParts) return fail('unreadable', { why: 'too-many-parts' })
  const { head, body } = split(bytes)
  const headers = readHeaders(`${head}\n\n`)
  const plain = plainText(headers, body)
  // Half of all mails are this simple, and the parser's many small steps cost more than the rest.
  if (plain !== null) return ok({ headers, text: cleaned(plain.trim()), reports: [] })
  try {
    const mail = await partsOf(Buffer.concat([structureOf(headers), body]), head)
    const text = textOf(mail)
    const answer = invitationAnswer(mail.attachments, text)
    return ok({
      headers,
      text: answer === null ? text : withWords(text, answer.words),
      reports: mail.attachments.filter(isReport).slice(0, maxReports).map(reportOf),
      ...(answer !== null && { invitationAnswer: answer }),
    })
  } catch {
    return fail('unreadable', { why: 'broken' })
  }
}

const parse = (source: Uint8Array): Promise<Email> =>
  PostalMime.parse(source, {
    forceRfc822Attachments: true,
    maxNestingDepth: 32,
    maxHeadersSize: maxHeaderBytes,
    attachmentEncoding: 'arraybuffer',
  })

/**
 * The parts of a mail. Where a text came out wrong, its parts are read as bytes to find out how it
 * was written, and then once more with that name on them.
 */
const partsOf = async (source: Uint8Array, head: string): Promise<Email> => {
  const mail = await parse(source)
  if (!isMisread(textOf(mail), source)) return mail
  const { text = '', html = '' } = await parse(relabelled(source, lossless))
  const words = bytesOf(`${text}\n${html}`.slice(0, maxText))
  const named = namedIn(`${html.slice(0, maxMeta)}\n${head}`)
  return parse(relabelled(source, encodingOf(words, named)))
}

const newline = 0x0a

/** Headers end with the first empty line. */
const split = (bytes: Uint8Array): { head: string; body: Uint8Array } => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends = [buffer.indexOf('\n\r\n'), buffer.indexOf('\n\n')].filter((end) => end !== -1)
  const end = Math.min(...ends, maxHeaderBytes)
  const head = decodeHeaders(bytes.subarray(0, end))
  const gap = buffer[end + 1] === newline ? 2 : 3
  return { head, body: bytes.subarray(end + gap) }
}

/** The text of a mail that is nothing but text as it stands; null for any other, or a strange one. */
const plainText = (headers: MailHeaders, body: Uint8Array): string | null => {
  const type = headerOf(headers, 'content-type').toLowerCase()
  const encoding = headerOf(headers, 'content-transfer-encoding').toLowerCase()
  if (!['', '7bit', '8bit', 'binary'].includes(encoding)) return null
  const charset = /^text\/plain(?:\s*;\s*charset="?(utf-8|us-ascii)"?)?\s*;?$/u.exec(type)
  if (charset === null && type !== '') return null
  const text = new TextDecoder().decode(body)
  return isUndecoded(text) ? null : text
}

/** All that the parser needs to know of the headers; the others it would parse at any length. */
const structureOf = (headers: MailHeaders): Buffer => {
  const type = headerOf(headers, 'content-type')
  const names = ['content-transfer-encoding', 'content-disposition']
  const lines = names.map((name) => `${name}: ${headerOf(headers, name)}\r\n`)
  const others = lines.filter((line) => !line.endsWith(': \r\n')).join('')
  return Buffer.from(`content-type: ${type === '' ? 'text/plain' : type}\r\n${others}\r\n`)
}

/** The mail up to the line that is one too many; lines as base64 makes them do not count. */
const untilTooLong = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length <= maxLines) return bytes
  let count = 0
  let start = 0
  let space = -1
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    const length = end - start
    // Looked for once each, and no view of the line: that costs more than all the rest.
    if (space < start) space = indexOrEnd(bytes, 0x20, start)
    if (length < 60 || length > 80 || space < end) count += 1
    if (count > maxLines) return bytes.subarray(0, start)
    start = end + 1
  }
  return bytes
}

const indexOrEnd = (bytes: Uint8Array, byte: number, from: number): number => {
  const index = bytes.indexOf(byte, from)
  return index === -1 ? bytes.length : index
}

/** Lines that begin a part: `--` and at least one more character that no signature has. */
const countBoundaries = (bytes: Uint8Array): number => {
  const dash = 0x2d
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
  return cleaned(own === '' && html !== undefined ? htmlWords(html) : own)
}

const cleaned = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll('\0', '').slice(0, maxText)

const isReport = ({ mimeType }: Attachment): boolean =>
  mimeType.startsWith('message/') || mimeType === 'text/rfc822-headers'

/** What a person put to a calendar's answer may stand in the calendar alone. */
const withWords = (text: string, words: string): string =>
  text.includes(words) ? text : cleaned([words, text].join('\n\n').trim())

const reportOf = ({ mimeType, content }: Attachment): ReportPart => {
  const type = mimeType.toLowerCase()
  if (typeof content === 'string') return { type, text: content.slice(0, maxReport) }
  const bytes = new Uint8Array(content).subarray(0, maxReport)
  return { type, text: new TextDecoder().decode(bytes) }
}
