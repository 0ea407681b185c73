import { expect, onTestFinished, test } from 'vitest'
import { openImportApplication } from '#tests/support/import-application.ts'
import { addDraftToBob } from '#tests/support/mail-accounts.ts'

const address = 'bob@ross.example'
const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'UTC' } as const

test('mail that waits says at once that a file has brought a wish, and still when it is undone', async () => {
  const office = await openImportApplication()
  onTestFinished(() => office.close())
  const { id } = await addDraftToBob(office.app, address)
  await office.call('emails.schedule', { ids: [id], when })
  const told = new Set<string>()
  office.app.application.events.subscribe((event) => {
    if (event.type === 'change') for (const table of Object.keys(event.tables)) told.add(table)
  })
  const line = async () => {
    const { emails } = await office.call('emails.list', { group: 'scheduled' })
    return emails.map(({ state, reason }) => ({ state, reason }))
  }
  const wish = { address, reason: 'objection', at: '2026-01-01T00:00:00.000Z', note: null }
  const cell = JSON.stringify({ ...wish, whom: 'person' }).replaceAll('"', '""')
  const { jobId, counts } = await office.plan(
    `uid,Kind,Name,Job title,Email,No mail to\n,person,Bob,Painter,${address},"${cell}"\n`,
  )
  expect(counts).toMatchObject({ new: 0, changed: 1 })
  await office.commit(jobId)
  // Under this name pages know where mails are, and why.
  expect([...told]).toContain('deliveries')
  expect(await line()).toEqual([{ state: 'waiting', reason: 'unsubscribed' }])
  await office.call('imports.undo', { jobId })
  expect(await line()).toEqual([{ state: 'waiting', reason: 'unsubscribed' }])
})
