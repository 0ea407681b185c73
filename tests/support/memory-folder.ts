import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** Browsers and workspaces of a whole run need about a tenth of it. */
const leastBytes = 4 * 2 ** 30

const hasRoom = (): boolean => {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= leastBytes
}

/** Tests start scripts from their folders, which some systems forbid there. */
const mayRunScripts = (): boolean =>
  readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[1] === memory && !line.includes('noexec'))

/**
 * Moves the temporary files of this process and its children into memory where there is room.
 *
 * Nobody pulls the plug in a test, and much of its time is waiting for disks. That the product waits
 * for them is proved by the trace of its system calls. Removed when the process ends.
 */
export const moveTemporaryFiles = (): void => {
  if (process.platform !== 'linux' || !hasRoom() || !mayRunScripts()) return
  const folder = mkdtempSync(join(memory, 'kith-test-run-'))
  // Servers that run as another user must find their own folders in it.
  chmodSync(folder, 0o711)
  process.env['TMPDIR'] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
}

/** A new folder in memory, or where temporary files are when there is no room. */
export const folderInMemory = (prefix: string): string => {
  const isThere = process.platform !== 'linux' || tmpdir().startsWith(memory) || !hasRoom()
  return mkdtempSync(join(isThere ? tmpdir() : memory, prefix))
}
