import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { OutgoingLink } from '#main/features/emails/sending/outgoing-link.ts'
import { MailWriter } from '#main/features/mailboxes/write-mails.ts'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import { nora, noraAddress } from '#tests/support/mail-accounts.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { broken } from './broken-method.ts'
import { type FaultLine, type Findings, inFolder, measure, type RunSuite } from './fault-suite.ts'
import { arrival, type MailboxHouse, openMailboxHouse } from './mailbox-house.ts'

const ana = 'ana@example.com'

const mailText = (headers: Readonly<Record<string, string>>, body: string): string =>
  `${Object.entries({ Date: 'Fri, 20 Nov 2026 10:00:00 +0000', ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${body}\n`

const report = (n: number, returned: string, address: string): string =>
  mailText(
    {
      From: 'MAILER-DAEMON@mx.example.com',
      To: noraAddress,
      Subject: 'Undelivered Mail Returned to Sender',
      'Message-ID': `<report.${n}@mx.example.com>`,
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    },
    `--b\n\nNo.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1\n--b\nContent-Type: message/rfc822\n\nMessage-ID: ${returned}\nX-Kith-Send-Id: ${returned.slice(1, 27)}\n\nHello\n--b--`,
  )

const inHouse = (work: (house: MailboxHouse) => Promise<Findings>): Promise<Findings> =>
  inFolder(async (folder) => {
    const house = await openMailboxHouse(folder)
    try {
      return await work(house)
    } finally {
      await house.close()
    }
  })

/**
 * All mails of the inbox get other numbers. By the one file that stays the server knows which
 * UIDVALIDITY it gave before: without it, it gives the same one twice in a second.
 */
const numberAnew = ({ dovecot }: MailboxHouse): void => {
  const folder = dovecot.maildir(nora)
  for (const file of readdirSync(folder)) {
    if (file.startsWith('dovecot') && !file.startsWith('dovecot-uidvalidity'))
      rmSync(join(folder, file), { recursive: true })
  }
}

/** Mails come, move and go while the connection is cut anywhere; each is stored exactly once. */
const once = (rounds: number, seed: number): Promise<Findings> =>
  inHouse(async (house) => {
    const { dovecot, proxy } = house
    const random = new SeededRandom(seed)
    await house.person('Ana', ana)
    let delivered = 0
    const moved = new Set<string>()
    for (let round = 0; round < rounds; round++) {
      // Now and then more than are asked for at once; in a large mailbox each new numbering is slow.
      const count = round % 50 === 5 ? 130 + random.integer(120) : 1 + random.integer(8)
      for (let n = 0; n < count; n++) {
        delivered += 1
        const headers = { From: ana, To: noraAddress, Subject: `Mail ${delivered}` }
        const id = { 'Message-ID': `<${delivered}@example.com>` }
        const path = dovecot.deliver(nora, mailText({ ...headers, ...id }, 'Words. '.repeat(200)), {
          at: arrival,
        })
        moved.add(path)
      }
      proxy.cutAfter(3000 + random.integer(30_000))
      await house.sync()
      if (round % 10 === 7) numberAnew(house)
      if (round % 10 === 3) {
        proxy.cutAfter(null)
        // What was read may go, or lie elsewhere.
        if (!(await house.sync())) continue
        const [gone, other] = [...moved]
        if (gone !== undefined) rmSync(gone, { force: true })
        if (other !== undefined) {
          dovecot.deliver(nora, 'From: x@y.example\n\nx', { folder: 'Later', at: arrival })
          renameSync(other, join(dovecot.maildir(nora, 'Later'), 'new', `moved${round}`))
        }
        moved.clear()
      }
    }
    proxy.cutAfter(null)
    const failures: string[] = []
    // A reading that ends in the middle goes on with the next.
    let isRead = false
    for (let tries = 0; tries < 50 && !isRead; tries++) isRead = await house.sync()
    if (!isRead) failures.push('the last readings failed')
    const stored = house.count('select count(*) from messages')
    const distinct = house.count('select count(distinct message_id) from messages')
    const entries = house.count(`select count(*) from activities where kind = 'mail-received'`)
    if (distinct !== delivered) failures.push(`${distinct} of ${delivered} stored`)
    if (stored !== distinct || entries !== distinct) failures.push(`${stored} rows of ${distinct}`)
    const flagged = dovecot.files(nora).filter((file) => !file.startsWith('new/'))
    if (flagged.length > 0) failures.push(`${flagged.length} mails were touched`)
    return { n: delivered, failures }
  })

/** Reports that return a mail of ours but for its signature change nothing. */
const forged = (count: number, seed: number): Promise<Findings> =>
  inHouse(async (house) => {
    const random = new SeededRandom(seed)
    const id = await house.person('Ana', ana)
    const real = house.correspond(id, ana)
    const letters = 'abcdefghijklmnopqrstuvwxyz234567'
    for (let n = 0; n < count; n++) {
      const at = 28 + random.integer(16)
      const letter = letters[(letters.indexOf(real[at] ?? 'a') + 1 + random.integer(31)) % 32] ?? ''
      const returned =
        n % 10 === 0 ? '<nobody@hale.example>' : real.slice(0, at) + letter + real.slice(at + 1)
      house.dovecot.deliver(nora, report(n, returned, ana), { at: arrival })
    }
    await house.sync()
    const changes =
      house.count('select count(*) from suppressions') +
      house.count('select count(*) from contact_points where is_invalid = 1') +
      house.count(`select count(*) from messages where kind = 'bounce'`)
    const failures = changes === 0 ? [] : [`${changes} changes by forged reports`]
    house.dovecot.deliver(nora, report(count, real, ana), { at: arrival })
    await house.sync()
    if (house.count('select count(*) from suppressions') !== 1)
      failures.push('the real one was missed')
    return { n: count + 1, failures }
  })

const machines: readonly Readonly<Record<string, string>>[] = [
  { 'Auto-Submitted': 'auto-replied' },
  { 'X-Autoreply': 'yes' },
  { Subject: 'Automatic reply: Winter' },
  { 'Return-Path': '<>' },
  { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b' },
]

/** Six ways to say stop, and machines that say nothing of the kind. */
const words = ['STOP', 'unsubscribe', '退订', 'TD', 'Stop.\n\n> Hello', 'token'] as const

/** Every answer stops what waits, every wish for no more mail suppresses, no machine does either. */
const stops = (people: number): Promise<Findings> =>
  inHouse(async (house) => {
    const failures: string[] = []
    const wanted = { drafts: 0, suppressed: 0 }
    for (let n = 0; n < people; n++) {
      const address = `person${n}@example.com`
      const id = await house.person(`Person ${n}`, address)
      const messageId = house.correspond(id, address)
      const kind = n % 3
      const word = words[n % words.length] ?? 'STOP'
      const isToken = kind === 1 && word === 'token'
      if (kind !== 2) wanted.drafts += 1
      if (kind === 1) wanted.suppressed += 1
      const headers = {
        From: address,
        To: isToken ? `nora+u-${house.token(id)}@hale.example` : noraAddress,
        Subject: 'Re: Winter',
        'Message-ID': `<answer${n}@example.com>`,
        'In-Reply-To': messageId,
        ...(kind === 2 ? machines[n % machines.length] : {}),
      }
      const body = kind === 1 && !isToken ? word : 'Yes, gladly.'
      house.dovecot.deliver(nora, mailText(headers, body), { at: arrival })
    }
    await house.sync()
    const drafts = house.count(
      `select count(distinct contact_id) from emails where uid like 'w%' and intent = 'draft'`,
    )
    const suppressed = house.count('select count(distinct address) from suppressions')
    if (drafts !== wanted.drafts) failures.push(`${drafts} stopped, not ${wanted.drafts}`)
    if (suppressed !== wanted.suppressed) {
      failures.push(`${suppressed} suppressed, not ${wanted.suppressed}`)
    }
    return { n: people, failures }
  })

type Store = (this: MailWriter, ...values: Parameters<MailWriter['store']>) => Promise<void>

/**
 * Every third time that mails are to be stored the reading ends there; `cursor` says whether the
 * place in the folder was noted before.
 */
const crashing = async <T>(cursor: 'before' | 'with', work: () => Promise<T>): Promise<T> => {
  // The product's own method, called on the writer that it belongs to.
  const store = Reflect.get(MailWriter.prototype, 'store') as Store
  let calls = 0
  const crash = async function (
    this: MailWriter,
    ...[page, place]: Parameters<MailWriter['store']>
  ): Promise<void> {
    const lastUid = page.reads.at(-1)?.found.uid
    if (cursor === 'before' && lastUid !== undefined) await this.note({ ...place, lastUid })
    calls += 1
    if (calls % 3 === 0) throw new Error('crash')
    await store.call(this, page, place)
  }
  const { error } = console
  // Each of them is logged with its stack.
  console.error = () => {}
  try {
    return await broken([MailWriter.prototype, 'store', crash as never], work)
  } finally {
    console.error = error
  }
}

const controls = async (): Promise<readonly FaultLine[]> => {
  const anySignature = (messageId: string): string => messageId.slice(1, 27)
  return [
    await measure('mailboxes.control.cursor-before-storing', 1, () =>
      crashing('before', () => once(20, 1)),
    ),
    await broken([OutgoingLink.prototype, 'sendIdOf', anySignature as never], () =>
      measure('mailboxes.control.no-signature', 1, () => forged(20, 1)),
    ),
    await broken([OutgoingLink.prototype, 'stopForAnswer', (() => {}) as never], () =>
      measure('mailboxes.control.answers-stop-nothing', 1, () => stops(6)),
    ),
  ]
}

/**
 * Mail that comes in, over a real server and a proxy that cuts.
 *
 * `once`: mails come, move and go while connections are cut anywhere and numbers are given anew;
 * `n` counts them, `fail` what was missed, doubled or touched. `forged`: reports without our
 * signature. `stops`: answers, wishes for no more mail, and machines.
 */
export const run: RunSuite = async (how) => {
  if (dovecotObstacle !== null) {
    const skipped = { id: 'mailboxes', n: 0, fail: 0, seed: 0, ms: 0, skipped: dovecotObstacle }
    console.log(JSON.stringify(skipped))
    return [skipped]
  }
  if (how.controls) return controls()
  const isFull = how.tier === 'full'
  return [
    await measure('mailboxes.once', 1, () => once(isFull ? 1000 : 12, 1)),
    await measure('mailboxes.crashes', 4, () => crashing('with', () => once(isFull ? 200 : 12, 4))),
    await measure('mailboxes.forged', 2, () => forged(isFull ? 500 : 20, 2)),
    await measure('mailboxes.stops', 3, () => stops(isFull ? 500 : 18)),
  ]
}
