import { expect, onTestFinished, test } from 'vitest'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const day = '2026-03-10' as CalendarDate
const everyWeek = { mode: 'after-completion', every: 1, unit: 'week' } as const

const open = async () => {
  const server = await startSmtpCatcher('starttls')
  onTestFinished(() => server.stop())
  const app = await openTestApplication({
    folder: temporaryFolder(),
    secrets: new MemorySecrets(),
    trustedCertificates: [testCertificates().authority],
    isSelfActing: true,
  })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', {
    address: 'ada@lumen.example',
    fromName: 'Ada Lumen',
    provider: null,
    smtp: { host: 'localhost', port: server.port, security: 'starttls' },
    imap: null,
    userName: 'ada',
    signature: null,
    dailyLimit: 200,
  })
  await app.call('emailAccounts.setPassword', { id: accountId, password: 'secret' })
  const { id: contactId } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Bob Ross',
    points: [{ kind: 'email', raw: 'bob@ross.example' }],
  })
  const step = { contactId, title: 'Send the offer', dueDay: day }
  const write = async (more: { readonly recurrence?: typeof everyWeek } = {}) => {
    const { id: followUpId } = await app.call('followUps.create', { ...step, ...more })
    const text = { subject: 'The offer', body: '<p>Here it is.</p>' }
    const { id } = await app.call('emails.create', { contactId, followUpId, ...text })
    return { id, followUpId }
  }
  const stepsOf = async () => (await app.call('followUps.list', { contactId })).followUps
  const leave = async (id: Awaited<ReturnType<typeof write>>['id']) => {
    await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
    app.clock.advance(11_000)
    // A word about the outbox makes it look at once.
    await app.call('emails.switch', { isOn: true })
    await expect.poll(async () => (await app.call('emails.get', { id })).email.state).toBe('sent')
  }
  return { app, server, contactId, write, stepsOf, leave }
}

test('a next step is done when its mail has left, and undo opens it again', async () => {
  const { app, server, contactId, write, stepsOf, leave } = await open()
  const { id, followUpId } = await write()
  await app.call('emails.schedule', { ids: [id], when: { kind: 'next-morning' } })
  expect(await stepsOf()).toMatchObject([{ status: 'open' }])
  await app.call('emails.cancel', { ids: [id] })
  expect(await stepsOf()).toMatchObject([{ status: 'open' }])
  await leave(id)
  await expect.poll(stepsOf).toMatchObject([{ id: followUpId, status: 'done' }])
  expect((await app.call('today.get', {})).doneToday.followUps).toBe(1)
  const { activities } = await app.call('activities.list', { contactId })
  expect(activities).toMatchObject([
    { kind: 'mail-sent', followUp: { id: followUpId, title: 'Send the offer' } },
  ])
  const [done] = (await app.call('history.list', {})).operations
  if (done === undefined) throw new Error('nothing happened')
  expect(done).toMatchObject({ code: 'followUps.completeByMail', state: 'done' })
  await app.call('history.undo', { id: done.id })
  expect(await stepsOf()).toMatchObject([{ status: 'open', completedAt: null }])
  // What the owner took back is not done once more.
  const { id: next } = await app.call('emails.create', { contactId, body: '<p>And you?</p>' })
  await leave(next)
  expect(await stepsOf()).toMatchObject([{ status: 'open' }])
  expect(server.mails).toHaveLength(2)
})

test('a step that recurs moves on as if it was done by hand', async () => {
  const { write, stepsOf, leave } = await open()
  const { id, followUpId } = await write({ recurrence: everyWeek })
  await leave(id)
  await expect.poll(async () => (await stepsOf()).length).toBe(2)
  const byHand = await open()
  const other = await byHand.write({ recurrence: everyWeek })
  await byHand.app.call('followUps.complete', { id: other.followUpId })
  const days = (steps: Awaited<ReturnType<typeof stepsOf>>) =>
    steps.map(({ status, dueDay }) => ({ status, dueDay }))
  expect(days(await stepsOf())).toEqual(days(await byHand.stepsOf()))
  expect((await stepsOf()).find(({ status }) => status === 'done')?.id).toBe(followUpId)
})

test('a mail sent with another program does the step as well, and undo takes back both', async () => {
  const { app, write, stepsOf } = await open()
  const { id } = await write()
  await app.call('emails.markSent', { id })
  expect(await stepsOf()).toMatchObject([{ status: 'done' }])
  await app.call('history.undoLast', {})
  expect(await stepsOf()).toMatchObject([{ status: 'open' }])
  expect((await app.call('emails.get', { id })).email.state).toBe('draft')
})

test('a step that was done or deleted meanwhile stays as it is', async () => {
  const { app, write, stepsOf, leave } = await open()
  const first = await write({ recurrence: everyWeek })
  await app.call('followUps.complete', { id: first.followUpId, outcome: 'by phone' })
  const before = await stepsOf()
  await leave(first.id)
  const second = await write()
  await app.call('followUps.delete', { id: second.followUpId })
  await leave(second.id)
  expect(await stepsOf()).toEqual(before)
})
