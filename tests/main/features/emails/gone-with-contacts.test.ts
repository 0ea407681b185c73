import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test.each(['held', 'failed', 'suppressed'])(
  'a %s mail of a deleted contact is counted no more, and pages hear of it',
  async (state) => {
    const app = await openTestApplication({ folder: temporaryFolder() })
    onTestFinished(() => app.close())
    const { id, contactId } = await addDraftToBob(app)
    await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
    const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
    onTestFinished(() => void database.close())
    database.prepare('update deliveries set state = ?').run(state)
    const counts = async () => {
      const { held, failed, scheduled } = (await app.call('emails.outbox', {})).counts
      return { stuck: held + failed, scheduled }
    }
    expect(await counts()).toEqual({ stuck: 1, scheduled: 0 })
    const told: unknown[] = []
    app.application.events.subscribe((event) => {
      if (event.type === 'change' && 'deliveries' in event.tables)
        told.push(event.tables.deliveries)
    })
    await app.call('contacts.delete', { selection: { ids: [contactId] } })
    await expect.poll(counts).toEqual({ stuck: 0, scheduled: 0 })
    expect(told).toEqual([[id]])
    await app.call('history.undoLast', {})
    await expect.poll(counts).toEqual({ stuck: 0, scheduled: 1 })
    expect(told).toEqual([[id], [id]])
  },
)
