import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own that is soon full. */
export interface SmallDisk {
  /** Writes until nothing more goes in. */
  readonly fill: () => void
  /** Takes away what `fill` wrote. */
  readonly makeRoom: () => void
  /** Takes the file system away, whatever is still open on it. */
  readonly unmount: () => void
}

const quiet = { stdio: 'ignore' } as const

/** Mounts a file system of so many KiB over a folder, which is made when it is missing. */
export const mountSmallDisk = (folder: string, kib: number): SmallDisk => {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k,mode=700`, 'kith-test', folder], quiet)
  const ballast = join(folder, 'ballast')
  return {
    fill: () => {
      const file = openSync(ballast, 'a')
      for (let step = 1024 * 1024; step >= 512; step /= 2) writeAll(file, Buffer.alloc(step))
      closeSync(file)
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    unmount: () => execFileSync('umount', ['-l', folder], quiet),
  }
}

const writeAll = (file: number, block: Buffer): void => {
  try {
    while (writeSync(file, block) > 0);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause
  }
}

const findObstacle = (): string | null => {
  if (process.platform !== 'linux') return 'mounting a small file system is written for Linux'
  const folder = mkdtempSync(join(tmpdir(), 'kith-mount-'))
  try {
    mountSmallDisk(folder, 64).unmount()
    return null
  } catch {
    return 'mounting a small file system takes root'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Why no small disk can be mounted here; null where it can. */
export const smallDiskObstacle: string | null = findObstacle()
