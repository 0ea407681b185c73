import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { linkTo } from '#tests/support/outgoing-link.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const now = { kind: 'now' } as const

/** A mail whose fate is in doubt; what happens on the way of a second one can be chosen. */
const openInDoubt = async () => {
  const clock = new FakeClock()
  const sent: Buffer[] = []
  const onTheWay: { now: () => Promise<void>; answers: boolean } = {
    now: async () => {},
    answers: true,
  }
  const send = async ({ bytes, onBodyStart }: SendRequest) => {
    await onTheWay.now()
    if (!onTheWay.answers) return { kind: 'not-started', cause: 'connect', detail: 'gone' } as const
    try {
      onBodyStart()
    } catch {
      return { kind: 'not-started', cause: 'not-recorded', detail: 'stopped' } as const
    }
    sent.push(Buffer.from(bytes))
    return sent.length === 1
      ? ({ kind: 'uncertain', cause: 'timed-out', detail: 'silence' } as const)
      : ({ kind: 'accepted', reply: '250 kept' } as const)
  }
  const folder = temporaryFolder()
  const outbox = await openOutbox({ folder, clock, random: new SeededRandom(7), send })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['Hello'])
  const ids = [id]
  await outbox.schedule.schedule({ ids, when: now }, outbox.owner)
  clock.advance(11_000)
  await outbox.loop.lookAndWait()
  expect(outbox.emails.find(id)?.state).toBe('uncertain')
  const uid = outbox.emails.find(id)?.uid ?? ''
  const sendId = outbox.deliveries.find(id)?.send_id ?? ''
  const link = linkTo(outbox)
  return {
    folder,
    outbox,
    ids,
    id,
    sent,
    onTheWay,
    clock,
    sendId,
    state: () => outbox.emails.find(id)?.state,
    last: () => outbox.ledger.lastOf(uid),
    onTimeline: () =>
      outbox.reader.allSql("select 1 from activities where kind = 'mail-sent'").length,
    /** Its copy is found in the mailbox. */
    find: () => outbox.act((tx) => link.noteLeft(tx, sendId)),
    resend: () => outbox.service.decide({ ids, decision: 'resend' }, outbox.owner),
    switch: (isOn: boolean) => outbox.service.switch({ isOn }, outbox.owner),
  }
}

test('a doubtful mail that was seen has left, as the ledger has it too', async () => {
  const { state, last, sendId, find } = await openInDoubt()
  await find()
  expect(state()).toBe('sent')
  expect(last()).toMatchObject({ event: 'sent', sendId })
})

test('one that is known to have left stays as it is when it is seen once more', async () => {
  const mail = await openInDoubt()
  await mail.find()
  const told = () => [
    mail.outbox.reader.allSql('select * from deliveries'),
    mail.outbox.reader.allSql('select * from send_attempts'),
    mail.outbox.reader.allSql('select * from activities'),
    readFileSync(join(mail.folder, 'sent-ledger.log'), 'utf8'),
  ]
  const before = told()
  mail.clock.advance(60_000)
  await mail.find()
  expect(told()).toEqual(before)
})

test('nor does one say anything that was let rest by its owner, or of which nobody doubts', async () => {
  const mail = await openInDoubt()
  await mail.outbox.service.decide({ ids: mail.ids, decision: 'dismiss' }, mail.outbox.owner)
  await mail.find()
  expect(mail.state()).toBe('dismissed')
  expect(mail.last()).toMatchObject({ event: 'body' })
  expect(mail.onTimeline()).toBe(0)
})

test('one that was to leave again, and is seen before it does, leaves no second time', async () => {
  const mail = await openInDoubt()
  await mail.switch(false)
  await mail.resend()
  await mail.outbox.loop.lookAndWait()
  expect(mail.state()).toBe('held')
  await mail.find()
  expect(mail.state()).toBe('sent')
  expect(mail.last()).toMatchObject({ event: 'sent', sendId: mail.sendId })
  await mail.switch(true)
  await mail.outbox.loop.lookAndWait()
  expect(mail.sent).toHaveLength(1)
  expect(mail.onTimeline()).toBe(1)
})

test.each([
  { what: 'the server would take it', answers: true },
  { what: 'its server is gone', answers: false },
])('nor when it is seen after the claim, and $what', async ({ answers }) => {
  const mail = await openInDoubt()
  mail.onTheWay.now = async () => {
    expect(mail.state()).toBe('claimed')
    await mail.find()
  }
  mail.onTheWay.answers = answers
  await mail.resend()
  await mail.outbox.loop.lookAndWait()
  expect(mail.state()).toBe('sent')
  expect(mail.last()).toMatchObject({ event: 'sent', sendId: mail.sendId })
  mail.onTheWay.answers = true
  mail.clock.advance(600_000)
  await mail.outbox.loop.lookAndWait()
  expect(mail.sent).toHaveLength(1)
  expect(mail.onTimeline()).toBe(1)
})

test('one that was not taken at the second try and is seen then is not tried again', async () => {
  const mail = await openInDoubt()
  mail.onTheWay.answers = false
  await mail.resend()
  await mail.outbox.loop.lookAndWait()
  expect(mail.state()).toBe('deferred')
  await mail.find()
  expect(mail.state()).toBe('sent')
})

test.each([
  { when: 'taken back', plansAgain: false },
  { when: 'taken back and planned anew', plansAgain: true },
])('one that was $when is another mail, which the first one says nothing about', async (given) => {
  const mail = await openInDoubt()
  const { outbox, id, ids } = mail
  await mail.switch(false)
  await mail.resend()
  await outbox.loop.lookAndWait()
  await outbox.schedule.cancel({ ids }, outbox.owner)
  await outbox.act((tx) => outbox.emails.update(tx, id, { subject: 'Something else' }))
  if (given.plansAgain) await outbox.schedule.schedule({ ids, when: now }, outbox.owner)
  await mail.find()
  expect(mail.state()).not.toBe('sent')
  if (!given.plansAgain) return
  await mail.switch(true)
  mail.clock.advance(11_000)
  await outbox.loop.lookAndWait()
  expect(mail.sent).toHaveLength(2)
})
