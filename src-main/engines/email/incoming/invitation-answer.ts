import type { Attachment } from 'postal-mime'

/** The answer of a calendar to an invitation, and the words that a person put to it. */
export interface InvitationAnswer {
  /** Empty where the button was all. */
  readonly words: string
}

const longest = 20_000

/**
 * The answer to an invitation among the parts of a mail; null when there is none.
 *
 * A button makes the whole mail in most programs, its text as well, so words count where the
 * calendar names them as a person's: a comment (RFC 5545, 3.8.1.4), or what Google keeps beside who
 * attends. Exchange and Outlook write no text of their own: there any text is a person's.
 */
export const invitationAnswer = (
  parts: readonly Attachment[],
  text: string,
): InvitationAnswer | null => {
  const answer = parts.find(isAnswer)
  if (answer === undefined) return null
  const calendar = unfolded(answer)
  const comment = commentIn(calendar)
  if (comment !== '') return { words: comment }
  return { words: /^PRODID[;:].*microsoft/imu.test(calendar) ? text : '' }
}

const isAnswer = ({ mimeType, method }: Attachment): boolean =>
  mimeType === 'text/calendar' && method === 'REPLY'

const unfolded = ({ content }: Attachment): string => {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
  return text.slice(0, longest).replace(/\r?\n[ \t]/gu, '')
}

const commentIn = (calendar: string): string => {
  const comment = /^COMMENT(?:;[^:\r\n]*)?:(.*)$/imu.exec(calendar)?.[1]
  const response = /^ATTENDEE;.*?X-RESPONSE-COMMENT=(?:"([^"]*)"|([^;:"\r\n]*))/imu.exec(calendar)
  return unescaped(comment ?? response?.[1] ?? response?.[2] ?? '')
}

/** As RFC 5545, 3.3.11, writes a text. */
const unescaped = (text: string): string =>
  text.replace(/\\(.)/gu, (_, next: string) => (/n/iu.test(next) ? '\n' : next)).trim()
