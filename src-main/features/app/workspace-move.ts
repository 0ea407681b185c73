import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import paths, { join, type PlatformPath } from 'node:path'
import { syncToDisk } from '#main/platform/atomic-file.ts'
import { makeFolder } from '#main/platform/make-folder.ts'

/** Why a workspace cannot move to a place. */
export type MoveRefusal = 'not-absolute' | 'not-empty' | 'not-writable' | 'disk-full'

/** Whether `inner` is `outer` or lies in it, by the names alone. */
export const isWithin = (outer: string, inner: string, path: PlatformPath = paths): boolean => {
  const way = path.relative(outer, inner)
  // On another drive of Windows there is no way, and the answer is absolute.
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

/** Looks whether `from` can move to `to`, and makes that folder; undefined when it can. */
export const refuseMove = (from: string, to: string): MoveRefusal | undefined => {
  if (!paths.isAbsolute(to)) return 'not-absolute'
  if (isWithin(from, to)) return 'not-empty'
  try {
    makeFolder(to)
    const found = lstatSync(to)
    if (found.isSymbolicLink()) return 'not-writable'
    if (!found.isDirectory() || !isEmpty(to)) return 'not-empty'
    accessSync(to, constants.W_OK)
    const { bavail, bsize } = statfsSync(to)
    return bavail * bsize < bytesOf(from) ? 'disk-full' : undefined
  } catch {
    return 'not-writable'
  }
}

/**
 * Copies a workspace that is closed into an empty folder, down to the disk.
 *
 * Throws when it cannot; then nothing of the copy is left, and what others put there stays.
 */
export const copyWorkspace = async (from: string, to: string): Promise<void> => {
  if (existsSync(to) && !isEmpty(to)) throw new Error('the folder is not empty any more')
  try {
    await cp(from, to, { recursive: true })
    syncTree(to)
  } catch (cause) {
    await rm(to, { recursive: true, force: true })
    throw cause
  }
}

const isEmpty = (folder: string): boolean => readdirSync(folder).length === 0

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    path: join(entry.parentPath, entry.name),
    isFile: entry.isFile(),
  }))

const bytesOf = (folder: string): number =>
  filesIn(folder)
    .filter(({ isFile }) => isFile)
    // A file may go while it is counted: a draft of a backup, the log of the database.
    .reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)

/** The old folder goes after this: a power cut must find the new one whole. */
const syncTree = (folder: string): void => {
  for (const { path } of filesIn(folder)) syncToDisk(path)
  syncToDisk(folder)
  syncToDisk(paths.dirname(folder))
}
