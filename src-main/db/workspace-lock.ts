import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
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
  mkdirSync(dirname(lockFile), { recursive: true, mode: 0o700 })
  const database = openExclusively(lockFile)
  if (!database) return null
  return { release: () => database.close() }
}
