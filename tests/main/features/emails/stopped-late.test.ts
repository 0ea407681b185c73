import { expect, onTestFinished, test } from 'vitest'
import { sendMail } from '#main/engines/email/smtp.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { startTlsScript } from '#tests/support/smtp-scripted.ts'
import { logIn } from '#tests/support/smtp-stages.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
const now = { kind: 'now' } as const
const address = 'bob@ross.example'

interface Claiming {
  readonly unlessAnswered?: boolean
  /** For two minutes later. */
  readonly isPlanned?: boolean
  /** Reads the mailbox. */
  readonly read?: (outbox: TestOutbox) => Promise<unknown>
}

/** A mail that is claimed, at a server that lets it wait for the answer to its recipient. */
const openClaimed = async ({ unlessAnswered = false, isPlanned = false, read }: Claiming = {}) => {
  const reached = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const server = await startTlsScript(async (peer) => {
    await logIn(peer)
    await peer.hear()
    peer.say('250 2.1.0 ok')
    await peer.hear()
    reached.resolve()
    await answer.promise
    peer.say('250 2.1.5 ok')
    await peer.hear()
    peer.say('354 go on')
    await peer.hearBody()
    peer.say('250 2.0.0 kept')
  })
  onTestFinished(() => server.stop())
  const clock = new FakeClock()
  const account = { hasSecret: true }
  const home = { isCopy: false }
  const outbox: TestOutbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    hasSecret: () => account.hasSecret,
    home: { isCopy: () => home.isCopy, claim: () => {} },
    refreshMailbox: async () => {
      await noteRead()
      await read?.(outbox)
    },
    random: new SeededRandom(3),
    send: (request) => sendMail({ ...request, trusted: [testCertificates().authority] }),
  })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(server.port, { imap_host: 'localhost' })
  const noteRead = () =>
    outbox.act((tx) =>
      tx.runSql(
        `insert into email_account_states(account_uid, last_sync_at)
          select uid, ? from email_accounts where true
          on conflict do update set last_sync_at = excluded.last_sync_at`,
        clock.now(),
      ),
    )
  const contactId = await outbox.addContact('Bob', address)
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['The offer'])
  const wall = new Date(clock.now() + 2 * minute).toISOString().slice(0, 16)
  const when = isPlanned ? ({ kind: 'at', wall, timeZone: 'UTC' } as const) : now
  await outbox.schedule.schedule({ ids: [id], when, unlessAnswered }, outbox.owner)
  clock.advance(3 * minute)
  await noteRead()
  const look = outbox.loop.lookAndWait()
  await reached.promise
  expect(outbox.deliveries.find(id)?.state).toBe('claimed')
  const goOn = async () => {
    answer.resolve()
    await look
    const { state, reason } = outbox.emails.find(id) ?? { state: 'gone', reason: null }
    return reason === null ? state : `${state} ${reason}`
  }
  const uid = outbox.outbox.candidate(id)?.uid ?? ''
  const hasLeft = () => server.heard.join('').includes('The offer')
  return { outbox, account, home, clock, id, uid, contactId, goOn, hasLeft }
}

type Claimed = Awaited<ReturnType<typeof openClaimed>>

const answered = ({ outbox, contactId }: Claimed, writtenAgo = 0) =>
  outbox.act((tx) =>
    tx.runSql(
      `insert into messages(uid, contact_id, direction, kind, message_id, thread, from_address,
          to_address, subject, body, at, known_at)
        values('u', ?, 'in', 'personal', '<a@ross.example>', 't', ?, '', 'Yes', '', ?, ?)`,
      contactId,
      address,
      outbox.clock.now() - writtenAgo,
      outbox.clock.now(),
    ),
  )

const suppress = ({ outbox }: { outbox: TestOutbox }) =>
  outbox.suppressions.add({ address }, outbox.owner)

/** They ask for no more mail at an address that the owner then takes away. */
const suppressOld = async ({ outbox, contactId }: Claimed) => {
  const old = 'bob@old.example'
  const add = `insert into contact_points(contact_id, kind, raw, normalized)
    values(?, 'email', ?, ?)`
  await outbox.act((tx) => tx.runSql(add, contactId, old, old))
  await outbox.suppressions.add({ address: old }, outbox.owner)
  await outbox.act((tx) => tx.runSql('delete from contact_points where raw = ?', old))
}

test.for<[string, string, (mail: Claimed) => Promise<unknown>]>([
  [
    'the switch',
    'held switched-off',
    ({ outbox }) => outbox.service.switch({ isOn: false }, outbox.owner),
  ],
  [
    'a hold of all',
    'held clock',
    ({ outbox }) => outbox.act((tx) => outbox.outbox.setHoldAll(tx, 'clock')),
  ],
  [
    'the choice of a copy',
    'held copied',
    async ({ home }) => {
      home.isCopy = true
    },
  ],
  ['a wish for no mail', 'suppressed unsubscribed', suppress],
  ['a wish for no mail at an address they had', 'suppressed unsubscribed', suppressOld],
  ['an answer', 'held answered', (mail) => answered(mail)],
  ['an answer written before', 'held answered', (mail) => answered(mail, 86_400_000)],
  [
    'a pause of the account',
    'held auth',
    ({ outbox }) =>
      outbox.act((tx) => {
        const { uid = '' } = tx.firstSql<{ uid: string }>('select uid from email_accounts') ?? {}
        outbox.outbox.pauseAccount(tx, uid, 'auth')
      }),
  ],
  [
    'the end of its account',
    'held no-account',
    ({ outbox }) => outbox.act((tx) => tx.runSql('delete from email_accounts')),
  ],
  [
    'the end of its mailbox',
    'held answers-unknown',
    ({ outbox }) => outbox.act((tx) => tx.runSql('update email_accounts set imap_host = null')),
  ],
  [
    'a lost secret',
    'held no-secret',
    async ({ account }) => {
      account.hasSecret = false
    },
  ],
  [
    'an undone schedule',
    'draft',
    ({ outbox, id }) =>
      outbox.act((tx) => outbox.emails.unscheduleAll(tx, [id], { reason: null, now: 1 })),
  ],
])('%s stops a mail whose recipient the server has not yet taken', async ([, fate, stop]) => {
  const mail = await openClaimed({ unlessAnswered: true })
  await stop(mail)
  expect(await mail.goOn()).toBe(fate)
  expect(mail.hasLeft()).toBe(false)
  expect(mail.outbox.ledger.lastOf(mail.uid)).toBeUndefined()
})

test('a mail that is not claimed any more does not begin to leave', async () => {
  const { outbox, id, uid, goOn, hasLeft } = await openClaimed()
  await outbox.act((tx) => outbox.deliveries.set(tx, id, { state: 'held', reason: 'overdue' }))
  await goOn()
  expect(hasLeft()).toBe(false)
  expect(outbox.ledger.blocks(uid)).toBe(false)
})

test('a stop before anything was handed over is no attempt', async () => {
  const { outbox, id, goOn } = await openClaimed()
  await outbox.service.switch({ isOn: false }, outbox.owner)
  await goOn()
  expect(outbox.deliveries.find(id)?.attempts).toBe(0)
  const accountUid = outbox.outbox.candidate(id)?.accountUid ?? ''
  expect(outbox.turns.attemptsOfDay(accountUid, outbox.clock.now())).toEqual([])
  expect(outbox.deliveries.firstAttemptSince(id, 0)).toBeNull()
  const noted = outbox.reader.allSql('select outcome from send_attempts where email_id = ?', id)
  expect(noted).toEqual([{ outcome: 'stopped' }])
})

test('a mail that was stopped leaves once nothing stops it any more', async () => {
  const { outbox, id, goOn, hasLeft } = await openClaimed()
  await outbox.service.switch({ isOn: false }, outbox.owner)
  expect(await goOn()).toBe('held switched-off')
  await outbox.service.switch({ isOn: true }, outbox.owner)
  await outbox.loop.lookAndWait()
  expect(outbox.deliveries.find(id)?.state).toBe('sent')
  expect(hasLeft()).toBe(true)
})

test('whoever wrote STOP while the machine slept on the way to the server gets no mail', async () => {
  const mail = await openClaimed({ read: (outbox) => suppress({ outbox }) })
  mail.clock.set(mail.clock.now() + 20 * minute)
  expect(await mail.goOn()).toBe('suppressed unsubscribed')
  expect(mail.hasLeft()).toBe(false)
})

test('one that slept on the way leaves once, at once, when nobody wrote', async () => {
  const mail = await openClaimed({ isPlanned: true })
  mail.clock.set(mail.clock.now() + 20 * minute)
  expect(await mail.goOn()).toBe('sent')
  const text = `select outcome from send_attempts where outcome <> 'copy-owed' order by id`
  expect(mail.outbox.reader.allSql(text)).toEqual([
    { outcome: 'stopped' },
    { outcome: 'claimed' },
    { outcome: 'sent' },
  ])
})

test('a planned mail whose server took too long has its mailbox read again', async () => {
  const mail = await openClaimed({ isPlanned: true, read: (outbox) => suppress({ outbox }) })
  // Awake all the time.
  mail.clock.advance(16 * minute)
  expect(await mail.goOn()).toBe('suppressed unsubscribed')
  expect(mail.hasLeft()).toBe(false)
})

test('one that was sent off now leaves however long its server took', async () => {
  const mail = await openClaimed({ read: (outbox) => suppress({ outbox }) })
  mail.clock.advance(16 * minute)
  expect(await mail.goOn()).toBe('sent')
})
