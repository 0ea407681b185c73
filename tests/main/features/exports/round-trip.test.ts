import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Output } from '#shared/contract/index.ts'
import {
  type AnyContact,
  type AnyField,
  type AnyRelation,
  anyContact,
  anyFields,
  anyRelation,
} from '#tests/support/any-contacts.ts'
import type { TestApplication } from '#tests/support/application.ts'
import { exportedFacts } from '#tests/support/exported-facts.ts'
import { exported, imported, startTrip as start } from '#tests/support/round-trip.ts'

/** People with everything an export can carry. */
const fill = async (app: TestApplication): Promise<void> => {
  const field = async (
    name: string,
    type: 'text' | 'number' | 'money' | 'date' | 'boolean' | 'choice' | 'link',
    options?: string[],
  ) => (await app.call('customFields.create', { name, type, ...(options && { options }) })).id
  const level = await field('Level', 'choice', ['A1', 'B2 | half', 'C1'])
  const paid = await field('Paid', 'money')
  const score = await field('Score', 'number')
  const isMember = await field('Member', 'boolean')
  const since = await field('Since', 'date')
  const page = await field('Page', 'link')
  const code = await field('Code', 'text')
  await app.call('contacts.create', {
    kind: 'company',
    displayName: 'Lumen, Estúdio "L"',
    points: [{ kind: 'email', raw: 'info@lumen.example' }],
  })
  const { id } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Weber, Maria',
    givenName: 'Maria',
    familyName: 'Weber',
    nickname: 'Mia',
    companyName: 'Lumen, Estúdio "L"',
    jobTitle: '-',
    stage: 'grow',
    source: 'N/A',
    importance: 3,
    preferredChannel: 'message',
    language: 'pt-PT',
    timeZone: 'Europe/Lisbon',
    doNotContact: true,
    notes: 'line one\n=1+1\n\nTel.: 無',
    tags: ['Regular', 'a; b', 'x, y', 'VIP', 'a ::: b'],
    points: [
      { kind: 'email', raw: 'Maria@Lumen.example', label: 'work', isPrimary: true },
      { kind: 'email', raw: 'info@lumen.example' },
      { kind: 'phone', raw: '912 345 678', label: 'mobile' },
      { kind: 'phone', raw: '+49 30 1234567 ext. 12', label: 'Kanzlei' },
      { kind: 'phone', raw: '912 000 ask her' },
      { kind: 'phone', raw: '138****5678' },
      { kind: 'messenger', service: 'wechat', raw: 'maria_w' },
      { kind: 'link', raw: 'https://maria.example' },
      { kind: 'link', service: 'linkedin', raw: 'https://linkedin.example/in/maria' },
    ],
    addresses: [
      {
        label: 'home',
        street: 'Rua 1\n2.º Dto',
        city: 'Porto',
        postalCode: '4000-001',
        country: 'PT',
      },
      { label: 'work', street: 'Gasse 3', city: 'Wien', country: 'AT' },
    ],
    importantDates: [
      { kind: 'birthday', year: null, month: 2, day: 29 },
      { kind: 'anniversary', year: 1650, month: 6, day: 1 },
      { kind: 'other', label: 'First lesson', year: 2020, month: 1, day: 31 },
    ],
    customValues: [
      { fieldId: level, value: { type: 'choice', value: 'B2 | half' } },
      { fieldId: paid, value: { type: 'money', amountMinor: -123_456, currency: 'EUR' } },
      { fieldId: score, value: { type: 'number', value: 0.1 } },
      { fieldId: isMember, value: { type: 'boolean', value: false } },
      { fieldId: since, value: { type: 'date', value: '0984-02-29' as never } },
      { fieldId: page, value: { type: 'link', value: 'https://example.com/?a=1,2' } },
      { fieldId: code, value: { type: 'text', value: '007' } },
    ],
  })
  const maria = await app.call('contacts.get', { id })
  const invalid = maria.points.find(({ raw }) => raw === 'info@lumen.example')
  if (invalid === undefined) throw new Error('a point is missing')
  await app.call('contacts.updatePoint', { id: invalid.id, isInvalid: true, optedOut: true })
  // Who wants no mail, at an address that others have as well and at one that is gone since.
  await app.call('suppressions.add', { address: 'info@lumen.example', note: 'said: "no" ::: \\' })
  await app.call('suppressions.add', { address: 'maria@lumen.example' })
  const own = maria.points.find(({ raw }) => raw === 'Maria@Lumen.example')
  if (own !== undefined)
    await app.call('contacts.updatePoint', { id: own.id, raw: 'm@lumen.example' })
  // A number typed while the business was in another country.
  await app.call('settings.updateBusiness', { country: 'ES' })
  const points = [{ kind: 'phone' as const, raw: '912 555 111' }]
  await app.call('contacts.create', {
    kind: 'person',
    displayName: '欧阳静',
    tags: ['vip'],
    points,
  })
  await app.call('settings.updateBusiness', { country: 'PT' })
  // Two companies of one name, their people before and behind them by name.
  for (const name of ['Aurora', 'Zoe']) {
    const company = { kind: 'company' as const, displayName: 'Mar Azul' }
    const { id: companyId } = await app.call('contacts.create', company)
    await app.call('contacts.create', { kind: 'person', displayName: name, companyId })
  }
  // Offered no more, and kept by whom has it.
  await app.call('customFields.update', { id: level, options: ['A1', 'C1'] })
  // Nobody has a value in them.
  await field('Empty', 'money')
  await field('Unchosen', 'choice', ['one | two', 'three (text)'])
  // A role that ended, whose company comes behind by name, and a tie between people.
  const { id: studio } = await app.call('contacts.create', { kind: 'company', displayName: 'Yoga' })
  await app.call('relations.create', {
    fromContactId: id,
    toContactId: studio,
    kind: 'works-at',
    role: 'Teacher',
    startDay: '2019-01-01' as never,
    endDay: '2020-02-29' as never,
  })
  await app.call('relations.create', {
    fromContactId: studio,
    toContactId: id,
    kind: 'referred',
    notes: 'a "b"\n::: c\\d',
  })
  // The same name twice: only their permanent names tell them apart.
  for (let n = 0; n < 2; n += 1) {
    await app.call('contacts.create', { kind: 'person', displayName: 'Ana Silva' })
  }
}

it.each(['csv', 'xlsx'] as const)(
  'comes back as %s into an empty workspace as it was, permanent names included',
  async (format) => {
    const [from, to] = [await start(), await start(2)]
    await fill(from)
    const counts = await imported(to, await exported(from, format))
    expect(counts).toMatchObject({ rows: 10, new: 10, problems: 0, duplicates: 0, newCompanies: 0 })
    expect(exportedFacts(to)).toEqual(exportedFacts(from))
  },
)

it('changes nothing where it came from', async () => {
  const app = await start()
  await fill(app)
  const before = exportedFacts(app)
  const counts = await imported(app, await exported(app, 'csv'))
  expect(counts).toMatchObject({ rows: 10, new: 0, changed: 0, unchanged: 10 })
  expect(exportedFacts(app)).toEqual(before)
})

it('ties whom it brings back to those who are there', async () => {
  const app = await start()
  await fill(app)
  const before = exportedFacts(app)
  const path = await exported(app, 'csv')
  const { rows } = await app.call('contacts.list', { filter: { search: 'Weber' } })
  const ids = rows.map(({ id }) => id)
  await app.call('contacts.delete', { selection: { ids } })
  const without = exportedFacts(app)
  expect(without).not.toEqual(before)
  const counts = await imported(app, path)
  expect(counts).toMatchObject({ new: 1, changed: 0, unchanged: 9 })
  expect(exportedFacts(app)).toEqual(before)
  await app.call('history.undoLast', {})
  expect(exportedFacts(app)).toEqual(without)
})

it('makes the companies of people who come without them, each once', async () => {
  const [from, to] = [await start(), await start(2)]
  await fill(from)
  const filter = { kind: 'person' } as const
  const people = await exported(from, 'csv', { filter, except: [] })
  expect(await imported(to, people)).toMatchObject({ new: 6, newCompanies: 3 })
  const factsLike = (app: TestApplication, form: RegExp) =>
    exportedFacts(app).flatMap((fact) => form.exec(fact)?.[0] ?? [])
  const person = /^contacts .*"kind":"person".*/u
  expect(factsLike(to, person)).toEqual(factsLike(from, person))
  // The companies themselves are known by what their people said.
  const everybody = await exported(from, 'csv')
  const again = await imported(to, everybody)
  expect(again).toMatchObject({ new: 1, changed: 1, unchanged: 8, newCompanies: 0 })
  for (const form of [/"uid":"\w+"/u, /^relations .*/u]) {
    expect(factsLike(to, form)).toEqual(factsLike(from, form))
  }
})

interface AnyWorld {
  readonly fields: readonly AnyField[]
  readonly contacts: readonly AnyContact[]
  readonly relations: readonly AnyRelation[]
}

/** Fills a workspace with anything, some of the people in companies among them. */
const fillWith = async (
  app: TestApplication,
  { fields, contacts, relations }: AnyWorld,
): Promise<void> => {
  const ids = new Map<string, number>()
  for (const { name, type, options } of fields) {
    const made = await app.call('customFields.create', { name, type, options: [...options] })
    ids.set(name, made.id)
  }
  const companies: Output<'contacts.create'>['id'][] = []
  const everybody: Output<'contacts.create'>['id'][] = []
  for (const [at, { values, ...contact }] of contacts.entries()) {
    app.clock.advance(at * 1001)
    const { id } = await app.call('contacts.create', {
      ...contact,
      // All companies have the name of the first one.
      ...(contact.kind === 'company' && { displayName: 'Mar Azul' }),
      ...(companies.length > 0 && { companyId: companies[at % companies.length] }),
      customValues: values.map(({ field, value }) => ({ fieldId: ids.get(field) as never, value })),
    })
    everybody.push(id)
    if (contact.kind === 'company') companies.push(id)
    if (at % 3 === 0) {
      app.clock.advance(1)
      await app.call('contacts.update', { id, stage: at % 2 === 0 ? 'grow' : null })
    }
    const { points } = await app.call('contacts.get', { id })
    for (const [place, point] of points.entries()) {
      const marks = { isInvalid: place % 2 === 1, optedOut: place % 3 === 1 }
      await app.call('contacts.updatePoint', { id: point.id, ...marks })
      // Of what is no address nobody can say it.
      if (place % 2 === 0) await app.reply('suppressions.add', { address: point.raw })
    }
  }
  for (const [at, relation] of relations.entries()) {
    const [fromContactId, toContactId] = [everybody[at % 3]!, everybody.at(-1 - (at % 5))!]
    await app.call('relations.create', { fromContactId, toContactId, ...relation })
  }
}

it('comes back whatever the contract lets an owner enter', async () => {
  const world = anyFields.chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      contacts: fc.array(anyContact(fields), { minLength: 12, maxLength: 12 }),
      relations: fc.array(anyRelation, { minLength: 8, maxLength: 8 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(world, async (anything) => {
      const from = await start()
      await fillWith(from, anything)
      for (const format of ['csv', 'xlsx'] as const) {
        const to = await start(2)
        const counts = await imported(to, await exported(from, format))
        expect(counts).toMatchObject({ rows: 12, new: 12, newCompanies: 0 })
        expect(exportedFacts(to)).toEqual(exportedFacts(from))
      }
    }),
    { numRuns: 1, endOnFailure: true },
  )
})
