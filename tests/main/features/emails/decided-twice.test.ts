import { expect, onTestFinished, test } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

type Decision = Input<'emails.decide'>['decision']

/** A mail in this state, about which two windows decide at the same moment. */
const decideTwice = async (state: 'held' | 'uncertain', first: Decision, second: Decision) => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as never] = await outbox.addDrafts(contactId, accountId, ['Hello'])
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids: [id], when: { kind: 'now' } }, outbox.owner)
  await outbox.act((tx) =>
    outbox.deliveries.set(tx, id, { state, reason: state === 'held' ? 'overdue' : 'connection' }),
  )
  await Promise.all(
    [first, second].map((decision) => outbox.service.decide({ ids: [id], decision }, outbox.owner)),
  )
  clock.advance(11_000)
  await outbox.loop.lookAndWait()
  const lines = outbox.reader.allSql('select 1 from activities')
  return { state: outbox.emails.find(id)?.state, sent: sent.length, lines: lines.length }
}

test('what one window lets rest another does not let go', async () => {
  const rest = { state: 'dismissed', sent: 0, lines: 0 }
  expect(await decideTwice('held', 'dismiss', 'release')).toEqual(rest)
  expect(await decideTwice('uncertain', 'dismiss', 'resend')).toEqual(rest)
})

test('a mail that two windows say has arrived stands on the timeline once', async () => {
  const once = { state: 'sent', sent: 0, lines: 1 }
  expect(await decideTwice('uncertain', 'arrived', 'arrived')).toEqual(once)
})
