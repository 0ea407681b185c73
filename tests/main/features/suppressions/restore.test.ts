import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open = async (): Promise<TestApplication> => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  return app
}

const finished = async (app: TestApplication, id: number): Promise<void> => {
  await expect
    .poll(async () => (await app.call('jobs.get', { id: id as never })).status, { timeout: 20_000 })
    .toBe('done')
}

test('a restore forgets nobody who wants no mail, and lets nothing leave unasked', async () => {
  const app = await open()
  const { id } = await addDraftToBob(app)
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
