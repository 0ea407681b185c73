import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import type { OperationId } from '#shared/domain/ids.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

const csv = 'Name,E-mail,Phone,Level\nAna Ferreira,ana@lumen.example,+351 912 345 678,C1\n'
const chinese = 'GBK: '
// "姓名" as an old Excel writes it: GB18030, not UTF-8.
const gb18030 = new Uint8Array([...new TextEncoder().encode(chinese), 0xd0, 0xd5, 0xc3, 0xfb, 0x0a])
const manyColumns = `${Array.from({ length: 600 }, (_, n) => `c${n}`).join(',')}\n`

const plan = async (app: CaseApp) =>
  (await app.call('imports.plan', { file: await app.upload(csv) })).jobId

const finishedPlan = async (app: CaseApp) => {
  const jobId = await plan(app)
  await app.finished(jobId)
  return jobId
}

/** Imports. */
export const importCases: SliceCases<'imports'> = {
  'imports.inspect': {
    success: async (app) => ({ file: await app.upload(csv) }),
    failures: {
      'not-found': () => ({ file: '0'.repeat(32) as never }),
      'not-utf8': async (app) => ({ file: await app.upload(gb18030) }),
      'unclosed-quote': async (app) => ({ file: await app.upload('Name,Note\n"Ana,1\n') }),
      'empty-file': async (app) => ({ file: await app.upload('\n') }),
      'too-many-columns': async (app) => ({ file: await app.upload(manyColumns) }),
    },
  },
  'imports.plan': {
    success: async (app) => ({ file: await app.upload(csv) }),
    failures: {
      'not-found': () => ({ file: '0'.repeat(32) as never }),
      'not-utf8': async (app) => ({ file: await app.upload(gb18030) }),
      'unclosed-quote': async (app) => ({ file: await app.upload('Name,Note\n"Ana,1\n') }),
      'empty-file': async (app) => ({ file: await app.upload('\n') }),
      'too-many-columns': async (app) => ({ file: await app.upload(manyColumns) }),
    },
  },
  'imports.rehearsal': {
    success: async (app) => ({ jobId: await finishedPlan(app) }),
    failures: {
      'not-found': () => ({ jobId: nobody }),
      'not-ready': async (app) => ({ jobId: await plan(app) }),
    },
  },
  'imports.rehearsedRows': {
    success: async (app) => ({ jobId: await finishedPlan(app), group: 'new', limit: 10 }),
    failures: {
      'not-found': () => ({ jobId: nobody, group: 'new' }),
      'not-ready': async (app) => ({ jobId: await plan(app), group: 'new' }),
    },
  },
  'imports.commit': {
    success: async (app) => ({ planId: await finishedPlan(app) }),
    failures: {
      'not-found': () => ({ planId: nobody }),
      'not-ready': async (app) => ({ planId: await plan(app) }),
    },
  },
}

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
        const file = join(app.wired.application.folder, 'workspace.db')
        const database = new DatabaseConstructor(file)
        database.prepare('update operations set schema_version = 0 where id = ?').run(id)
        database.close()
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
