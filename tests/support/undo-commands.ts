import { contract, type Input, type ProcedureName } from '#shared/contract/index.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { type CommandWorld, id, type MakeInput, on } from './command-world.ts'
import { mailInputs } from './undo-mail-commands.ts'

const names = ['Ana Ferreira', 'ana ferreira', '王小明', 'Bo', 'Lumen Studio', "O'Hara", 'Zoë "Z"']
const words = ['vip', 'VIP', 'friend', 'Lisbon', '新客户', 'a b c', '1', '1.0']
const days = ['2026-11-20', '2026-12-01', '2027-01-31', '2026-02-28'] as CalendarDate[]

const selection = (contactId: number, { random, reader }: CommandWorld): unknown =>
  random.fraction() < 0.7
    ? { ids: [contactId] }
    : {
        filter: { kind: random.pick(['person', 'company']) },
        except: reader
          .allSql<{ id: number }>('select id from contacts limit 1')
          .map((row) => row.id),
      }

const point = ({ random }: CommandWorld) => ({
  kind: random.pick(['email', 'phone', 'link', 'messenger']),
  raw: random.pick(['ana@lumen.example', '+351 912 345 678', 'lumen.example', 'ana_f']),
  isPrimary: random.fraction() < 0.3,
})

interface MadeField {
  readonly type: string
  /** Of a choice: what can be chosen, as JSON. */
  readonly options: string | null
}

const customValue = ({ type, options }: MadeField, { random }: CommandWorld): unknown => {
  switch (type) {
    case 'number':
      return { type, value: random.pick([1, 1.5, -0.1, 1e300]) }
    case 'money':
      return { type, amountMinor: random.integer(1000), currency: 'EUR' }
    case 'date':
      return { type, value: random.pick(days) }
    case 'boolean':
      return { type, value: random.fraction() < 0.5 }
    case 'choice':
      return { type, value: random.pick(JSON.parse(options ?? '[]') as string[]) }
    case 'link':
      return { type, value: 'https://lumen.example' }
    default:
      return { type: 'text', value: random.pick(words) }
  }
}

const people: Readonly<Record<string, MakeInput>> = {
  'contacts.create': (world) => ({
    kind: world.random.pick(['person', 'person', 'company']),
    displayName: world.random.pick(names),
    ...(world.random.fraction() < 0.4 ? { companyName: world.random.pick(names) } : {}),
    ...(world.random.fraction() < 0.5 ? { points: [point(world)] } : {}),
    ...(world.random.fraction() < 0.4 ? { tags: [world.random.pick(words)] } : {}),
    ...(world.random.fraction() < 0.3 ? { notes: world.random.pick(words) } : {}),
  }),
  'contacts.update': on('contacts', (contactId, { random }) => {
    const fields = [
      { displayName: random.pick(names) },
      { jobTitle: random.pick([...words, null]) },
      { stage: random.pick(['attract', 'convert', 'retain', 'grow', null]) },
      { importance: random.pick([1, 2, 3, null]) },
      { notes: random.pick([...words, null]) },
      { companyName: random.pick(names) },
      { doNotContact: random.fraction() < 0.5 },
    ]
    return { id: contactId, ...random.pick(fields) }
  }),
  'contacts.delete': on('contacts', (contactId, world) => {
    const other = world.random.fraction() < 0.4 ? id(world, 'contacts') : null
    return { selection: { ids: other === null ? [contactId] : [contactId, other] } }
  }),
  'contacts.setStage': on('contacts', (contactId, world) => ({
    selection: selection(contactId, world),
    stage: world.random.pick(['attract', 'retain', null]),
  })),
  'contacts.addTag': on('contacts', (contactId, world) => ({
    selection: selection(contactId, world),
    name: world.random.pick(words),
  })),
  'contacts.removeTag': on('contact_tags', (linkId, { reader }) => {
    const link = reader.firstSql<{ contact_id: number; tag_id: number }>(
      'select * from contact_tags where id = ?',
      linkId,
    )
    return { selection: { ids: [link?.contact_id] }, tagId: link?.tag_id }
  }),
  'contacts.addPoint': on('contacts', (contactId, world) => ({ contactId, point: point(world) })),
  'contacts.updatePoint': on('contact_points', (pointId, { random }) => ({
    id: pointId,
    ...random.pick([
      { raw: `new${random.integer(5)}@lumen.example`, kind: 'email' },
      { isPrimary: true },
      { isInvalid: random.fraction() < 0.5 },
    ]),
  })),
  'contacts.removePoint': on('contact_points', (pointId) => ({ id: pointId })),
  'contacts.addAddress': on('contacts', (contactId, { random }) => ({
    contactId,
    address: { city: random.pick(words), country: random.pick(['PT', 'CN']) },
  })),
  'contacts.updateAddress': on('addresses', (addressId, { random }) => ({
    id: addressId,
    city: random.pick(words),
    country: random.pick(['PT', 'DE', null]),
  })),
  'contacts.removeAddress': on('addresses', (addressId) => ({ id: addressId })),
  'contacts.addImportantDate': on('contacts', (contactId, { random }) => ({
    contactId,
    date: {
      kind: 'birthday',
      year: random.pick([null, 1980]),
      month: 2,
      day: 1 + random.integer(28),
    },
  })),
  'contacts.updateImportantDate': on('important_dates', (dateId, { random }) => ({
    id: dateId,
    month: 1 + random.integer(12),
    day: 1 + random.integer(28),
  })),
  'contacts.removeImportantDate': on('important_dates', (dateId) => ({ id: dateId })),
  'contacts.setCustomValue': on('custom_fields', (fieldId, world) => {
    const contactId = id(world, 'contacts')
    const field = world.reader.firstSql<MadeField>(
      'select type, options from custom_fields where id = ?',
      fieldId,
    )
    if (contactId === null || field === undefined) return null
    const value = world.random.fraction() < 0.2 ? null : customValue(field, world)
    return { contactId, fieldId, value }
  }),
  'tags.create': ({ random }) => ({ name: random.pick(words) }),
  'tags.rename': on('tags', (tagId, { random }) => ({ id: tagId, name: random.pick(words) })),
  'tags.delete': on('tags', (tagId) => ({ id: tagId })),
  'customFields.create': ({ random }) => ({
    name: random.pick(words),
    type: random.pick(['text', 'number', 'money', 'date', 'boolean', 'link', 'choice']),
    options: [random.pick(words), 'other'],
  }),
  'customFields.update': on('custom_fields', (fieldId, { random }) => ({
    id: fieldId,
    ...(random.fraction() < 0.5
      ? { name: random.pick(words) }
      : { options: [random.pick(words), 'other'] }),
  })),
  'customFields.reorder': ({ reader, random }) => {
    const ids = reader.allSql<{ id: number }>('select id from custom_fields').map((row) => row.id)
    return ids.length < 2 ? null : { ids: ids.toSorted(() => random.fraction() - 0.5) }
  },
  'customFields.delete': on('custom_fields', (fieldId) => ({ id: fieldId })),
  'relations.create': on('contacts', (fromContactId, world) => ({
    fromContactId,
    toContactId: id(world, 'contacts', `id <> ${fromContactId}`) ?? fromContactId,
    kind: world.random.pick(['friend', 'works-at', 'referred']),
  })),
  'relations.update': on('relations', (relationId, { random }) => ({
    id: relationId,
    ...random.pick([
      { role: random.pick([...words, null]) },
      { notes: random.pick([...words, null]) },
    ]),
  })),
  'relations.delete': on('relations', (relationId) => ({ id: relationId })),
}

const work: Readonly<Record<string, MakeInput>> = {
  'settings.updateBusiness': ({ random }) => ({
    ...random.pick([
      { businessName: random.pick(words) },
      { currency: random.pick(['EUR', 'CNY']) },
    ]),
  }),
  'activities.log': on('contacts', (contactId, { random }) => ({
    contactId,
    kind: random.pick(['call', 'meeting', 'message', 'note']),
    body: random.pick(words),
    ...(random.fraction() < 0.3 ? { nextStep: { title: 'Call', dueDay: random.pick(days) } } : {}),
  })),
  'activities.update': on('activities', (activityId, { random }) => ({
    id: activityId,
    ...random.pick([{ body: random.pick([...words, null]) }, { outcome: random.pick(words) }]),
  })),
  'activities.delete': on('activities', (activityId) => ({ id: activityId })),
  'followUps.create': on('contacts', (contactId, { random }) => ({
    contactId,
    title: random.pick(words),
    dueDay: random.pick(days),
    ...(random.fraction() < 0.3
      ? { recurrence: { mode: random.pick(['fixed', 'after-completion']), every: 1, unit: 'week' } }
      : {}),
  })),
  'followUps.update': on(
    'follow_ups',
    (followUpId, { random }) => ({
      id: followUpId,
      ...random.pick([
        { title: random.pick(words) },
        { dueDay: random.pick(days) },
        { priority: 2 },
      ]),
    }),
    `status = 'open'`,
  ),
  'followUps.snooze': on(
    'follow_ups',
    (followUpId, { random }) => ({ id: followUpId, dueDay: random.pick(days) }),
    `status = 'open'`,
  ),
  'followUps.complete': on(
    'follow_ups',
    (followUpId, { random }) => ({
      id: followUpId,
      ...(random.fraction() < 0.5 ? { log: { kind: 'call', body: 'done' } } : {}),
      ...(random.fraction() < 0.3
        ? { nextStep: { title: 'Again', dueDay: random.pick(days) } }
        : {}),
    }),
    `status = 'open'`,
  ),
  'followUps.skip': on('follow_ups', (followUpId) => ({ id: followUpId }), `status = 'open'`),
  'followUps.delete': on('follow_ups', (followUpId) => ({ id: followUpId })),
  'rhythms.set': (world) => {
    const target = world.random.pick([
      { contactId: id(world, 'contacts') },
      { tagId: id(world, 'tags') },
      { importance: 1 + world.random.integer(3) },
    ])
    if (Object.values(target).includes(null)) return null
    return { target, everyDays: world.random.pick([7, 30, 90, null]) }
  },
  'imports.commit': async ({ planImport, random }) => {
    const rows = Array.from({ length: 3 }, () => {
      const n = random.integer(30)
      return `${random.pick(names).replaceAll('"', '')},person${n}@lumen.example,Studio ${n % 4}`
    })
    return { planId: await planImport(`Name,E-mail,Company\n${rows.join('\n')}\n`) }
  },
  'imports.undo': on(
    'jobs',
    (jobId) => ({ jobId, decided: true }),
    `kind = 'imports.commit' and status = 'done'`,
  ),
  'imports.renameRecipe': ({ reader, random }) => {
    const recipes = reader.allSql<{ uid: string }>('select uid from import_recipes order by id')
    return recipes.length === 0 ? null : { uid: random.pick(recipes).uid, name: random.pick(names) }
  },
  'imports.deleteRecipe': ({ reader, random }) => {
    const recipes = reader.allSql<{ uid: string }>('select uid from import_recipes order by id')
    return recipes.length === 0 ? null : { uid: random.pick(recipes).uid }
  },
  'history.undo': on('operations', (operationId) => ({ id: operationId, decided: true })),
  'history.bringBack': (world) => {
    const deletion = id(
      world,
      'operations',
      `code = 'contacts.delete' and not exists(select 1 from operations u
        where u.undoes = operations.id) and exists(select 1 from changes x
        where x.operation_id = operations.id and x.table_id = 1 and x.action = 3
          and not exists(select 1 from contacts c where c.id = x.row_id))`,
    )
    if (deletion === null) return null
    const away = world.reader
      .allSql<{ id: number }>(
        `select row_id as id from changes where operation_id = ? and table_id = 1 and action = 3
          order by row_id`,
        deletion,
      )
      .map((row) => row.id)
    const ids = world.random.fraction() < 0.7 ? [world.random.pick(away)] : away
    const selection = world.random.fraction() < 0.8 ? { ids } : { except: ids.slice(1) }
    return { id: deletion, selection, decided: true }
  },
  'history.undoLast': () => ({}),
  'history.redoLast': () => ({}),
}

/** Random inputs of the undoable commands, by name. */
export const commandInputs: Readonly<Record<string, MakeInput>> = {
  ...people,
  ...work,
  ...mailInputs,
}

/** The undoable commands as the contract names them. */
export const undoableCommands: readonly ProcedureName[] = Object.entries(contract).flatMap(
  ([slice, procedures]) =>
    Object.entries(procedures)
      .filter(([, procedure]) => procedure.undoable)
      .map(([name]) => `${slice}.${name}` as ProcedureName),
)

/** An input whose shape the contract checks when it is called. */
export const asInput = <N extends ProcedureName>(made: unknown): Input<N> => made as Input<N>
