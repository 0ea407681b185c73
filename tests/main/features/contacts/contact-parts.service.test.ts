import { expect, it } from 'vitest'
import { openPeople } from '#tests/support/people.ts'

it('adds, changes and removes points; one is primary', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna')
  const add = (raw: string, isPrimary: boolean) =>
    app.call('contacts.addPoint', { contactId, point: { kind: 'email', raw, isPrimary } })
  const first = await add('a@ek.se', true)
  const second = await add('b@ek.se', true)
  const points = async () =>
    (await app.call('contacts.get', { id: contactId })).points.map((point) => [
      point.id,
      point.normalized,
      point.isPrimary,
      point.isInvalid,
    ])
  expect(await points()).toEqual([
    [second.id, 'b@ek.se', true, false],
    [first.id, 'a@ek.se', false, false],
  ])
  await app.call('contacts.updatePoint', { id: first.id, isPrimary: true, isInvalid: true })
  await app.call('contacts.updatePoint', { id: second.id, raw: 'C@EK.se' })
  expect(await points()).toEqual([
    [first.id, 'a@ek.se', true, true],
    [second.id, 'c@ek.se', false, false],
  ])
  await app.call('contacts.updatePoint', { id: first.id, raw: 'new@ek.se' })
  expect((await points())[0]).toEqual([first.id, 'new@ek.se', true, false])
  await app.call('contacts.removePoint', { id: first.id })
  expect(await points()).toEqual([[second.id, 'c@ek.se', true, false]])
  expect((await app.call('contacts.list', { sort: 'email' })).rows[0]?.primaryEmail).toBe('C@EK.se')
})

it('keeps exactly one primary point of each kind, in the same operation', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna')
  const add = async (kind: 'email' | 'phone', raw: string) =>
    (await app.call('contacts.addPoint', { contactId, point: { kind, raw } })).id
  const primaries = async () =>
    (await app.call('contacts.get', { id: contactId })).points
      .filter((point) => point.isPrimary)
      .map(({ raw }) => raw)
  const first = await add('email', 'a')
  await add('email', 'b')
  await add('phone', '1')
  expect(await primaries()).toEqual(['a', '1'])

  await app.call('contacts.updatePoint', { id: first, kind: 'phone' })
  expect(await primaries()).toEqual(['b', '1'])
  await app.call('history.undoLast', {})
  expect(await primaries()).toEqual(['a', '1'])

  await app.call('contacts.updatePoint', { id: first, kind: 'phone', isPrimary: true })
  expect(await primaries()).toEqual(['b', 'a'])
  await app.call('contacts.updatePoint', { id: first, isPrimary: false })
  expect(await primaries()).toEqual(['b', '1'])
  await app.call('contacts.updatePoint', { id: first, isPrimary: true })
  await app.call('contacts.removePoint', { id: first })
  expect(await primaries()).toEqual(['b', '1'])
  await app.call('history.undoLast', {})
  expect(await primaries()).toEqual(['b', 'a'])

  const site = (
    await app.call('contacts.addPoint', {
      contactId,
      point: { kind: 'link', raw: 'https://a.example' },
    })
  ).id
  await app.call('contacts.updatePoint', { id: site, isPrimary: false })
  expect(await primaries()).toContain('https://a.example')
})

it('reads phones as the contact’s country does, else the business’s', async () => {
  const app = await openPeople()
  await app.call('settings.updateBusiness', { country: 'PT' })
  const contactId = await app.person('Anna')
  const phone = { kind: 'phone' as const, raw: '912 345 678' }
  const { id } = await app.call('contacts.addPoint', { contactId, point: phone })
  await app.call('contacts.addAddress', { contactId, address: { country: 'DE' } })
  await app.call('contacts.addPoint', { contactId, point: { kind: 'phone', raw: '0171 5543210' } })
  const { points } = await app.call('contacts.get', { id: contactId })
  expect(points.map(({ normalized }) => normalized)).toEqual(['+351912345678', '+491715543210'])
  await app.call('contacts.updatePoint', { id, raw: 'ask her' })
  const changed = await app.call('contacts.get', { id: contactId })
  expect(changed.points[0]).toMatchObject({ raw: 'ask her', normalized: null, formatted: null })
})

it('keeps addresses and their country', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna')
  const address = { street: '南京路1号', city: '上海', postalCode: '200000', country: 'CN' }
  const { id } = await app.call('contacts.addAddress', { contactId, address })
  await app.call('contacts.updateAddress', { id, city: '杭州', label: 'home' })
  const record = await app.call('contacts.get', { id: contactId })
  expect(record.country).toBe('CN')
  expect(record.addresses[0]).toMatchObject({ city: '杭州', label: 'home', postalCode: '200000' })
  expect(record.addresses[0]?.lines.join(' ')).toContain('杭州')
  await app.call('contacts.removeAddress', { id })
  expect((await app.call('contacts.get', { id: contactId })).country).toBeNull()
})

it('knows which days there are', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna')
  const leap = { kind: 'birthday' as const, year: null, month: 2, day: 29 }
  const { id } = await app.call('contacts.addImportantDate', { contactId, date: leap })
  expect(await app.failure('contacts.updateImportantDate', { id, year: 2025 })).toBe('no-such-day')
  await app.call('contacts.updateImportantDate', { id, year: 2024 })
  const date = { kind: 'other', year: null, month: 4, day: 31 }
  expect(await app.failure('contacts.addImportantDate', { contactId, date })).toBe('no-such-day')
  const record = await app.call('contacts.get', { id: contactId })
  expect(record.importantDates).toEqual([{ ...leap, id, year: 2024, label: null }])
  await app.call('contacts.removeImportantDate', { id })
  expect((await app.call('contacts.get', { id: contactId })).importantDates).toEqual([])
})

it('keeps a value of every type, and only of its field’s type', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna')
  const values = [
    { type: 'text', value: 'tall' },
    { type: 'number', value: 0.1 },
    { type: 'money', amountMinor: 9_007_199_254_740_991, currency: 'EUR' },
    { type: 'date', value: '2026-02-28' },
    { type: 'boolean', value: false },
    { type: 'choice', value: 'red' },
    { type: 'link', value: 'https://ek.se' },
  ]
  const ids: number[] = []
  for (const { type } of values) {
    const input = { name: type, type, options: ['red', 'blue'] }
    ids.push((await app.call('customFields.create', input as never)).id)
  }
  for (const [index, value] of values.entries()) {
    const input = { contactId, fieldId: ids[index], value }
    await app.call('contacts.setCustomValue', input as never)
    const wrong = { ...input, fieldId: ids[(index + 1) % ids.length] }
    expect(await app.failure('contacts.setCustomValue', wrong)).toBe('wrong-type')
  }
  const { customValues } = await app.call('contacts.get', { id: contactId })
  expect(customValues).toEqual(values.map((value, index) => ({ fieldId: ids[index], value })))
  const green = { contactId, fieldId: ids[5], value: { type: 'choice', value: 'green' } }
  expect(await app.failure('contacts.setCustomValue', green)).toBe('wrong-type')
  await app.call('contacts.setCustomValue', { contactId, fieldId: ids[0], value: null } as never)
  expect((await app.call('contacts.get', { id: contactId })).customValues).toHaveLength(6)
})

it.each([
  ['contacts.addPoint', { contactId: 9, point: { kind: 'email', raw: 'x' } }],
  ['contacts.updatePoint', { id: 9, label: 'x' }],
  ['contacts.removePoint', { id: 9 }],
  ['contacts.addAddress', { contactId: 9, address: {} }],
  ['contacts.updateAddress', { id: 9, city: 'x' }],
  ['contacts.removeAddress', { id: 9 }],
  [
    'contacts.addImportantDate',
    { contactId: 9, date: { kind: 'other', year: null, month: 1, day: 1 } },
  ],
  ['contacts.updateImportantDate', { id: 9, month: 1 }],
  ['contacts.removeImportantDate', { id: 9 }],
  ['contacts.setCustomValue', { contactId: 9, fieldId: 9, value: null }],
])('%s answers not-found for what is gone', async (name, input) => {
  const app = await openPeople()
  expect(await app.failure(name, input)).toBe('not-found')
})
