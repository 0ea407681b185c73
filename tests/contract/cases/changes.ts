import type { ContactId, OperationId, TagId } from '#shared/domain/ids.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

const changed = (id: OperationId | null): OperationId => {
  if (id === null) throw new Error('nothing changed')
  return id
}

/** An operation whose field was changed again, by the owner in another window. */
const overtaken = async (app: CaseApp): Promise<OperationId> => {
  const id = await app.person()
  const first = await app.call('contacts.update', { id, jobTitle: 'Owner' }, 'one')
  await app.call('contacts.update', { id, jobTitle: 'Founder' }, 'two')
  return changed(first.operationId)
}

const created = async (app: CaseApp) =>
  changed(
    (await app.call('contacts.create', { kind: 'person', displayName: 'Ana' }, 'one')).operationId,
  )

const deleted = async (app: CaseApp, ids: ContactId[]): Promise<OperationId> =>
  changed((await app.call('contacts.delete', { selection: { ids } })).operationId)

const twoDeleted = async (app: CaseApp): Promise<OperationId> =>
  deleted(app, [await app.person('Ana'), await app.person('Ben')])

/** History. */
export const historyCases: SliceCases<'history'> = {
  'history.list': {
    success: async (app) => ({ contactId: await app.person(), actor: 'owner', limit: 5 }),
    failures: {},
  },
  'history.get': {
    success: async (app) => ({ id: await overtaken(app) }),
    failures: { 'not-found': () => ({ id: nobody as number as OperationId }) },
  },
  'history.undo': {
    success: async (app) => ({ id: await overtaken(app), decided: true }),
    failures: {
      'not-found': () => ({ id: nobody as number as OperationId }),
      'already-undone': async (app) => {
        const id = await created(app)
        await app.call('history.undo', { id })
        return { id }
      },
      conflicts: async (app) => ({ id: await overtaken(app) }),
      'not-undoable': async (app) => {
        const id = await created(app)
        app.makeOld(id)
        return { id }
      },
    },
  },
  'history.undoLast': {
    window: 'one',
    success: async (app) => {
      await created(app)
      return {}
    },
    failures: {
      'nothing-to-undo': () => ({}),
      conflicts: async (app) => {
        await overtaken(app)
        return {}
      },
    },
  },
  'history.redoLast': {
    window: 'one',
    success: async (app) => {
      await created(app)
      await app.call('history.undoLast', {}, 'one')
      return {}
    },
    failures: {
      'nothing-to-redo': () => ({}),
      conflicts: async (app) => {
        const id = await app.person()
        await app.call('contacts.update', { id, jobTitle: 'Owner' }, 'one')
        await app.call('history.undoLast', {}, 'one')
        await app.call('contacts.update', { id, jobTitle: 'Founder' }, 'two')
        return {}
      },
    },
  },
  'history.deleted': {
    success: async (app) => ({ id: await twoDeleted(app), search: 'ana', limit: 1 }),
    failures: {
      'not-found': async (app) => ({ id: await created(app) }),
      'bad-cursor': async (app) => ({ id: await twoDeleted(app), after: '?' }),
    },
  },
  'history.bringBack': {
    success: async (app) => ({
      id: await twoDeleted(app),
      selection: { search: 'Ana', except: [] },
    }),
    failures: {
      'not-found': async (app) => ({ id: await created(app), selection: { ids: [nobody] } }),
      'already-undone': async (app) => {
        const id = await twoDeleted(app)
        await app.call('history.undo', { id })
        return { id, selection: { except: [] } }
      },
      conflicts: async (app) => {
        const contactId = await app.person()
        const tagged = { selection: { ids: [contactId] }, name: 'Regular' }
        const { tagId } = await app.call('contacts.addTag', tagged)
        const id = await deleted(app, [contactId])
        await app.call('tags.delete', { id: tagId ?? (nobody as number as TagId) })
        return { id, selection: { ids: [contactId] } }
      },
      'not-undoable': async (app) => {
        const id = await twoDeleted(app)
        app.makeOld(id)
        return { id, selection: { except: [] } }
      },
    },
  },
  'history.bin': {
    success: async (app) => {
      await app.call('contacts.delete', { selection: { ids: [await app.person()] } })
      return {}
    },
    failures: {},
  },
}
