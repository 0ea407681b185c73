import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'
import type { Snapshot } from './backups.repository.ts'

/** Why a backup was made. */
export type BackupKind = 'daily' | 'on-quit' | 'before-migration' | 'before-restore' | 'by-hand'

/** What stands beside a backup: that it was verified, what it holds, what its bytes hash to. */
export interface Manifest extends Snapshot {
  readonly id: string
  readonly at: number
  readonly kind: BackupKind
  readonly bytes: number
  readonly sha256: string
}

const idPattern = /^[a-z0-9-]{1,80}$/

/** The files of one backup. */
export const backupFiles = (folder: string, id: string) => ({
  database: join(folder, `${id}.db`),
  draft: join(folder, `${id}.db.tmp`),
  manifest: join(folder, `${id}.json`),
})

/** Makes the name of a backup: when, why, and a number that no two share. */
export const backupId = (at: number, kind: BackupKind, serial: number): string => {
  const time = new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  return `${time}-${kind}-${serial.toString(36)}`
}

/** SHA-256 of a file, in hexadecimal. */
export const hashFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  idPattern.test(value.id) &&
  'sha256' in value &&
  'contents' in value &&
  'bytes' in value

const readManifest = (folder: string, name: string): Manifest | null => {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    if (!isManifest(parsed) || `${parsed.id}.json` !== name) return null
    const { size } = statSync(backupFiles(folder, parsed.id).database)
    return size === parsed.bytes ? parsed : null
  } catch {
    return null
  }
}

/** Every backup that passed its verification and is still there, newest first. */
export const listManifests = (folder: string): Manifest[] => {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && idPattern.test(name.slice(0, -5)))
    .map((name) => readManifest(folder, name))
    .filter((manifest) => manifest !== null)
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}

/** Puts a backup on the list; its file is in place and on disk. */
export const writeManifest = (folder: string, manifest: Manifest): void =>
  writeFileAtomically(backupFiles(folder, manifest.id).manifest, JSON.stringify(manifest))

/** Takes a backup off the list, then away: never the other way round. */
export const removeBackup = (folder: string, id: string): void => {
  const files = backupFiles(folder, id)
  rmSync(files.manifest, { force: true })
  rmSync(files.database, { force: true })
}

/** Removes what killed runs left behind: drafts, and copies that never came on the list. */
export const sweepDrafts = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const isDraft = name.endsWith('.tmp')
    const isUnlisted =
      name.endsWith('.db') && !existsSync(join(folder, `${name.slice(0, -3)}.json`))
    const isLeftover = /\.db(\.tmp)?-(journal|wal|shm)$/.test(name)
    if (isDraft || isUnlisted || isLeftover) rmSync(join(folder, name), { force: true })
  }
}
