import { appendFileSync, copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import { SentLedger } from '#main/features/emails/sending/sent-ledger.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { type OutboxOptions, openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const now = { kind: 'now' } as const

const accept = async (request: SendRequest): Promise<SendOutcome> => {
  request.onBodyStart()
  return { kind: 'accepted', reply: '250 kept' }
}

/** An outbox that can be closed, copied and opened again. */
const house = () => {
  const folder = temporaryFolder()
  const clock = new FakeClock()
  const sent: SendRequest[] = []
  let seed = 0
  const open = async (
    send: (request: SendRequest) => Promise<SendOutcome> = accept,
    machine = 'this machine',
    home: NonNullable<OutboxOptions['home']> = { isCopy: () => false, claim: () => {} },
  ): Promise<TestOutbox> => {
    seed += 1
    const outbox = await openOutbox({
      folder,
      clock,
      random: new SeededRandom(seed),
      machine,
      home,
      send: (request) => {
        sent.push(request)
        return send(request)
      },
    })
    onTestFinished(() => outbox.close().catch(() => {}))
    return outbox
  }
  return { folder, clock, sent, open }
}

const addDue = async (outbox: TestOutbox, clock: FakeClock): Promise<EmailId> => {
  const accountId = await outbox.addAccount()
  const contact = await outbox.addContact('Bob', 'bob@ross.example')
  const [id] = await outbox.addDrafts(contact, accountId, ['Hello'])
  if (id === undefined) throw new Error('no draft')
  await outbox.loop.lookAndWait()
  const done = await outbox.schedule.schedule({ ids: [id], when: now }, outbox.owner)
  if (!done.ok) throw new Error(done.error.code)
  clock.advance(11_000)
  return id
}

const copyOf = (folder: string): string => {
  const copy = join(folder, 'copy.db')
  copyFileSync(join(folder, 'workspace.db'), copy)
  return copy
}

test('a restored database does not send again what it has forgotten', async () => {
  const { folder, clock, sent, open } = house()
  const before = await open()
  const id = await addDue(before, clock)
  before.database.pragma('wal_checkpoint(TRUNCATE)')
  const copy = copyOf(folder)
  await before.loop.lookAndWait()
  expect(before.emails.find(id)?.state).toBe('sent')
  await before.close()
  copyFileSync(copy, join(folder, 'workspace.db'))

  const after = await open()
  await after.loop.lookAndWait()
  expect(after.emails.find(id)?.state).toBe('sent')
  expect(after.service.state().holdAll).toBe('restored')
  clock.advance(60_000)
  await after.service.releaseAll(after.owner)
  await after.loop.lookAndWait()
  expect(sent).toHaveLength(1)
})

test('a draft of a restored database that has left since cannot leave again', async () => {
  const { folder, clock, sent, open } = house()
  const before = await open(async (request) => {
    request.onBodyStart()
    return { kind: 'uncertain', cause: 'connection-lost', detail: 'gone' }
  })
  const accountId = await before.addAccount()
  const contact = await before.addContact('Bob', 'bob@ross.example')
  const [id] = await before.addDrafts(contact, accountId, ['Hello'])
  if (id === undefined) return
  before.database.pragma('wal_checkpoint(TRUNCATE)')
  const copy = copyOf(folder)
  await before.loop.lookAndWait()
  await before.schedule.schedule({ ids: [id], when: now }, before.owner)
  clock.advance(11_000)
  await before.loop.lookAndWait()
  await before.close()
  copyFileSync(copy, join(folder, 'workspace.db'))

  const after = await open()
  await after.loop.lookAndWait()
  expect(after.emails.find(id)?.state).toBe('uncertain')
  expect(sent).toHaveLength(1)
})

test('on another machine nothing leaves before the owner says so', async () => {
  const { clock, sent, open } = house()
  const here = await open()
  const id = await addDue(here, clock)
  await here.close()
  const there = await open(accept, 'another machine')
  await there.loop.lookAndWait()
  expect(there.emails.find(id)).toMatchObject({ state: 'held', reason: 'copied' })
  expect(sent).toEqual([])
  const released = await there.service.releaseAll(there.owner)
  expect(released).toMatchObject({ ok: true, value: { released: 1 } })
  await there.loop.lookAndWait()
  expect(there.emails.find(id)?.state).toBe('sent')
})

test('as soon as the owner chose a copy that is open too, the original sends nothing more', async () => {
  const { clock, sent, open } = house()
  const world = { isCopy: false }
  const outbox = await open(accept, 'this machine', {
    isCopy: () => world.isCopy,
    claim: () => {
      world.isCopy = false
    },
  })
  const id = await addDue(outbox, clock)
  world.isCopy = true
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)).toMatchObject({ state: 'held', reason: 'copied' })
  expect(outbox.service.state().holdAll).toBe('copied')
  expect(sent).toEqual([])
  // The owner's word here takes it back, and what waits leaves from here.
  await outbox.service.releaseAll(outbox.owner)
  expect(world.isCopy).toBe(false)
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)?.state).toBe('sent')
})

test('a mail under way when a copy is chosen is not claimed any more', async () => {
  const { clock, sent, open } = house()
  const world = { asked: 0 }
  // The look finds nothing; the claim of the mail does.
  const isCopy = () => {
    world.asked += 1
    return world.asked > 3
  }
  const outbox = await open(accept, 'this machine', { isCopy, claim: () => {} })
  const id = await addDue(outbox, clock)
  world.asked = 2
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)).toMatchObject({ state: 'held', reason: 'copied' })
  expect(sent).toEqual([])
})

test('what the owner sends again are the same bytes under the same Message-ID', async () => {
  const { clock, sent, open } = house()
  const outbox = await open(async (request) => {
    request.onBodyStart()
    return sent.length === 1
      ? { kind: 'uncertain', cause: 'timed-out', detail: 'silence' }
      : { kind: 'accepted', reply: '250 kept' }
  })
  const id = await addDue(outbox, clock)
  await outbox.loop.lookAndWait()
  clock.advance(3_600_000)
  await outbox.loop.lookAndWait()
  expect(sent).toHaveLength(1)
  expect(outbox.emails.find(id)?.state).toBe('uncertain')
  await outbox.service.decide({ ids: [id], decision: 'resend' }, outbox.owner)
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)?.state).toBe('sent')
  expect(Buffer.compare(sent[0]?.bytes ?? Buffer.of(1), sent[1]?.bytes ?? Buffer.of(2))).toBe(0)
})

test('a doubtful mail that arrived stands on the timeline, and one let rest is at rest', async () => {
  const { clock, sent, open } = house()
  const outbox = await open(async (request) => {
    request.onBodyStart()
    return { kind: 'uncertain', cause: 'timed-out', detail: 'silence' }
  })
  const id = await addDue(outbox, clock)
  await outbox.loop.lookAndWait()
  await outbox.service.decide({ ids: [id], decision: 'arrived' }, outbox.owner)
  expect(outbox.emails.find(id)?.state).toBe('sent')
  const kinds = outbox.reader.allSql<{ kind: string }>('select kind from activities')
  expect(kinds).toEqual([{ kind: 'mail-sent' }])
  expect(outbox.ledger.lastOf(outbox.emails.find(id)?.uid ?? '')?.event).toBe('sent')
  expect(sent).toHaveLength(1)
})

test('a mail that was leaving when the ledger was lost too is in doubt', async () => {
  const { folder, clock, sent, open } = house()
  let copy = ''
  const before = await open(async (request) => {
    request.onBodyStart()
    before.database.pragma('wal_checkpoint(TRUNCATE)')
    copy = copyOf(folder)
    return { kind: 'accepted', reply: '250 kept' }
  })
  const id = await addDue(before, clock)
  await before.loop.lookAndWait()
  await before.close()
  copyFileSync(copy, join(folder, 'workspace.db'))
  rmSync(join(folder, 'sent-ledger.log'))

  const after = await open()
  await after.loop.lookAndWait()
  expect(after.emails.find(id)?.state).toBe('uncertain')
  expect(after.service.state().holdAll).toBe('record-missing')
  await after.service.releaseAll(after.owner)
  clock.advance(60_000)
  await after.loop.lookAndWait()
  expect(sent).toHaveLength(1)
  // The owner's word alone lets it go again.
  await after.service.decide({ ids: [id], decision: 'resend' }, after.owner)
  await after.loop.lookAndWait()
  expect(after.emails.find(id)?.state).toBe('sent')
})

test('a ledger with a torn last line, and with rubbish in it, is read and goes on', () => {
  const path = join(temporaryFolder(), 'sent-ledger.log')
  const ledger = new SentLedger(path)
  const line = { mail: 'm1', sendId: 's1', at: 1 } as const
  ledger.append({ ...line, event: 'body' })
  ledger.append({ ...line, event: 'refused' })
  ledger.append({ ...line, mail: 'm2', event: 'body' })
  ledger.close()
  appendFileSync(path, '00000000 5 sent m3 s3\n1234 half a li')
  const again = new SentLedger(path)
  expect(again.blocks('m1')).toBe(false)
  expect(again.blocks('m2')).toBe(true)
  expect(again.lastOf('m3')).toBeUndefined()
  again.append({ ...line, mail: 'm4', event: 'sent' })
  again.close()
  const last = new SentLedger(path)
  expect(last.blocks('m4')).toBe(true)
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(7)
})
