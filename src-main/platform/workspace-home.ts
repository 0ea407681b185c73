import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeFileAtomically } from './atomic-file.ts'
import type { Logger } from './logger.ts'
import type { RandomSource } from './random.ts'
import { readMeta, type WorkspaceMeta } from './workspace-folder.ts'
import { type WorkspaceLayout, workspaceLayout } from './workspace-layout.ts'

/**
 * Whether this folder is the one of its workspace, or one of several on this machine.
 *
 * App data remembers for each workspace the folder it was open in and a stamp, which stands in the
 * folder too and is another after each opening and each closing. So a copy is told from a folder
 * that was moved, and an older state that was put in its place from the one that was left there.
 */
export interface WorkspaceHome {
  /** True while another folder may be the one of this workspace. Reads a small file. */
  isCopy(): boolean
  /** The owner's word: this folder is the one. Throws on a full disk. */
  claim(): void
  /** Notes that Kith is about to copy the folder to another place and to go on there. */
  expectMove(to: string): void
  /** Notes that the workspace is there now. */
  settleMove(to: string): void
  /** Notes the closing; never throws. */
  leave(): void
}

/** What `openHome` needs to know. */
export interface HomeOptions {
  readonly appData: string
  readonly layout: WorkspaceLayout
  readonly meta: WorkspaceMeta
  readonly random: RandomSource
  readonly log: Logger
}

/** A folder and what its database was, as app data remembers it. */
interface Place {
  readonly folder: string
  readonly stamp: string
  /** Number and birth of the file: what a renamed one keeps and a copied one has not. */
  readonly file: string
  readonly device: string
}

interface HomeRecord {
  readonly home: Place
  /** Where Kith itself has copied it to, until the move is done. */
  readonly moved?: Place
}

const readRecord = (file: string): HomeRecord | null => {
  try {
    // Only Kith writes it.
    const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<HomeRecord> | null
    return record?.home === undefined ? null : { ...record, home: record.home }
  } catch {
    return null
  }
}

const identify = (path: string): Pick<Place, 'file' | 'device'> => {
  const { dev, ino, birthtimeMs } = statSync(path, { bigint: true })
  return { file: `${ino}-${birthtimeMs}`, device: String(dev) }
}

const deviceOfNearest = (folder: string): string | null => {
  if (existsSync(folder)) return String(statSync(folder, { bigint: true }).dev)
  const above = dirname(folder)
  return above === folder ? null : deviceOfNearest(above)
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && ['ENOENT', 'ENOTDIR'].includes(String(cause.code))

/**
 * Whether the workspace has left a place for this one: it is not there any more, or another one is.
 *
 * False where that cannot be known. The disk with the old place may be unplugged: then its nearest
 * folder that is there lies on another device. A question to the owner is the lesser evil: two
 * copies would both send.
 */
const hasLeft = (place: Place, here: Place, workspaceId: string): boolean => {
  const old = workspaceLayout(place.folder)
  try {
    const there = identify(old.database)
    // Another way to the same folder.
    if (there.file === here.file && there.device === here.device) return true
    const { workspaceId: other } = readMeta(old.meta)
    return other !== undefined && other !== workspaceId
  } catch (cause) {
    if (!isMissing(cause)) return false
  }
  return place.file === here.file || deviceOfNearest(place.folder) === place.device
}

class RememberedHome implements WorkspaceHome {
  private readonly options: HomeOptions
  private readonly recordFile: string
  private readonly folder: string
  private meta: WorkspaceMeta
  private hasArrived = false

  constructor(options: HomeOptions) {
    this.options = options
    this.meta = options.meta
    this.folder = realpathSync.native(options.layout.folder)
    // The id stands in a folder that may come from anybody: it names no file as it is.
    const name = createHash('sha256').update(options.meta.workspaceId).digest('hex').slice(0, 32)
    this.recordFile = join(options.appData, 'workspaces', `${name}.json`)
  }

  /** Notes the opening, where this folder is the one. */
  private arrive(): void {
    this.hasArrived = true
    const record = readRecord(this.recordFile)
    if (record === null) return this.write((home) => ({ home }), undefined)
    const { home, moved } = record
    if (this.isFrom(home) && this.isAt(home)) return this.write((next) => ({ home: next }), home)
    if (moved !== undefined && this.isFrom(moved) && moved.folder === this.folder) {
      this.write((next) => ({ home, moved: next }), moved)
    }
  }

  isCopy(): boolean {
    if (!this.hasArrived) this.arrive()
    const record = readRecord(this.recordFile)
    return record !== null && this.placeIn(record) === undefined
  }

  claim(): void {
    if (!this.isCopy()) return
    this.stamp((home) => ({ home }), readRecord(this.recordFile)?.home)
  }

  expectMove(to: string): void {
    const record = readRecord(this.recordFile)
    const place = record && this.placeIn(record)
    if (!place) return
    const moved = { ...place, folder: realpathSync.native(to) }
    writeFileAtomically(this.recordFile, textOf({ home: place, moved }))
  }

  settleMove(to: string): void {
    const { moved } = readRecord(this.recordFile) ?? {}
    try {
      if (moved?.folder !== realpathSync.native(to)) return
      writeFileAtomically(this.recordFile, textOf({ home: moved }))
    } catch (cause) {
      // The old folder goes next, and the new one is accepted as it is.
      this.options.log.error('home-failed', cause)
    }
  }

  leave(): void {
    if (!this.hasArrived) return this.arrive()
    const record = readRecord(this.recordFile)
    const place = record && this.placeIn(record)
    if (!record || !place) return
    const { home } = record
    this.write((next) => (place === home ? { home: next } : { home, moved: next }), place)
  }

  /** The place of the record that is this folder as it is now. */
  private placeIn({ home, moved }: HomeRecord): Place | undefined {
    return [home, moved].find((place) => place?.folder === this.folder && this.isFrom(place))
  }

  /** Whether the folder has gone on from what app data remembers, or is that. */
  private isFrom({ stamp }: Place): boolean {
    // The process may have ended after the folder had the next stamp and before app data had it.
    return stamp === this.meta.stamp || stamp === this.meta.stampBefore
  }

  private isAt(home: Place): boolean {
    const { workspaceId } = this.meta
    return home.folder === this.folder || hasLeft(home, this.here(), workspaceId)
  }

  private here(): Place {
    const stamp = this.meta.stamp ?? ''
    return { folder: this.folder, stamp, ...identify(this.options.layout.database) }
  }

  private write(next: (here: Place) => HomeRecord, before: Place | undefined): void {
    try {
      this.stamp(next, before)
    } catch (cause) {
      // A full disk: the folder stays the one that it was.
      this.options.log.error('home-failed', cause)
    }
  }

  /** A new stamp, in the folder first. */
  private stamp(next: (here: Place) => HomeRecord, before: Place | undefined): void {
    const { random, layout } = this.options
    const stamp = Buffer.from(random.bytes(16)).toString('hex')
    const meta = { ...this.meta, stamp, stampBefore: before?.stamp ?? stamp }
    writeFileAtomically(layout.meta, `${JSON.stringify(meta)}\n`)
    this.meta = meta
    mkdirSync(dirname(this.recordFile), { recursive: true, mode: 0o700 })
    writeFileAtomically(this.recordFile, textOf(next(this.here())))
  }
}

const textOf = (record: HomeRecord): string => `${JSON.stringify(record)}\n`

/** The sample sends nothing, and is made anew each time. */
const noHome: WorkspaceHome = {
  isCopy: () => false,
  claim: () => {},
  expectMove: () => {},
  settleMove: () => {},
  leave: () => {},
}

/**
 * The home of a workspace that is open: its database is there and it is locked.
 *
 * The opening is noted when somebody first asks, because that waits for the disk and the first page
 * must not. Before anybody asks, nothing leaves.
 */
export const openHome = (options: HomeOptions): WorkspaceHome =>
  options.meta.isSample ? noHome : new RememberedHome(options)
