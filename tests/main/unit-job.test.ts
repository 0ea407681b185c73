import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ContactId, OperationId, TagId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let app: TestApplication

beforeEach(async () => {
  app = await openTestApplication({ folder: temporaryFolder() })
})
afterEach(() => app.close())

const people = async (count: number, companyName?: string): Promise<ContactId[]> => {
  const ids: ContactId[] = []
  for (let n = 0; n < count; n += 1) {
    const name = { displayName: `Person ${n}`, ...(companyName ? { companyName } : {}) }
    ids.push((await app.call('contacts.create', { kind: 'person', ...name })).id)
  }
  return ids
}

const kinds = async (): Promise<string[]> =>
  (await app.call('jobs.list', {})).jobs.map(({ kind, status }) => `${kind} ${status}`)

/** The newest operation is that one, of the owner, and can be undone and redone. */
const expectLast = async (
  operationId: number | null,
  code: string,
  state = 'done',
): Promise<void> => {
  const [last] = (await app.call('history.list', { limit: 1 })).operations
  expect(last).toMatchObject({ id: operationId, code, actor: 'owner', state })
}

test('a tag that many carry is renamed and deleted behind, each as one operation', async () => {
  const ids = await people(501)
  const added = await app.call('contacts.addTag', { selection: { ids }, name: 'Many' })
  const tagId = added.tagId ?? (0 as TagId)
  const other = await app.call('tags.create', { name: 'Other' })

  const taken = await app.reply('tags.rename', { id: tagId, name: 'other' })
  expect(taken).toMatchObject({ error: { code: 'name-taken', data: { name: 'other' } } })
  const renamed = await app.call('tags.rename', { id: tagId, name: 'Everybody' })
  await expectLast(renamed.operationId, 'tags.rename')
  expect(await app.call('tags.rename', { id: tagId, name: 'Everybody' })).toEqual({
    operationId: null,
  })

  const deleted = await app.call('tags.delete', { id: tagId })
  await expectLast(deleted.operationId, 'tags.delete')
  expect((await app.call('tags.list', {})).tags.map(({ id }) => id)).toEqual([other.id])
  expect(await kinds()).toEqual(expect.arrayContaining(['tags.rename done', 'tags.delete done']))
  await app.call('history.undoLast', {})
  expect((await app.call('tags.list', {})).tags).toMatchObject([
    { name: 'Everybody', contactCount: 501 },
    { name: 'Other', contactCount: 0 },
  ])
})

test('a new tag of many is made behind together with its carriers, and one undo takes all back', async () => {
  const ids = await people(501)
  const selection = { ids }
  const added = await app.call('contacts.addTag', { selection, name: 'Many' })
  const { tags } = await app.call('tags.list', {})
  expect(tags).toMatchObject([{ id: added.tagId, name: 'Many', contactCount: 501 }])
  expect(added).toMatchObject({ changed: 501, jobId: null })
  expect(await kinds()).toEqual(['contacts.bulk done'])
  await expectLast(added.operationId, 'contacts.addTag')

  const again = await app.call('contacts.addTag', { selection, name: 'many' })
  expect(again).toMatchObject({ changed: 0, operationId: null, tagId: added.tagId })
  await app.call('history.undoLast', {})
  expect(await app.call('tags.list', {})).toEqual({ tags: [] })
  await app.call('history.redoLast', {})
  expect((await app.call('tags.list', {})).tags).toMatchObject([
    { id: added.tagId, contactCount: 501 },
  ])
})

test('a field that many have filled is deleted behind', async () => {
  const { id: fieldId } = await app.call('customFields.create', { name: 'Size', type: 'number' })
  for (const contactId of await people(501)) {
    const value = { type: 'number' as const, value: contactId }
    await app.call('contacts.setCustomValue', { contactId, fieldId, value })
  }
  const { operationId } = await app.call('customFields.delete', { id: fieldId })
  await expectLast(operationId, 'customFields.delete')
  expect(await kinds()).toContain('customFields.delete done')
  await app.call('history.undoLast', {})
  expect((await app.call('customFields.list', {})).fields).toMatchObject([{ valueCount: 501 }])
})

test('a company of many is renamed behind, and its people are found by the new name', async () => {
  const [id = 0 as ContactId] = await people(11, 'Acme')
  const { company } = await app.call('contacts.get', { id })
  const companyId = company?.id ?? (0 as ContactId)
  const own = await app.reply('contacts.update', { id: companyId, displayName: 'B', companyId })
  expect(own).toMatchObject({ error: { code: 'own-company' } })
  const patch = { id: companyId, displayName: 'Brandneu' }
  const { operationId } = await app.call('contacts.update', patch)
  await expectLast(operationId, 'contacts.update')
  expect(await kinds()).toContain('contacts.update done')
  const found = await app.call('contacts.count', { filter: { search: 'brandneu' } })
  expect(found).toEqual({ people: 11, companies: 1 })
})

test('more than a few contacts are deleted and staged behind, and the caller gets the count', async () => {
  const ids = await people(201)
  const staged = await app.call('contacts.setStage', { selection: { ids }, stage: 'grow' })
  expect(staged).toMatchObject({ changed: 201, jobId: null })
  const selection = { ids: ids.slice(0, 11) }
  const deleted = await app.call('contacts.delete', { selection })
  expect(deleted).toMatchObject({ changed: 11, jobId: null })
  await expectLast(deleted.operationId, 'contacts.delete')
  expect(await kinds()).toEqual(['contacts.bulk done', 'contacts.bulk done'])
  await app.call('history.undoLast', {})
  expect(await app.call('contacts.count', {})).toEqual({ people: 201, companies: 0 })
})

test('a company of many is deleted behind, and its people stay', async () => {
  const [id = 0 as ContactId] = await people(51, 'Acme')
  const { company } = await app.call('contacts.get', { id })
  const selection = { ids: [company?.id ?? (0 as ContactId)] }
  expect(await app.call('contacts.delete', { selection })).toMatchObject({
    changed: 1,
    jobId: null,
  })
  expect(await kinds()).toEqual(['contacts.bulk done'])
  expect(await app.call('contacts.count', {})).toEqual({ people: 51, companies: 0 })
  expect((await app.call('contacts.get', { id })).company).toBeNull()
})

test('a tag that goes while somebody is about to get it is made anew', async () => {
  const ids = await people(1)
  const { id } = await app.call('tags.create', { name: 'Brief' })
  const [, added] = await Promise.all([
    app.call('tags.delete', { id }),
    app.call('contacts.addTag', { selection: { ids }, name: 'Brief' }),
  ])
  expect(added.changed).toBe(1)
  const { tags } = await app.call('tags.list', {})
  expect(tags).toMatchObject([{ id: added.tagId, name: 'Brief', contactCount: 1 }])
})

test('the undo of many rows is done behind, one after the other, and the caller gets it', async () => {
  const ids = await people(102)
  const former = await app.call('contacts.delete', { selection: { ids: ids.slice(51) } })
  const latter = await app.call('contacts.delete', { selection: { ids: ids.slice(0, 51) } })

  const [first, second] = await Promise.all([
    app.call('history.undoLast', {}),
    app.call('history.undoLast', {}),
  ])
  expect(first).toMatchObject({ undid: { id: latter.operationId, state: 'undone' }, jobId: null })
  expect(second).toMatchObject({ undid: { id: former.operationId, state: 'undone' }, jobId: null })
  expect(await app.call('contacts.count', {})).toEqual({ people: 102, companies: 0 })

  const redone = await app.call('history.redoLast', {})
  await expectLast(redone.operationId, 'history.redo', 'is-undo')
  expect(await app.call('contacts.count', {})).toEqual({ people: 51, companies: 0 })
  const undos = ['history.undo done', 'history.undo done', 'history.undo done']
  expect(await kinds()).toEqual([...undos, 'contacts.bulk done', 'contacts.bulk done'])
})

test('an undo behind tells what it meets, and goes on as decided', async () => {
  const ids = await people(60)
  const deleted = await app.call('contacts.delete', { selection: { ids } })
  const back = await app.call('history.undo', { id: deleted.operationId ?? (0 as OperationId) })
  const id = back.operationId ?? (0 as OperationId)
  await app.call('contacts.update', { id: ids[3] ?? (0 as ContactId), nickname: 'Kept' })
  expect(await app.reply('history.undo', { id })).toMatchObject({
    error: { code: 'conflicts', data: { conflicts: [{ rowId: ids[3], verdict: 'edited-since' }] } },
  })
  const { operationId } = await app.call('history.undo', { id, decided: true })
  await expectLast(operationId, 'history.redo', 'is-undo')
  expect(await app.call('contacts.count', {})).toEqual({ people: 1, companies: 0 })
  expect(await app.reply('history.undo', { id })).toMatchObject({
    error: { code: 'already-undone' },
  })
})

test('a name that stands with many is taken back behind', async () => {
  const [id = 0 as ContactId] = await people(21, 'Acme')
  const { company } = await app.call('contacts.get', { id })
  const companyId = company?.id ?? (0 as ContactId)
  await app.call('contacts.update', { id: companyId, displayName: 'Brandneu' })
  await app.call('history.undoLast', {})
  expect(await kinds()).toContain('history.undo done')
  const found = await app.call('contacts.count', { filter: { search: 'acme' } })
  expect(found).toEqual({ people: 21, companies: 1 })
})
