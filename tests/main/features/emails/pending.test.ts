import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { idleAccount } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('of what has not left to somebody, what waits for the owner comes first', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  await app.call('emailAccounts.create', { ...idleAccount, signature: null })
  const person = async (raw: string) =>
    (
      await app.call('contacts.create', {
        kind: 'person',
        displayName: raw,
        points: [{ kind: 'email', raw }],
      })
    ).id
  const contactId = await person('ana@lumen.example')
  const other = await person('bob@ross.example')
  const states = ['waiting', 'sent', 'held', 'failed', 'body', 'uncertain', 'dismissed', 'deferred']
  const ids: EmailId[] = []
  for (const name of ['draft', ...states, 'newest']) {
    const to = name === 'newest' ? other : contactId
    const text = { subject: name, body: '<p>Hello</p>' }
    ids.push((await app.call('emails.create', { contactId: to, ...text })).id)
    app.clock.advance(1000)
  }
  const planned = ids.slice(1, 1 + states.length)
  await app.call('emails.schedule', { ids: planned, when: { kind: 'next-morning' } })
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
  const set = database.prepare('update deliveries set state = ? where email_id = ?')
  for (const [place, state] of states.entries()) set.run(state, planned[place])
  database.close()
  const pending = async (limit?: number) =>
    (await app.call('emails.pending', { contactId, ...(limit && { limit }) })).emails.map(
      ({ subject }) => subject,
    )
  const all = ['uncertain', 'held', 'failed', 'body', 'waiting', 'deferred', 'draft']
  expect(await pending()).toEqual(all)
  expect(await pending(3)).toEqual(all.slice(0, 3))
  const { emails } = await app.call('emails.pending', { contactId })
  // A line is that of the outbox.
  const { emails: held } = await app.call('emails.list', { group: 'held' })
  expect(emails[1]).toEqual(held[0])
})
