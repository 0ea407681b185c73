import { chmodSync, constants, copyFileSync, rmSync, statSync } from 'node:fs'
import { renameDurably, syncToDisk } from '#main/platform/atomic-file.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { JobFunction } from '#main/platform/job-protocol.ts'
import {
  type Contents,
  contentsOf,
  copyDatabase,
  countOperationsMissing,
  isStructureSound,
  verifyDatabase,
} from './backups.repository.ts'
import {
  type BackupKind,
  backupFiles,
  hashFile,
  listManifests,
  type Manifest,
  removeBackup,
  writeManifest,
} from './manifest.ts'
import { backupsToRemove } from './rotation.ts'

/** Which backup to make. */
export interface CreateBackupInput {
  readonly id: string
  readonly kind: BackupKind
}

/** Which backup to look at, or to make ready. */
export interface BackupInput {
  readonly id: string
}

/** What a look into a backup finds. */
export type BackupVerdict =
  | { readonly isSound: true; readonly operationsLost: number; readonly now: Contents }
  | { readonly isSound: false }

/**
 * Makes a verified copy: a draft, read through whole, synced, renamed, and only then listed.
 * Rotates after success only.
 */
export const createBackup: JobFunction = async (input, { layout, clock }, controls) => {
  // The service starts this job and passes exactly this.
  const { id, kind } = input as CreateBackupInput
  const folder = layout.backups
  const files = backupFiles(folder, id)
  try {
    controls.progress({ phase: 'copying', done: 0, total: 3 })
    copyDatabase(layout.database, files.draft)
    chmodSync(files.draft, 0o600)
    failpoint('backup.copied')
    controls.checkpoint()
    controls.progress({ phase: 'verifying', done: 1, total: 3 })
    const snapshot = verifyDatabase(files.draft)
    controls.checkpoint()
    controls.progress({ phase: 'keeping', done: 2, total: 3 })
    syncToDisk(files.draft)
    failpoint('backup.synced')
    const sha256 = await hashFile(files.draft)
    const bytes = statSync(files.draft).size
    renameDurably(files.draft, files.database)
    failpoint('backup.renamed')
    const manifest: Manifest = { id, kind, at: clock.now(), bytes, sha256, ...snapshot }
    writeManifest(folder, manifest)
    failpoint('backup.listed')
    for (const old of backupsToRemove(listManifests(folder), clock.zone())) {
      removeBackup(folder, old)
      failpoint('backup.rotated')
    }
    return manifest
  } finally {
    rmSync(files.draft, { force: true })
  }
}

const isSound = async (folder: string, id: string): Promise<boolean> => {
  const manifest = listManifests(folder).find((one) => one.id === id)
  const { database } = backupFiles(folder, id)
  if (!manifest || (await hashFile(database)) !== manifest.sha256) return false
  try {
    verifyDatabase(database)
    return true
  } catch {
    return false
  }
}

/** Reads a backup through again and tells what a restore would change. */
export const inspectBackup: JobFunction = async (input, { layout }): Promise<BackupVerdict> => {
  // The service starts this job and passes exactly this.
  const { id } = input as BackupInput
  if (!(await isSound(layout.backups, id))) return { isSound: false }
  const { database } = backupFiles(layout.backups, id)
  try {
    const operationsLost = countOperationsMissing(layout.database, database)
    return { isSound: true, operationsLost, now: contentsOf(layout.database) }
  } catch {
    // Of a damaged workspace nobody can say what it still holds.
    const now = { contacts: 0, activities: 0, followUps: 0, lastOperationAt: null }
    return { isSound: true, operationsLost: 0, now }
  }
}

/** Puts a verified copy of a backup, on disk, where a restore takes it from. */
export const prepareRestore: JobFunction = async (input, { layout }): Promise<boolean> => {
  // The service starts this job and passes exactly this.
  const { id, target } = input as BackupInput & { target: string }
  if (!(await isSound(layout.backups, id))) return false
  rmSync(target, { force: true })
  copyFileSync(backupFiles(layout.backups, id).database, target, constants.COPYFILE_FICLONE)
  syncToDisk(target)
  failpoint('restore.prepared')
  return true
}

/** Whether the open workspace is structurally sound; a full disk is no answer and throws. */
export const checkWorkspace: JobFunction = async (_input, { layout }): Promise<boolean> => {
  try {
    return isStructureSound(layout.database)
  } catch (cause) {
    if (isDiskFull(cause)) throw cause
    return false
  }
}
