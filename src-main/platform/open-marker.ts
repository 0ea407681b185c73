import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncToDisk, writeFileAtomically } from './atomic-file.ts'
import type { WorkspaceLayout } from './workspace-layout.ts'

type MarkedLayout = Pick<WorkspaceLayout, 'openMarker' | 'database'>

interface Marker {
  readonly isLogMissing: boolean
}

const readMarker = (file: string): Marker | null => {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return { isLogMissing: JSON.stringify(parsed) === '{"isLogMissing":true}' }
  } catch {
    return existsSync(file) ? { isLogMissing: false } : null
  }
}

/**
 * Whether the log of the newest changes is gone although the workspace was never closed: whoever
 * took `workspace.db-wal` away took the changes that stood in it. Stays true until a clean close.
 *
 * Call it before the database is opened, which makes a new log.
 */
export const isLogMissing = ({ openMarker, database }: MarkedLayout): boolean => {
  const marker = readMarker(openMarker)
  if (marker === null) return false
  return marker.isLogMissing || (existsSync(database) && !existsSync(`${database}-wal`))
}

/** Notes that the workspace is open; call it when its log is there. Throws on a full disk. */
export const markOpen = ({ openMarker }: MarkedLayout, marker: Marker): void =>
  writeFileAtomically(openMarker, JSON.stringify({ isLogMissing: marker.isLogMissing }))

/**
 * Notes that nothing of the workspace stands in the log any more. The marker is removed and not
 * rewritten, because a full disk has room for that too.
 */
export const markClosed = ({ openMarker }: MarkedLayout): void => {
  rmSync(openMarker, { force: true })
  syncToDisk(dirname(openMarker))
}
