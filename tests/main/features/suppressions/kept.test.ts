import { expect, onTestFinished, test } from 'vitest'
import type { ContactId } from '#shared/domain/ids.ts'
import { openImportApplication } from '#tests/support/import-application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'

const now = { kind: 'now' } as const
const address = 'bob@ross.example'

test('nobody gets an address back by an import, another contact, the bin or undo', async () => {
  const office = await openImportApplication()
  onTestFinished(() => office.close())
  const { app } = office
  const { id, contactId } = await addDraftToBob(app)
  await office.call('suppressions.add', { address, note: 'on the phone' })
  const isRefused = async (mail: typeof id): Promise<boolean> => {
    const reply = await app.reply('emails.schedule', { ids: [mail], when: now })
    return !reply.ok && JSON.stringify(reply.error).includes('suppressed')
  }
  const isRefusedTo = async (contact: ContactId): Promise<boolean> => {
    const text = { contactId: contact, subject: 'Hello', body: '<p>Hi</p>' }
    return isRefused((await office.call('emails.create', text)).id)
  }
  expect(await isRefused(id)).toBe(true)

  // The contact is gone, and comes back with a file.
  await office.call('contacts.delete', { selection: { ids: [contactId] } })
  const { jobId } = await office.plan(`Name,E-mail\nBob Ross,BOB@Ross.example\n`)
  await office.commit(jobId)
  const [brought] = (await office.call('contacts.list', {})).rows
  expect(await isRefusedTo(brought?.id ?? contactId)).toBe(true)

  // Somebody else has the address now.
  const points = [{ kind: 'email', raw: address } as const]
  const eve = { kind: 'person', displayName: 'Eve', points } as const
  expect(await isRefusedTo((await office.call('contacts.create', eve)).id)).toBe(true)

  // Everything that can be undone is.
  for (;;) {
    const reply = await app.reply('history.undoLast', {})
    if (!reply.ok) break
  }
  const { suppressions } = await office.call('suppressions.list', {})
  expect(suppressions).toMatchObject([{ address, note: 'on the phone' }])
})
