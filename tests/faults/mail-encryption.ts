import { createTransport } from 'nodemailer'
import type { CheckedAddress } from '#main/engines/email/address-check.ts'
import { openMailbox } from '#main/engines/email/imap.ts'
import { sendMail, verifyConnection } from '#main/engines/email/smtp.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import type { ScriptedServer } from '#tests/support/smtp-scripted.ts'
import {
  imapAttacks,
  imapByTls,
  imapByUpgrade,
  smtpAttacks,
  smtpByTls,
  smtpByUpgrade,
  type TlsAttack,
} from '#tests/support/tls-attacks.ts'
import { type Findings, measure, type RunSuite } from './fault-suite.ts'

const password = 'canary-secret'
/** A password, a mail, or a command that would carry one; plain or in base64. */
const given = /AUTH|LOGIN|MAIL|DATA|Subject|canary-secret|Y2FuYXJ5LXNlY3JldA/u

/** What a client does with a server; answers why it left, null when it stayed. */
type Client = (
  server: ScriptedServer,
  attack: Pick<TlsAttack, 'security'>,
) => Promise<string | null>

const sends: Client = async ({ port }, { security }) => {
  const conversation = {
    account: { host: 'localhost', port, security, userName: 'ada' },
    secret: { kind: 'password', password },
    trusted: [testCertificates().authority],
  } as const
  const outcome = await sendMail({
    ...conversation,
    // Both have the form.
    envelope: {
      from: 'ada@example.com' as CheckedAddress,
      to: 'bob@example.org' as CheckedAddress,
    },
    bytes: Buffer.from('Subject: x\r\n\r\nx\r\n'),
    onBodyStart: () => {},
  })
  const checked = await verifyConnection(conversation)
  if (outcome.kind === 'accepted' && checked.kind === 'ready') return null
  const causes = [outcome, checked].map((one) =>
    one.kind === 'not-started' ? one.cause : one.kind,
  )
  return causes.join() === 'tls,tls' ? 'tls' : causes.join()
}

const reads: Client = async ({ port }, { security }) => {
  const opened = await openMailbox({
    host: 'localhost',
    port,
    security,
    userName: 'ada',
    credential: { password },
    ca: testCertificates().authority,
    timeoutMs: 2_000,
  })
  if (!opened.ok) return opened.error.code
  await opened.value.close()
  return null
}

/** Takes whatever encryption there is, and none where there is none. */
const careless: Client = async ({ port }, { security }) => {
  const transport = createTransport({
    host: 'localhost',
    port,
    secure: security === 'tls',
    auth: { user: 'ada', pass: password },
    tls: { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
    greetingTimeout: 2_000,
  })
  const mail = { from: 'ada@example.com', to: 'bob@example.org', subject: 'x', text: 'x' }
  return transport.sendMail(mail).then(
    () => null,
    () => 'failed',
  )
}

const attack = async (one: TlsAttack, client: Client, reasons: RegExp): Promise<string[]> => {
  const server = await one.start()
  const reason = await client(server, one)
  await server.stop()
  const heard = server.heard.join('')
  const failures: string[] = []
  if (reason === null || !reasons.test(reason)) failures.push(`${one.name}: ${reason}`)
  if (given.test(heard)) failures.push(`${one.name} heard ${JSON.stringify(heard)}`)
  return failures
}

/** The same servers without an attack hear what they are to hear: else silence proves nothing. */
const welcome = async (
  client: Client,
  starts: Readonly<Record<TlsAttack['security'], () => Promise<ScriptedServer>>>,
): Promise<string[]> => {
  const failures: string[] = []
  for (const security of ['tls', 'starttls'] as const) {
    const server = await starts[security]()
    const reason = await client(server, { security })
    await server.stop()
    if (reason !== null || !given.test(server.heard.join(''))) {
      failures.push(`${security} without an attack: ${reason}`)
    }
  }
  return failures
}

const attackAll = async (rounds: number): Promise<Findings> => {
  const failures: string[] = [
    ...(await welcome(sends, { tls: smtpByTls(), starttls: smtpByUpgrade() })),
    ...(await welcome(reads, { tls: imapByTls(), starttls: imapByUpgrade() })),
  ]
  let n = 4
  for (let round = 0; round < rounds; round += 1) {
    for (const one of smtpAttacks) failures.push(...(await attack(one, sends, /^tls$/u)))
    for (const one of imapAttacks) {
      failures.push(...(await attack(one, reads, /^(?:tls|connect|protocol|auth)$/u)))
    }
    n += smtpAttacks.length + imapAttacks.length
  }
  return { n, failures }
}

const attackCareless = async (): Promise<Findings> => {
  const failures: string[] = []
  for (const one of smtpAttacks) failures.push(...(await attack(one, careless, /./u)))
  return { n: smtpAttacks.length, failures }
}

/**
 * No password and no mail to a server that cannot prove who it is, or that stands between: neither
 * going out nor coming in. `n` counts servers that were called; the control takes any encryption.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  if (controls) return [await measure('mail-encryption.control.careless', 0, attackCareless)]
  return [await measure('mail-encryption', 0, () => attackAll(tier === 'full' ? 20 : 1))]
}
