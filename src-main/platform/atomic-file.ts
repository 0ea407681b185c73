import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes sure that a file or folder is on disk when this returns. */
export const syncToDisk = (path: string): void => {
  // Windows can neither open a folder nor needs it synced: its renames are logged.
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Renames within a folder so that a power cut leaves the old or the new, never neither. */
export const renameDurably = (from: string, to: string): void => {
  renameSync(from, to)
  syncToDisk(dirname(to))
}

/** Writes a small file whole or not at all; only the owner may read it. */
export const writeFileAtomically = (path: string, content: string): void => {
  // Two processes may write the same preferences at once; each has a draft of its own.
  const draft = `${path}.${process.pid}.tmp`
  rmSync(draft, { force: true })
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameDurably(draft, path)
}
