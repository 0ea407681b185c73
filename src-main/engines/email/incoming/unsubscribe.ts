import { addressesOf, headerOf, wordsOf } from './mail-headers.ts'
import type { IncomingMail } from './parse-incoming.ts'
import { replyText } from './reply-text.ts'
import { asksToStop } from './stop-request.ts'

/** How somebody asked to get no more mail. */
export interface Unsubscribe {
  /** Tokens found in the address it was sent to and in its subject; to be verified. */
  readonly tokens: readonly string[]
  /** Whether it looks as `List-Unsubscribe` makes it: whoever sent it asks, whosever the token is. */
  readonly usesLink: boolean
  /** Whether the answer begins with a word like STOP, or says so in a short sentence or its subject. */
  readonly isStopWord: boolean
}

/**
 * Whether a mail asks to get no more: by a token of `List-Unsubscribe` in its address
 * (`me+u-TOKEN@…`) or its subject (`unsubscribe TOKEN`), or by plain words at the beginning of the
 * answer, above what it quotes. Null when it does not.
 */
export const readUnsubscribe = (mail: IncomingMail): Unsubscribe | null => {
  const ofAddresses = addressTokens(mail)
  const subject = wordsOf(mail.headers, 'subject')
  const ofSubject = subjectToken.exec(subject)
  const named = ofSubject?.[1] === undefined ? ofAddresses : [...ofAddresses, ofSubject[1]]
  const tokens = [...new Set(named.map((token) => token.toLowerCase()))].slice(0, 10)
  const usesLink = ofAddresses.length > 0 || ofSubject?.[0] === subject
  const own = beginningOf(mail.text)
  // An answer that quotes our subject begins it with `Re:`.
  const isStopWord = asksToStop(own) || (asksToStop(subject) && isEmpty(own))
  return tokens.length > 0 || isStopWord ? { tokens, usesLink, isStopWord } : null
}

/** Far beyond what is looked at. */
const beginning = 1500

/** The first own lines of an answer: most stand above what they quote, which need not be read. */
const beginningOf = (text: string): string => {
  const end = text.length > beginning ? text.lastIndexOf('\n', beginning) : -1
  const own = end > 0 ? replyText(text.slice(0, end)) : ''
  return own === '' ? replyText(text) : own
}

/** As `unsubscribeToken` makes them. */
const addressToken = /\+u-([a-z2-7]{16})@/u
const subjectToken = /\bunsubscribe\s+([a-z2-7]{16})(?![\w-])/iu

const addressTokens = ({ headers }: IncomingMail): readonly string[] =>
  ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to']
    // Addresses are slow to read, and hardly any has a token.
    .flatMap((name) => (/\+u-/iu.test(headerOf(headers, name)) ? addressesOf(headers, name) : []))
    .flatMap((address) => addressToken.exec(address)?.[1] ?? [])

/** What phones and programs write below by themselves. */
const bySender =
  /^(?:sent (?:from|with|via)|get outlook for|(?:von meinem .{1,40} )?gesendet|envoyé|enviado|inviato|verzonden|发自|發自|来自我的|從我的)/iu

/** Nothing but what is quoted: an answer whose writer changed the subject alone. */
const isEmpty = (own: string): boolean =>
  own.split('\n').every((line) => line.trim() === '' || bySender.test(line.trim()))
