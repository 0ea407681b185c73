import { expect, it } from 'vitest'
import { openPeople } from '#tests/support/people.ts'

it('lists tags by name with their carriers and rhythm', async () => {
  const app = await openPeople()
  await app.person('Ana', { tags: ['常客', 'zebra'] })
  await app.person('Ben', { tags: ['常客', 'Élan'] })
  const { tags } = await app.call('tags.list', {})
  expect(tags.map(({ name, contactCount }) => [name, contactCount])).toEqual([
    ['常客', 2],
    ['Élan', 1],
    ['zebra', 1],
  ])
  await app.call('rhythms.set', { target: { tagId: tags[0]!.id }, everyDays: 30 })
  expect((await app.call('tags.list', {})).tags[0]?.rhythmDays).toBe(30)
})

it('takes a name once, whatever its case', async () => {
  const app = await openPeople()
  const { id } = await app.call('tags.create', { name: 'VIP' })
  const other = await app.call('tags.create', { name: 'Team' })
  expect(await app.failure('tags.create', { name: 'vip' })).toBe('name-taken')
  expect(await app.failure('tags.rename', { id: other.id, name: 'Vip' })).toBe('name-taken')
  await app.call('tags.rename', { id, name: 'vip' })
  expect((await app.call('tags.list', {})).tags.map(({ name }) => name)).toEqual(['Team', 'vip'])
  expect(await app.failure('tags.rename', { id: 99, name: 'x' })).toBe('not-found')
})

it('is taken from everybody when it is deleted, and their order follows', async () => {
  const app = await openPeople()
  const ana = await app.person('Ana', { tags: ['b'] })
  const ben = await app.person('Ben', { tags: ['a'] })
  expect(await app.listed({ sort: 'tags' })).toEqual([ben, ana])
  const tag = (await app.call('tags.list', {})).tags[0]
  await app.call('tags.delete', { id: tag!.id })
  expect(await app.listed({ sort: 'tags' })).toEqual([ana, ben])
  expect((await app.call('contacts.get', { id: ben })).tags).toEqual([])
  expect(await app.failure('tags.delete', { id: tag!.id })).toBe('not-found')
})
