import type { SendNotStarted, SendRefused, SendUncertain, SmtpStage } from './smtp-outcome.ts'

/** What the SMTP library tells of a failure. */
export interface SmtpError {
  readonly message: string
  /** Its own code: ESOCKET, ETLS, EAUTH, ETIMEDOUT … */
  readonly code?: string | undefined
  /** The code of the system or of TLS behind it. */
  readonly originalCode?: string | undefined
  /** The whole reply, when there was one. */
  readonly response?: string | undefined
  readonly command?: string | undefined
  readonly timeoutType?: string | undefined
}

/** The code of an error that is our own wish. */
export const abortedByUs = 'EABORTED'

const longestReply = 500
const stages: Readonly<Record<string, SmtpStage>> = {
  EHLO: 'ehlo',
  HELO: 'ehlo',
  'MAIL FROM': 'mail',
  'RCPT TO': 'rcpt',
  DATA: 'data',
}
/** Only a refusal here speaks of this mail; earlier ones speak of the account or the moment. */
const aboutTheMail = new Set<SmtpStage>(['mail', 'rcpt', 'data', 'body'])

/** Why nothing of a mail left; to be asked only before its first byte was handed over. */
export const failureBeforeBody = (error: SmtpError): SendRefused | SendNotStarted => {
  const refusal = refusalOf(error)
  if (refusal?.stage === 'auth' && refusal.code >= 500) {
    return { kind: 'not-started', cause: 'auth', detail: refusal.reply }
  }
  const detail = detailOf(error)
  return refusal ?? { kind: 'not-started', cause: notStartedCause(error), detail }
}

/**
 * What became of a mail that had begun to leave.
 *
 * The error alone cannot tell a drop in its midst from one after the server took it; only a reply
 * can, and without one the mail stays uncertain.
 */
export const failureInBody = (error: SmtpError): SendRefused | SendUncertain =>
  readRefusal(error.response ?? '', 'body') ?? {
    kind: 'uncertain',
    cause: uncertainCause(error),
    detail: detailOf(error),
  }

/** The reply in one line, without controls, shortened to 500 characters. */
export const tidyReply = (reply: string): string =>
  reply
    .slice(0, 4 * longestReply)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, longestReply)

const detailOf = ({ response, message }: SmtpError): string =>
  tidyReply(response ?? withoutJargon(message))

/** Of an error of OpenSSL its reason; of others what is not meant for programmers. */
const withoutJargon = (message: string): string => {
  const reason = /^[0-9A-F]+:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/u.exec(message)?.[1]
  return reason ?? message.replace(/; if the root CA .*$/u, '')
}

/** A reply of 4xx or 5xx; null when it is another. */
const readRefusal = (reply: string, stage: SmtpStage): SendRefused | null => {
  const match = /^([45]\d\d)(?:[ -](\d\.\d{1,3}\.\d{1,3})\b)?/u.exec(reply)
  if (match === null) return null
  const code = Number(match[1])
  return {
    kind: 'refused',
    stage,
    code,
    enhanced: match[2] ?? null,
    reply: tidyReply(reply),
    // 503 is about the order of commands.
    permanent: code >= 500 && code !== 503 && aboutTheMail.has(stage),
  }
}

const refusalOf = (error: SmtpError): SendRefused | null => {
  const stage = stageOf(error)
  return error.response === undefined || stage === null ? null : readRefusal(error.response, stage)
}

/** Null: the reply concerns encryption, which is no opinion on any mail. */
const stageOf = ({ command, code }: SmtpError): SmtpStage | null => {
  if (command === 'STARTTLS' || code === 'ETLS') return null
  if (code === 'EAUTH') return 'auth'
  return stages[command ?? ''] ?? 'greeting'
}

const uncertainCause = ({ code, response }: SmtpError): SendUncertain['cause'] => {
  if (code === abortedByUs) return 'aborted'
  if (code === 'ETIMEDOUT') return 'timed-out'
  return response !== undefined || code === 'EPROTOCOL' ? 'protocol' : 'connection-lost'
}

const notStartedCause = (error: SmtpError): SendNotStarted['cause'] => {
  if (isAboutTls(error)) return 'tls'
  if (error.code === abortedByUs) return 'aborted'
  if (error.code === 'EAUTH') return 'auth'
  return error.response !== undefined || error.code === 'EPROTOCOL' ? 'protocol' : 'connect'
}

const isAboutTls = ({ code, originalCode, timeoutType }: SmtpError): boolean => {
  if (code === 'ETLS' || timeoutType === 'UPGRADE_TIMEOUT') return true
  if (code !== 'ESOCKET' || originalCode === undefined) return false
  // Codes of the system look like ECONNRESET; those of TLS and certificates do not, but for this.
  return originalCode === 'EPROTO' || !/^E[A-Z0-9]+$/u.test(originalCode)
}
