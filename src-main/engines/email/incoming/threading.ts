import { parseSendId, type SendId } from '#main/engines/email/tokens.ts'
import { headerOf, idsOf, type MailHeaders } from './mail-headers.ts'

/** Where a mail stands in its thread. */
export interface ThreadPlace {
  readonly messageId: string | null
  /** The mail it answers directly; null when it answers none. */
  readonly inReplyTo: string | null
  /** Ids it may answer, the likeliest first. */
  readonly answers: readonly string[]
  /** Id of the first mail of its thread: itself when it answers none. */
  readonly thread: string | null
  /** `X-Kith-Send-Id`, where the mail or a program that copied our headers has it. */
  readonly sendId: SendId | null
}

/** Reads In-Reply-To, References (the last is the nearest) and `X-Kith-Send-Id`. */
export const threadPlace = (headers: MailHeaders): ThreadPlace => {
  const messageId = idsOf(headers, 'message-id')[0] ?? null
  const direct = idsOf(headers, 'in-reply-to')
  const references = idsOf(headers, 'references')
  const answers = [...new Set([...direct, ...references.toReversed()])]
  return {
    messageId,
    inReplyTo: direct[0] ?? references.at(-1) ?? null,
    answers,
    thread: references[0] ?? direct[0] ?? messageId,
    sendId: parseSendId(headerOf(headers, 'x-kith-send-id')),
  }
}

const prefix =
  /^(?:(?:re|aw|antw|antwort|sv|vs|rif|r|res|odp|ynt|回复|回覆|答复|答覆|转发|轉寄|fwd?|wg|tr|rv|enc|i)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+/iu

/** A subject without its `Re:` and `AW:`, as two mails of one thread share it. */
export const stripSubject = (subject: string): string =>
  subject.replace(prefix, '').replace(/\s+/gu, ' ').trim().toLowerCase()
