import { expect, onTestFinished, test } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const minute = 60_000

/** A mail that an owner in Lisbon plans on a Friday morning, to somebody who lives there or there. */
const openPlanned = async (
  when: Input<'emails.schedule'>['when'],
  person: Readonly<Record<string, string>> = {},
) => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example', person)
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['Hi'])
  const plan = { ids: [id], when, unlessAnswered: false }
  const done = await outbox.schedule.schedule(plan, outbox.owner)
  if (!done.ok) throw new Error(done.error.code)
  await outbox.loop.lookAndWait()
  const dueAt = () => new Date(outbox.deliveries.find(id)?.due_at ?? 0).toISOString()
  /** Looks every quarter of an hour until it has left; answers when that was. */
  const leaves = async (): Promise<string> => {
    for (let n = 0; n < 4 * 24 * 7 && sent.length === 0; n += 1) {
      clock.advance(15 * minute)
      await outbox.loop.lookAndWait()
    }
    return new Date(clock.now()).toISOString()
  }
  return { clock, dueAt, leaves }
}

test('a time that was picked stays the same instant wherever the owner travels', async () => {
  const when = { kind: 'at', wall: '2026-11-23T10:00', timeZone: 'Europe/Lisbon' } as const
  const { clock, dueAt, leaves } = await openPlanned(when)
  expect(dueAt()).toBe('2026-11-23T10:00:00.000Z')
  clock.travel('America/New_York')
  expect(await leaves()).toMatch(/^2026-11-23T10:/)
  expect(dueAt()).toBe('2026-11-23T10:00:00.000Z')
})

test('the next working morning is asked again where the owner is by then', async () => {
  const { clock, dueAt, leaves } = await openPlanned({ kind: 'next-morning' })
  // It is past nine on Friday.
  expect(dueAt()).toBe('2026-11-23T09:00:00.000Z')
  clock.travel('America/New_York')
  // Nine in Lisbon is four at night there: it waits for eight.
  expect(await leaves()).toMatch(/^2026-11-23T13:[01]/)
})

test('the morning of somebody whose zone is known is theirs, wherever the owner is', async () => {
  const there = { time_zone: 'Asia/Shanghai' }
  const { clock, dueAt, leaves } = await openPlanned({ kind: 'next-morning' }, there)
  expect(dueAt()).toBe('2026-11-23T01:00:00.000Z')
  clock.travel('America/New_York')
  expect(await leaves()).toMatch(/^2026-11-23T01:/)
  expect(dueAt()).toBe('2026-11-23T01:00:00.000Z')
})
