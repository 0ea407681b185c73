import { expect, it } from 'vitest'
import { day, openPeople } from '#tests/support/people.ts'

it('ties two contacts with a start and an end', async () => {
  const app = await openPeople()
  const [anna, firm] = [await app.person('Anna'), await app.company('Ek')]
  const { id } = await app.call('relations.create', {
    fromContactId: anna,
    toContactId: firm,
    kind: 'works-at',
    role: 'Potter',
    startDay: day('2024-01-01'),
  })
  await app.call('relations.update', { id, endDay: day('2025-06-30'), notes: 'moved on' })
  const { relations } = await app.call('contacts.get', { id: firm })
  expect(relations).toEqual([
    {
      id,
      contact: { id: anna, name: 'Anna', kind: 'person' },
      kind: 'works-at',
      side: 'backward',
      role: 'Potter',
      startDay: '2024-01-01',
      endDay: '2025-06-30',
      notes: 'moved on',
    },
  ])
  await app.call('relations.delete', { id })
  expect((await app.call('contacts.get', { id: anna })).relations).toEqual([])
})

it('loses no notes that two windows write', async () => {
  const app = await openPeople()
  const [anna, ben] = [await app.person('Anna'), await app.person('Ben')]
  const tie = { fromContactId: anna, toContactId: ben, kind: 'friend' as const, notes: 'At school' }
  const { id } = await app.call('relations.create', tie)
  await app.call('relations.update', { id, notes: 'Since school' })
  const basedOn = { text: 'At school', otherwise: 'ask' as const }
  const own = { id, notes: 'At school in Faro' }
  expect(await app.reply('relations.update', { ...own, basedOn })).toMatchObject({
    error: { code: 'changed-elsewhere', data: { now: 'Since school' } },
  })
  const both = { ...own, basedOn: { ...basedOn, otherwise: 'keep-both' as const } }
  await app.call('relations.update', both)
  const notes = async () => (await app.call('contacts.get', { id: ben })).relations[0]?.notes
  expect(await notes()).toBe('Since school\n\nAt school in Faro')
  await app.call('history.undoLast', {})
  expect(await notes()).toBe('At school')
})

it('refuses what cannot be', async () => {
  const app = await openPeople()
  const [anna, ben] = [await app.person('Anna'), await app.person('Ben')]
  const tie = { fromContactId: anna, toContactId: ben, kind: 'friend' as const }
  const backwards = { ...tie, startDay: '2026-01-02', endDay: '2026-01-01' }
  expect(await app.failure('relations.create', { ...tie, toContactId: anna })).toBe('same-contact')
  expect(await app.failure('relations.create', { ...tie, toContactId: 99 })).toBe('not-found')
  expect(await app.failure('relations.create', backwards)).toBe('ends-before-start')
  const { id } = await app.call('relations.create', { ...tie, startDay: day('2026-01-02') })
  const early = { id, endDay: '2026-01-01' }
  expect(await app.failure('relations.update', early)).toBe('ends-before-start')
  expect(await app.failure('relations.update', { id: 99, role: 'x' })).toBe('not-found')
  expect(await app.failure('relations.delete', { id: 99 })).toBe('not-found')
})
