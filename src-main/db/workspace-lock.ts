import { dirname } from 'node:path'
import { makeFolder } from '#main/platform/make-folder.ts'
import { openExclusively } from './open-workspace.ts'

/** Held for as long as this process owns the workspace. */
export interface WorkspaceLock {
  release(): void
}

/**
 * Makes this process the workspace's owner; null when another one is.
 *
 * Nobody else may open and close the lock file in this process: closing any descriptor of a file
 * gives up all POSIX locks the process has on it.
 */
export const lockWorkspace = (lockFile: string): WorkspaceLock | null => {
  makeFolder(dirname(lockFile))
  const database = openExclusively(lockFile)
  if (!database) return null
  return { release: () => database.close() }
}
