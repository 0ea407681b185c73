import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open = async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { id } = await addDraftToBob(app)
  return { app, id }
}

const look = async (app: TestApplication, id: EmailId) => {
  const { state, sendAt, timeZone, unlessAnswered } = (await app.call('emails.get', { id })).email
  return { state, sendAt, timeZone, unlessAnswered }
}

const tuesday = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'Asia/Shanghai' } as const
const friday = { kind: 'at', wall: '2031-11-28T10:30', timeZone: 'Europe/Lisbon' } as const
const draft = (when: typeof tuesday | typeof friday, unlessAnswered = false) => ({
  state: 'draft',
  sendAt: when.wall,
  timeZone: when.timeZone,
  unlessAnswered,
})

test('a mail that is taken back is offered its time again, by hand and by undo', async () => {
  const { app, id } = await open()
  const ids = [id]
  await app.call('emails.schedule', { ids, when: tuesday, unlessAnswered: true })
  await app.call('emails.cancel', { ids })
  expect(await look(app, id)).toEqual(draft(tuesday, true))
  await app.call('emails.schedule', { ids, when: friday })
  await app.call('history.undoLast', {})
  await expect.poll(() => look(app, id)).toEqual(draft(friday))
  expect((await app.call('emails.outbox', {})).nextAt).toBeNull()
})

test('redo gives it back the same time, and it waits for it', async () => {
  const { app, id } = await open()
  await app.call('emails.schedule', { ids: [id], when: tuesday })
  const { nextAt } = await app.call('emails.outbox', {})
  await app.call('history.undoLast', {})
  await expect.poll(async () => (await app.call('emails.outbox', {})).nextAt).toBeNull()
  await app.call('history.redoLast', {})
  await expect.poll(async () => (await app.call('emails.outbox', {})).nextAt).toBe(nextAt)
  expect(await look(app, id)).toEqual({ ...draft(tuesday), state: 'waiting' })
})

test('one that was to leave at once is offered to leave at once', async () => {
  const { app, id } = await open()
  await app.call('emails.schedule', { ids: [id], when: friday })
  await app.call('emails.cancel', { ids: [id] })
  await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
  await app.call('history.undoLast', {})
  await expect.poll(async () => (await look(app, id)).sendAt).toBeNull()
})

test('a mail that waits is given another time, and undo gives it back the one before', async () => {
  const { app, id } = await open()
  const ids = [id]
  const waiting = (when: typeof tuesday | typeof friday, unlessAnswered: boolean) => ({
    ...draft(when, unlessAnswered),
    state: 'waiting',
  })
  await app.call('emails.schedule', { ids, when: tuesday, unlessAnswered: true })
  const first = (await app.call('emails.outbox', {})).nextAt
  app.clock.advance(3_600_000)
  await app.call('emails.schedule', { ids, when: friday, unlessAnswered: true })
  expect(await look(app, id)).toEqual(waiting(friday, true))
  expect((await app.call('emails.outbox', {})).nextAt).toBeGreaterThan(first ?? 0)
  await app.call('history.undoLast', {})
  await expect.poll(() => look(app, id)).toEqual(waiting(tuesday, true))
  await expect.poll(async () => (await app.call('emails.outbox', {})).nextAt).toBe(first)

  // At once, with ten seconds to think again.
  await app.call('emails.schedule', { ids, when: { kind: 'now' } })
  const soon = app.clock.now() + 10_000
  expect((await app.call('emails.outbox', {})).nextAt).toBe(soon)
  await app.call('history.undoLast', {})
  await expect.poll(async () => (await app.call('emails.outbox', {})).nextAt).toBe(first)
})

test('several get another time in one act: each keeps what it waits for, one undo takes it back', async () => {
  const { app, id } = await open()
  const { contact } = (await app.call('emails.get', { id })).email
  const more = { contactId: contact.id, subject: 'And', body: '<p>Hi</p>' }
  const other = await app.call('emails.create', more)
  await app.call('emails.schedule', { ids: [id], when: tuesday, unlessAnswered: true })
  await app.call('emails.schedule', { ids: [other.id], when: tuesday, unlessAnswered: false })
  const done = await app.call('emails.schedule', {
    ids: [id, other.id],
    when: friday,
    unlessAnswered: 'as-before',
  })
  expect(done.scheduled).toBe(2)
  const waiting = (when: typeof tuesday | typeof friday) => [
    { ...draft(when, true), state: 'waiting' },
    { ...draft(when, false), state: 'waiting' },
  ]
  const looks = async () => [await look(app, id), await look(app, other.id)]
  expect(await looks()).toEqual(waiting(friday))
  await app.call('history.undoLast', {})
  await expect.poll(looks).toEqual(waiting(tuesday))
})
