import { expect, onTestFinished, test } from 'vitest'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const old = 'bob@ross.example'
const other = 'bob@work.example'
const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'UTC' } as const
const email = (raw: string) => ({ kind: 'email', raw }) as const

/** Bob, a draft to him, and what his mails say. */
const open = async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { id, contactId } = await addDraftToBob(app, old)
  const points = async (contact = contactId) =>
    (await app.call('contacts.get', { id: contact })).points
  const correct = async (raw: string) => {
    const [point] = await points()
    if (point === undefined) throw new Error('no address')
    await app.call('contacts.updatePoint', { id: point.id, raw })
  }
  const findings = async (mail: EmailId) => {
    const { checks } = await app.call('emails.check', { ids: [mail], when })
    return checks.filter(({ isBlocking }) => isBlocking).map(({ code, field }) => [code, field])
  }
  const write = async (contact: ContactId) => {
    const text = { contactId: contact, subject: 'Hello', body: '<p>Hi</p>' }
    return (await app.call('emails.create', text)).id
  }
  const refusal = async (contact: ContactId) => findings(await write(contact))
  const add = async (displayName: string, ...addresses: string[]) => {
    const person = { kind: 'person', displayName, points: addresses.map(email) } as const
    return (await app.call('contacts.create', person)).id
  }
  const suppress = () => app.call('suppressions.add', { address: old })
  const lift = () => app.call('suppressions.lift', { address: old, note: 'asked again' })
  return { app, id, contactId, points, correct, findings, write, refusal, add, suppress, lift }
}

test('a wish binds the person at a corrected address, until it is lifted', async () => {
  const { app, id, contactId, correct, findings, refusal, suppress, lift } = await open()
  await suppress()
  await correct(other)
  expect(await findings(id)).toEqual([['suppressed', old]])
  expect(await refusal(contactId)).toEqual([['suppressed', old]])
  expect(await app.reply('emails.schedule', { ids: [id], when })).toMatchObject({
    error: { code: 'not-ready' },
  })
  const text = { contactId, accountId: null, subject: 'Hello', body: '<p>Hi</p>' }
  const { checks } = await app.call('emails.preview', text)
  expect(checks).toContainEqual({ code: 'suppressed', isBlocking: true, field: old })
  await lift()
  expect(await refusal(contactId)).toEqual([])
})

test('another address of theirs does not take the place of the one that opted out', async () => {
  const { app, contactId, points, refusal, suppress } = await open()
  await app.call('contacts.addPoint', { contactId, point: email(other) })
  await suppress()
  const [point] = await points()
  await app.call('contacts.removePoint', { id: point?.id ?? (0 as never) })
  expect(await refusal(contactId)).toEqual([['suppressed', old]])
})

test('a mail that waits says at which address they asked', async () => {
  const { app, id, correct, suppress } = await open()
  await app.call('emails.schedule', { ids: [id], when })
  await suppress()
  await correct(other)
  expect((await app.call('emails.get', { id })).email).toMatchObject({
    state: 'waiting',
    reason: 'unsubscribed',
    askedAt: old,
    toAddress: other,
  })
})

test('of two who share an address both are bound, and who gets it later only there', async () => {
  const { app, contactId, points, refusal, add, suppress, lift } = await open()
  const ana = await add('Ana', 'ana@ross.example', 'BOB@Ross.example')
  await suppress()
  expect(await refusal(ana)).toEqual([['suppressed', old]])
  const cy = await add('Cy', 'cy@ross.example', old)
  expect(await refusal(cy)).toEqual([])
  const [point] = await points(cy)
  await app.call('contacts.removePoint', { id: point?.id ?? (0 as never) })
  expect(await refusal(cy)).toEqual([['suppressed', null]])
  await lift()
  for (const id of [contactId, ana, cy]) expect(await refusal(id)).toEqual([])
})

test('who is deleted and comes back by undo is still bound', async () => {
  const { app, contactId, correct, refusal, suppress } = await open()
  await suppress()
  await app.call('contacts.delete', { selection: { ids: [contactId] } })
  await app.call('history.undoLast', {})
  await correct(other)
  expect(await refusal(contactId)).toEqual([['suppressed', old]])
})

test('a restore forgets nobody who is bound', async () => {
  const { app, contactId, correct, refusal, suppress } = await open()
  await correct(other)
  await correct(old)
  const { jobId } = await app.call('backups.create', {})
  await expect
    .poll(async () => (await app.call('jobs.get', { id: jobId })).status, { timeout: 20_000 })
    .toBe('done')
  await suppress()
  const [backup] = (await app.call('backups.list', {})).backups
  const rebuilt = new Promise<void>((resolve) => {
    app.application.events.subscribe((event) => event.type === 'rebuilt' && resolve())
  })
  await app.call('backups.restore', { id: backup?.id ?? '' })
  await rebuilt
  await correct(other)
  expect(await refusal(contactId)).toEqual([['suppressed', old]])
})
