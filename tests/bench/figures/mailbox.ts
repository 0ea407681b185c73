import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { addNora, nora, noraAddress } from '#tests/support/mail-accounts.ts'
import type { Report } from '../figure.ts'

/** A day that stands still, in which work takes the time it takes. */
class WorkingClock extends FakeClock {
  override monotonic(): number {
    return performance.now()
  }
}

const people = 500
/** One mail in four is of somebody known. */
const isKnown = (n: number): boolean => n % 4 === 0

const mailText = (n: number): string => {
  const from = isKnown(n) ? `person${n % people}@example.com` : `sender${n}@shop.example`
  const date = new Date(Date.UTC(2025, 6, 1) + n * 1_800_000).toUTCString().replace('GMT', '+0000')
  const lines = 'Words of a mail that goes on for a while and says nothing new.\r\n'
  const headers = `From: <${from}>\r\nTo: ${noraAddress}\r\nSubject: Mail ${n}\r\nDate: ${date}\r\n`
  const more = `Message-ID: <${n}@example.com>\r\nReceived: ${'by mx.example.com; '.repeat(30)}\r\n`
  return `${headers}${more}\r\n${lines.repeat(20 + ((n * 7) % 160))}`
}

const fill = (dovecot: Dovecot, mails: number): void => {
  const folder = dovecot.maildir(nora)
  for (const part of ['tmp', 'cur', 'new']) mkdirSync(join(folder, part), { recursive: true })
  for (let n = 0; n < mails; n++) {
    writeFileSync(join(folder, 'new', `${1_790_000_000 + n}.M${n}P1.localhost`), mailText(n))
  }
  // Where root runs the tests, the server is nobody's.
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'nobody:nogroup', folder])
}

/** What the bare library needs to fetch the same mails: the reference. */
const bareFetch = async (dovecot: Dovecot): Promise<number> => {
  const client = new ImapFlow({
    host: 'localhost',
    port: dovecot.tlsPort,
    secure: true,
    tls: { ca: dovecot.ca },
    auth: { user: nora, pass: 'p' },
    logger: false,
  })
  await client.connect()
  await client.mailboxOpen('INBOX', { readOnly: true })
  const began = performance.now()
  let bytes = 0
  const query = { uid: true, source: true, internalDate: true }
  for await (const mail of client.fetch('1:*', query, { uid: true }))
    bytes += mail.source?.length ?? 0
  const seconds = (performance.now() - began) / 1000
  await client.logout()
  if (bytes === 0) throw new Error('nothing was fetched')
  return seconds
}

const setUp = async (application: TestApplication, dovecot: Dovecot): Promise<void> => {
  for (let n = 0; n < people; n++) {
    const points = [{ kind: 'email' as const, raw: `person${n}@example.com` }]
    await application.call('contacts.create', {
      kind: 'person',
      displayName: `Person ${n}`,
      points,
    })
  }
  await addNora(application, dovecot.tlsPort)
}

/** Longest time the main thread was busy on end, without the time others had the processor. */
const watchGap = (): (() => number) => {
  const busy = (): number => {
    const { user: own, system } = process.threadCpuUsage()
    return (own + system) / 1000
  }
  let [last, longest] = [busy(), 0]
  const timer = setInterval(() => {
    const now = busy()
    longest = Math.max(longest, now - last)
    last = now
  }, 1)
  return () => {
    clearInterval(timer)
    return longest
  }
}

const firstReading = async (application: TestApplication): Promise<number> => {
  const began = performance.now()
  await application.call('mailboxes.sync', {})
  for (;;) {
    const { mailboxes } = await application.call('mailboxes.status', {})
    const [mailbox] = mailboxes
    if (mailbox?.isReading === false) {
      if (mailbox.lastSyncError !== null) throw new Error(mailbox.lastSyncError)
      return (performance.now() - began) / 1000
    }
    await pause(20)
  }
}

/** The first reading of a mailbox beside a bare fetch of all of its mails. */
export const measureMailbox = async (
  report: Report,
  { folder, mails }: { readonly folder: string; readonly mails: number },
): Promise<void> => {
  if (dovecotObstacle !== null) {
    console.log(JSON.stringify({ id: 'mailbox.first', skipped: dovecotObstacle }))
    return
  }
  const dovecot = await startDovecot()
  try {
    fill(dovecot, mails)
    await bareFetch(dovecot)
    const reference = await bareFetch(dovecot)
    const application = await openTestApplication({
      folder: join(folder, 'mailbox'),
      clock: new WorkingClock(),
      trustedCertificates: [dovecot.ca],
      parseOutputs: false,
    })
    await setUp(application, dovecot)
    const before = process.memoryUsage().rss
    const gap = watchGap()
    const seconds = await firstReading(application)
    const longest = gap()
    const alone = { reference: null, ratio: null, aim: null }
    const ratio = Math.round((seconds / reference) * 100) / 100
    const figure = { id: 'mailbox.first', value: seconds, unit: 's', reference, ratio }
    report.add({ ...figure, must: 2, aim: null, more: { mails } }, 'ratio')
    report.add({ id: 'mailbox.first.gap', value: longest, unit: 'ms', must: 50, ...alone })
    // Of the 300 MB that are allowed a host at rest has 120; this process began with other work.
    const grown = Math.round(process.resourceUsage().maxRSS / 1024 - before / 1e6)
    report.add({ id: 'mailbox.first.memory', value: grown, unit: 'MB', must: 180, ...alone })
    await application.close()
  } finally {
    await dovecot.stop()
  }
}
