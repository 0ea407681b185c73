import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'

const pathIn = (folder: string): string => join(folder, 'last-restore')

/** Notes which backup holds what a restore is about to replace. */
export const noteRestore = (folder: string, takeBackId: string): void =>
  writeFileAtomically(pathIn(folder), takeBackId)

/** The backup that holds what the last restore replaced; null without one. */
export const readTakeBackId = (folder: string): string | null => {
  try {
    return readFileSync(pathIn(folder), 'utf8').trim()
  } catch {
    return null
  }
}
