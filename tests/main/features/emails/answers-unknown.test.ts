import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const inThreeDays = { kind: 'in-days', days: 3 } as const

const open = async (account: Record<string, string | null>) => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, account)
  const contact = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as EmailId] = await outbox.addDrafts(contact, accountId, ['And?'])
  const schedule = (unlessAnswered?: boolean) =>
    outbox.schedule.schedule({ ids: [id], when: inThreeDays, unlessAnswered }, outbox.owner)
  const setMailbox = (host: string | null) =>
    outbox.act((tx) => tx.runSql('update email_accounts set imap_host = ?', host))
  const fate = async () => {
    await outbox.loop.lookAndWait()
    return outbox.deliveries.find(id)
  }
  return { clock, outbox, sent, id, schedule, setMailbox, fate }
}

test('a mail that waits for an answer is not planned where no answer can be known', async () => {
  const { schedule } = await open({ imap_host: null })
  expect(await schedule()).toMatchObject({
    error: { code: 'not-ready', data: { checks: [{ code: 'answers-unknown', isBlocking: true }] } },
  })
  expect(await schedule(false)).toMatchObject({ ok: true, value: { scheduled: 1 } })
})

test('a planned mail whose account lost its mailbox waits with that reason, and can be let go', async () => {
  const { clock, outbox, sent, id, schedule, setMailbox, fate } = await open({
    imap_host: 'localhost',
  })
  await outbox.dueTimes.refresh(null)
  expect(await schedule()).toMatchObject({ ok: true })
  await outbox.dueTimes.refresh(null)
  await setMailbox(null)
  clock.advance(3 * 86_400_000)
  expect(await fate()).toMatchObject({ state: 'held', reason: 'answers-unknown' })
  expect(await fate()).toMatchObject({ state: 'held', reason: 'answers-unknown' })
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  expect(await fate()).toMatchObject({ state: 'sent' })
  expect(sent).toHaveLength(1)
})

test('it goes on by itself when the account has a mailbox again', async () => {
  const { clock, outbox, schedule, setMailbox, fate } = await open({ imap_host: 'localhost' })
  await schedule()
  await outbox.dueTimes.refresh(null)
  await setMailbox(null)
  clock.advance(3 * 86_400_000)
  expect(await fate()).toMatchObject({ reason: 'answers-unknown' })
  await setMailbox('localhost')
  expect(await fate()).toMatchObject({ state: 'held', reason: 'inbox-stale' })
})
