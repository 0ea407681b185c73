import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test.each([
  ['waiting', null],
  ['deferred', 'connection'],
])('a %s mail says at once that nobody may get it', async (state, reason) => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { id, contactId } = await addDraftToBob(app, 'Bob@Ross.example')
  const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'Asia/Shanghai' } as const
  await app.call('emails.schedule', { ids: [id], when })
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
  onTestFinished(() => void database.close())
  database.prepare('update deliveries set state = ?, reason = ?').run(state, reason)
  const line = async () => {
    const { emails } = await app.call('emails.list', { group: 'scheduled' })
    return emails.map((mail) => ({ state: mail.state, reason: mail.reason }))
  }
  expect(await line()).toEqual([{ state, reason }])
  const address = 'bob@ross.example'
  await app.call('suppressions.add', { address })
  expect(await line()).toEqual([{ state, reason: 'unsubscribed' }])
  expect((await app.call('emails.get', { id })).email.reason).toBe('unsubscribed')
  await app.call('suppressions.lift', { address, note: 'asked again' })
  expect(await line()).toEqual([{ state, reason }])
  await app.call('contacts.update', { id: contactId, doNotContact: true })
  expect(await line()).toEqual([{ state, reason: 'do-not-contact' }])
})
