import { normalizeEmail } from '#shared/domain/email-address.ts'
import { type BouncedRecipient, classOf } from './bounce-class.ts'
import { machineReason } from './machine-mail.ts'
import { addressesOf, headerOf, wordsOf } from './mail-headers.ts'
import type { IncomingMail } from './parse-incoming.ts'

const failureSubject =
  /fail|undeliver|unzustellbar|unable to deliver|not (?:be )?deliver|return|delivery (?:status|report|error|problem)|non[- ]?remis|non consegn|no entreg|não entreg|bounce|mail delivery|status notification|error sending|退信|无法投递|delayed|could not send|warning|deferred/iu
const failureText =
  /^Hi\. (?:This is|The) |couldn't be delivered|(?:could not|can ?not|can't) be delivered|has been returned|not a valid (?:user|recipient|address|mailbox)|wasn't able to deliver|error (?:has occurred )?(?:while |delivering )|did not reach|failed permanently|permanent(?:ly)? (?:fatal )?(?:error|fail)|undeliverable|not deliver|created automatically by mail delivery software|transcript of session|delivery[^\n]{0,60}fail|failed[^\n]{0,60}deliver|(?:could not|unable to) deliver|无法(?:发送|送达|投递)|(?:投递|发送|传输)失败|退信|automatically rejected|has been postponed/imu
const delays =
  /has not yet been delivered|will (?:continue to|keep) (?:be made|try|retry)|no action is required|still (?:be(?:ing)? )?(?:trying|retried|retry)|not yet been delivered|could not send (?:your )?message for (?:the )?past|you do not need to resend|will be retried|attempts will continue|has been postponed/iu
const fatal =
  /permanent|fatal|giv(?:en|ing) up|gave up|will not be (?:retried|tried)|user unknown|5\.1\.1/iu
const copyBegins =
  /^[ \t]*--.*(?:copy of|below this line|original message|returned|unsent message|message (?:header|follows)).*$|^[ \t]*(?:message headers? follow|below is a copy of|(?:the )?original message (?:follows|headers)|the header of).*$|^[ \t]*--.*\bheaders? of the\b.*$/imu

/**
 * Failures in plain words, as qmail, Exim and many others report them; null for any other mail.
 *
 * Only mail of mail servers counts: a person may write "could not be delivered" as well.
 */
export const plainBounce = (mail: IncomingMail): readonly BouncedRecipient[] | null => {
  const reason = machineReason(mail.headers)
  if (reason === null || !(servers.has(reason) || isRejection(mail))) return null
  const text = aboveCopy(mail.text)
  const isFailure = failureSubject.test(wordsOf(mail.headers, 'subject')) || failureText.test(text)
  if (!isFailure) return null
  const isDelay = delays.test(text) && !fatal.test(text)
  const named = namedIn(text)
  const failed = addressesOf(mail.headers, 'x-failed-recipients')
  const all = [...new Set([...failed, ...named.keys()])].slice(0, 50)
  // Some also name who sent the mail, which is whom the report is for.
  const reader = addressesOf(mail.headers, 'to')
  const others = all.filter((address) => !reader.includes(address))
  const addresses = others.length === 0 ? all : others
  const judged = (address: string | null, words: string): BouncedRecipient => {
    const said = reasonIn(words) ?? words
    const status = statusOf(said)
    return { address, class: isDelay ? 'delayed' : classOf({ status, words: said }), status }
  }
  const [only = null] = addresses
  if (addresses.length <= 1) return [judged(only, text)]
  return addresses.map((address) => judged(address, named.get(address) ?? text))
}

const servers: ReadonlySet<string> = new Set([
  'mailer-daemon',
  'null-return-path',
  'delivery-report',
  'auto-submitted',
])

/** Dovecot answers for a full mailbox, or by a rule of its owner, with a receipt. */
const isRejection = ({ headers }: IncomingMail): boolean =>
  /^auto-replied \(rejected\)/iu.test(headerOf(headers, 'auto-submitted'))

/** Programs put the mail below a line; what it says is no reason, nor is anything far below. */
const aboveCopy = (text: string): string => {
  const beginning = text.slice(0, 8000)
  return beginning.slice(0, copyBegins.exec(beginning)?.index)
}

const address = /[^\s<>@:"'()[\],;]{1,64}@[a-z0-9.-]{1,253}/iu
/** A line that is, or begins with, the address it is about, perhaps after a bullet. */
const addressLine =
  /^[ \t]*(?:(?:[>*]|--?)[ \t]+)?["'<]?[^\s<>@:"']{1,64}@[a-z0-9.-]{1,253}["'>]?(?::|[ \t]*$|[ \t]*\.{3}|[ \t]+(?:\(|-[ \t]|on (?:mon|tue|wed|thu|fri|sat|sun),))/iu
/** `Failed recipient: ana@example.com`, `Recipient: [SMTP:ana@example.com]`. */
const labelledLine =
  /^(?!delivered-to)[^:@<>]{0,60}\b(?:recipient|(?:un)?deliver[a-z]*|fail[a-z]*|user(?:id)?|mailbox|addressed to)\b[^:@<>]{0,60}:[ \t]*(?:\[smtp:)?<?[^\s<>@:"]{1,64}@[a-z0-9.-]{1,253}>?\]?[ \t]*$/iu
const sentence =
  /\b(?:(?:(?:e-?mail|mail|message),? (?:addressed )?|undeliverable\s+|addressed )to|generated from|mailbox):?\s+['"<]?([^\s<>@:"'()[\],;]{1,64}@[a-z0-9.-]{1,253})/iu

/** What is said of each address, from the line that names it to the line of the next. */
const namedIn = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  let current: string | null = null
  for (const line of text.split('\n')) {
    const named = nameOf(line)
    current = named ?? current
    if (current === null) continue
    found.set(current, `${found.get(current) ?? ''}${line.replace(address, '')}\n`)
  }
  if (found.size > 0) return found
  const inWords = normalizeEmail(sentence.exec(text)?.[1]?.replace(/\.+$/u, '') ?? '')
  return new Map(inWords === null ? [] : [[inWords, text]])
}

const nameOf = (line: string): string | null =>
  addressLine.test(line) || labelledLine.test(line)
    ? normalizeEmail(address.exec(line)?.[0].replace(/\.+$/u, '') ?? '')
    : null

/** Sendmail gives the reply of the server, and below it a translation that makes all users unknown. */
const reasonIn = (words: string): string | null =>
  /^[ \t]*\(reason: (.{1,1000})\)[ \t]*$/imu.exec(words)?.[1] ?? null

const statusOf = (words: string): string =>
  /(?:^|[\s#(:-])([45]\.\d{1,3}\.\d{1,3})\b/u.exec(words)?.[1] ?? ''
