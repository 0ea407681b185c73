import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const hour = 3_600_000

/** A mail whose due time was derived from rules that its zone has no more, an hour late. */
const openOutdated = async () => {
  const clock = new FakeClock()
  const { outbox } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['Hi'])
  const when = { kind: 'at', wall: '2026-12-01T10:00', timeZone: 'Europe/Lisbon' } as const
  await outbox.schedule.schedule({ ids: [id], when }, outbox.owner)
  await outbox.loop.lookAndWait()
  const times = () => {
    const { due_at: due, next_attempt_at: next } = outbox.deliveries.find(id) ?? {}
    return { due, next }
  }
  const right = times()
  const text = 'update deliveries set due_at = due_at + ?, next_attempt_at = next_attempt_at + ?'
  await outbox.act((tx) => tx.runSql(text, hour, hour))
  return { outbox, clock, times, right }
}

test('due times follow the rules of zones that changed in sleep', async () => {
  const { outbox, clock, times, right } = await openOutdated()
  clock.advance(hour)
  await outbox.loop.lookAndWait()
  expect(times()).not.toEqual(right)
  clock.set(clock.now() + hour)
  await outbox.loop.lookAndWait()
  expect(times()).toEqual(right)
})

test('and once a day while the machine runs for weeks', async () => {
  const { outbox, clock, times, right } = await openOutdated()
  clock.advance(23 * hour)
  await outbox.loop.lookAndWait()
  expect(times()).not.toEqual(right)
  clock.advance(hour)
  await outbox.loop.lookAndWait()
  expect(times()).toEqual(right)
})
