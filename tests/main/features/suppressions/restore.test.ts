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

/** Puts the newest backup in place. */
const restore = async (app: TestApplication): Promise<void> => {
  const [backup] = (await app.call('backups.list', {})).backups
  const rebuilt = new Promise<void>((resolve) => {
    app.application.events.subscribe((event) => event.type === 'rebuilt' && resolve())
  })
  await app.call('backups.restore', { id: backup?.id ?? '' })
  await rebuilt
}

test('a restore forgets nobody who wants no mail, and lets nothing leave unasked', async () => {
  const app = await open()
  const { id } = await addDraftToBob(app)
  await app.call('emails.schedule', { ids: [id], when: { kind: 'now' } })
  await finished(app, (await app.call('backups.create', {})).jobId)
  await app.call('suppressions.add', { address: 'bob@ross.example', note: 'on the phone' })
  await app.call('suppressions.add', { address: 'eve@ross.example' })
  await app.call('suppressions.lift', { address: 'eve@ross.example', note: 'mistake' })

  await restore(app)

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

test('a restore takes back no “do not contact” and no opting out, until the owner does', async () => {
  const app = await open()
  const { contactId: bob } = await addDraftToBob(app)
  const person = async (displayName: string, raw: string) =>
    app.call('contacts.create', { kind: 'person', displayName, points: [{ kind: 'email', raw }] })
  const { id: eve } = await person('Eve', 'Eve@ross.example')
  const { id: cy } = await person('Cy', 'cy@ross.example')
  await person('Dan', 'dan@ross.example')
  await finished(app, (await app.call('backups.create', {})).jobId)
  await app.call('contacts.update', { id: bob, doNotContact: true })
  // Deleted since, and made anew with the same address.
  await app.call('contacts.delete', { selection: { ids: [eve] } })
  const { id: evesOther } = await person('Eve Ross', 'eve@ross.example')
  await app.call('contacts.update', { id: evesOther, doNotContact: true })
  const [point] = (await app.call('contacts.get', { id: cy })).points
  await app.call('contacts.updatePoint', { id: point?.id ?? (0 as never), optedOut: true })
  const flags = async () => {
    const found = await Promise.all([bob, eve, cy].map((id) => app.call('contacts.get', { id })))
    return found.map(({ doNotContact, points }) => [doNotContact, points[0]?.optedOut])
  }

  await restore(app)

  const kept = [
    [true, false],
    [true, false],
    [false, true],
  ]
  expect(await flags()).toEqual(kept)
  const { operations } = await app.call('history.list', {})
  const { id, code, actor, contactCount } = operations[0] ?? {}
  expect({ code, actor, contactCount }).toEqual({
    code: 'backups.keepConsents',
    actor: 'system',
    contactCount: 3,
  })
  await app.call('history.undo', { id: id ?? (0 as never) })
  expect(await flags()).toEqual(kept.map(() => [false, false]))
})
