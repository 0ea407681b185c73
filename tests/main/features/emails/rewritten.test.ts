import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const now = { kind: 'now' } as const

/** A mail whose fate is in doubt, at a server that takes whatever comes next. */
const openInDoubt = async () => {
  const folder = temporaryFolder()
  const clock = new FakeClock()
  const sent: string[] = []
  const server = { isThere: true }
  let seed = 0
  const open = async () => {
    seed += 1
    const outbox = await openOutbox({
      folder,
      clock,
      random: new SeededRandom(seed),
      send: async ({ bytes, onBodyStart }) => {
        if (!server.isThere) return { kind: 'not-started', cause: 'connect', detail: 'no route' }
        onBodyStart()
        sent.push(Buffer.from(bytes).toString())
        return sent.length === 1
          ? { kind: 'uncertain', cause: 'timed-out', detail: 'silence' }
          : { kind: 'accepted', reply: '250 kept' }
      },
    })
    onTestFinished(() => outbox.close().catch(() => {}))
    return outbox
  }
  const outbox = await open()
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['The old price'])
  const ids = [id]
  const plan = async () => {
    const done = await outbox.schedule.schedule({ ids, when: now }, outbox.owner)
    expect(done).toMatchObject({ ok: true })
    clock.advance(11_000)
  }
  await plan()
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)?.state).toBe('uncertain')
  /** The owner lets it go again, thinks better of it and writes something else. */
  const rewrite = async () => {
    await outbox.service.switch({ isOn: false }, outbox.owner)
    await outbox.service.decide({ ids, decision: 'resend' }, outbox.owner)
    await outbox.loop.lookAndWait()
    expect(await outbox.schedule.cancel({ ids }, outbox.owner)).toMatchObject({ ok: true })
    await outbox.act((tx) => outbox.emails.update(tx, id, { subject: 'The new price' }))
    await outbox.service.switch({ isOn: true }, outbox.owner)
    await plan()
  }
  return { open, outbox, id, sent, server, clock, rewrite }
}

const header = (mail = '', name = '') => new RegExp(`^${name}: (.*)\\r$`, 'm').exec(mail)?.[1]

test('a mail that was to leave again, but was taken back and rewritten, leaves as it is now', async () => {
  const { outbox, id, sent, rewrite } = await openInDoubt()
  await rewrite()
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)?.state).toBe('sent')
  expect(sent.map((mail) => header(mail, 'Subject'))).toEqual(['The old price', 'The new price'])
  // A mailbox that has the first one would take it for that one.
  const [first, second] = sent.map((mail) => header(mail, 'Message-ID'))
  expect(second).not.toBe(first)
  const noted = outbox.reader.firstSql('select subject, message_id as name from messages')
  expect(noted).toEqual({ subject: 'The new price', name: second })
})

test('one that waits under its new name when Kith ends leaves when it is open again', async () => {
  const { open, outbox, id, sent, server, clock, rewrite } = await openInDoubt()
  server.isThere = false
  await rewrite()
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)?.state).toBe('deferred')
  await outbox.close()

  server.isThere = true
  clock.advance(3_600_000)
  const again = await open()
  await again.loop.lookAndWait()
  expect(again.service.state().holdAll).toBeNull()
  expect(again.emails.find(id)?.state).toBe('sent')
  expect(sent).toHaveLength(2)
})
