import { describe, expect, onTestFinished, test } from 'vitest'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import { WakeWatch } from '#main/platform/wake-watch.ts'
import type { Input } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { type OutboxOptions, openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const hour = 3_600_000
const accepted: SendOutcome = { kind: 'accepted', reply: '250 kept' }

/** A server whose next answers are told beforehand; it takes whatever it was told nothing about. */
const scripted = (answers: (SendOutcome | 'crash')[]) => {
  const requests: SendRequest[] = []
  return {
    requests,
    answers,
    send: async (request: SendRequest): Promise<SendOutcome> => {
      requests.push(request)
      const answer = answers.shift() ?? accepted
      if (answer === 'crash') throw new Error('killed')
      if (answer.kind === 'not-started') return answer
      request.onBodyStart()
      return answer
    },
  }
}

const open = async (
  options: Partial<OutboxOptions> & { answers?: (SendOutcome | 'crash')[] } = {},
) => {
  const clock = options.clock ?? new FakeClock()
  const server = scripted(options.answers ?? [])
  const folder = options.folder ?? temporaryFolder()
  const outbox = await openOutbox({
    folder,
    clock,
    random: new SeededRandom(7),
    send: server.send,
    ...options,
  })
  outbox.database.pragma('synchronous=OFF')
  onTestFinished(() => outbox.close().catch(() => {}))
  return { ...outbox, server, folder, fake: clock as FakeClock }
}

type Opened = Awaited<ReturnType<typeof open>>

const people = async (
  outbox: Opened,
  count = 1,
  more: Record<string, string | number | null> = {},
) => {
  const accountId = await outbox.addAccount(587, more)
  const ids: EmailId[] = []
  for (let n = 0; n < count; n += 1) {
    const contact = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`)
    ids.push(...(await outbox.addDrafts(contact, accountId, [`Mail ${n}`])))
  }
  return ids
}

const now = { kind: 'now' } as const

const schedule = async (
  outbox: Opened,
  ids: EmailId[],
  more: Partial<Input<'emails.schedule'>> = {},
) => {
  const done = await outbox.schedule.schedule({ ids, when: now, ...more }, outbox.owner)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
}

/** Scheduled now and due; answers the mail. */
const due = async (
  outbox: Opened,
  more: Partial<Input<'emails.schedule'>> = {},
  account: Record<string, string> = {},
) => {
  const [id] = await people(outbox, 1, account)
  if (id === undefined) throw new Error('no mail')
  await outbox.loop.lookAndWait()
  await schedule(outbox, [id], more)
  outbox.fake.advance(11_000)
  return id
}

const fateOf = ({ deliveries }: Opened, id: EmailId) => {
  const fate = deliveries.find(id)
  return { state: fate?.state, reason: fate?.reason }
}

test('what a server says decides what becomes of a mail', async () => {
  const refused = { kind: 'refused', stage: 'body', enhanced: null, reply: 'no' } as const
  const cases: [SendOutcome, { state: string; reason: string | null }][] = [
    [accepted, { state: 'sent', reason: null }],
    [
      { ...refused, code: 451, permanent: false },
      { state: 'deferred', reason: 'refused' },
    ],
    [
      { ...refused, code: 550, permanent: true },
      { state: 'failed', reason: 'refused' },
    ],
    [
      { ...refused, code: 550, permanent: true, stage: 'rcpt', enhanced: '5.1.1' },
      { state: 'failed', reason: 'hard-bounce' },
    ],
    [
      { kind: 'uncertain', cause: 'connection-lost', detail: 'gone' },
      { state: 'uncertain', reason: 'connection' },
    ],
    [
      { kind: 'not-started', cause: 'connect', detail: 'no route' },
      { state: 'deferred', reason: 'connection' },
    ],
    [
      { kind: 'not-started', cause: 'auth', detail: '535' },
      { state: 'held', reason: 'auth' },
    ],
    [
      { kind: 'not-started', cause: 'tls', detail: 'expired' },
      { state: 'held', reason: 'tls' },
    ],
    [
      { kind: 'not-started', cause: 'too-big', detail: 'big' },
      { state: 'held', reason: 'too-large' },
    ],
    [
      { kind: 'not-started', cause: 'not-recorded', detail: 'busy' },
      { state: 'waiting', reason: null },
    ],
  ]
  for (const [answer, fate] of cases) {
    const outbox = await open({ answers: [answer] })
    const id = await due(outbox)
    await outbox.loop.lookAndWait()
    expect({ answer, ...fateOf(outbox, id) }).toEqual({ answer, ...fate })
    await outbox.close()
  }
})

test('a refused password pauses the account after one try', async () => {
  const outbox = await open({ answers: [{ kind: 'not-started', cause: 'auth', detail: '535' }] })
  const ids = await people(outbox, 3)
  await outbox.loop.lookAndWait()
  await schedule(outbox, ids)
  outbox.fake.advance(11_000)
  await outbox.loop.lookAndWait()
  outbox.fake.advance(10 * 60_000)
  await outbox.loop.lookAndWait()
  expect(outbox.server.requests).toHaveLength(1)
  expect(ids.map((id) => fateOf(outbox, id).reason)).toEqual(['auth', 'auth', 'auth'])
  await outbox.resume()
  await outbox.loop.lookAndWait()
  expect(outbox.server.requests).toHaveLength(4)
})

test('what could not leave is tried again later, with the same Message-ID', async () => {
  const busy = { kind: 'refused', stage: 'data', enhanced: null, reply: 'later' } as const
  const outbox = await open({ answers: [{ ...busy, code: 451, permanent: false }] })
  const id = await due(outbox)
  await outbox.loop.lookAndWait()
  await outbox.loop.lookAndWait()
  expect(outbox.server.requests).toHaveLength(1)
  const first = outbox.deliveries.find(id)?.message_id
  outbox.fake.advance(90_000)
  await outbox.loop.lookAndWait()
  expect(fateOf(outbox, id).state).toBe('sent')
  expect(outbox.deliveries.find(id)?.message_id).toBe(first)
})

describe('nothing leaves', () => {
  const held = async (id: EmailId, outbox: Opened) => {
    await outbox.loop.lookAndWait()
    expect(outbox.server.requests).toEqual([])
    return fateOf(outbox, id)
  }

  test('with the switch off, and goes when it is on again', async () => {
    const outbox = await open()
    const id = await due(outbox)
    await outbox.service.switch({ isOn: false }, outbox.owner)
    expect(await held(id, outbox)).toEqual({ state: 'held', reason: 'switched-off' })
    await outbox.service.switch({ isOn: true }, outbox.owner)
    await outbox.loop.lookAndWait()
    expect(fateOf(outbox, id).state).toBe('sent')
  })

  test('to somebody who wants none, and a lift alone lets nothing go', async () => {
    const outbox = await open()
    const id = await due(outbox)
    await outbox.suppressions.add({ address: 'BOB0@ross.example' }, outbox.owner)
    expect((await held(id, outbox)).state).toBe('suppressed')
    await outbox.suppressions.lift({ address: 'bob0@ross.example', note: 'Oops' }, outbox.owner)
    expect((await held(id, outbox)).state).toBe('suppressed')
  })

  test('on a full disk, until there is room', async () => {
    let free = 0
    const outbox = await open({ freeBytes: () => free })
    const id = await due(outbox)
    expect(await held(id, outbox)).toEqual({ state: 'held', reason: 'disk-low' })
    free = 1e9
    await outbox.loop.lookAndWait()
    expect(fateOf(outbox, id).state).toBe('sent')
  })

  test('that waits for an answer while the mailbox cannot be read', async () => {
    const asked: string[] = []
    const outbox = await open({ refreshMailbox: async (uid) => void asked.push(uid) })
    const [id] = await people(outbox, 1, { imap_host: 'localhost' })
    if (id === undefined) return
    await outbox.loop.lookAndWait()
    await schedule(outbox, [id], { unlessAnswered: true })
    outbox.fake.advance(11_000)
    expect(await held(id, outbox)).toEqual({ state: 'held', reason: 'inbox-stale' })
    expect(asked).toHaveLength(1)
    await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
    await outbox.loop.lookAndWait()
    expect(fateOf(outbox, id).state).toBe('sent')
  })

  test('once they have answered', async () => {
    const outbox = await open()
    const id = await due(outbox, { unlessAnswered: true }, { imap_host: 'localhost' })
    await outbox.act((tx) => {
      const contactId = outbox.emails.find(id)?.contactId
      if (contactId === undefined) throw new Error('no contact')
      outbox.schedule.stopForAnswer(tx, { contactId, at: outbox.clock.now() })
    })
    await outbox.loop.lookAndWait()
    expect(outbox.server.requests).toEqual([])
    expect(outbox.emails.find(id)).toMatchObject({ state: 'draft', reason: 'answered' })
  })

  test('that is six hours late, until the owner says so', async () => {
    const outbox = await open()
    const id = await due(outbox)
    outbox.fake.advance(7 * hour)
    expect(await held(id, outbox)).toEqual({ state: 'held', reason: 'overdue' })
    await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
    await outbox.loop.lookAndWait()
    expect(fateOf(outbox, id).state).toBe('sent')
  })

  test.for([
    // The wall went on, the process did not.
    { where: 'Linux', isMonotonicAsleep: true },
    { where: 'macOS and Windows', isMonotonicAsleep: false },
  ])('when many came due in sleep, on $where', async ({ isMonotonicAsleep }) => {
    const clock = new FakeClock()
    const watch = new WakeWatch(clock)
    const outbox = await open({ clock, wakes: () => watch.count() })
    const ids = await people(outbox, 21)
    await outbox.loop.lookAndWait()
    await schedule(outbox, ids)
    if (isMonotonicAsleep) clock.set(clock.now() + hour)
    else clock.advance(hour)
    await outbox.loop.lookAndWait()
    expect(outbox.server.requests).toEqual([])
    expect(new Set(ids.map((id) => fateOf(outbox, id).reason))).toEqual(new Set(['overdue']))
    expect(outbox.service.overdue()).toEqual({ ids })
    await outbox.act((tx) => tx.runSql('delete from emails where id = ?', ids[0] ?? 0))
    expect(outbox.service.overdue()).toEqual({ ids: ids.slice(1) })
  })

  test('by a clock that was set back or far ahead', async () => {
    for (const jump of [-2 * hour, 30 * hour]) {
      const outbox = await open()
      const id = await due(outbox)
      await outbox.loop.lookAndWait()
      const [later] = await outbox.addDrafts(
        outbox.emails.find(id)?.contactId ?? (0 as never),
        1 as never,
        ['later'],
      )
      if (later === undefined) return
      await schedule(outbox, [later])
      outbox.fake.set(outbox.fake.now() + jump)
      await outbox.loop.lookAndWait()
      outbox.fake.advance(60_000)
      await outbox.loop.lookAndWait()
      expect(outbox.server.requests).toHaveLength(1)
      expect(outbox.service.state().holdAll).toBe('clock')
      await outbox.service.releaseAll(outbox.owner)
      expect(outbox.service.state().holdAll).toBeNull()
      await outbox.close()
    }
  })

  test('in quiet hours, unless the time was picked by hand', async () => {
    // Friday evening; the recipient lives here too.
    const outbox = await open({ clock: new FakeClock(Date.UTC(2026, 10, 20, 20, 0)) })
    const [byRule, byHand] = await people(outbox, 2, { imap_host: 'localhost' })
    if (byRule === undefined || byHand === undefined) return
    await outbox.loop.lookAndWait()
    await schedule(outbox, [byHand])
    await schedule(outbox, [byRule], { when: { kind: 'in-days', days: 1 } })
    for (let n = 0; n < 24; n += 1) {
      outbox.fake.advance(hour)
      await outbox.loop.lookAndWait()
    }
    expect(fateOf(outbox, byHand).state).toBe('sent')
    expect(fateOf(outbox, byRule).state).toBe('held')
    await outbox.act((tx) =>
      tx.runSql(`update emails set unless_answered = 0 where id = ?`, byRule),
    )
    await outbox.act((tx) => tx.runSql('update email_accounts set imap_host = null'))
    await outbox.service.decide({ ids: [byRule], decision: 'release' }, outbox.owner)
    await outbox.act((tx) => tx.runSql('update deliveries set waived = null'))
    await outbox.loop.lookAndWait()
    const next = new Date(outbox.deliveries.find(byRule)?.next_attempt_at ?? 0)
    expect(next.toISOString()).toMatch(/^2026-11-23T08:0\d/)
  })
})

test('an account rests after three refusals in a row by the rules of the server', async () => {
  const byRules = { kind: 'refused', stage: 'body', code: 550, enhanced: '5.7.1' } as const
  const no = { ...byRules, permanent: true, reply: '550 5.7.1 no' } as const
  const outbox = await open({ answers: [no, no, accepted, no, no, no, no, accepted] })
  const ids = await people(outbox, 8)
  await outbox.loop.lookAndWait()
  await schedule(outbox, ids)
  const lookOn = async (): Promise<void> => {
    for (let n = 0; n < 20; n += 1) {
      outbox.fake.advance(60_000)
      await outbox.loop.lookAndWait()
    }
  }
  await lookOn()
  const refused = { state: 'failed', reason: 'policy' }
  const sent = { state: 'sent', reason: null }
  const held = { state: 'held', reason: 'policy' }
  const fates = [refused, refused, sent, refused, refused, refused, held, held]
  expect(ids.map((id) => fateOf(outbox, id))).toEqual(fates)
  expect(outbox.server.requests).toHaveLength(6)
  // The owner looked into it and let mail leave again: it is counted anew.
  await outbox.resume()
  await lookOn()
  expect(ids.slice(-2).map((id) => fateOf(outbox, id))).toEqual([refused, sent])
})

test('no more leaves than an account may send, in the order in which mails are due', async () => {
  const outbox = await open({
    limits: { perMinute: 2, perHour: 100, perDay: 100, spacingMs: 20_000 },
  })
  const ids = await people(outbox, 6)
  await outbox.loop.lookAndWait()
  await schedule(outbox, ids)
  outbox.fake.advance(11_000)
  for (let n = 0; n < 200; n += 1) {
    await outbox.loop.lookAndWait()
    outbox.fake.advance(5_000)
  }
  const times = outbox.reader.allSql<{ at: number; id: number }>(
    `select at, email_id as id from send_attempts where outcome = 'claimed' order by id`,
  )
  expect(times.map(({ id }) => id)).toEqual(ids)
  for (const { at } of times) {
    const inWindow = times.filter((other) => other.at > at - 60_000 && other.at <= at)
    expect(inWindow.length).toBeLessThanOrEqual(2)
  }
})

describe('a schedule that is taken back', () => {
  test('by hand or by undo leaves a draft, and comes back with its time', async () => {
    const outbox = await open()
    const id = await due(outbox)
    await outbox.schedule.cancel({ ids: [id] }, outbox.owner)
    await outbox.loop.lookAndWait()
    expect(outbox.emails.find(id)?.state).toBe('draft')
    expect(outbox.server.requests).toEqual([])
    // As a redo writes it.
    await outbox.act((tx) => tx.runSql(`update emails set intent = 'scheduled' where id = ?`, id))
    await outbox.dueTimes.refresh([id])
    await outbox.loop.lookAndWait()
    expect(outbox.emails.find(id)?.state).toBe('sent')
  })

  test('when it has left stays sent', async () => {
    const outbox = await open()
    const id = await due(outbox)
    await outbox.loop.lookAndWait()
    const cancelled = await outbox.schedule.cancel({ ids: [id] }, outbox.owner)
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'has-left' } })
    await outbox.act((tx) => tx.runSql(`update emails set intent = 'draft' where id = ?`, id))
    await outbox.dueTimes.refresh([id])
    await outbox.loop.lookAndWait()
    expect(outbox.emails.find(id)?.state).toBe('sent')
    expect(outbox.server.requests).toHaveLength(1)
  })
})
