import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { EmailId, OperationId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { mailText } from '#tests/support/mailbox-workspace.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let dovecot: Dovecot
let users = 0
const minute = 60_000
const bob = 'bob@ross.example'

describe.skipIf(dovecotObstacle !== null)(
  `mail that came in stays what it is, whatever is undone (${dovecotObstacle ?? 'Dovecot'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    /** A mail to Bob that waits for his answer, and his answer that was read. */
    const openAnswered = async () => {
      const clock = new FakeClock()
      const trustedCertificates = [dovecot.ca]
      const app = await openTestApplication({
        folder: temporaryFolder(),
        clock,
        trustedCertificates,
      })
      onTestFinished(() => app.close())
      const user = `nora${(users += 1)}`
      const server = { host: 'localhost', security: 'tls' } as const
      const account = await app.call('emailAccounts.create', {
        address: 'nora@hale.example',
        fromName: 'Nora',
        provider: null,
        smtp: { ...server, port: 1 },
        imap: { ...server, port: dovecot.tlsPort },
        userName: user,
        signature: null,
        dailyLimit: 200,
      })
      await app.call('emailAccounts.setPassword', { id: account.id, password: 'p' })
      const created = await app.call('contacts.create', {
        kind: 'person',
        displayName: 'Bob',
        points: [{ kind: 'email', raw: bob }],
      })
      const mail = { contactId: created.id, subject: 'Winter', body: '<p>Hello</p>' }
      const { id } = await app.call('emails.create', mail)
      await app.call('mailboxes.sync', {})
      const scheduled = await app.call('emails.schedule', {
        ids: [id],
        when: { kind: 'in-days', days: 3 },
        unlessAnswered: true,
      })
      clock.advance(2 * minute)
      const answer = { From: bob, To: 'nora@hale.example', 'Message-ID': '<yes@ross.example>' }
      const headers = { ...answer, Date: new Date(clock.now()).toUTCString(), Subject: 'Yes' }
      dovecot.deliver(user, mailText(headers, 'Yes, I want it.'), { at: clock.now() })
      clock.advance(minute)
      await app.call('mailboxes.sync', {})
      const opened = { app, id, contactId: created.id }
      expect(await stateOf(app, id)).toBe('draft')
      expect(await kinds(app, created.id)).toEqual(['mail-received'])
      return { ...opened, created: created.operationId, scheduled: scheduled.operationId }
    }

    const stateOf = async (app: TestApplication, id: EmailId) =>
      (await app.call('emails.get', { id })).email.state
    const kinds = async (app: TestApplication, contactId: number) => {
      const timeline = await app.reply('activities.list', { contactId })
      const { activities } = (timeline as unknown as { value: { activities: { kind: string }[] } })
        .value
      return activities.map(({ kind }) => kind)
    }
    const operations = async (app: TestApplication) =>
      (await app.call('history.list', {})).operations

    test('its line in History has no undo, and the follow-up stays stopped', async () => {
      const { app, id, contactId } = await openAnswered()
      const line = (await operations(app)).find(({ code }) => code === 'mailboxes.sync')
      expect(line).toMatchObject({ state: 'came-in', actor: 'sync', undoneBy: null })
      const undone = await app.reply('history.undo', { id: line?.id })
      expect(undone).toMatchObject({
        ok: false,
        error: { code: 'not-undoable', data: { reason: 'came-in' } },
      })
      expect(await stateOf(app, id)).toBe('draft')
      expect(await kinds(app, contactId)).toEqual(['mail-received'])
    })

    test('Ctrl+Z passes it over; the scheduling taken back and done again does not wait', async () => {
      const { app, id, contactId, scheduled } = await openAnswered()
      const undone = await app.call('history.undoLast', {})
      expect(undone.undid.id).toBe(scheduled)
      expect(await stateOf(app, id)).toBe('draft')
      await app.reply('history.redoLast', {})
      expect(await stateOf(app, id)).toBe('draft')
      expect(await kinds(app, contactId)).toEqual(['mail-received'])
    })

    test('undo of the contact asks; the mail stays with the contact or goes with it', async () => {
      const { app, contactId, created } = await openAnswered()
      // An act that changed rows.
      const id = created as OperationId
      const asked = await app.reply('history.undo', { id })
      expect(asked).toMatchObject({ ok: false, error: { code: 'conflicts' } })
      const { conflicts } = await app.call('history.get', { id })
      await app.call('history.undo', { id, decided: true })
      expect(await kinds(app, contactId)).toEqual(['mail-received'])
      const takeBack = conflicts.map(({ key }) => key)
      const again = await openAnswered()
      const wish = { id: again.created as OperationId, decided: true, takeBack }
      await again.app.call('history.undo', wish)
      expect(await again.app.reply('contacts.get', { id: again.contactId })).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      })
      expect((await operations(again.app)).map(({ state }) => state)).toContain('came-in')
    })
  },
)
