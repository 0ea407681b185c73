import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const address = 'bob@ross.example'

const open = async () => {
  const clock = new FakeClock()
  const app = await openTestApplication({ folder: temporaryFolder(), clock })
  onTestFinished(() => app.close())
  const draft = await addDraftToBob(app, address)
  return { app, clock, ...draft }
}

test('a mail that a wish stopped is offered when that is lifted, and waits for the owner', async () => {
  const { app, clock, id } = await open()
  await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
  await app.call('suppressions.add', { address })
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
  onTestFinished(() => void database.close())
  database.exec(`update deliveries set state = 'suppressed', reason = 'unsubscribed'`)
  const stopped = async () => (await app.call('emails.stopped', {})).emails.map((one) => one.id)
  expect(await stopped()).toEqual([])
  await app.call('suppressions.lift', { address, note: 'she called' })
  expect(await stopped()).toEqual([id])
  expect((await app.call('emails.get', { id })).email).toMatchObject({
    state: 'suppressed',
    mayGo: true,
  })
  clock.advance(31 * 86_400_000)
  expect(await stopped()).toEqual([])
  clock.advance(-31 * 86_400_000)
  await app.call('emails.decide', { ids: [id], decision: 'release' })
  expect((await app.call('emails.get', { id })).email.state).toBe('waiting')
  expect(await stopped()).toEqual([])
})

test('another program gets a mail to somebody who wants none by a word only', async () => {
  const { app, id, contactId } = await open()
  await app.call('suppressions.add', { address })
  const refused = (code: string) => ({ ok: false, error: { code: 'not-wanted', data: { code } } })
  expect(await app.reply('emails.asFile', { id })).toMatchObject(refused('suppressed'))
  expect(await app.reply('emails.markSent', { id })).toMatchObject(refused('suppressed'))
  await app.call('suppressions.lift', { address, note: 'she called' })
  await app.call('contacts.update', { id: contactId, doNotContact: true })
  expect(await app.reply('emails.asFile', { id })).toMatchObject(refused('do-not-contact'))
  expect((await app.call('emails.asFile', { id, anyway: true })).name).toBe('Hello.eml')
  await app.call('emails.markSent', { id, anyway: true })
  expect(await app.reply('emails.get', { id })).toMatchObject({ error: { code: 'not-found' } })
})
