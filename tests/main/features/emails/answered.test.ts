import { expect, onTestFinished, test } from 'vitest'
import { lineOf } from '#main/features/emails/email-views.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

test('an answer stops what waits for it, and nothing else', async () => {
  const clock = new FakeClock()
  const { outbox } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, { imap_host: 'localhost' })
  const bob = await outbox.addContact('Bob', 'bob@ross.example')
  const eve = await outbox.addContact('Eve', 'eve@ross.example')
  const plan = async (contactId: typeof bob, subject: string, unlessAnswered: boolean) => {
    const ids = [...(await outbox.addDrafts(contactId, accountId, [subject]))]
    const when = { kind: 'in-days', days: 3 } as const
    await outbox.schedule.schedule({ ids, when, unlessAnswered }, outbox.owner)
    return ids
  }
  const ids = [
    ...(await plan(bob, 'a reminder', true)),
    ...(await plan(bob, 'an invitation', false)),
    ...(await plan(eve, 'a reminder of hers', true)),
  ]
  const at = clock.now()
  clock.advance(60_000)
  ids.push(...(await plan(bob, 'a reminder of what came after', true)))
  await outbox.act((tx) => outbox.schedule.stopForAnswer(tx, { contactId: bob, at }))
  const states = ids.map((id) => outbox.emails.find(id)?.state)
  expect(states).toEqual(['draft', 'waiting', 'waiting', 'waiting'])
})

test('one that an answer stopped says so, and of who wants no more mail just that', async () => {
  const clock = new FakeClock()
  const { outbox } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, { imap_host: 'localhost' })
  const address = 'bob@ross.example'
  const bob = await outbox.addContact('Bob', address)
  const ids = [...(await outbox.addDrafts(bob, accountId, ['a reminder']))]
  const when = { kind: 'in-days', days: 3 } as const
  await outbox.schedule.schedule({ ids, when, unlessAnswered: true }, outbox.owner)
  const reasons = () =>
    ids.map((id) => {
      const row = outbox.emails.find(id)
      return row && lineOf(row, outbox.engine.whyNoMail).reason
    })
  const at = clock.now()
  await outbox.act((tx) => outbox.schedule.stopForAnswer(tx, { contactId: bob, at }))
  expect(reasons()).toEqual(['answered'])
  const give = (reason: 'hard-bounce' | 'unsubscribe') =>
    outbox.act((tx) => outbox.suppressions.suppress(tx, { address, reason }))
  await give('hard-bounce')
  expect(reasons()).toEqual(['answered'])
  await give('unsubscribe')
  expect(reasons()).toEqual(['unsubscribed'])
})
