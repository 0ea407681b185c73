import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

interface Meanwhile {
  /** Happens once, when a mail was read and is not yet made. */
  readonly made?: (outbox: TestOutbox) => Promise<unknown>
  /** Happens while the first mail leaves. */
  readonly left?: (outbox: TestOutbox, ids: readonly EmailId[]) => Promise<unknown>
}

/** Mails to as many people that are due at once. */
const open = async (count: number, { made, left }: Meanwhile) => {
  const clock = new FakeClock()
  const sent: string[] = []
  const world = { isMade: false }
  const ids: EmailId[] = []
  const outbox: TestOutbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(13),
    readSecret: async () => {
      if (!world.isMade) await made?.(outbox)
      world.isMade = true
      return { kind: 'ready', secret: { kind: 'password', password: 'secret' } }
    },
    send: async ({ bytes, onBodyStart }) => {
      onBodyStart()
      sent.push(Buffer.from(bytes).toString())
      if (sent.length === 1) await left?.(outbox, ids)
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  for (let n = 0; n < count; n += 1) {
    const contactId = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`)
    ids.push(...(await outbox.addDrafts(contactId, accountId, [`Mail ${n}`])))
  }
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  await outbox.loop.lookAndWait()
  return { outbox, ids, sent }
}

test('a mail is made again when what it is made from changes meanwhile', async () => {
  const { sent } = await open(1, {
    made: (outbox) =>
      outbox.act((tx) => tx.runSql(`update email_accounts set from_name = 'Grace'`)),
  })
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatch(/^From: "?Grace"? </m)
})

test('a mail that is held while the one before it leaves stays here', async () => {
  const { outbox, ids, sent } = await open(2, {
    left: (opened, [, second = 0 as EmailId]) =>
      opened.act((tx) =>
        opened.deliveries.hold(tx, second, { reason: 'overdue', now: opened.clock.now() }),
      ),
  })
  expect(sent).toHaveLength(1)
  expect(ids.map((id) => outbox.emails.find(id)?.state)).toEqual(['sent', 'held'])
})

test('a mail whose mailbox is being read when Kith ends stays here', async () => {
  const clock = new FakeClock()
  const reading = Promise.withResolvers<void>()
  const sent: string[] = []
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(13),
    refreshMailbox: () => {
      reading.resolve()
      return new Promise(() => {})
    },
    send: async ({ envelope, onBodyStart }) => {
      onBodyStart()
      sent.push(envelope.to)
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, { imap_host: 'localhost' })
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const ids = await outbox.addDrafts(contactId, accountId, ['Hello'])
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids: [...ids], when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  const look = outbox.loop.lookAndWait()
  await reading.promise
  await outbox.loop.stop()
  await look
  expect(sent).toEqual([])
  expect(ids.map((id) => outbox.emails.find(id)?.state)).toEqual(['waiting'])
})
