import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { ContactId, JobId, TagId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { generateWorkspaceDatabase } from '#tests/support/generate-workspace.ts'
import { openPeople } from '#tests/support/people.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

it('tags, stages and deletes whom a selection means, each in one operation', async () => {
  const app = await openPeople()
  const ids: ContactId[] = []
  for (const name of ['Ana', 'Ben', 'Cleo', 'Dora']) ids.push(await app.person(name))
  const [ana, ben, cleo, dora] = ids as [ContactId, ContactId, ContactId, ContactId]
  const tagged = await app.call('contacts.addTag', { selection: { ids: [ana, ben] }, name: 'VIP' })
  expect(tagged).toMatchObject({ changed: 2, jobId: null })
  const again = await app.call('contacts.addTag', {
    selection: { filter: {}, except: [dora] },
    name: 'vip',
  })
  expect(again).toMatchObject({ changed: 1, tagId: tagged.tagId })
  const tagId = tagged.tagId ?? (0 as TagId)
  const filter = { tagIds: [tagId] }
  expect(await app.listed({ filter })).toEqual([ana, ben, cleo])
  const staged = { selection: { filter, except: [cleo] }, stage: 'grow' as const }
  expect(await app.call('contacts.setStage', staged)).toMatchObject({ changed: 2 })
  expect(await app.call('contacts.setStage', staged)).toMatchObject({
    changed: 0,
    operationId: null,
  })
  expect((await app.call('contacts.get', { id: ana })).stageHistory).toHaveLength(1)
  const untag = { selection: { filter, except: [] }, tagId }
  expect(await app.call('contacts.removeTag', untag)).toMatchObject({ changed: 3 })
  expect(await app.failure('contacts.removeTag', { ...untag, tagId: 99 as TagId })).toBe(
    'not-found',
  )
  const gone = await app.call('contacts.delete', {
    selection: { ids: [ana, dora, 99 as ContactId] },
  })
  expect(gone.changed).toBe(2)
  expect(await app.listed({})).toEqual([ben, cleo])
})

it('means by a search whom the list shows', async () => {
  const app = await openPeople()
  const ana = await app.person('Ana Silva')
  await app.person('Ben Costa')
  const selection = { filter: { search: 'sil' }, except: [] }
  expect(await app.call('contacts.setStage', { selection, stage: 'retain' })).toMatchObject({
    changed: 1,
  })
  expect(await app.listed({ filter: { stages: ['retain'] } })).toEqual([ana])
})

it('changes more than 2,000 contacts in the background, all in one operation', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'workspace'))
  const file = join(folder, 'workspace', 'workspace.db')
  await generateWorkspaceDatabase({ file, contacts: 2600, activities: 500 })
  const app = await openTestApplication({ folder })
  onTestFinished(() => app.close())
  const selection = { filter: {}, except: [3 as ContactId] }
  const ended = async (jobId: number | null) => {
    expect(jobId).not.toBeNull()
    for (;;) {
      const job = await app.call('jobs.get', { id: jobId as JobId })
      if (job.status !== 'running' && job.status !== 'queued') return job
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const tag = await app.call('contacts.addTag', { selection, name: 'Everybody' })
  const tagging = await ended(tag.jobId)
  expect(tag.tagId).toBeNull()
  const { tags } = await app.call('tags.list', {})
  const tagId = tags.find(({ name }) => name === 'Everybody')?.id ?? (0 as TagId)
  expect(tagging).toMatchObject({ status: 'done', outcome: { changed: 2599, tagId } })
  const count = { filter: { tagIds: [tagId] } }
  const { people, companies } = await app.call('contacts.count', count)
  expect(people + companies).toBe(2599)
  const undone = await app.call('history.undoLast', {})
  expect(await ended(undone.jobId)).toMatchObject({ status: 'done', outcome: { conflicts: 0 } })
  const without = await app.call('tags.list', {})
  expect(without.tags.some(({ id }) => id === tagId)).toBe(false)
  await ended((await app.call('history.redoLast', {})).jobId)
  const staging = await ended(
    (await app.call('contacts.setStage', { selection, stage: 'retain' })).jobId,
  )
  expect(staging.status).toBe('done')
  const record = await app.call('contacts.get', { id: 5 as ContactId })
  expect([record.stage, record.stageHistory.at(-1)?.stage]).toEqual(['retain', 'retain'])
  // A search lists and counts its first thousand hits, and an act is on all of them.
  const hits = { filter: { search: 'example' }, except: [3 as ContactId, 4 as ContactId] }
  expect(await app.call('contacts.count', { filter: hits.filter })).toSatisfy(
    (found: { people: number; companies: number }) => found.people + found.companies === 1000,
  )
  const found = await ended((await app.call('contacts.delete', { selection: hits })).jobId)
  const deleted = (found.outcome as { changed: number }).changed
  expect(deleted).toBeGreaterThan(1100)
  const alone = await app.call('contacts.count', { filter: hits.filter })
  expect(alone.people + alone.companies).toBeLessThanOrEqual(2)
  const back = await app.call('history.undoLast', {})
  if (back.jobId !== null) await ended(back.jobId)
  await ended((await app.call('contacts.removeTag', { selection, tagId })).jobId)
  expect(await app.call('contacts.count', count)).toEqual({ people: 0, companies: 0 })
  const deleting = await ended((await app.call('contacts.delete', { selection })).jobId)
  expect(deleting).toMatchObject({ status: 'done', outcome: { changed: 2599 } })
  const left = await app.call('contacts.list', {})
  expect(left.rows.map(({ id }) => id)).toEqual([3])
})
