import { expect, onTestFinished, test } from 'vitest'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
const away: SendOutcome = { kind: 'not-started', cause: 'connect', detail: 'no route' }

/** A mail that is due, of a batch if there is one, and a server that answers as `outcome` says. */
const openDue = async (batch: string | null = null) => {
  const clock = new FakeClock()
  const server = { outcome: away, tries: 0 }
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(3),
    send: async () => {
      server.tries += 1
      return server.outcome
    },
  })
  onTestFinished(() => outbox.close())
  await outbox.loop.lookAndWait()
  const accountId = await outbox.addAccount()
  const contact = await outbox.addContact('Bob', 'bob@ross.example')
  const [id] = await outbox.addDrafts(contact, accountId, ['Hello', 'Another of its batch'])
  if (id === undefined) throw new Error('no draft')
  await outbox.act((tx) => tx.runSql('update emails set batch = ?', batch))
  const done = await outbox.schedule.schedule({ ids: [id], when: { kind: 'now' } }, outbox.owner)
  if (!done.ok) throw new Error(done.error.code)
  const look = async (afterMs: number): Promise<void> => {
    clock.advance(afterMs)
    await outbox.loop.lookAndWait()
  }
  return { outbox, clock, server, id, look }
}

test.for(['not-recorded', 'aborted'] as const)(
  'a mail that was %s is no attempt: its first failure is followed by a try soon',
  async (cause) => {
    const { outbox, clock, server, id, look } = await openDue()
    server.outcome = { kind: 'not-started', cause, detail: '' }
    for (let n = 0; n < 6; n += 1) await look(2 * minute)
    expect(server.tries).toBe(6)
    server.outcome = away
    await look(2 * minute)
    const { attempts, state, next_attempt_at: next } = outbox.deliveries.find(id) ?? {}
    expect({ attempts, state }).toEqual({ attempts: 1, state: 'deferred' })
    expect((next ?? 0) - clock.now()).toBeLessThan(2 * minute)
  },
)

test('a mail to many is given up after a day', async () => {
  const { outbox, clock, id, look } = await openDue('together')
  const from = clock.now()
  const isTried = () => outbox.emails.find(id)?.reason !== 'gave-up'
  for (let n = 0; n < 1_000 && isTried(); n += 1) await look(10 * minute)
  expect((clock.now() - from) / minute).toBeGreaterThan(15 * 60)
  expect((clock.now() - from) / minute).toBeLessThan(24 * 60)
})

test('a mail that was given up is tried anew for as long when its owner lets it go', async () => {
  const { outbox, clock, server, id, look } = await openDue()
  const reason = () => outbox.emails.find(id)?.reason
  const until = async (): Promise<number> => {
    const from = clock.now()
    for (let n = 0; n < 1_000 && reason() !== 'gave-up'; n += 1) await look(10 * minute)
    return clock.now() - from
  }
  const first = await until()
  expect(reason()).toBe('gave-up')
  const tries = server.tries
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  await look(minute)
  expect(reason()).toBe('connection')
  const second = await until()
  expect(Math.abs(second - first)).toBeLessThan(7 * 60 * minute)
  expect(server.tries).toBeGreaterThan(tries + 10)
})
