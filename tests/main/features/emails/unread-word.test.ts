import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const hour = 3_600_000
const now = { kind: 'now' } as const
const atEleven = { kind: 'at', wall: '2026-11-20T11:00', timeZone: 'UTC' } as const

/** An outbox whose account has a mailbox that can be read, or cannot. */
const open = async (account: Record<string, string | null> = { imap_host: 'localhost' }) => {
  const clock = new FakeClock()
  const sent: string[] = []
  const tries: number[] = []
  const mailbox = { isThere: false, others: true }
  const noteRead = (uid: string) =>
    outbox.act((tx) =>
      tx.runSql(
        `insert into email_account_states(account_uid, last_sync_at) values(?, ?)
          on conflict do update set last_sync_at = excluded.last_sync_at`,
        uid,
        clock.now(),
      ),
    )
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(5),
    refreshMailbox: async (uid) => {
      if (uid === ownUid) tries.push(clock.now())
      if (uid === ownUid ? mailbox.isThere : mailbox.others) await noteRead(uid)
    },
    send: async ({ onBodyStart, bytes }) => {
      onBodyStart()
      sent.push(/^Subject: (.*)\r$/mu.exec(Buffer.from(bytes).toString())?.[1] ?? '')
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  outbox.database.pragma('synchronous=OFF')
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, account)
  const text = 'select uid from email_accounts'
  const ownUid = outbox.reader.firstSql<{ uid: string }>(text)?.uid ?? ''
  let people = 0
  const write = async (subject: string): Promise<EmailId> => {
    people += 1
    const contact: ContactId = await outbox.addContact('Bob', `bob${people}@ross.example`)
    const [id = 0 as EmailId] = await outbox.addDrafts(contact, accountId, [subject])
    return id
  }
  const schedule = async (ids: EmailId[], when: Input<'emails.schedule'>['when']) => {
    const input = { ids, when, unlessAnswered: false }
    expect(await outbox.schedule.schedule(input, outbox.owner)).toMatchObject({ ok: true })
  }
  const writeToMany = async (count: number): Promise<EmailId[]> => {
    const ids: EmailId[] = []
    for (let n = 0; n < count; n += 1) ids.push(await write(`News ${n}`))
    await outbox.act((tx) =>
      tx.runSql(
        `update emails set batch = 'news' where id in (select value from json_each(?))`,
        JSON.stringify(ids),
      ),
    )
    return ids
  }
  const look = () => outbox.loop.lookAndWait()
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await look()
  }
  const release = (id: EmailId) =>
    outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  const stateOf = (id: EmailId): string => {
    const { state, reason } = outbox.emails.find(id) ?? { state: 'gone', reason: null }
    return reason === null ? state : `${state} ${reason}`
  }
  await look()
  const acts = { write, writeToMany, schedule, look, pass, release, stateOf, noteRead }
  return { outbox, clock, ownUid, sent, tries, mailbox, ...acts }
}

type Opened = Awaited<ReturnType<typeof open>>

describe('while the mailbox of its account cannot be read', () => {
  test.for<[string, Input<'emails.schedule'>['when'], number]>([
    ['at a time', atEleven, 2 * hour],
    ['in some days', { kind: 'in-days', days: 3 }, 3 * 24 * hour],
    ['on the next morning', { kind: 'next-morning' }, 3 * 24 * hour],
  ])('a mail that leaves %s waits for it', async ([, when, wait]) => {
    const opened = await open()
    const id = await opened.write('Hello')
    await opened.schedule([id], when)
    await opened.look()
    // Awake all the time.
    for (let passed = 0; passed < wait; passed += hour) await opened.pass(hour)
    expect(opened.stateOf(id)).toBe('held inbox-stale')
    opened.mailbox.isThere = true
    await opened.pass(30_000)
    await opened.look()
    expect(opened.stateOf(id)).toBe('sent')
    expect(opened.sent).toEqual(['Hello'])
  })

  test('a mail to many waits for it, also one that is sent off now', async () => {
    const opened = await open()
    const ids = await opened.writeToMany(3)
    await opened.schedule(ids, now)
    await opened.pass(11_000)
    expect(ids.map(opened.stateOf)).toEqual(Array(3).fill('held inbox-stale'))
    opened.mailbox.isThere = true
    await opened.pass(30_000)
    for (let n = 0; n < 3; n += 1) await opened.pass(60_000)
    expect(opened.sent.toSorted()).toEqual(['News 0', 'News 1', 'News 2'])
  })

  test('for two days, no mail to many leaves', async () => {
    const opened = await open()
    await opened.noteRead(opened.ownUid)
    const ids = await opened.writeToMany(2)
    for (let passed = 0; passed < 48; passed += 1) await opened.pass(hour)
    await opened.schedule(ids, now)
    await opened.pass(11_000)
    expect(ids.map(opened.stateOf)).toEqual(Array(2).fill('held inbox-stale'))
    expect(opened.sent).toEqual([])
  })

  test('one mail that is sent off now leaves, after a try', async () => {
    const opened = await open()
    const id = await opened.write('Hello')
    await opened.schedule([id], now)
    await opened.pass(11_000)
    expect(opened.stateOf(id)).toBe('sent')
    expect(opened.tries).toHaveLength(1)
  })

  test('the owner may let a mail go all the same, for whatever reasons it is held', async () => {
    const opened = await open()
    const id = await opened.write('Hello')
    await opened.schedule([id], atEleven)
    await opened.look()
    await opened.pass(2 * hour)
    const { engine } = opened.outbox
    Object.assign(engine.cameBack, { isUnreachable: () => true })
    await opened.release(id)
    await opened.look()
    expect(opened.stateOf(id)).toBe('held unreachable')
    await opened.release(id)
    await opened.look()
    expect(opened.stateOf(id)).toBe('sent')
  })
})

test('what the owner let go counts for that time alone', async () => {
  const opened = await open()
  const { outbox } = opened
  const id = await opened.write('Hello')
  await opened.schedule([id], atEleven)
  await opened.pass(2 * hour)
  await outbox.service.switch({ isOn: false }, outbox.owner)
  await opened.release(id)
  await outbox.schedule.cancel({ ids: [id] }, outbox.owner)
  await opened.schedule([id], { ...atEleven, wall: '2026-11-20T13:00' })
  await outbox.service.switch({ isOn: true }, outbox.owner)
  await opened.pass(2 * hour)
  expect(opened.stateOf(id)).toBe('held inbox-stale')
  expect(opened.sent).toEqual([])
})

/** Where a mail is that was planned and whose time has come. */
const stateOfDue = async (opened: Opened): Promise<string> => {
  const id = await opened.write('Hello')
  await opened.schedule([id], atEleven)
  await opened.look()
  await opened.pass(2 * hour)
  return opened.stateOf(id)
}

test('the mailbox of another account holds nothing', async () => {
  const opened = await open()
  await opened.outbox.addAccount(587, { imap_host: 'old.example', is_default: 0 })
  opened.mailbox.isThere = true
  opened.mailbox.others = false
  expect(await stateOfDue(opened)).toBe('sent')
})

test('an account without a mailbox needs none', async () => {
  expect(await stateOfDue(await open({ imap_host: null }))).toBe('sent')
})

test('what was held leaves in the order in which it was due, each once', async () => {
  const opened = await open()
  const ids = [
    await opened.write('third'),
    await opened.write('first'),
    await opened.write('second'),
  ]
  for (const [place, wall] of ['11:02', '11:00', '11:01'].entries()) {
    await opened.schedule(ids.slice(place, place + 1), { ...atEleven, wall: `2026-11-20T${wall}` })
  }
  await opened.look()
  await opened.pass(2 * hour)
  expect(ids.map(opened.stateOf)).toEqual(Array(3).fill('held inbox-stale'))
  opened.mailbox.isThere = true
  for (let n = 0; n < 8; n += 1) await opened.pass(30_000)
  expect(opened.sent).toEqual(['first', 'second', 'third'])
})

test('a mailbox that mail waits for is tried again now and then, until the mail is too late', async () => {
  const opened = await open()
  const id = await opened.write('Hello')
  await opened.schedule([id], atEleven)
  await opened.look()
  await opened.pass(2 * hour)
  expect(opened.tries).toHaveLength(1)
  for (let n = 0; n < 6; n += 1) await opened.pass(10_000)
  expect(opened.tries).toHaveLength(4)
  for (let n = 0; n < 6; n += 1) await opened.pass(hour)
  const before = opened.tries.length
  await opened.pass(hour)
  expect(opened.tries).toHaveLength(before)
  expect(opened.stateOf(id)).toBe('held inbox-stale')
  await opened.noteRead(opened.ownUid)
  await opened.look()
  expect(opened.stateOf(id)).toBe('held overdue')
  expect(opened.sent).toEqual([])
})

test('a reading of a day that is still to come, by a clock that was set back, is none', async () => {
  const opened = await open()
  const { outbox, clock } = opened
  clock.set(clock.now() + 30 * hour)
  await opened.noteRead(opened.ownUid)
  clock.set(clock.now() - 30 * hour)
  await opened.look()
  await outbox.service.releaseAll(outbox.owner)
  expect(await stateOfDue(opened)).toBe('held inbox-stale')
  expect(opened.sent).toEqual([])
})

/** A mail that is due now, whose mailbox was read a moment ago. */
const openDue = async () => {
  const opened = await open()
  const { outbox, ownUid } = opened
  const id = await opened.write('Hello')
  await opened.schedule([id], atEleven)
  await opened.look()
  await outbox.act((tx) =>
    tx.runSql(
      'insert into mail_lookbacks(account_uid, change_id, row_id) values(?, ?, ?)',
      ownUid,
      0,
      0,
    ),
  )
  const noteLog = () =>
    outbox.act((tx) =>
      tx.runSql(
        'update mail_lookbacks set change_id = (select max(id) from changes), row_id = 1e9',
      ),
    )
  const ask = (address: string, account = ownUid) =>
    outbox.act((tx) =>
      tx.runSql(
        'insert into mail_lookups(account_uid, address, generation) values(?, ?, 1)',
        account,
        address,
      ),
    )
  opened.mailbox.isThere = true
  return { ...opened, id, noteLog, ask }
}

describe('while older mail of its contact is still to be looked for', () => {
  test('a planned mail waits, and its mailbox is read although it is fresh', async () => {
    const opened = await openDue()
    await opened.noteLog()
    await opened.ask('bob1@ross.example')
    await opened.pass(2 * hour)
    expect(opened.stateOf(opened.id)).toBe('held inbox-stale')
    for (let n = 0; n < 6; n += 1) await opened.pass(10_000)
    expect(opened.tries).toHaveLength(4)
    await opened.look()
    const asked = vi.spyOn(opened.outbox.outbox, 'accountOf')
    await opened.look()
    // Nothing was read since, so no mail is looked over.
    expect(asked).not.toHaveBeenCalled()
    await opened.outbox.act((tx) => tx.runSql('delete from mail_lookups'))
    for (let n = 0; n < 3; n += 1) await opened.pass(10_000)
    expect(opened.stateOf(opened.id)).toBe('sent')
  })

  test('also when no reading has looked into the log yet', async () => {
    const opened = await openDue()
    await opened.pass(2 * hour)
    expect(opened.stateOf(opened.id)).toBe('held inbox-stale')
    await opened.noteLog()
    for (let n = 0; n < 3; n += 1) await opened.pass(10_000)
    expect(opened.stateOf(opened.id)).toBe('sent')
  })

  test('the owner may let it go all the same', async () => {
    const opened = await openDue()
    await opened.pass(2 * hour)
    await opened.release(opened.id)
    await opened.look()
    expect(opened.stateOf(opened.id)).toBe('sent')
  })

  test('of others, or in another mailbox, it leaves', async () => {
    const opened = await openDue()
    await opened.noteLog()
    await opened.ask('eve@ross.example')
    await opened.ask('bob1@ross.example', 'another account')
    await opened.pass(2 * hour)
    expect(opened.stateOf(opened.id)).toBe('sent')
  })

  test('one mail that is sent off now leaves', async () => {
    const opened = await openDue()
    const id = await opened.write('Now')
    await opened.schedule([id], now)
    await opened.pass(11_000)
    expect(opened.stateOf(id)).toBe('sent')
  })

  test('that is asked by indexes, however long the log is', async () => {
    const { outbox, id } = await openDue()
    const texts: string[] = []
    const { database, reader } = outbox
    const spy = vi.spyOn(reader, 'firstSql').mockImplementation((text) => void texts.push(text))
    outbox.outbox.candidate(id)
    outbox.outbox.accountOf(id)
    spy.mockRestore()
    for (const text of texts) {
      const plan = database
        .prepare<[number], { detail: string }>(`explain query plan ${text}`)
        .all(1)
      const steps = plan.map(({ detail }) => detail)
      expect(steps).toContain('SEARCH x USING INDEX changes_new_address (id>?)')
      expect(steps).toContain('SEARCH l USING PRIMARY KEY (account_uid=? AND address=?)')
    }
    expect(texts).toHaveLength(2)
  })
})
