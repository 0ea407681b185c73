import type { SmtpTimes } from '#main/engines/email/smtp.ts'
import type {
  SendNotStarted,
  SendOutcome,
  SendUncertain,
  SmtpStage,
} from '#main/engines/email/smtp-outcome.ts'
import type { SmtpPeer } from './smtp-peer.ts'
import type { SmtpScript } from './smtp-scripted.ts'
import { askForMail, greet, logIn, takeEnvelope, takeMail } from './smtp-stages.ts'

/** One way for a server to behave, and the one outcome that it has. */
export interface ScriptCase {
  readonly name: string
  readonly script: SmtpScript
  /** What the outcome holds. */
  readonly outcome: Partial<SendOutcome>
  /** Whether the mail had begun to leave. */
  readonly hasBegun: boolean
  /** Limits that this case runs into; all others are long, so that a busy machine changes nothing. */
  readonly times?: Partial<SmtpTimes>
  /** With a mail that fits into no buffers. */
  readonly isLarge?: boolean
}

/** Of some 24 kB, with a dot on each line. */
export const smallMail = Buffer.from(`Subject: x\r\n\r\n${'.line\r\n'.repeat(4_000)}`)
/** Fits into no buffers of a connection. */
export const largeMail = Buffer.concat([smallMail, Buffer.alloc(16_000_000, '.line\r\n')])

const drop = (peer: SmtpPeer): void => peer.drop()

/** Behaves up to a point and then says one line. */
const replyAfter =
  (before: (peer: SmtpPeer) => Promise<void>, ...lines: readonly string[]): SmtpScript =>
  async (peer) => {
    await before(peer)
    await peer.hear()
    for (const line of lines) peer.say(line)
    await peer.gone()
  }

const dropAfter =
  (before: (peer: SmtpPeer) => Promise<void>): SmtpScript =>
  async (peer) => {
    await before(peer)
    await peer.hear()
    drop(peer)
  }

const afterDot =
  (answer: string): SmtpScript =>
  async (peer) => {
    await takeMail(peer)
    peer.write(answer)
    await peer.gone()
  }

const drip = async (peer: SmtpPeer, text: string): Promise<void> => {
  for (let at = 0; peer.isOpen; at += 1) {
    peer.write(text[at % text.length] ?? '')
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}

const soon = 250

const notStarted = (cause: SendNotStarted['cause']) => ({ kind: 'not-started', cause }) as const
const uncertain = (cause: SendUncertain['cause']) => ({ kind: 'uncertain', cause }) as const
const refused = (stage: SmtpStage, code: number, permanent: boolean) =>
  ({ kind: 'refused', stage, code, permanent }) as const

const beforeTheMail: readonly Omit<ScriptCase, 'hasBegun'>[] = [
  {
    name: 'a drop instead of a greeting',
    script: async (peer) => drop(peer),
    outcome: notStarted('connect'),
  },
  {
    name: '421 as greeting',
    script: async (peer) => peer.say('421 4.7.0 too many of you'),
    outcome: { ...refused('greeting', 421, false), enhanced: '4.7.0' },
  },
  {
    name: '554 as greeting, which is no word on the mail',
    script: async (peer) => peer.say('554 no mail here'),
    outcome: refused('greeting', 554, false),
  },
  {
    name: 'eight-bit garbage as greeting',
    script: async (peer) => peer.write('\xff\xfe\x00\x81\r\n'),
    outcome: notStarted('protocol'),
  },
  {
    name: 'a greeting that drips',
    times: { setUpMs: soon },
    script: (peer) => drip(peer, '220-\r\n'),
    outcome: notStarted('connect'),
  },
  {
    name: 'silence',
    times: { setUpMs: soon },
    script: (peer) => peer.gone(),
    outcome: notStarted('connect'),
  },
  {
    name: 'a drop instead of an answer to EHLO',
    script: async (peer) => {
      peer.say('220 hi')
      await peer.hear()
      drop(peer)
    },
    outcome: notStarted('connect'),
  },
  {
    name: '421 to EHLO',
    script: async (peer) => {
      peer.say('220 hi')
      await peer.hear()
      peer.say('421 later')
    },
    outcome: refused('ehlo', 421, false),
  },
  {
    name: 'no way to log in',
    script: async (peer) => {
      await greet(peer, ['250 localhost'])
      await peer.gone()
    },
    outcome: notStarted('auth'),
  },
  {
    name: '535 to AUTH',
    script: replyAfter(greet, '535 5.7.8 wrong password'),
    outcome: notStarted('auth'),
  },
  {
    name: '454 to AUTH, which will pass',
    script: replyAfter(greet, '454 4.7.0 later'),
    outcome: { ...refused('auth', 454, false), enhanced: '4.7.0' },
  },
  { name: 'a drop in AUTH', script: dropAfter(greet), outcome: notStarted('connect') },
  {
    name: '221 to MAIL and gone',
    script: async (peer) => {
      await logIn(peer)
      await peer.hear()
      peer.say('221 bye')
      await peer.hear()
      drop(peer)
    },
    outcome: notStarted('connect'),
  },
  {
    name: '550 5.7.1 to MAIL',
    script: replyAfter(logIn, '550 5.7.1 policy'),
    outcome: { ...refused('mail', 550, true), enhanced: '5.7.1' },
  },
  {
    name: '552 to MAIL with a size',
    script: replyAfter(logIn, '552 5.3.4 too big'),
    outcome: refused('mail', 552, true),
  },
  {
    name: 'a smaller limit than the mail',
    script: async (peer) => {
      await logIn(peer, ['250-localhost', '250-AUTH PLAIN', '250 SIZE 100'])
      await peer.gone()
    },
    outcome: notStarted('too-big'),
  },
  {
    name: 'a drop before the answer to RCPT',
    script: async (peer) => {
      await logIn(peer)
      await peer.hear()
      peer.say('250 ok')
      await peer.hear()
      drop(peer)
    },
    outcome: notStarted('connect'),
  },
  {
    name: '450 to RCPT',
    script: async (peer) => {
      await logIn(peer)
      await peer.hear()
      peer.say('250 ok')
      await peer.hear()
      peer.say('450 4.2.1 busy')
      await peer.gone()
    },
    outcome: refused('rcpt', 450, false),
  },
  {
    name: '550 on many lines to RCPT',
    script: async (peer) => {
      await logIn(peer)
      await peer.hear()
      peer.say('250 ok')
      await peer.hear()
      peer.say('550-5.1.1 nobody\r\n550 5.1.1 of that name')
      await peer.gone()
    },
    outcome: {
      ...refused('rcpt', 550, true),
      enhanced: '5.1.1',
      reply: '550-5.1.1 nobody 550 5.1.1 of that name',
    },
  },
  {
    name: '550 to a pipelined RCPT with 354 to its DATA',
    script: async (peer) => {
      await logIn(peer, ['250-localhost', '250-AUTH PLAIN', '250 PIPELINING'])
      await peer.hear()
      peer.say('250 ok\r\n550 5.1.1 nobody\r\n354 go on')
      await peer.hear()
      peer.say('554 no recipients')
      await peer.gone()
    },
    outcome: { ...refused('rcpt', 550, true), enhanced: '5.1.1' },
  },
  { name: 'a drop after DATA', script: dropAfter(takeEnvelope), outcome: notStarted('connect') },
  {
    name: '451 to DATA',
    script: replyAfter(takeEnvelope, '451 4.3.0 later'),
    outcome: refused('data', 451, false),
  },
  {
    name: 'a word about the order of commands',
    script: replyAfter(takeEnvelope, '503 5.5.1 bad sequence'),
    outcome: refused('data', 503, false),
  },
  {
    name: '221 to DATA',
    script: replyAfter(takeEnvelope, '221 bye'),
    outcome: notStarted('protocol'),
  },
  {
    name: '250 to DATA',
    script: replyAfter(takeEnvelope, '250 ok'),
    outcome: notStarted('protocol'),
  },
  {
    name: 'a receipt in the same breath as the go-ahead',
    script: replyAfter(takeEnvelope, '354 go on\r\n250 got it'),
    outcome: notStarted('protocol'),
  },
]

const fromTheMailOn: readonly Omit<ScriptCase, 'hasBegun'>[] = [
  {
    name: 'a drop in the middle',
    script: async (peer) => {
      await askForMail(peer)
      await peer.hearSome(20_000)
      drop(peer)
    },
    outcome: uncertain('connection-lost'),
  },
  {
    name: '552 in the middle',
    script: async (peer) => {
      await askForMail(peer)
      await peer.hearSome(20_000)
      peer.say('552 5.3.4 too big')
      peer.hangUp()
    },
    outcome: refused('body', 552, true),
  },
  {
    name: 'a server that stops reading',
    isLarge: true,
    times: { bodyMs: soon },
    script: async (peer) => {
      await askForMail(peer)
      peer.stopReading()
      await peer.gone()
    },
    outcome: uncertain('timed-out'),
  },
  {
    name: '250 in the middle',
    isLarge: true,
    script: async (peer) => {
      await askForMail(peer)
      await peer.hearSome(1_000)
      peer.stopReading()
      peer.say('250 got it')
      await peer.gone()
    },
    outcome: uncertain('protocol'),
  },
  {
    name: 'a drop after the dot',
    script: async (peer) => {
      await takeMail(peer)
      drop(peer)
    },
    outcome: uncertain('connection-lost'),
  },
  {
    name: 'silence after the dot',
    // Counts from the first word on, when a busy machine is still setting up the connection.
    times: { idleMs: 5 * soon },
    script: afterDot(''),
    outcome: uncertain('timed-out'),
  },
  {
    name: 'an answer that drips after the dot',
    times: { replyMs: soon },
    script: async (peer) => {
      await takeMail(peer)
      await drip(peer, '250-\r\n')
    },
    outcome: uncertain('timed-out'),
  },
  {
    name: 'half an answer after the dot',
    script: async (peer) => {
      await takeMail(peer)
      peer.write('250 o')
      peer.hangUp()
    },
    outcome: uncertain('connection-lost'),
  },
  {
    name: 'half a refusal after the dot',
    script: async (peer) => {
      await takeMail(peer)
      peer.write('550 no')
      peer.hangUp()
    },
    outcome: refused('body', 550, true),
  },
  {
    name: '452 after the dot',
    script: afterDot('452 4.3.1 disk full\r\n'),
    outcome: { ...refused('body', 452, false), enhanced: '4.3.1' },
  },
  {
    name: '550 5.7.1 after the dot',
    script: afterDot('550 5.7.1 looks like spam\r\n'),
    outcome: { ...refused('body', 550, true), enhanced: '5.7.1' },
  },
  {
    name: '421 after the dot',
    script: afterDot('421 4.3.2 shutting down\r\n'),
    outcome: refused('body', 421, false),
  },
  {
    name: 'eight-bit garbage after the dot',
    script: afterDot('\xff\xfe\x81\r\n'),
    outcome: uncertain('protocol'),
  },
  { name: '221 after the dot', script: afterDot('221 bye\r\n'), outcome: uncertain('protocol') },
  {
    name: 'an answer without end after the dot',
    script: afterDot(`250-${'x'.repeat(2_000_000)}`),
    outcome: uncertain('protocol'),
  },
  {
    name: '250 on ten thousand lines',
    script: afterDot(`${'250-2.0.0 a line of no use\r\n'.repeat(9_999)}250 2.0.0 ok\r\n`),
    outcome: { kind: 'accepted' },
  },
  {
    name: '250 with eight-bit garbage',
    script: afterDot('250 2.0.0 \xff\x00\x1b[31m ok\r\n'),
    outcome: { kind: 'accepted' },
  },
  {
    name: '250 with another Message-ID',
    script: afterDot('250 2.0.0 OK <ab12@x.prod.outlook.com> [Hostname=y]\r\n'),
    outcome: { kind: 'accepted', messageIdFromServer: '<ab12@x.prod.outlook.com>' },
  },
  {
    name: '250 after the dot and a drop',
    script: async (peer) => {
      await takeMail(peer)
      peer.say('250 2.0.0 queued as 7')
      peer.hangUp()
    },
    outcome: { kind: 'accepted', reply: '250 2.0.0 queued as 7' },
  },
]

/** The ways in which servers behave. */
export const scriptCases: readonly ScriptCase[] = [
  ...beforeTheMail.map((one) => ({ ...one, hasBegun: false })),
  ...fromTheMailOn.map((one) => ({ ...one, hasBegun: true })),
]
