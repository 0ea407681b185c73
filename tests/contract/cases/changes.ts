import type { OperationId } from '#shared/domain/ids.ts'
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
  'history.bin': {
    success: async (app) => {
      await app.call('contacts.delete', { selection: { ids: [await app.person()] } })
      return {}
    },
    failures: {},
  },
}
