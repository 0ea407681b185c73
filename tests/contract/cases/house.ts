import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ProcedureName } from '#shared/contract/index.ts'
import { mountSmallDisk, smallDiskObstacle } from '#tests/support/small-disk.ts'
import { type Arrange, type CaseApp, nobody, type SliceCases, type Unarrangeable } from '../case.ts'

const backup = async (app: CaseApp): Promise<string> => {
  await app.person()
  const { jobId } = await app.call('backups.create', {})
  await app.finished(jobId)
  const { backups } = await app.call('backups.list', {})
  const [newest] = backups
  if (!newest) throw new Error('no backup was listed')
  return newest.id
}

const damagedBackup = async (app: CaseApp): Promise<string> => {
  const id = await backup(app)
  const folder = join(app.wired.application.folder, 'backups')
  const copies = readdirSync(folder).filter((name) => name.endsWith('.db'))
  if (copies.length === 0) throw new Error('no copy to damage')
  for (const name of copies) {
    const path = join(folder, name)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0x55, 4096, 8 * 4096))
  }
  return id
}

const endedJob = async (app: CaseApp) => {
  const { jobId } = await app.call('backups.create', {})
  await app.finished(jobId)
  return jobId
}

/** A file system that is too small for any workspace, until the test ends. */
const mountForTest = (folder: string): void => {
  const disk = mountSmallDisk(folder, 64)
  onTestFinished(disk.unmount)
}

const onSmallDisk = <N extends ProcedureName>(arrange: Arrange<N>): Arrange<N> | Unarrangeable =>
  smallDiskObstacle === null ? arrange : { skip: smallDiskObstacle }

/** The application. */
export const appCases: SliceCases<'app'> = {
  'app.status': { success: () => ({}), failures: {} },
  'app.about': { success: () => ({}), failures: {} },
  'app.diagnostics': { success: () => ({}), failures: {} },
  'app.openFolder': {
    success: { skip: 'would open a window; the host that can is tested with its own port' },
    failures: { unsupported: () => ({}) },
  },
  'app.moveWorkspace': {
    success: (app) => ({ path: join(app.wired.folder, 'moved') }),
    failures: {
      'not-absolute': () => ({ path: 'moved' }),
      'not-empty': (app) => {
        const path = join(app.wired.folder, 'full')
        mkdirSync(path)
        writeFileSync(join(path, 'letter.txt'), 'mine')
        return { path }
      },
      'not-writable': () => ({ path: '/proc/kith' }),
      'disk-full': onSmallDisk((app) => {
        const path = join(app.wired.folder, 'small')
        mountForTest(path)
        return { path }
      }),
    },
  },
  'app.openSample': { success: () => ({ language: 'zh-CN' }), failures: {} },
  'app.leaveSample': {
    success: async (app) => {
      const opened = app.rebuilt()
      await app.call('app.openSample', { language: 'en' })
      await opened
      return {}
    },
    failures: { 'not-sample': () => ({}) },
  },
}

/** Settings. */
export const settingsCases: SliceCases<'settings'> = {
  'settings.get': { success: () => ({}), failures: {} },
  'settings.updateBusiness': {
    success: () => ({ ownerName: 'Nora Hale', country: 'PT', currency: 'EUR', weekStart: 7 }),
    failures: {},
  },
  'settings.updateMachine': {
    success: () => ({ language: 'zh-CN', theme: 'dark' }),
    failures: {},
  },
}

/** Jobs. */
export const jobCases: SliceCases<'jobs'> = {
  'jobs.get': {
    success: async (app) => ({ id: await endedJob(app) }),
    failures: { 'not-found': () => ({ id: nobody }) },
  },
  'jobs.list': { success: () => ({}), failures: {} },
  'jobs.cancel': {
    success: async (app) => ({ id: (await app.call('backups.create', {})).jobId }),
    failures: {
      'not-found': () => ({ id: nobody }),
      ended: async (app) => ({ id: await endedJob(app) }),
    },
  },
}

/** Backups. */
export const backupCases: SliceCases<'backups'> = {
  'backups.list': {
    success: async (app) => {
      await backup(app)
      return {}
    },
    failures: {},
  },
  'backups.create': { success: () => ({}), failures: {} },
  'backups.preview': {
    success: async (app) => ({ id: await backup(app) }),
    failures: {
      'not-found': () => ({ id: 'never-made' }),
      damaged: async (app) => ({ id: await damagedBackup(app) }),
    },
  },
  'backups.restore': {
    success: async (app) => ({ id: await backup(app) }),
    failures: {
      'not-found': () => ({ id: 'never-made' }),
      damaged: async (app) => ({ id: await damagedBackup(app) }),
      'disk-full': onSmallDisk(async (app) => {
        const id = await backup(app)
        mountForTest(join(app.wired.application.folder, 'tmp'))
        return { id }
      }),
    },
  },
}
