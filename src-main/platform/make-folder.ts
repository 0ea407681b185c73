import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and the missing ones above it, for this user only. Throws when it cannot.
 *
 * Node's own recursive form never returns where the file system answers "no such entry" to making
 * one, as /proc does.
 */
export const makeFolder = (path: string): void => {
  const missing: string[] = []
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.push(folder)
  for (const folder of missing.toReversed()) mkdirSync(folder, { mode: 0o700 })
}
