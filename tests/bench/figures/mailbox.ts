import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { addNora, nora, noraAddress } from '#tests/support/mail-accounts.ts'
import { type Report, spreadOf } from '../figure.ts'

/** A day that stands still, in which work takes the time it takes. */
class WorkingClock extends FakeClock {
  override monotonic(): number {
    return performance.now()
  }
}

const people = 500
const rounds = 3
/** What an owner runs; from its source the thread starts a fifth of a second later. */
const builtWorker = resolve(import.meta.dirname, '../../../out/main/worker.js')
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

/**
 * As Dovecot names the file of a mail that was read: second, microsecond and process of delivery,
 * and its size. Names that count upwards fall on few places of its table of names, which cost it a
 * second at each opening.
 */
const fileName = (n: number, size: number): string => {
  const [second, micro, process] = [
    1_751_328_000 + n * 1800,
    (n * 245_489) % 1_000_000,
    (n * 37) % 30_000,
  ]
  return `${second}.M${micro}P${1000 + process}.mx,S=${size},W=${size}:2,S`
}

const fill = (dovecot: Dovecot, mails: number): void => {
  const folder = dovecot.maildir(nora)
  for (const part of ['tmp', 'cur', 'new']) mkdirSync(join(folder, part), { recursive: true })
  for (let n = 0; n < mails; n++) {
    const mail = mailText(n)
    writeFileSync(join(folder, 'cur', fileName(n, mail.length)), mail)
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

/** A first reading in a new workspace. */
const readOnce = async (dovecot: Dovecot, folder: string) => {
  const application = await openTestApplication({
    folder,
    clock: new WorkingClock(),
    trustedCertificates: [dovecot.ca],
    parseOutputs: false,
    workerFile: builtWorker,
  })
  await setUp(application, dovecot)
  const before = process.memoryUsage().rss
  const watched = watchGap()
  const seconds = await firstReading(application)
  const gap = watched()
  await application.close()
  return { seconds, gap, grown: process.resourceUsage().maxRSS / 1024 - before / 1e6 }
}

/**
 * The first reading of a mailbox beside a bare fetch of all of its mails: medians of rounds in
 * turns, the longest gap of all, and the memory of the first (the process does not give it back).
 */
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
    const references: number[] = []
    const readings: Awaited<ReturnType<typeof readOnce>>[] = []
    for (let round = 0; round < rounds; round++) {
      references.push(await bareFetch(dovecot))
      readings.push(await readOnce(dovecot, join(folder, `mailbox-${round}`)))
    }
    const reference = spreadOf(references).median
    const seconds = spreadOf(readings.map((reading) => reading.seconds)).median
    const longest = Math.max(...readings.map(({ gap }) => gap))
    const alone = { reference: null, ratio: null, aim: null }
    const ratio = Math.round((seconds / reference) * 100) / 100
    const figure = { id: 'mailbox.first', value: seconds, unit: 's', reference, ratio }
    report.add({ ...figure, must: 2, aim: null, more: { mails, rounds } }, 'ratio')
    report.add({ id: 'mailbox.first.gap', value: longest, unit: 'ms', must: 50, ...alone })
    // Of the 300 MB that are allowed a host at rest has 120; this process began with other work.
    const grown = Math.round(readings[0]?.grown ?? Number.NaN)
    report.add({ id: 'mailbox.first.memory', value: grown, unit: 'MB', must: 180, ...alone })
  } finally {
    await dovecot.stop()
  }
}
