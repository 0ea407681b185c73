import { expect, onTestFinished, test } from 'vitest'
import type { ContactId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const address = 'bob@bücher.example'
const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'UTC' } as const

/** Bob, known twice under one address, written in two ways. */
const open = async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { id, contactId } = await addDraftToBob(app, address)
  const email = (raw: string) => ({ kind: 'email', raw }) as const
  const points = [email('BOB@xn--bcher-kva.example'), email('bob@work.example')]
  const twin = await app.call('contacts.create', { kind: 'person', displayName: 'Bob R.', points })
  const findings = async () => {
    const { checks } = await app.call('emails.check', { ids: [id], when })
    return checks.filter(({ isBlocking }) => isBlocking).map(({ code }) => code)
  }
  const reason = async () => (await app.call('emails.get', { id })).email.reason
  const pointsOf = async (contact: ContactId) =>
    (await app.call('contacts.get', { id: contact })).points
  return { app, id, contactId, twin: twin.id, findings, reason, pointsOf }
}

test('who is not to be contacted gets no mail as somebody else with the same address', async () => {
  const { app, id, twin, findings, reason } = await open()
  await app.call('emails.schedule', { ids: [id], when })
  await app.call('contacts.update', { id: twin, doNotContact: true })
  expect(await findings()).toEqual(['do-not-contact'])
  expect(await reason()).toBe('do-not-contact')
  await app.call('contacts.update', { id: twin, doNotContact: false })
  expect(await findings()).toEqual([])
  expect(await reason()).toBeNull()
})

test('an address that wants no mail gets none, with whomever that is noted', async () => {
  const { app, id, twin, findings, reason, pointsOf } = await open()
  await app.call('emails.schedule', { ids: [id], when })
  const [shared, own] = await pointsOf(twin)
  if (shared === undefined || own === undefined) throw new Error('no addresses')
  await app.call('contacts.updatePoint', { id: own.id, optedOut: true })
  expect(await findings()).toEqual([])
  await app.call('contacts.updatePoint', { id: shared.id, optedOut: true })
  expect(await findings()).toEqual(['suppressed'])
  expect(await reason()).toBe('unsubscribed')
})

test('at another address than the shared one mail may leave', async () => {
  const { app, id, contactId, twin, findings } = await open()
  await app.call('contacts.update', { id: twin, doNotContact: true })
  const [point] = await app.call('contacts.get', { id: contactId }).then(({ points }) => points)
  await app.call('contacts.updatePoint', { id: point?.id ?? (0 as never), raw: 'b@ross.example' })
  await app.call('emails.update', { id, toAddress: null })
  expect(await findings()).toEqual([])
})
