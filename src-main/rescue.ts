import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { lockWorkspace } from './db/workspace-lock.ts'
import { verifyDatabase } from './features/backups/backups.repository.ts'
import { keepOnRestore } from './features/backups/kept-on-restore.ts'
import { backupFiles, hashFile, listManifests } from './features/backups/manifest.ts'
import { keepAside, swapDatabase } from './features/backups/restore-swap.ts'
import { syncToDisk } from './platform/atomic-file.ts'
import { workspaceLayout } from './platform/workspace-layout.ts'

/** A backup that can stand in for a workspace that does not open any more. */
export interface RescueBackup {
  readonly id: string
  readonly at: number
  readonly contacts: number
}

/** Why nothing was put in place; nothing was touched. */
export type RescueRefusal =
  | Failure<'in-use', Record<never, never>>
  | Failure<'not-found', Record<never, never>>
  | Failure<'damaged', Record<never, never>>

/** Whether a workspace did not open because its file is broken, not because of a bug of ours. */
export const isDamage = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(cause.code)

/** The backups of a workspace that is not open, newest first. */
export const listRescueBackups = (folder: string): RescueBackup[] =>
  listManifests(workspaceLayout(folder).backups).map(({ id, at, contents }) => ({
    id,
    at,
    contacts: contents.contacts,
  }))

const isSound = async (folder: string, id: string, sha256: string): Promise<boolean> => {
  const { database } = backupFiles(folder, id)
  if ((await hashFile(database)) !== sha256) return false
  try {
    verifyDatabase(database)
    return true
  } catch {
    return false
  }
}

/**
 * Puts a verified backup in place of a workspace that does not open; what was there is kept beside
 * the backups under the name that comes back.
 */
export const rescueWorkspace = async (
  folder: string,
  id: string,
): Promise<Result<{ readonly keptAs: string }, RescueRefusal>> => {
  const layout = workspaceLayout(folder)
  const lock = lockWorkspace(layout.lock)
  if (!lock) return fail('in-use', {})
  try {
    const manifest = listManifests(layout.backups).find((one) => one.id === id)
    if (!manifest) return fail('not-found', {})
    if (!(await isSound(layout.backups, id, manifest.sha256))) return fail('damaged', {})
    mkdirSync(layout.temporary, { recursive: true, mode: 0o700 })
    const prepared = join(layout.temporary, 'rescue.db')
    copyFileSync(backupFiles(layout.backups, id).database, prepared)
    syncToDisk(prepared)
    keepOnRestore(layout)
    // Named after the backup that takes its place, so that no clock is needed.
    const keptAs = keepAside(layout, join(layout.backups, `replaced-by-${id}.damaged`))
    swapDatabase(layout, prepared)
    return ok({ keptAs })
  } finally {
    lock.release()
  }
}
