/** How far a conversation had come when the server refused. */
export type SmtpStage = 'greeting' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body'

/**
 * What became of one attempt to send; exactly one of four.
 *
 * `accepted`: the server said 250 after the last byte. `refused`: it answered with 4xx or 5xx, which
 * is never ambiguous; `permanent` only when the mail itself was refused for good (5xx to sender,
 * recipient or content). `not-started`: nothing of the mail left, so it may be tried again.
 * `uncertain`: the mail had begun to leave and no answer came: it may have arrived.
 */
export type SendOutcome = SendAccepted | SendRefused | SendNotStarted | SendUncertain

/** The server took the mail. */
export interface SendAccepted {
  readonly kind: 'accepted'
  readonly reply: string
  /** The Message-ID that the server put in place of ours, when its reply names one. */
  readonly messageIdFromServer?: string
}

/** The server said no. */
export interface SendRefused {
  readonly kind: 'refused'
  readonly stage: SmtpStage
  /** 400 to 599. */
  readonly code: number
  /** RFC 3463, for example `5.1.1`. */
  readonly enhanced: string | null
  readonly reply: string
  readonly permanent: boolean
}

/**
 * Nothing of the mail left.
 *
 * `connect`: no connection, or it ended early. `tls`: it cannot be trusted. `auth`: the server wants
 * no such name or password, and the account must pause. `protocol`: no SMTP as it should be.
 * `too-big`: larger than the server takes. `not-recorded`: `onBodyStart` failed. `aborted`: by us.
 */
export interface SendNotStarted {
  readonly kind: 'not-started'
  readonly cause: 'connect' | 'tls' | 'auth' | 'protocol' | 'too-big' | 'not-recorded' | 'aborted'
  /** In words of the server or of this machine; for the log and the details, not for a headline. */
  readonly detail: string
}

/** It had begun to leave and nobody said whether it arrived; never to be repeated by itself. */
export interface SendUncertain {
  readonly kind: 'uncertain'
  readonly cause: 'connection-lost' | 'timed-out' | 'protocol' | 'aborted'
  readonly detail: string
}
