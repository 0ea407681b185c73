import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { EmailId, JobId, OperationId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { slowness } from '#tests/support/machine-pace.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** Each look at it takes a millisecond, so that work takes its time. */
class BusyClock extends FakeClock {
  private spent = 0

  override monotonic(): number {
    this.spent += 1
    return super.monotonic() + this.spent
  }
}

const open = async (count: number) => {
  const clock = new BusyClock()
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(3),
    send: async () => ({ kind: 'accepted', reply: '250' }),
  })
  outbox.database.pragma('synchronous=OFF')
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, { imap_host: 'localhost' })
  const ids: EmailId[] = []
  for (let n = 0; n < count; n += 1) {
    const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Lisbon']
    const contactId = await outbox.addContact(`Bob ${n}`, `bob${n}@x.example`, {
      time_zone: zones[n % 3] ?? '',
    })
    ids.push(...(await outbox.addDrafts(contactId, accountId, [`Mail ${n}`])))
  }
  return { outbox, ids, clock }
}

test('others have their turns while many mails are looked over', async () => {
  const { outbox, ids } = await open(40)
  let turns = 0
  let isOver = false
  const checking = outbox.schedule.check({ ids, when: { kind: 'next-morning' } }).then((result) => {
    isOver = true
    return result
  })
  while (!isOver) {
    turns += 1
    await nextTurn()
  }
  expect(await checking).toMatchObject({ ok: true, value: { checks: [] } })
  expect(turns).toBeGreaterThan(5)
})

test('many are one operation, each with its own time, and are taken back as one', async () => {
  const { outbox, ids, clock } = await open(6)
  const when = { kind: 'next-morning' } as const
  const done = await outbox.schedule.schedule({ ids, when, unlessAnswered: true }, outbox.owner)
  if (!done.ok) throw new Error(done.error.code)
  const operations = outbox.reader.allSql<{ id: number }>(
    `select id from operations where code = 'emails.schedule'`,
  )
  expect(operations).toEqual([{ id: done.value.operationId }])
  const rows = ids.map((id) => {
    const { state, timeZone, sendAt, toAddress, unlessAnswered } = outbox.emails.find(id) ?? {}
    return { state, timeZone, sendAt: sendAt?.slice(11), toAddress, unlessAnswered }
  })
  expect(rows[1]).toMatchObject({ timeZone: 'America/New_York', toAddress: 'bob1@x.example' })
  expect(new Set(rows.map((row) => row.timeZone)).size).toBe(3)
  for (const row of rows) expect(row).toMatchObject({ state: 'waiting', unlessAnswered: 1 })
  const times = ids.map((id) => outbox.deliveries.find(id)?.due_at ?? 0)
  expect(done.value.firstAt).toBe(Math.min(...times))
  expect(Math.min(...times)).toBeGreaterThan(clock.now())
  expect(await outbox.schedule.cancel({ ids }, outbox.owner)).toMatchObject({
    ok: true,
    value: { cancelled: 6 },
  })
  expect(ids.map((id) => outbox.emails.find(id)?.state)).toEqual(Array(6).fill('draft'))
  expect(outbox.deliveries.nextAt(0)).toBeNull()
})

/** An application with so many drafts, and a look at where they are. */
const openMany = async (count: number) => {
  const app = await openTestApplication({ folder: temporaryFolder(), clock: new BusyClock() })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: { host: 'localhost', port: 9, security: 'tls' },
    imap: { host: 'localhost', port: 9, security: 'tls' },
    userName: 'nora',
    signature: null,
    dailyLimit: 200,
  })
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
  onTestFinished(() => void database.close())
  const contact = database.prepare(
    `insert into contacts(uid, kind, display_name, created_at) values(?, 'person', ?, 0)`,
  )
  const mail = database.prepare(
    `insert into emails(uid, contact_id, account_id, to_address, subject, body, created_at,
      updated_at) values(?, ?, ?, ?, 'Hello', '<p>Hello</p>', 0, 0)`,
  )
  const write = database.transaction(() =>
    Array.from({ length: count }, (_, n) => {
      const contactId = contact.run(`contact-${n}`, `Bob ${n}`).lastInsertRowid
      return Number(mail.run(`mail-${n}`, contactId, accountId, `b${n}@x.example`).lastInsertRowid)
    }),
  )
  const states = () =>
    database
      .prepare(
        `select case when e.intent = 'draft' then 'draft' else coalesce(d.state, '?') end as state,
            count(*) as n from emails e left join deliveries d on d.email_id = e.id
          group by 1 order by 1`,
      )
      .raw()
      .all()
  // The ids that SQLite has just given them.
  return { app, database, ids: write() as EmailId[], states }
}

test('more than a thousand leave, are cancelled and thrown away, each time as one operation', async () => {
  const count = 1201
  const { app, database, ids, states } = await openMany(count)
  const when = { kind: 'at', wall: '2026-12-01T10:00', timeZone: 'Europe/Lisbon' } as const
  const planned = await app.call('emails.schedule', { ids, when, unlessAnswered: true })
  expect(planned).toMatchObject({ scheduled: count, operationId: expect.any(Number) })
  expect(states()).toEqual([['waiting', count]])
  const due = database.prepare('select distinct due_at from deliveries').pluck().all()
  expect(due).toEqual([planned.firstAt])

  const cancelled = await app.call('emails.cancel', { ids })
  expect(cancelled.cancelled).toBe(count)
  expect(states()).toEqual([['draft', count]])
  const undo = async (id: OperationId | null) => {
    if (id === null) throw new Error('nothing was done')
    const { jobId } = await app.call('history.undo', { id })
    for (;;) {
      // The contract gives job ids as plain integers.
      const job = jobId === null ? null : await app.call('jobs.get', { id: jobId as JobId })
      if (job === null || job.endedAt !== null) return
      await nextTurn()
    }
  }
  await undo(cancelled.operationId)
  await expect.poll(states).toEqual([['waiting', count]])
  await app.call('emails.cancel', { ids })
  const deleted = await app.call('emails.deleteMany', { ids })
  expect(deleted.deleted).toBe(count)
  expect(states()).toEqual([])
  await undo(deleted.operationId)
  expect(states()).toEqual([['draft', count]])
  const codes = database
    .prepare(`select code, count(*) from operations where code like 'emails.%' group by 1`)
    .raw()
    .all()
  expect(codes).toEqual([
    ['emails.cancel', 2],
    ['emails.deleteMany', 1],
    ['emails.schedule', 1],
  ])
})

test('what is taken back behind the main thread waits for its time again', async () => {
  const count = 2001
  const { app, database, ids, states } = await openMany(count)
  const when = { kind: 'at', wall: '2026-12-01T10:00', timeZone: 'Europe/Lisbon' } as const
  const { firstAt } = await app.call('emails.schedule', { ids, when })
  const { operationId } = await app.call('emails.cancel', { ids })
  expect(states()).toEqual([['draft', count]])
  const undone = await app.call('history.undo', { id: operationId ?? (0 as OperationId) })
  expect(undone.jobId).not.toBeNull()
  const times = database.prepare('select distinct next_attempt_at from deliveries').pluck()
  await expect.poll(() => times.all()).toEqual([firstAt])
  expect(states()).toEqual([['waiting', count]])
})

test('of more than a thousand none is touched when one has left meanwhile', async () => {
  const { app, database, ids, states } = await openMany(1201)
  await app.call('emails.schedule', { ids, when: { kind: 'now' } })
  const last = ids.at(-1)
  database.prepare(`update deliveries set state = 'sent' where email_id = ?`).run(last)
  expect(await app.reply('emails.cancel', { ids })).toMatchObject({
    ok: false,
    error: { code: 'has-left', data: { ids: [last] } },
  })
  expect(await app.reply('emails.deleteMany', { ids })).toMatchObject({
    error: { code: 'not-draft' },
  })
  expect(states()).toEqual([
    ['sent', 1],
    ['waiting', 1200],
  ])
})

test('more than a thousand doubtful ones go again, and the ledger says so of each', async () => {
  const { app, database, ids, states } = await openMany(1201)
  await app.call('emails.schedule', { ids, when: { kind: 'now' } })
  database.exec(`update deliveries set state = 'uncertain', send_id = 's' || email_id`)
  expect(await app.call('emails.decide', { ids, decision: 'resend' })).toEqual({ decided: 1201 })
  expect(states()).toEqual([['waiting', 1201]])
  const ledger = readFileSync(join(app.workspace, 'sent-ledger.log'), 'utf8')
  expect(ledger.match(/ resend mail-\d+ s\d+$/gm)).toHaveLength(1201)
})

/** The longest that this thread works on end, in milliseconds of a usual machine. */
const longestTurn = async (work: () => Promise<unknown>): Promise<number> => {
  const busy = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [last, longest] = [busy(), 0]
  const look = (): void => {
    const now = busy()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  await work()
  look()
  clearInterval(timer)
  return longest / slowness()
}

const held = (reason: string) =>
  `update deliveries set state = 'held', reason = '${reason}' where next_attempt_at is not null`

test('many decisions are taken behind the main thread, all of them or none', async () => {
  const count = 10_000
  const { app, database, ids, states } = await openMany(count)
  const when = { kind: 'at', wall: '2026-12-01T10:00', timeZone: 'Europe/Lisbon' } as const
  expect(await app.call('emails.schedule', { ids, when })).toMatchObject({ scheduled: count })
  expect(states()).toEqual([['waiting', count]])
  database.exec(held('unreachable'))
  const seen = stopIn(app, { kind: 'emails.decide', phase: 'writing' })
  expect(await app.call('emails.decide', { ids, decision: 'dismiss' })).toEqual({ decided: 0 })
  expect((await seen).total).toBe(count)
  expect(states()).toEqual([['held', count]])
  const last = ids.at(-1)
  database.prepare(`update deliveries set state = 'sent' where email_id = ?`).run(last)
  const asked = { ids, decision: 'release' } as const
  expect(await app.reply('emails.decide', asked)).toMatchObject({
    ok: false,
    error: { code: 'not-decidable', data: { state: 'sent' } },
  })
  expect(states()).toContainEqual(['held', count - 1])
  database.prepare(`update deliveries set state = 'failed' where email_id = ?`).run(last)
  const turn = await longestTurn(async () => {
    expect(await app.call('emails.decide', asked)).toEqual({ decided: count })
  })
  expect(states()).toEqual([['waiting', count]])
  expect(database.prepare('select distinct waived from deliveries').pluck().all()).toEqual([
    'unreachable',
  ])
  expect(turn).toBeLessThan(50)
})

test('all that a question or the switch held goes on behind the main thread', async () => {
  const count = 10_000
  const { app, database, ids, states } = await openMany(count)
  const when = { kind: 'at', wall: '2026-12-01T10:00', timeZone: 'Europe/Lisbon' } as const
  await app.call('emails.schedule', { ids, when })
  database.exec(held('restored'))
  const turn = await longestTurn(async () => {
    expect(await app.call('emails.releaseAll', {})).toEqual({ released: count })
  })
  expect(states()).toEqual([['waiting', count]])
  await app.call('emails.switch', { isOn: false })
  database.exec(held('switched-off'))
  const again = await longestTurn(() => app.call('emails.switch', { isOn: true }))
  expect(states()).toEqual([['waiting', count]])
  expect((await app.call('emails.outbox', {})).isSwitchedOn).toBe(true)
  expect(Math.max(turn, again)).toBeLessThan(50)
  const { jobs } = await app.call('jobs.list', {})
  expect(jobs.filter(({ kind }) => kind === 'emails.letGo')).toHaveLength(2)
})

/** Stops the only job of a kind as soon as it is in a phase; what was seen of it then. */
const stopIn = async (
  app: Awaited<ReturnType<typeof openMany>>['app'],
  { kind, phase }: { readonly kind: string; readonly phase: string },
) => {
  for (;;) {
    const { jobs } = await app.call('jobs.list', {})
    const job = jobs.find((one) => one.kind === kind)
    if (job?.phase === phase) {
      await app.call('jobs.cancel', { id: job.id })
      return job
    }
    if (job !== undefined && job.endedAt !== null) throw new Error('it had ended')
    await nextTurn()
  }
}

test('stopped while it looks them over, scheduling many has changed nothing', async () => {
  const count = 3000
  const { app, database, ids, states } = await openMany(count)
  const asked = app.call('emails.schedule', { ids, when: { kind: 'next-morning' } })
  const seen = await stopIn(app, { kind: 'emails.schedule', phase: 'checking' })
  expect(seen.total).toBe(count)
  expect(await asked).toEqual({ operationId: null, scheduled: 0, firstAt: null, lastAt: null })
  expect(states()).toEqual([['draft', count]])
  expect(database.prepare(`select 1 from operations where code like 'emails.%'`).all()).toEqual([])
})

test('stopped while it writes, an act on many has changed nothing', async () => {
  const count = 20_000
  const { app, database, ids, states } = await openMany(count)
  const asked = app.call('emails.deleteMany', { ids })
  const seen = await stopIn(app, { kind: 'emails.deleteMany', phase: 'writing' })
  expect(seen.total).toBe(count)
  expect(await asked).toEqual({ operationId: null, deleted: 0 })
  expect(states()).toEqual([['draft', count]])
  expect(database.prepare(`select 1 from operations where code like 'emails.%'`).all()).toEqual([])
})

test('many are looked over as few are: what cannot leave is told, or stays', async () => {
  const { app, database, ids, states } = await openMany(301)
  await app.call('suppressions.add', { address: 'b7@x.example', note: 'asked' })
  database.prepare(`update emails set body = '<p>{{ contact.city }}</p>' where id = ?`).run(ids[8])
  const when = { kind: 'at', wall: '2026-12-01T10:00', timeZone: 'Europe/Lisbon' } as const
  const done = await app.call('emails.schedule', { ids, when })
  expect(done.scheduled).toBe(299)
  expect(states()).toEqual([
    ['draft', 2],
    ['waiting', 299],
  ])
  const label = database.prepare(`select numbers from operations where id = ?`).pluck()
  expect(JSON.parse(String(label.get(done.operationId)))).toEqual({ number: 299, when: 'at' })
  database.exec(`update contacts set do_not_contact = 1`)
  await app.call('emails.cancel', { ids })
  const refused = await app.reply('emails.schedule', { ids, when })
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-ready' } })
  const data = refused.ok ? null : refused.error.data
  expect(data).toMatchObject({
    checks: expect.arrayContaining([
      { code: 'do-not-contact', isBlocking: true, field: null, emailId: ids[0] },
    ]),
  })
})
