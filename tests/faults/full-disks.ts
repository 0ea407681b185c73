import { execFileSync } from 'node:child_process'
import { mountSmallDisk, smallDiskObstacle } from '#tests/support/small-disk.ts'
import { type FaultRun, inFolder } from './fault-suite.ts'

/** A disk that can be full and have room again. */
export interface FillableDisk {
  readonly folder: string
  fill(): void
  makeRoom(): void
}

/** One way for a disk to be full. */
export interface FullDisk {
  readonly name: string
  /** Why it cannot be had here; null where it can. */
  readonly obstacle: string | null
  use<T>(work: (disk: FillableDisk) => Promise<T>): Promise<T>
}

const smallDiskKiB = 96 * 1024

/** A small file system of its own, filled to the last block. */
const smallDisk: FullDisk = {
  name: 'small-disk',
  obstacle: smallDiskObstacle,
  use: (work) =>
    inFolder(async (folder) => {
      const disk = mountSmallDisk(folder, smallDiskKiB)
      try {
        return await work({ folder, ...disk })
      } finally {
        disk.unmount()
      }
    }),
}

const limitFileSize = (bytes: number | 'unlimited'): void => {
  // The soft limit alone: what is lowered can be raised again without any rights.
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`], { stdio: 'ignore' })
}

const findLimitObstacle = (): string | null => {
  try {
    limitFileSize('unlimited')
    return null
  } catch {
    return 'limiting the size of files takes prlimit and no hard limit'
  }
}

/** No file of this process may grow beyond its first page: what a spent quota looks like. */
const sizeLimit: FullDisk = {
  name: 'size-limit',
  obstacle: findLimitObstacle(),
  use: (work) =>
    inFolder(async (folder) => {
      const makeRoom = (): void => limitFileSize('unlimited')
      try {
        return await work({ folder, fill: () => limitFileSize(4096), makeRoom })
      } finally {
        makeRoom()
      }
    }),
}

/** All of them. */
export const fullDisks: readonly FullDisk[] = [smallDisk, sizeLimit]

/** Rounds of filling and making room. */
export const roundsOf = ({ tier, controls }: FaultRun): number =>
  controls ? 2 : tier === 'full' ? 20 : 2
