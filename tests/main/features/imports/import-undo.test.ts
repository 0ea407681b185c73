import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { type ImportApplication, openImportApplication } from '#tests/support/import-application.ts'

let app: ImportApplication
beforeEach(async () => {
  app = await openImportApplication()
})
afterEach(() => app.close())

const known = 'Name,Email,Phone\nAna,ana@x.pt,912000111\nRui,rui@x.pt,912000222\n'
const file =
  'Name,Email,Phone,Level\nAna,ana@x.pt,912000333,A1\nRui,rui@x.pt,912000444,B1\nEva,eva@x.pt,,B2\n'
const columns = [
  { field: 'display-name' },
  { field: 'email' },
  { field: 'phone', rule: 'overwrite' },
  { field: 'custom-field', customField: { name: 'Level', type: 'text' } },
] as const

const brought = async () => {
  const first = await app.plan(known)
  await app.commit(first.jobId)
  const before = canonicalDump(app.database)
  const plan = await app.plan(file, { columns: [...columns] })
  expect(plan.counts).toMatchObject({ new: 1, changed: 2, newFields: ['Level'] })
  const outcome = await app.commit(plan.jobId)
  if (outcome.code !== 'applied') throw new Error(outcome.code)
  return { before, jobId: plan.jobId, operationId: outcome.operationId }
}

describe('imports.undo', () => {
  it('takes everything back, changed people too, and can be redone', async () => {
    const { before, jobId } = await brought()
    const after = canonicalDump(app.database)
    const undone = await app.call('imports.undo', { jobId })
    expect(undone.undid.code).toBe('imports.commit')
    expect(canonicalDump(app.database)).toBe(before)
    if (undone.operationId !== null) await app.call('history.undo', { id: undone.operationId })
    expect(canonicalDump(app.database)).toBe(after)
  })

  it('lists who was edited since, and does what is decided', async () => {
    const { before, jobId, operationId } = await brought()
    const { rows } = await app.call('contacts.list', {})
    const idOf = (name: string) => rows.find(({ displayName }) => displayName === name)!.id
    const ana = await app.call('contacts.get', { id: idOf('Ana') })
    const phone = ana.points.find(({ kind }) => kind === 'phone')!
    await app.call('contacts.updatePoint', { id: phone.id, raw: '912000999' })
    await app.call('contacts.update', { id: idOf('Eva'), jobTitle: 'Founder' })
    const refused = await app.reply('imports.undo', { jobId })
    if (refused.ok || refused.error.code !== 'conflicts') throw new Error('no conflicts')
    const data = refused.error.data as { conflicts: { key: string; contact: { name: string } }[] }
    expect(new Set(data.conflicts.map(({ contact }) => contact.name))).toEqual(
      new Set(['Ana', 'Eva']),
    )
    // Mine stays: Ana's number and Eva; Rui's number goes back.
    const kept = await app.call('imports.undo', { jobId, decided: true })
    expect((await app.call('contacts.count', {})).people).toBe(3)
    const rui = await app.call('contacts.get', { id: idOf('Rui') })
    expect(rui.points.map(({ normalized }) => normalized)).toContain('+351912000222')
    if (kept.operationId !== null) await app.call('history.undo', { id: kept.operationId })
    const takeBack = data.conflicts.map(({ key }) => key)
    await app.call('imports.undo', { jobId, decided: true, takeBack })
    const names = (await app.call('contacts.list', {})).rows.map((row) => row.displayName)
    expect(names.toSorted()).toEqual(['Ana', 'Rui'])
    expect(canonicalDump(app.database)).toBe(before)
    expect(operationId).not.toBeNull()
  })
})

describe('whom an import brought', () => {
  it('is a filter of the list', async () => {
    const { operationId } = await brought()
    if (operationId === null) throw new Error('nothing was done')
    const names = async (importedChange: boolean) =>
      (
        await app.call('contacts.list', { filter: { importedBy: operationId, importedChange } })
      ).rows.map(({ displayName }) => displayName)
    expect(await names(false)).toEqual(['Eva'])
    expect(await names(true)).toEqual(['Ana', 'Rui'])
  })
})

describe('imports.quarantine', () => {
  it('writes the rows that stayed outside as they stand in the file', async () => {
    const messy =
      'Name;E-Mail;Bemerkung\nAna;ana@x.pt;"a; ""b"""\nRita;rita@mail;"zwei\nZeilen"\nEva;eva@x.pt;\n'
    const plan = await app.plan(messy, { unreadable: 'set-aside' })
    await app.revise(plan.jobId, { leaveOut: [{ row: 4, isLeftOut: true }] })
    const written = await app.call('imports.quarantine', { jobId: plan.jobId })
    expect(written).toMatchObject({ rows: 2, fileName: 'people-set-aside.csv' })
    expect(await app.download(written.file)).toBe(
      '\uFEFFName;E-Mail;Bemerkung\r\nRita;rita@mail;"zwei\nZeilen"\r\nEva;eva@x.pt;\r\n',
    )
    await app.commit(plan.jobId)
    const repaired = (await app.download(written.file)).replace('rita@mail', 'rita@mail.pt')
    const again = await app.plan(repaired)
    expect(again.counts).toMatchObject({ rows: 2, new: 2 })
  })
})

it('revises only rows there are, and only while nothing works on the plan', async () => {
  const plan = await app.plan(known)
  expect(
    await app.reply('imports.revise', {
      planId: plan.jobId,
      leaveOut: [{ row: 99, isLeftOut: true }],
    }),
  ).toMatchObject({ ok: false, error: { code: 'no-such-row', data: { row: 99 } } })
  const { jobId } = await app.call('imports.revise', { planId: plan.jobId })
  expect(await app.reply('imports.rehearsal', { jobId })).toMatchObject({
    ok: false,
    error: { code: 'not-ready' },
  })
  await app.finished(jobId)
  expect((await app.call('imports.rehearsal', { jobId })).counts).toMatchObject({ new: 2 })
})
