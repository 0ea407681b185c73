import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock, fridayMorning } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const hour = 3_600_000

/** Lets a mail go at eleven on Thursday evening that is held, or put off, for this reason. */
const letGo = async (state: 'held' | 'deferred', reason: string) => {
  const clock = new FakeClock(fridayMorning - 10 * hour)
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['Offer'])
  const when = { kind: 'in-days', days: 1 } as const
  const input = { ids: [id], when, unlessAnswered: false }
  await outbox.schedule.schedule(input, outbox.owner)
  await outbox.loop.lookAndWait()
  await outbox.act((tx) =>
    tx.runSql('update deliveries set state = ?, reason = ?, next_attempt_at = 1', state, reason),
  )
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  await outbox.loop.lookAndWait()
  const atNight = sent.length
  clock.advance(11 * hour)
  await outbox.loop.lookAndWait()
  return { atNight, inTheMorning: sent.length }
}

test.for(['inbox-stale', 'answered', 'disk-low', 'unreachable', 'many-bounces'])(
  'a mail that was held as %s and is let go at night leaves in the morning',
  async (reason) => {
    expect(await letGo('held', reason)).toEqual({ atNight: 0, inTheMorning: 1 })
  },
)

test.for([
  ['held', 'overdue'],
  ['deferred', 'connection'],
] as const)('a mail that is %s as %s and is sent now leaves at night', async ([state, reason]) => {
  expect(await letGo(state, reason)).toEqual({ atNight: 1, inTheMorning: 1 })
})
