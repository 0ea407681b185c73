import type { ContactPointId, CustomFieldId, RelationId, TagId } from '#shared/domain/ids.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

// Ids that no row has, of the other tables.
const noTag = nobody as number as TagId
const noField = nobody as number as CustomFieldId
const noPoint = nobody as number as ContactPointId
const noRelation = nobody as number as RelationId

const withPoint = async (app: CaseApp) => {
  const contactId = await app.person()
  const point = { kind: 'phone', raw: '+351 912 345 678' } as const
  return (await app.call('contacts.addPoint', { contactId, point })).id
}

const withAddress = async (app: CaseApp) => {
  const contactId = await app.person()
  const address = { street: 'Rua das Flores 1', city: 'Lisbon', country: 'PT' }
  return (await app.call('contacts.addAddress', { contactId, address })).id
}

const birthday = { kind: 'birthday', year: null, month: 2, day: 29 } as const

const withDate = async (app: CaseApp) => {
  const contactId = await app.person()
  return (await app.call('contacts.addImportantDate', { contactId, date: birthday })).id
}

const withField = async (app: CaseApp, name = 'Level') =>
  (await app.call('customFields.create', { name, type: 'text' })).id

const withTag = async (app: CaseApp, name = 'Regular') =>
  (await app.call('tags.create', { name })).id

const pair = async (app: CaseApp) => ({
  fromContactId: await app.person('Ana Ferreira'),
  toContactId: await app.person('Claire Dubois'),
})

const withRelation = async (app: CaseApp) =>
  (await app.call('relations.create', { ...(await pair(app)), kind: 'referred' })).id

/** Contacts. */
export const contactCases: SliceCases<'contacts'> = {
  'contacts.list': {
    success: async (app) => {
      await app.person()
      return { sort: 'last-contact', direction: 'desc', limit: 10 }
    },
    failures: { 'bad-cursor': () => ({ after: 'not a cursor' }) },
  },
  'contacts.count': { success: () => ({ filter: { hasNextStep: false } }), failures: {} },
  'contacts.facets': { success: () => ({}), failures: {} },
  'contacts.get': {
    success: async (app) => ({ id: await app.person() }),
    failures: { 'not-found': () => ({ id: nobody }) },
  },
  'contacts.findDuplicates': {
    success: async (app) => {
      await app.call('contacts.create', {
        kind: 'person',
        displayName: 'Ana Ferreira',
        points: [{ kind: 'email', raw: 'ana@lumen.example' }],
      })
      return { displayName: 'Anna', emails: ['ANA@lumen.example'] }
    },
    failures: {},
  },
  'contacts.create': {
    success: async (app) => ({
      kind: 'person',
      displayName: '陈美玲',
      companyName: 'Chen & Partner',
      stage: 'convert',
      points: [{ kind: 'phone', raw: '138 0013 8000' }],
      tags: ['Regular'],
      importantDates: [birthday],
      customValues: [{ fieldId: await withField(app), value: { type: 'text', value: 'C1' } }],
    }),
    failures: {
      'not-found': () => ({ kind: 'person', displayName: 'Ana', companyId: nobody }),
      'no-such-day': () => ({
        kind: 'person',
        displayName: 'Ana',
        importantDates: [{ ...birthday, month: 4, day: 31 }],
      }),
      'wrong-type': async (app) => ({
        kind: 'person',
        displayName: 'Ana',
        customValues: [{ fieldId: await withField(app), value: { type: 'number', value: 1 } }],
      }),
    },
  },
  'contacts.update': {
    success: async (app) => ({ id: await app.person(), stage: 'grow', notes: null }),
    failures: {
      'not-found': () => ({ id: nobody, jobTitle: 'Owner' }),
      'own-company': async (app) => {
        const input = { kind: 'company', displayName: 'Lumen Studio' } as const
        const { id } = await app.call('contacts.create', input)
        return { id, companyId: id }
      },
      'changed-elsewhere': async (app) => {
        const id = await app.person()
        await app.call('contacts.update', { id, notes: 'Likes tea' })
        return { id, notes: 'Likes mail', basedOn: { text: null, otherwise: 'ask' } }
      },
    },
  },
  'contacts.delete': {
    success: async (app) => ({ selection: { ids: [await app.person()] } }),
    failures: {},
  },
  'contacts.setStage': {
    success: async (app) => {
      await app.person()
      return { selection: { filter: {}, except: [] }, stage: 'retain' }
    },
    failures: {},
  },
  'contacts.addTag': {
    success: async (app) => ({ selection: { ids: [await app.person()] }, name: 'Regular' }),
    failures: {},
  },
  'contacts.removeTag': {
    success: async (app) => {
      const selection = { ids: [await app.person()] }
      const { tagId } = await app.call('contacts.addTag', { selection, name: 'Regular' })
      return { selection, tagId: tagId ?? noTag }
    },
    failures: {
      'not-found': async (app) => ({ selection: { ids: [await app.person()] }, tagId: noTag }),
    },
  },
  'contacts.addPoint': {
    success: async (app) => ({
      contactId: await app.person(),
      point: { kind: 'messenger', service: 'wechat', raw: 'ana-lisbon' },
    }),
    failures: {
      'not-found': () => ({ contactId: nobody, point: { kind: 'email', raw: 'a@b.example' } }),
    },
  },
  'contacts.updatePoint': {
    success: async (app) => ({ id: await withPoint(app), raw: '912 345 679', isInvalid: true }),
    failures: { 'not-found': () => ({ id: noPoint, label: 'work' }) },
  },
  'contacts.removePoint': {
    success: async (app) => ({ id: await withPoint(app) }),
    failures: { 'not-found': () => ({ id: noPoint }) },
  },
  'contacts.addAddress': {
    success: async (app) => ({ contactId: await app.person(), address: { country: 'CN' } }),
    failures: { 'not-found': () => ({ contactId: nobody, address: { city: 'Porto' } }) },
  },
  'contacts.updateAddress': {
    success: async (app) => ({ id: await withAddress(app), postalCode: '1200-109' }),
    failures: { 'not-found': async () => ({ id: noPoint as number as never, city: 'Porto' }) },
  },
  'contacts.removeAddress': {
    success: async (app) => ({ id: await withAddress(app) }),
    failures: { 'not-found': () => ({ id: noPoint as number as never }) },
  },
  'contacts.addImportantDate': {
    success: async (app) => ({ contactId: await app.person(), date: birthday }),
    failures: {
      'not-found': () => ({ contactId: nobody, date: birthday }),
      'no-such-day': async (app) => ({
        contactId: await app.person(),
        date: { ...birthday, year: 2023 },
      }),
    },
  },
  'contacts.updateImportantDate': {
    success: async (app) => ({ id: await withDate(app), year: 1984 }),
    failures: {
      'not-found': () => ({ id: noPoint as number as never, day: 1 }),
      'no-such-day': async (app) => ({ id: await withDate(app), month: 4, day: 31 }),
    },
  },
  'contacts.removeImportantDate': {
    success: async (app) => ({ id: await withDate(app) }),
    failures: { 'not-found': () => ({ id: noPoint as number as never }) },
  },
  'contacts.setCustomValue': {
    success: async (app) => ({
      contactId: await app.person(),
      fieldId: await withField(app),
      value: { type: 'text', value: 'B2' },
    }),
    failures: {
      'not-found': async (app) => ({
        contactId: await app.person(),
        fieldId: noField,
        value: null,
      }),
      'wrong-type': async (app) => ({
        contactId: await app.person(),
        fieldId: await withField(app),
        value: { type: 'boolean', value: true },
      }),
    },
  },
}

/** Tags. */
export const tagCases: SliceCases<'tags'> = {
  'tags.list': { success: () => ({}), failures: {} },
  'tags.create': {
    success: () => ({ name: 'Regular' }),
    failures: {
      'name-taken': async (app) => {
        await withTag(app, 'Regular')
        return { name: 'regular' }
      },
    },
  },
  'tags.rename': {
    success: async (app) => ({ id: await withTag(app), name: 'REGULAR' }),
    failures: {
      'not-found': () => ({ id: noTag, name: 'Team' }),
      'name-taken': async (app) => {
        await withTag(app, 'Team')
        return { id: await withTag(app), name: 'Team' }
      },
    },
  },
  'tags.delete': {
    success: async (app) => ({ id: await withTag(app) }),
    failures: { 'not-found': () => ({ id: noTag }) },
  },
}

/** Custom fields. */
export const customFieldCases: SliceCases<'customFields'> = {
  'customFields.list': { success: () => ({}), failures: {} },
  'customFields.create': {
    success: () => ({ name: 'Level', type: 'choice', options: ['A1', 'A2'] }),
    failures: {
      'name-taken': async (app) => {
        await withField(app, 'Level')
        return { name: 'level', type: 'text' }
      },
    },
  },
  'customFields.update': {
    success: async (app) => ({ id: await withField(app), name: 'Grade' }),
    failures: {
      'not-found': () => ({ id: noField, name: 'Grade' }),
      'name-taken': async (app) => {
        await withField(app, 'Grade')
        return { id: await withField(app), name: 'Grade' }
      },
    },
  },
  'customFields.reorder': {
    success: async (app) => {
      const first = await withField(app, 'One')
      return { ids: [await withField(app, 'Two'), first] }
    },
    failures: { 'not-found': () => ({ ids: [noField] }) },
  },
  'customFields.delete': {
    success: async (app) => ({ id: await withField(app) }),
    failures: { 'not-found': () => ({ id: noField }) },
  },
}

/** Relations. */
export const relationCases: SliceCases<'relations'> = {
  'relations.create': {
    success: async (app) => ({ ...(await pair(app)), kind: 'partner', role: 'Partner' }),
    failures: {
      'not-found': async (app) => ({
        fromContactId: await app.person(),
        toContactId: nobody,
        kind: 'friend',
      }),
      'same-contact': async (app) => {
        const id = await app.person()
        return { fromContactId: id, toContactId: id, kind: 'friend' }
      },
      'ends-before-start': async (app) => ({
        ...(await pair(app)),
        kind: 'works-at',
        startDay: app.day('2026-02-01'),
        endDay: app.day('2026-01-01'),
      }),
    },
  },
  'relations.update': {
    success: async (app) => ({ id: await withRelation(app), endDay: app.day('2026-01-01') }),
    failures: {
      'not-found': () => ({ id: noRelation, role: 'Owner' }),
      'changed-elsewhere': async (app) => {
        const id = await withRelation(app)
        await app.call('relations.update', { id, notes: 'Of the other window' })
        return { id, notes: 'Own', basedOn: { text: null, otherwise: 'ask' } }
      },
      'ends-before-start': async (app) => ({
        id: await withRelation(app),
        startDay: app.day('2026-02-01'),
        endDay: app.day('2026-01-01'),
      }),
    },
  },
  'relations.delete': {
    success: async (app) => ({ id: await withRelation(app) }),
    failures: { 'not-found': () => ({ id: noRelation }) },
  },
}
