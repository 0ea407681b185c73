import { copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { renameDurably } from '#main/platform/atomic-file.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import { markClosed } from '#main/platform/open-marker.ts'
import type { WorkspaceLayout } from '#main/platform/workspace-layout.ts'

const logOf = (layout: WorkspaceLayout): string => `${layout.database}-wal`

/** Throws when commits may still stand in the log beside the closed database. */
export const requireCleanClose = (layout: WorkspaceLayout): void => {
  const log = logOf(layout)
  if (existsSync(log) && statSync(log).size > 0) throw new Error('the workspace was not closed')
}

/** A name that no file has yet, so that nothing kept is ever overwritten. */
const freeName = (wanted: string): string => {
  let name = wanted
  for (let n = 2; existsSync(name); n += 1) name = `${wanted}-${n}`
  return name
}

/**
 * Keeps a damaged database and its log under another name, and returns that name; nothing of it is
 * ever deleted.
 */
export const keepAside = (layout: WorkspaceLayout, wanted: string): string => {
  const aside = freeName(wanted)
  if (!existsSync(layout.database)) return aside
  try {
    linkSync(layout.database, aside)
  } catch {
    copyFileSync(layout.database, aside)
  }
  if (existsSync(logOf(layout))) renameSync(logOf(layout), `${aside}-wal`)
  return aside
}

/**
 * Puts a prepared, synced file in place of the closed database: one rename, so that whatever
 * happens leaves the old workspace or the new one.
 */
export const swapDatabase = (layout: WorkspaceLayout, prepared: string): void => {
  // What comes has no log that could be missing.
  markClosed(layout)
  // A log that is left over would be applied to the file that comes in its place.
  for (const end of ['-wal', '-shm']) rmSync(`${layout.database}${end}`, { force: true })
  failpoint('restore.before-swap')
  renameDurably(prepared, layout.database)
  failpoint('restore.after-swap')
}
