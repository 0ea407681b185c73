import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JobControls, JobFunction } from '#main/platform/job-protocol.ts'
import { filesIn, isDraft } from './content-store.ts'
import { textsNamingFiles } from './named-files.repository.ts'

const hashes = /\b[0-9a-f]{64}\b/gu

const takeNamed = (file: string, strays: Set<string>, controls: JobControls): void =>
  textsNamingFiles(file, (text) => {
    controls.checkpoint()
    for (const [hash] of text.matchAll(hashes)) strays.delete(hash)
  })

/** Backups that may be put back; null where something lies there that may need any file. */
const backupsIn = (folder: string): readonly string[] | null => {
  const names = readdirSync(folder)
  const isUnknown = (name: string): boolean =>
    name !== 'last-restore' && !/\.(?:json|db|db-wal|db-shm|tmp)$/u.test(name)
  if (names.some(isUnknown)) return null
  return names.filter((name) => name.endsWith('.db')).map((name) => join(folder, name))
}

/**
 * Finds attachments that nothing can refer to any more: no mail, no step that undo or redo can take,
 * no backup. The log of changes is never cut, so that only those are found that no mail ever came to
 * name, or that a restore has left behind when its backups are gone as well.
 *
 * Where a backup cannot be read, or a damaged database was kept aside, nothing is found.
 */
export const findStrayFiles: JobFunction = async (
  _input,
  { layout },
  controls,
): Promise<readonly string[]> => {
  const found = filesIn(layout.attachments)
  const drafts = found.filter(isDraft)
  const strays = new Set(found.filter((name) => !isDraft(name)))
  if (strays.size > 0) takeNamed(layout.database, strays, controls)
  // Most often there are none, and the backups need not be read.
  if (strays.size === 0) return drafts
  const backups = backupsIn(layout.backups)
  if (backups === null) return drafts
  for (const backup of backups) takeNamed(backup, strays, controls)
  return [...drafts, ...strays]
}
