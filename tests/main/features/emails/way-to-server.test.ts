import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('mails that wait behind one that leaves slowly are not late', async () => {
  const clock = new FakeClock()
  const reached = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(9),
    send: async ({ onBodyStart }) => {
      onBodyStart()
      reached.resolve()
      await answer.promise
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const ids: EmailId[] = []
  for (let n = 0; n < 23; n += 1) {
    const contactId = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`)
    ids.push(...(await outbox.addDrafts(contactId, accountId, [`Mail ${n}`])))
  }
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  const first = outbox.loop.lookAndWait()
  await reached.promise
  // Awake all the time.
  clock.advance(3 * 60_000)
  const second = outbox.loop.lookAndWait()
  answer.resolve()
  await Promise.all([first, second])
  const states = ids.map((id) => outbox.emails.find(id)?.state)
  expect(new Set(states)).toEqual(new Set(['sent', 'waiting']))
})

test('a mail whose way broke before anything left is tried again without a new start', async () => {
  const clock = new FakeClock()
  let tries = 0
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(9),
    send: async ({ onBodyStart }) => {
      tries += 1
      if (tries === 1) throw new Error('nobody thought of this')
      onBodyStart()
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const ids = [...(await outbox.addDrafts(contactId, accountId, ['Hello']))]
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  await outbox.loop.lookAndWait()
  clock.advance(61_000)
  await outbox.loop.lookAndWait()
  expect(ids.map((id) => outbox.emails.find(id)?.state)).toEqual(['sent'])
  expect(tries).toBe(2)
})
