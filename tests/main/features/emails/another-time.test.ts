import { expect, onTestFinished, test } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import { wallOf } from '#shared/domain/time.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const hour = 3_600_000

const open = async (imapHost: string | null = null) => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const contact = await outbox.addContact('Bob', 'bob@ross.example')
  const accountId = await outbox.addAccount(587, { imap_host: imapHost })
  const [id] = await outbox.addDrafts(contact, accountId, ['Hello'])
  if (id === undefined) throw new Error('no mail')
  await outbox.loop.lookAndWait()
  const plan = (when: Input<'emails.schedule'>['when'], unlessAnswered = false) =>
    outbox.schedule.schedule({ ids: [id], when, unlessAnswered }, outbox.owner)
  /** By the owner's wall, so many hours from now. */
  const inHours = (hours: number) => {
    const { day, time } = wallOf(clock.now() + hours * hour, clock.zone())
    return { kind: 'at', wall: `${day}T${time}`, timeZone: clock.zone() } as const
  }
  const pass = async (hours: number): Promise<void> => {
    clock.advance(hours * hour)
    await outbox.loop.lookAndWait()
  }
  return { outbox, clock, sent, contact, id, plan, inHours, pass }
}

test('what is put off leaves once, at its new time', async () => {
  const { sent, plan, inHours, pass } = await open()
  expect(await plan(inHours(2))).toMatchObject({ ok: true })
  await pass(1)
  expect(await plan(inHours(3))).toMatchObject({ ok: true, value: { scheduled: 1 } })
  await pass(2)
  expect(sent).toHaveLength(0)
  await pass(1.1)
  expect(sent).toHaveLength(1)
  expect(await plan({ kind: 'now' })).toMatchObject({
    ok: false,
    error: { code: 'not-draft', data: { state: 'sent' } },
  })
  await pass(1)
  expect(sent).toHaveLength(1)
})

test('what is brought forward leaves once, and not again at the time it had', async () => {
  const { sent, plan, inHours, pass } = await open()
  await plan(inHours(2))
  expect(await plan({ kind: 'now' })).toMatchObject({ ok: true })
  await pass(0.1)
  expect(sent).toHaveLength(1)
  await pass(3)
  expect(sent).toHaveLength(1)
})

test('an answer from before a mail was put off stops it still', async () => {
  const { outbox, clock, sent, contact, id, plan, inHours, pass } = await open('localhost')
  await plan(inHours(2), true)
  clock.advance(hour / 2)
  // The mailbox was not read yet when the owner chose another time.
  const answered = clock.now()
  clock.advance(hour / 2)
  expect(await plan(inHours(3), true)).toMatchObject({ ok: true })
  await outbox.act((tx) => outbox.schedule.stopForAnswer(tx, { contactId: contact, at: answered }))
  expect(outbox.emails.find(id)).toMatchObject({ state: 'draft', reason: 'answered' })
  await pass(4)
  expect(sent).toHaveLength(0)
})

test('a picture that was taken back keeps a mail from being planned, and a planned one at home', async () => {
  const { outbox, sent, id, plan, inHours, pass } = await open()
  const body = '<p>Look: <img src="cid:gone@kith" alt=""></p>'
  const write = (text: string) => outbox.act((tx) => outbox.emails.update(tx, id, { body: text }))
  await write(body)
  expect(await plan({ kind: 'now' })).toMatchObject({
    error: { code: 'not-ready', data: { checks: [{ code: 'picture-gone', isBlocking: true }] } },
  })
  await write('<p>Look</p>')
  expect(await plan(inHours(1))).toMatchObject({ ok: true })
  await write(body)
  await pass(1.1)
  expect(sent).toHaveLength(0)
  expect(outbox.deliveries.find(id)).toMatchObject({ state: 'held', reason: 'attachment-gone' })
})
