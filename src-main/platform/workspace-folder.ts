import { accessSync, constants, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import { writeFileAtomically } from './atomic-file.ts'
import type { Clock } from './clock.ts'
import { makeFolder } from './make-folder.ts'
import { isLogMissing } from './open-marker.ts'
import type { Preferences } from './preferences.ts'
import type { RandomSource } from './random.ts'
import { type WorkspaceLayout, workspaceLayout } from './workspace-layout.ts'

/** `meta.json`: what a workspace says about itself without opening its database. */
export interface WorkspaceMeta {
  readonly workspaceId: string
  /** The machine it was last opened on; another one means that the folder was copied. */
  readonly machineId: string
  readonly createdAt: number
  readonly isSample: boolean
  /** Another after each opening and closing; see `WorkspaceHome`. */
  readonly stamp?: string
  /** What app data knew when that one was made. */
  readonly stampBefore?: string
}

/** A workspace folder that is there, writable and described. */
export interface PreparedFolder {
  readonly layout: WorkspaceLayout
  readonly meta: WorkspaceMeta
  readonly name: string
  readonly isSynced: boolean
  /** True when another machine opened it last. */
  readonly isCopied: boolean
  /** True when changes may be missing, because their log was taken away after a crash. */
  readonly isLogMissing: boolean
}

/** Why a folder cannot be a workspace. */
export class WorkspaceFolderError extends Error {
  readonly code: 'is-link' | 'not-a-folder' | 'not-writable'
  constructor(code: WorkspaceFolderError['code'], folder: string) {
    const words = {
      'is-link': 'is a link; give the folder itself',
      'not-a-folder': 'is not a folder',
      'not-writable': 'cannot be written',
    }
    super(`${folder} ${words[code]}`)
    this.code = code
  }
}

const syncedFolder =
  /^(OneDrive( - .+)?|Dropbox( \(.+\))?|Google ?Drive|GoogleDrive-.+|My Drive|iCloud ?Drive|Mobile Documents|CloudStorage|Nextcloud|ownCloud|pCloud ?Drive|Syncthing|Sync|MEGA|Seafile|Box( Sync)?|Nutstore( Files)?|坚果云|百度网盘同步空间)$/i

/**
 * Whether another program seems to sync the folder: such programs copy the files of an open
 * database one by one and so can break it.
 */
export const isSyncedFolder = (folder: string): boolean =>
  resolve(folder)
    .split(sep)
    .some((part) => syncedFolder.test(part))

/** The workspace to open: the one asked for, else the last one, else the one of a first start. */
export const chooseWorkspace = (
  asked: string | undefined,
  appData: string,
  preferences: Preferences,
): string => resolve(asked ?? preferences.read().lastWorkspace ?? join(appData, 'My business'))

const makeId = (random: RandomSource): string => Buffer.from(random.bytes(16)).toString('hex')

/** What a folder says about itself; nothing where it says nothing that can be read. */
export const readMeta = (file: string): Partial<WorkspaceMeta> => {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    // Only Kith writes it; a missing field is filled in by the caller.
    return typeof parsed === 'object' && parsed !== null ? (parsed as Partial<WorkspaceMeta>) : {}
  } catch {
    return {}
  }
}

const requireUsable = (folder: string): void => {
  try {
    makeFolder(folder)
  } catch {
    throw new WorkspaceFolderError('not-writable', folder)
  }
  const found = lstatSync(folder)
  if (found.isSymbolicLink()) throw new WorkspaceFolderError('is-link', folder)
  if (!found.isDirectory()) throw new WorkspaceFolderError('not-a-folder', folder)
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new WorkspaceFolderError('not-writable', folder)
  }
}

/** This machine's own id, made at the first start. */
export const machineIdOf = (preferences: Preferences, random: RandomSource): string => {
  const known = preferences.read().machineId
  if (known) return known
  const machineId = makeId(random)
  preferences.update({ machineId })
  return machineId
}

/** What `prepareWorkspaceFolder` needs to know. */
export interface PrepareOptions {
  readonly folder: string
  readonly clock: Clock
  readonly random: RandomSource
  readonly machineId: string
  /** For a workspace that is made new: it holds the invented people. */
  readonly isSample?: boolean
}

/**
 * Makes sure that the folder is a workspace: creates what is missing, writes `meta.json`.
 *
 * Call it with the workspace's lock held. Throws `WorkspaceFolderError` for a folder that cannot
 * be one.
 */
export const prepareWorkspaceFolder = (options: PrepareOptions): PreparedFolder => {
  requireUsable(options.folder)
  const layout = workspaceLayout(options.folder)
  const { attachments, backups, outgoing, temporary } = layout
  for (const folder of [attachments, backups, outgoing, temporary]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  const known = readMeta(layout.meta)
  const meta: WorkspaceMeta = {
    workspaceId: known.workspaceId ?? makeId(options.random),
    machineId: options.machineId,
    createdAt: known.createdAt ?? options.clock.now(),
    isSample: known.isSample ?? options.isSample ?? false,
    ...(known.stamp === undefined ? {} : { stamp: known.stamp }),
    ...(known.stampBefore === undefined ? {} : { stampBefore: known.stampBefore }),
  }
  if (JSON.stringify(known) !== JSON.stringify(meta)) {
    writeFileAtomically(layout.meta, `${JSON.stringify(meta)}\n`)
  }
  return {
    layout,
    meta,
    name: basename(layout.folder),
    isSynced: isSyncedFolder(layout.folder),
    isCopied: known.machineId !== undefined && known.machineId !== options.machineId,
    isLogMissing: isLogMissing(layout),
  }
}
