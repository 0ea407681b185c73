import { expect, it } from 'vitest'
import { openPeople } from '#tests/support/people.ts'

it('tells History what was done in codes and numbers, never in names', async () => {
  const app = await openPeople()
  const id = await app.person('Anna Meyer', { stage: 'attract' })
  await app.call('contacts.update', { id, jobTitle: 'Potter' })
  await app.call('contacts.update', { id, source: 'Fair', importance: 1 })
  await app.call('contacts.setStage', { selection: { ids: [id] }, stage: 'grow' })
  await app.call('contacts.addTag', { selection: { ids: [id] }, name: 'VIP' })
  await app.call('activities.log', { contactId: id, kind: 'call' })
  const { operations } = await app.call('history.list', {})
  expect(operations.map(({ code, numbers }) => [code, numbers])).toEqual([
    ['activities.log', { kind: 'call' }],
    ['contacts.addTag', { count: 1 }],
    ['contacts.setStage', { count: 1, stage: 'grow', from: 'attract' }],
    ['contacts.update', {}],
    ['contacts.update', { field: 'jobTitle' }],
    ['contacts.create', { kind: 'person' }],
  ])
})

it('is undone newest first and redone to the same contacts', async () => {
  const app = await openPeople()
  const read = async () => ({
    list: await app.call('contacts.list', { sort: 'tags' }),
    found: (await app.call('search.everywhere', { text: 'an' })).contacts,
    tags: await app.call('tags.list', {}),
  })
  const states = [await read()]
  const acts = [
    () => app.person('Anna Meyer', { companyName: 'Ek', tags: ['VIP'], stage: 'retain' }),
    () => app.person('Ben'),
    () =>
      app.call('contacts.update', { id: 2 as never, displayName: 'Anton', companyName: 'Porto' }),
    () => app.call('contacts.addTag', { selection: { filter: {}, except: [] }, name: 'All' }),
    () => app.call('activities.log', { contactId: 2 as never, kind: 'meeting', body: 'x' }),
    () => app.call('tags.rename', { id: 1 as never, name: 'Zebra' }),
    () => app.call('contacts.delete', { selection: { ids: [2 as never] } }),
  ]
  for (const act of acts) {
    await act()
    states.push(await read())
    app.clock.advance(120_000)
  }
  for (let step = acts.length; step > 0; step -= 1) {
    await app.call('history.undoLast', {})
    expect(await read()).toEqual(states[step - 1])
  }
  for (let step = 1; step <= acts.length; step += 1) {
    await app.call('history.redoLast', {})
    expect(await read()).toEqual(states[step])
  }
})
