import { type Certificate, testCertificates } from './smtp-certificates.ts'
import type { SmtpPeer } from './smtp-peer.ts'
import {
  type ScriptedServer,
  type SmtpScript,
  startTlsScript,
  startUpgradeScript,
  type UpgradePlan,
} from './smtp-scripted.ts'
import { oblige } from './smtp-stages.ts'

/** A server in the middle that wants to hear a password, or a mail. */
export interface TlsAttack {
  readonly name: string
  readonly security: 'tls' | 'starttls'
  readonly start: () => Promise<ScriptedServer>
}

const { good, expired, selfSigned, otherName } = testCertificates()

/** What a client of today may not speak. */
export const oldTls = {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const

const certificates = [
  ['an expired certificate', expired, undefined],
  ['a certificate by itself', selfSigned, undefined],
  ['a certificate of another name', otherName, undefined],
  ['TLS 1.0', good, oldTls],
] as const

const take = async (peer: SmtpPeer): Promise<void> => {
  peer.say('220 localhost ESMTP')
  await oblige(peer)
}
const offers = ['250-localhost', '250-AUTH PLAIN', '250 STARTTLS']
const go = '220 2.0.0 go ahead\r\n'

/** An obliging SMTP server, encrypted from the first byte. */
export const smtpByTls =
  (certificate: Certificate = good, options?: typeof oldTls) =>
  (): Promise<ScriptedServer> =>
    startTlsScript(take, certificate, options)

/** An SMTP server that starts in plain text and obliges once it is encrypted. */
export const smtpByUpgrade =
  (plan: Partial<UpgradePlan> = {}) =>
  (): Promise<ScriptedServer> =>
    startUpgradeScript({ offers, answer: go, certificate: good, ...plan }, oblige)

/** Against the way out. */
export const smtpAttacks: readonly TlsAttack[] = [
  ...certificates.flatMap(([name, certificate, options]): TlsAttack[] => [
    { name, security: 'tls', start: smtpByTls(certificate, options) },
    {
      name: `${name} after STARTTLS`,
      security: 'starttls',
      start: smtpByUpgrade({ certificate, ...(options && { options }) }),
    },
  ]),
  {
    name: 'STARTTLS removed from the offers',
    security: 'starttls',
    start: smtpByUpgrade({ offers: ['250-localhost', '250 AUTH PLAIN'], answer: '502 what?\r\n' }),
  },
  {
    name: 'STARTTLS refused',
    security: 'starttls',
    start: smtpByUpgrade({ answer: '454 4.7.0 not now\r\n' }),
  },
  {
    name: 'a plain-text answer injected behind the go-ahead',
    security: 'starttls',
    start: smtpByUpgrade({ answer: `${go}250-localhost\r\n250 AUTH PLAIN\r\n` }),
  },
  {
    name: 'half a line injected behind the go-ahead',
    security: 'starttls',
    start: smtpByUpgrade({ answer: `${go}250-AUTH PLAIN` }),
  },
  {
    name: 'plain text where encryption should be',
    security: 'tls',
    start: () => startUpgradeScript({ offers, answer: '502 no\r\n', certificate: good }, take),
  },
]

/** Agrees to whatever a client of a mailbox asks; its first word is a capability. */
const agree: SmtpScript = async (peer) => {
  for (let line = await peer.hear(); line !== ''; line = await peer.hear()) {
    const [tag = '*', word = ''] = line.split(' ')
    if (word.toUpperCase() === 'CAPABILITY') peer.say('* CAPABILITY IMAP4rev1')
    peer.say(`${tag} OK done`)
  }
}

const greeting = '* OK [CAPABILITY IMAP4rev1 STARTTLS] hi\r\n'

/** Says these words in turn, the first at once and the others as answers; then agrees to all. */
const inTurn =
  (words: readonly string[]) =>
  async (peer: SmtpPeer): Promise<boolean> => {
    const left = [...words]
    peer.write(left.shift() ?? '')
    for (let line = await peer.hear(); line !== ''; line = await peer.hear()) {
      const [tag = '*', word] = line.split(' ')
      const answer = left.shift() ?? '* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n'
      peer.write(answer.replaceAll('TAG', tag))
      if (word === 'STARTTLS' && answer.startsWith('TAG OK')) return true
    }
    return false
  }

/** A mailbox that starts in plain text with these words and agrees to all once it is encrypted. */
export const imapByUpgrade =
  (words: readonly string[] = [greeting, 'TAG OK go\r\n'], plan: Partial<UpgradePlan> = {}) =>
  (): Promise<ScriptedServer> =>
    startUpgradeScript(
      { offers: [], answer: '', certificate: good, begin: inTurn(words), ...plan },
      agree,
    )

/** A mailbox that is encrypted from the first byte. */
export const imapByTls =
  (certificate: Certificate = good, options?: typeof oldTls) =>
  (): Promise<ScriptedServer> =>
    startTlsScript(
      async (peer) => {
        peer.say('* OK [CAPABILITY IMAP4rev1] hi')
        await agree(peer)
      },
      certificate,
      options,
    )

const plainTricks: readonly (readonly [string, readonly string[]])[] = [
  [
    'STARTTLS removed from the offers',
    ['* OK hi\r\n', '* CAPABILITY IMAP4rev1\r\nTAG OK\r\n', 'TAG BAD no\r\n'],
  ],
  ['STARTTLS refused', [greeting, 'TAG NO not now\r\n']],
  ['a session that is logged in already', ['* PREAUTH [CAPABILITY IMAP4rev1] hi\r\n']],
  ['a reply injected behind the go-ahead', [greeting, 'TAG OK go\r\n* OK injected\r\n']],
  ['words that are no IMAP', ['HTTP/1.1 400 Bad Request\r\n\r\n']],
]

/** Against the way in. */
export const imapAttacks: readonly TlsAttack[] = [
  ...certificates.flatMap(([name, certificate, options]): TlsAttack[] => [
    { name, security: 'tls', start: imapByTls(certificate, options) },
    {
      name: `${name} after STARTTLS`,
      security: 'starttls',
      start: imapByUpgrade(undefined, { certificate, ...(options && { options }) }),
    },
  ]),
  ...plainTricks.map(
    ([name, words]): TlsAttack => ({ name, security: 'starttls', start: imapByUpgrade(words) }),
  ),
  { name: 'plain text where encryption should be', security: 'tls', start: imapByUpgrade() },
]
