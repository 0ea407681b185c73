import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open = async (): Promise<TestApplication> => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  return app
}

const finished = async (app: TestApplication, id: number): Promise<void> => {
  await expect
    .poll(async () => (await app.call('jobs.get', { id: id as never })).status)
    .toBe('done')
}

test('a restore forgets nobody who wants no mail, and lets nothing leave unasked', async () => {
  const app = await open()
  const account = {
    address: 'ada@lumen.example',
    fromName: 'Ada',
    provider: null,
    smtp: { host: 'localhost', port: 9, security: 'tls' },
    imap: null,
    userName: 'ada',
    signature: null,
    dailyLimit: 200,
  } as const
  await app.call('emailAccounts.create', account)
  const { id: contactId } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Bob',
    points: [{ kind: 'email', raw: 'bob@ross.example' }],
  })
  const written = { contactId, subject: 'Hello', body: '<p>Hello</p>' }
  const { id } = await app.call('emails.create', written)
  await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
  await finished(app, (await app.call('backups.create', {})).jobId)
  await app.call('suppressions.add', { address: 'bob@ross.example', note: 'on the phone' })
  await app.call('suppressions.add', { address: 'eve@ross.example' })
  await app.call('suppressions.lift', { address: 'eve@ross.example', note: 'mistake' })

  const [backup] = (await app.call('backups.list', {})).backups
  const rebuilt = new Promise<void>((resolve) => {
    app.application.events.subscribe((event) => event.type === 'rebuilt' && resolve())
  })
  await app.call('backups.restore', { id: backup?.id ?? '' })
  await rebuilt

  const { suppressions } = await app.call('suppressions.list', {})
  expect(suppressions).toMatchObject([{ address: 'bob@ross.example', note: 'on the phone' }])
  expect(await app.call('emails.outbox', {})).toMatchObject({
    holdAll: 'restored',
    counts: { held: 1, scheduled: 0 },
  })
  expect((await app.call('emails.get', { id })).email).toMatchObject({
    state: 'held',
    reason: 'restored',
  })
})
