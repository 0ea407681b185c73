import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open = async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { contactId } = await addDraftToBob(app)
  const { points } = await app.call('contacts.get', { id: contactId })
  const [point] = points
  if (point === undefined) throw new Error('no address')
  const wishes = async () => {
    const { doNotContact, ...record } = await app.call('contacts.get', { id: contactId })
    return { doNotContact, optedOut: record.points[0]?.optedOut }
  }
  return { app, contactId, point, wishes }
}

test('a wish for no mail that is noted and taken back at once is two acts', async () => {
  const { app, point, wishes } = await open()
  const noted = await app.call('contacts.updatePoint', { id: point.id, optedOut: true })
  const gone = await app.call('contacts.updatePoint', { id: point.id, optedOut: false })
  expect(gone.operationId).not.toBe(noted.operationId)
  await app.call('history.undoLast', {})
  expect(await wishes()).toMatchObject({ optedOut: true })
  await app.call('history.undoLast', {})
  expect(await wishes()).toMatchObject({ optedOut: false })
})

test('so is everything that is either so or not; what is typed stays one', async () => {
  const { app, contactId: id, wishes } = await open()
  for (const doNotContact of [true, false]) await app.call('contacts.update', { id, doNotContact })
  await app.call('history.undoLast', {})
  expect(await wishes()).toMatchObject({ doNotContact: true })
  for (const jobTitle of ['Pain', 'Painter']) await app.call('contacts.update', { id, jobTitle })
  await app.call('history.undoLast', {})
  expect((await app.call('contacts.get', { id })).jobTitle).toBeNull()
})
