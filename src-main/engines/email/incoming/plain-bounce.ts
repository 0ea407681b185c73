import { normalizeEmail } from '#shared/domain/email-address.ts'
import { type BounceClass, type BouncedRecipient, classOf } from './bounce-class.ts'
import { machineReason } from './machine-mail.ts'
import { addressesOf, wordsOf } from './mail-headers.ts'
import type { IncomingMail } from './parse-incoming.ts'

const failureSubject =
  /fail|undeliver|unzustellbar|unable to deliver|not (?:be )?deliver|return|delivery (?:status|report|error|problem)|non[- ]?remis|non consegn|no entreg|não entreg|bounce|mail delivery|status notification|error sending|退信|无法投递|delayed|could not send|warning|deferred/iu
const failureText =
  /^Hi\. (?:This is|The) |couldn't be delivered|could not be delivered|wasn't able to deliver|error (?:has occurred )?(?:while |delivering )|did not reach|failed permanently|permanent(?:ly)? (?:fatal )?(?:error|fail)|undeliverable|not deliver|created automatically by mail delivery software|transcript of session|delivery[^\n]{0,60}fail|failed[^\n]{0,60}deliver/imu
const delays =
  /has not (?:yet )?been delivered|will (?:continue to|keep) (?:be made|try|retry)|no action is required|still (?:be(?:ing)? )?(?:trying|retried|retry)|not yet been delivered|could not send (?:your )?message for (?:the )?past|you do not need to resend|will be retried/iu
const fatal =
  /permanent|fatal|giv(?:en|ing) up|gave up|will not be (?:retried|tried)|user unknown|5\.1\.1/iu
const copyBegins =
  /^[ \t]*-{2,}.*(?:copy of|below this line|original message|returned|unsent message|message (?:header|follows)).*$|^[ \t]*(?:message headers? follow|below is a copy of|(?:the )?original message (?:follows|headers)|the header of).*$/imu

/**
 * Failures in plain words, as qmail, Exim and many others report them; null for any other mail.
 *
 * Only mail of mail servers counts: a person may write "could not be delivered" as well.
 */
export const plainBounce = (mail: IncomingMail): readonly BouncedRecipient[] | null => {
  const reason = machineReason(mail.headers)
  if (reason === null || !servers.has(reason)) return null
  const text = aboveCopy(mail.text)
  const isFailure = failureSubject.test(wordsOf(mail.headers, 'subject')) || failureText.test(text)
  if (!isFailure) return null
  const isDelay = delays.test(text) && !fatal.test(text)
  const named = [...addressesOf(mail.headers, 'x-failed-recipients'), ...addressesBelow(text)]
  const addresses: readonly (string | null)[] = named.length === 0 ? [null] : [...new Set(named)]
  return addresses.slice(0, 50).map((address) => {
    const words = address === null || addresses.length === 1 ? text : wordsAbout(text, address)
    return { address, class: isDelay ? 'delayed' : judge(words), status: statusOf(words) }
  })
}

const servers: ReadonlySet<string> = new Set([
  'mailer-daemon',
  'null-return-path',
  'delivery-report',
  'auto-submitted',
])

/** Programs put the mail below a line; what it says is no reason. */
const aboveCopy = (text: string): string => (text.split(copyBegins)[0] ?? text).slice(0, 8000)

/** From the line of an address to the line of the next. */
const wordsAbout = (text: string, address: string): string => {
  const at = text.toLowerCase().indexOf(address)
  if (at === -1) return text
  const rest = text.slice(at + address.length)
  return rest.slice(0, addressLine.exec(rest)?.index ?? rest.length)
}

/** A line that is, or begins with, the address it is about. */
const addressLine = /^[ \t]*<?[^\s<>@:"]{1,64}@[a-z0-9.-]{1,253}>?(?::|[ \t]*$)/imu

const addressesBelow = (text: string): readonly string[] => {
  const found: string[] = []
  for (const line of text.split('\n')) {
    const begin = addressLine.exec(line)?.[0] ?? ''
    const address = /[^\s<>@:"]{1,64}@[a-z0-9.-]{1,253}/iu.exec(begin)?.[0]
    const normalized = address === undefined ? null : normalizeEmail(address)
    if (normalized !== null) found.push(normalized)
  }
  return found
}

const judge = (words: string): BounceClass => classOf({ status: statusOf(words), words })

const statusOf = (words: string): string =>
  /(?:^|[\s#(:-])([45]\.\d{1,3}\.\d{1,3})\b/u.exec(words)?.[1] ?? ''
