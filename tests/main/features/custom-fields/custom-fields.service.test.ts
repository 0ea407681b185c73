import { expect, it } from 'vitest'
import { openPeople } from '#tests/support/people.ts'

it('makes, changes, orders and deletes fields', async () => {
  const app = await openPeople()
  const size = await app.call('customFields.create', {
    name: 'Size',
    type: 'choice',
    options: ['S', 'M', 'S'],
  })
  const note = await app.call('customFields.create', { name: 'Note', type: 'text', options: ['x'] })
  const names = async () => (await app.call('customFields.list', {})).fields.map(({ name }) => name)
  expect((await app.call('customFields.list', {})).fields).toMatchObject([
    { name: 'Size', options: ['S', 'M'], valueCount: 0 },
    { name: 'Note', options: [], valueCount: 0 },
  ])
  await app.call('customFields.reorder', { ids: [note.id] })
  expect(await names()).toEqual(['Note', 'Size'])
  await app.call('customFields.update', { id: size.id, name: 'Format', options: ['L'] })
  expect((await app.call('customFields.list', {})).fields[1]).toMatchObject({
    name: 'Format',
    options: ['L'],
  })
  const anna = await app.person('Anna', {
    customValues: [{ fieldId: size.id, value: { type: 'choice', value: 'L' } }],
  })
  expect((await app.call('customFields.list', {})).fields[1]?.valueCount).toBe(1)
  await app.call('customFields.delete', { id: size.id })
  expect((await app.call('contacts.get', { id: anna })).customValues).toEqual([])
  expect(await names()).toEqual(['Note'])
})

it('refuses taken names and fields that are gone', async () => {
  const app = await openPeople()
  const { id } = await app.call('customFields.create', { name: 'Size', type: 'text' })
  const other = await app.call('customFields.create', { name: 'Note', type: 'text' })
  expect(await app.failure('customFields.create', { name: 'size', type: 'text' })).toBe(
    'name-taken',
  )
  expect(await app.failure('customFields.update', { id: other.id, name: 'SIZE' })).toBe(
    'name-taken',
  )
  expect(await app.failure('customFields.update', { id, name: 'SIZE' })).toBe('ok')
  expect(await app.failure('customFields.update', { id: 99, name: 'x' })).toBe('not-found')
  expect(await app.failure('customFields.reorder', { ids: [id, 99] })).toBe('not-found')
  expect(await app.failure('customFields.delete', { id: 99 })).toBe('not-found')
})

it('is named in History, also when it is undone, and not after its people', async () => {
  const app = await openPeople()
  const { id } = await app.call('customFields.create', { name: 'Size', type: 'text' })
  const value = { type: 'text' as const, value: 'tall' }
  await app.person('Ana', { customValues: [{ fieldId: id, value }] })
  await app.call('customFields.delete', { id })
  await app.call('history.undoLast', {})
  const { operations } = await app.call('history.list', {})
  expect(operations.map(({ code, subject, of }) => [code, subject, of?.subject])).toEqual([
    ['history.undo', undefined, 'Size'],
    ['customFields.delete', 'Size', undefined],
    ['contacts.create', undefined, undefined],
    ['customFields.create', 'Size', undefined],
  ])
})

it('takes back the name and the choices one by one', async () => {
  const app = await openPeople()
  const options = ['S', 'M']
  const { id } = await app.call('customFields.create', { name: 'Size', type: 'choice', options })
  await app.call('customFields.update', { id, name: 'Form' })
  await app.call('customFields.update', { id, name: 'Format' })
  await app.call('customFields.update', { id, options: ['S', 'M', 'L'] })
  const field = async () => {
    const [listed] = (await app.call('customFields.list', {})).fields
    return [listed?.name, listed?.options.length]
  }
  await app.call('history.undoLast', {})
  expect(await field()).toEqual(['Format', 2])
  await app.call('history.undoLast', {})
  expect(await field()).toEqual(['Size', 2])
})

it('keeps a choice under its new name; one that is taken away stays where it is', async () => {
  const app = await openPeople()
  const options = ['Small', 'Large']
  const { id } = await app.call('customFields.create', { name: 'Size', type: 'choice', options })
  const chose = (value: string) => ({
    customValues: [{ fieldId: id, value: { type: 'choice' as const, value } }],
  })
  const ana = await app.person('Ana', chose('Small'))
  const ben = await app.person('Ben', chose('Large'))
  const chosen = () =>
    Promise.all(
      [ana, ben].map(async (who) => {
        const [held] = (await app.call('contacts.get', { id: who })).customValues
        return held?.value.type === 'choice' ? held.value.value : null
      }),
    )
  await app.call('customFields.update', { id, options: ['Tiny', 'Large'] })
  expect(await chosen()).toEqual(['Tiny', 'Large'])
  await app.call('history.undoLast', {})
  expect(await chosen()).toEqual(['Small', 'Large'])
  for (const [after, values] of [
    [
      ['Large', 'Small'],
      ['Small', 'Large'],
    ],
    [['Large'], ['Small', 'Large']],
    [
      ['Tiny', 'Huge'],
      ['Small', 'Large'],
    ],
  ] as const) {
    await app.call('customFields.update', { id, options: [...after] })
    expect(await chosen()).toEqual(values)
  }
})
