import { expect, onTestFinished, test } from 'vitest'
import type { BounceClass } from '#main/engines/email/incoming/bounce-class.ts'
import { OutgoingLink } from '#main/features/emails/sending/outgoing-link.ts'
import { OwedCopies } from '#main/features/emails/sending/owed-copies.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const day = 86_400_000
const hour = 3_600_000
const now = { kind: 'now' } as const

const open = async () => {
  const clock = new FakeClock()
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(7),
    send: async (request) => {
      request.onBodyStart()
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  outbox.database.pragma('synchronous=OFF')
  onTestFinished(() => outbox.close().catch(() => {}))
  const { reader, engine, schedule, suppressions } = outbox
  const link = new OutgoingLink({
    ...engine,
    bounces: outbox.bounces,
    schedule,
    owedCopies: new OwedCopies({ reader, contents: engine.contents, clock }),
    suppressions,
    tokenKey: () => Buffer.alloc(32),
  })
  const accountId = await outbox.addAccount()
  const bob = await outbox.addContact('Bob', 'bob@ross.example')
  const look = async (): Promise<void> => {
    clock.advance(60_000)
    await outbox.loop.lookAndWait()
  }
  const draft = async (contact: ContactId = bob, batch: string | null = null): Promise<EmailId> => {
    const [id] = await outbox.addDrafts(contact, accountId, ['Hello'])
    if (id === undefined) throw new Error('no mail')
    await outbox.act((tx) => tx.runSql('update emails set batch = ? where id = ?', batch, id))
    return id
  }
  const write = async (contact: ContactId = bob, batch: string | null = null): Promise<EmailId> => {
    const id = await draft(contact, batch)
    const done = await outbox.schedule.schedule({ ids: [id], when: now }, outbox.owner)
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    await look()
    return id
  }
  const comeBack = (emailId: EmailId, kind: BounceClass, at = clock.now()) =>
    outbox.act((tx) => link.noteBounce(tx, { emailId, class: kind, status: '4.4.1', at }))
  const release = async (id: EmailId): Promise<void> => {
    await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
    await look()
  }
  const fateOf = (id: EmailId) => {
    const fate = outbox.deliveries.find(id)
    return { state: fate?.state, reason: fate?.reason }
  }
  const paused = () =>
    reader.firstSql<{ r: string | null }>('select paused_reason as r from email_account_states')?.r
  /** Mails to many that have left, so many of them to addresses that do not exist. */
  const fill = async (batch: string, count: number, hard: number): Promise<void> => {
    const gil = await outbox.addContact('Gil', 'gil@ross.example')
    for (let n = 0; n < count; n += 1) {
      const id = await draft(gil, batch)
      const fate = `insert into deliveries(email_id, state, reason, changed_at) values(?, 'sent', ?, 0)
        on conflict do update set state = excluded.state, reason = excluded.reason`
      await outbox.act((tx) => tx.runSql(fate, id, n < hard ? 'hard-bounce' : null))
    }
  }
  return {
    ...outbox,
    fill,
    fake: clock,
    bob,
    accountId,
    draft,
    write,
    comeBack,
    release,
    fateOf,
    paused,
  }
}

const sent = { state: 'sent', reason: null }
const unreachable = { state: 'held', reason: 'unreachable' }

test('after three mails that came back for now the next one waits, until the owner lets it go', async () => {
  const outbox = await open()
  for (let n = 0; n < 3; n += 1) {
    const id = await outbox.write()
    expect(outbox.fateOf(id)).toEqual(sent)
    await outbox.comeBack(id, 'soft')
  }
  const last = outbox.fake.now()
  const next = await outbox.write()
  expect(outbox.fateOf(next)).toEqual(unreachable)
  expect(outbox.emails.find(next)?.cameBackAt).toBe(last)
  const other = await outbox.addContact('Eve', 'eve@ross.example')
  expect(outbox.fateOf(await outbox.write(other))).toEqual(sent)
  await outbox.release(next)
  expect(outbox.fateOf(next)).toEqual(sent)
})

test('a mail that came back says so, and for good counts more than for now', async () => {
  const outbox = await open()
  const id = await outbox.write()
  const reasons: unknown[] = []
  for (const kind of ['delayed', 'soft', 'hard', 'policy'] as const) {
    await outbox.comeBack(id, kind)
    reasons.push(outbox.fateOf(id).reason)
  }
  expect(reasons).toEqual([null, 'unreachable', 'hard-bounce', 'hard-bounce'])
})

test('a repaired address is none that mail came back from', async () => {
  const outbox = await open()
  for (let n = 0; n < 3; n += 1) await outbox.comeBack(await outbox.write(), 'soft')
  const next = await outbox.write()
  await outbox.act((tx) => tx.runSql(`update contact_points set raw = 'b@new.example'`))
  await outbox.release(next)
  expect(outbox.fateOf(next)).toEqual(sent)
  expect(outbox.fateOf(await outbox.write())).toEqual(sent)
})

test('two mails, one that came back thrice, delays and what is long ago hold nothing', async () => {
  const outbox = await open()
  const [first, second, third] = [await outbox.write(), await outbox.write(), await outbox.write()]
  for (let n = 0; n < 3; n += 1) await outbox.comeBack(first, 'soft')
  await outbox.comeBack(second, 'soft')
  await outbox.comeBack(third, 'delayed')
  await outbox.comeBack(third, 'soft', outbox.fake.now() - 15 * day)
  expect(outbox.fateOf(await outbox.write())).toEqual(sent)
})

test('an account rests after three mails in a day that receivers refused by their rules', async () => {
  const outbox = await open()
  const ids: EmailId[] = []
  for (let n = 0; n < 5; n += 1) ids.push(await outbox.write())
  const [a, b, c, d, e] = ids
  if (a === undefined || b === undefined || c === undefined) return
  if (d === undefined || e === undefined) return
  await outbox.comeBack(a, 'policy', outbox.fake.now() - 25 * hour)
  await outbox.comeBack(b, 'policy')
  await outbox.comeBack(b, 'policy')
  await outbox.comeBack(c, 'policy')
  expect(outbox.paused() ?? null).toBeNull()
  await outbox.comeBack(d, 'policy')
  expect(outbox.paused()).toBe('policy')
  expect(outbox.fateOf(await outbox.write())).toEqual({ state: 'held', reason: 'policy' })
  // The owner looked into it: it is counted anew.
  await outbox.resume()
  await outbox.comeBack(e, 'policy', outbox.fake.now())
  expect(outbox.paused()).toBeNull()
})

test.each([
  { count: 20, hard: 1, isHeld: true },
  { count: 19, hard: 1, isHeld: false },
  { count: 41, hard: 2, isHeld: false },
])('mail to many: $hard of $count addresses that do not exist', async ({ count, hard, isHeld }) => {
  const outbox = await open()
  await outbox.fill('b', count, hard)
  const eve = await outbox.addContact('Eve', 'eve@ross.example')
  const next = await outbox.write(eve, 'b')
  const held = { state: 'held', reason: 'many-bounces' }
  expect(outbox.fateOf(next)).toEqual(isHeld ? held : sent)
  // What was written by itself is none of them.
  expect(outbox.fateOf(await outbox.write())).toEqual(sent)
  if (!isHeld) return
  await outbox.release(next)
  expect(outbox.fateOf(next)).toEqual(sent)
})

test('a mail that is held for one reason after the other leaves at the word about each', async () => {
  const outbox = await open()
  for (let n = 0; n < 3; n += 1) await outbox.comeBack(await outbox.write(), 'soft')
  await outbox.fill('b', 20, 1)
  const id = await outbox.write(outbox.bob, 'b')
  expect(outbox.fateOf(id)).toEqual(unreachable)
  await outbox.release(id)
  expect(outbox.fateOf(id)).toEqual({ state: 'held', reason: 'many-bounces' })
  await outbox.release(id)
  expect(outbox.fateOf(id)).toEqual(sent)
})
