import { copyFileSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SentLedger } from '#main/features/emails/sending/sent-ledger.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { mountSmallDisk, smallDiskObstacle } from '#tests/support/small-disk.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** A workspace whose server takes everything, opened as often as is asked. */
const house = () => {
  const folder = temporaryFolder()
  const clock = new FakeClock()
  const sent: string[] = []
  let connections = 0
  let openings = 0
  const open = async (): Promise<TestOutbox> => {
    openings += 1
    const outbox = await openOutbox({
      folder,
      clock,
      random: new SeededRandom(openings),
      send: async ({ envelope, onBodyStart }) => {
        connections += 1
        try {
          onBodyStart()
        } catch (cause) {
          return { kind: 'not-started', cause: 'not-recorded', detail: String(cause) }
        }
        sent.push(envelope.to)
        return { kind: 'accepted', reply: '250 kept' }
      },
    })
    onTestFinished(() => outbox.close().catch(() => {}))
    return outbox
  }
  const look = async (outbox: TestOutbox, afterMs = 61_000): Promise<void> => {
    clock.advance(afterMs)
    await outbox.loop.lookAndWait()
  }
  const plan = async (outbox: TestOutbox, name: string): Promise<EmailId> => {
    const accountId = await outbox.addAccount(587, { uid: `account of ${name}` })
    const contact = await outbox.addContact(name, `${name}@ross.example`)
    const [id] = await outbox.addDrafts(contact, accountId, ['Hello'])
    if (id === undefined) throw new Error('no draft')
    const done = await outbox.schedule.schedule({ ids: [id], when: { kind: 'now' } }, outbox.owner)
    if (!done.ok) throw new Error(done.error.code)
    return id
  }
  const ledger = join(folder, 'sent-ledger.log')
  return { open, look, plan, sent, ledger, connections: () => connections }
}

describe('a ledger that the database knows to be longer', () => {
  test.for<[string, (path: string, ofOne: string) => void]>([
    ['is missing', (path) => rmSync(path)],
    ['is empty', (path) => writeFileSync(path, '')],
    ['is an older one', (path, older) => writeFileSync(path, older)],
  ])('holds everything until the owner says so: it %s', async ([, lose]) => {
    const { open, look, plan, sent, ledger } = house()
    const before = await open()
    await before.loop.lookAndWait()
    await plan(before, 'ann')
    await look(before)
    const older = readFileSync(ledger, 'utf8')
    await plan(before, 'bob')
    await look(before)
    const id = await plan(before, 'cy')
    await before.close()
    lose(ledger, older)

    const after = await open()
    await look(after)
    expect(after.service.state().holdAll).toBe('record-missing')
    expect(after.emails.find(id)).toMatchObject({ state: 'held', reason: 'record-missing' })
    await after.service.releaseAll(after.owner)
    await look(after)
    expect(sent).toEqual(['ann@ross.example', 'bob@ross.example', 'cy@ross.example'])
    await after.close()
    const last = await open()
    await last.loop.lookAndWait()
    expect(last.service.state().holdAll).toBeNull()
  })
})

test('without a ledger that can be written no server is asked, and it leaves when one can', async () => {
  const { open, look, plan, sent, ledger, connections } = house()
  mkdirSync(ledger)
  const outbox = await open()
  await outbox.loop.lookAndWait()
  const id = await plan(outbox, 'bob')
  for (let n = 0; n < 5; n += 1) await look(outbox)
  expect(connections()).toBe(0)
  expect(outbox.emails.find(id)).toMatchObject({ state: 'held', reason: 'no-record' })
  rmdirSync(ledger)
  await look(outbox)
  expect(sent).toEqual(['bob@ross.example'])
})

test('what was sent with a mail on its way counts as left when the commit was lost', async () => {
  const { open, look, plan, sent } = house()
  const before = await open()
  await before.loop.lookAndWait()
  const [left, other] = [await plan(before, 'ann'), await plan(before, 'bob')]
  await before.act((tx) =>
    tx.runSql(`update deliveries set next_attempt_at = ? where email_id = ?`, 9e12, other),
  )
  await look(before)
  const { uid } = before.emails.find(left) ?? {}
  await before.act((tx) =>
    tx.runSql(`update deliveries set state = 'uncertain', sent_at = null where email_id = ?`, left),
  )
  expect(before.ledger.lastOf(uid ?? '')?.event).toBe('sent')
  await before.close()

  const after = await open()
  await after.loop.lookAndWait()
  expect(after.service.state().holdAll).toBeNull()
  expect(after.emails.find(left)?.state).toBe('sent')
  expect(after.emails.find(other)?.state).toBe('waiting')
  expect(sent).toHaveLength(1)
})

describe.skipIf(smallDiskObstacle !== null)('on a full disk', () => {
  test('a line that went in by half is said not to be there, and swallows none after it', () => {
    const folder = temporaryFolder()
    const disk = mountSmallDisk(folder, 64)
    onTestFinished(() => disk.unmount())
    const path = join(folder, 'sent-ledger.log')
    const ledger = new SentLedger(path)
    onTestFinished(() => ledger.close())
    const lineOf = (n: number) =>
      ({ event: 'body', mail: `m${n}`, sendId: 's'.repeat(700), at: n }) as const
    ledger.append(lineOf(0))
    disk.fill()
    const written: number[] = [0]
    for (let n = 1; n < 20; n += 1) {
      try {
        ledger.append(lineOf(n))
        written.push(n)
      } catch {
        break
      }
    }
    const failed = written.length
    expect(failed).toBeLessThan(20)
    expect(ledger.blocks(`m${failed}`)).toBe(false)
    expect(ledger.canAppend()).toBe(false)
    disk.makeRoom()
    expect(ledger.canAppend()).toBe(true)
    ledger.append(lineOf(99))
    const copy = join(temporaryFolder(), 'copy.log')
    copyFileSync(path, copy)
    const again = new SentLedger(copy)
    expect([...written, 99].map((n) => again.blocks(`m${n}`))).not.toContain(false)
    expect(again.blocks(`m${failed}`)).toBe(false)
  })
})
