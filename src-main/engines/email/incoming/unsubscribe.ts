import { addressesOf, headerOf, wordsOf } from './mail-headers.ts'
import type { IncomingMail } from './parse-incoming.ts'
import { replyText } from './reply-text.ts'

/** How somebody asked to get no more mail. */
export interface Unsubscribe {
  /** Tokens found in the address it was sent to and in its subject; to be verified. */
  readonly tokens: readonly string[]
  /** Whether the answer begins with a word like STOP, alone on its line. */
  readonly isStopWord: boolean
}

const stopWords = new Set([
  'stop',
  'stop please',
  'please stop',
  'stopp',
  'stop it',
  'unsubscribe',
  'unsubscribe me',
  'please unsubscribe',
  'please unsubscribe me',
  'opt out',
  'opt-out',
  'optout',
  'remove me',
  'please remove me',
  'abmelden',
  'abbestellen',
  'désinscription',
  'me désinscrire',
  'désabonner',
  'cancelar suscripción',
  'darme de baja',
  'baja',
  'cancelar subscrição',
  'cancelar assinatura',
  'sair',
  'disiscrivimi',
  'cancellami',
  'uitschrijven',
  'afmelden',
  'отписаться',
  '退订',
  '退訂',
  '退订邮件',
  '取消订阅',
  '取消訂閱',
  '请退订',
  '請退訂',
  'td',
  '配信停止',
  '수신거부',
])

/**
 * Whether a mail asks to get no more: by a token of `List-Unsubscribe` in its address
 * (`me+u-TOKEN@…`) or its subject (`unsubscribe TOKEN`), or by a plain word as the whole first
 * line of the answer, above what it quotes. Null when it does not.
 */
export const readUnsubscribe = (mail: IncomingMail): Unsubscribe | null => {
  const tokens = tokensOf(mail)
  const isStopWord = isStop(mail.text) || isStopSubject(mail)
  return tokens.length > 0 || isStopWord ? { tokens, isStopWord } : null
}

const tokensOf = (mail: IncomingMail): readonly string[] => {
  const addresses = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    addressesOf(mail.headers, name),
  )
  const ofAddresses = addresses.map((address) => /\+u-([a-z0-9_-]{8,64})@/u.exec(address)?.[1])
  const subject = /\bunsubscribe\s+([a-z0-9_-]{8,64})\b/iu.exec(
    wordsOf(mail.headers, 'subject'),
  )?.[1]
  const found = [...ofAddresses, subject].filter((token) => token !== undefined)
  return [...new Set(found.map((token) => token.toLowerCase()))].slice(0, 10)
}

const isStop = (text: string): boolean => {
  // Most mails have no such line at all, and need no look at what they quote.
  const isLikely = text
    .split('\n', 2000)
    .some((line) => line.length < 40 && stopWords.has(plain(line)))
  if (!isLikely) return false
  const first = replyText(text)
    .split('\n')
    .find((line) => line.trim() !== '')
  return first !== undefined && stopWords.has(plain(first))
}

const plain = (line: string): string =>
  line
    .normalize('NFKC')
    .replace(/^["'“”「」『』*\s]+|["'“”「」『』*\s.!。！,，]+$/gu, '')
    .replace(/\s+/gu, ' ')
    .toLowerCase()

/** A new mail with nothing but the word as its subject; an answer quotes our subject instead. */
const isStopSubject = (mail: IncomingMail): boolean =>
  headerOf(mail.headers, 'in-reply-to') === '' &&
  mail.text.trim() === '' &&
  stopWords.has(plain(wordsOf(mail.headers, 'subject')))
