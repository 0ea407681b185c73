import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { makeFolder } from '#main/platform/make-folder.ts'
import type { PreparedFolder } from '#main/platform/workspace-folder.ts'
import type { Output, ProcedureResult } from '#shared/contract/index.ts'
import type { HostCapabilities } from '#shared/contract/wire.ts'
import { fail, ok } from '#shared/domain/result.ts'

/** Closes the workspace and goes on with another folder, after the current call was answered. */
export interface Lifecycle {
  /**
   * `next` runs while no workspace is open and says which folder to open. When it throws, the
   * folder that was open before is opened again.
   */
  switchTo(next: () => Promise<string> | string): void
}

/** Facts about the running application that other slices know. */
export interface RunningFacts {
  health(): Output<'app.status'>['health']
  isSetUp(): boolean
  lastBackupAt(): number | null
  nextReminderAt(): number | null
}

interface AppDependencies {
  readonly version: string
  readonly schemaVersion: number
  readonly sqliteVersion: string
  readonly workspace: PreparedFolder
  readonly host: HostCapabilities
  readonly zone: () => string
  readonly facts: RunningFacts
  readonly lifecycle: Lifecycle
  readonly thirdParty: Output<'app.about'>['packages']
  readonly logTail: () => string
  readonly openFolder: ((folder: string) => Promise<void>) | null
  /** Makes the sample workspace if need be and says where it is. */
  readonly prepareSample: (language: 'en' | 'zh-CN') => Promise<string>
  /** Says where the owner's own workspace is. */
  readonly ownWorkspace: () => string
  /** Remembers where the workspace went. */
  readonly rememberMove: (folder: string) => void
}

const freeBytesNeeded = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

const isEmptyFolder = (path: string): boolean =>
  statSync(path).isDirectory() && readdirSync(path).length === 0

/** Whether a folder can be made at `path` and has room for that many bytes. */
const checkRoom = (path: string, bytes: number): 'not-writable' | 'disk-full' | undefined => {
  try {
    makeFolder(path)
    accessSync(path, constants.W_OK)
  } catch {
    return 'not-writable'
  }
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize < bytes ? 'disk-full' : undefined
}

/** The running application: its state, its folder, its sample. */
export class AppService {
  private readonly dependencies: AppDependencies

  constructor(dependencies: AppDependencies) {
    this.dependencies = dependencies
  }

  status(): Output<'app.status'> {
    const { version, schemaVersion, workspace, host, zone, facts } = this.dependencies
    return {
      version,
      schemaVersion,
      workspace: {
        path: workspace.layout.folder,
        name: workspace.name,
        isSample: workspace.meta.isSample,
        isSynced: workspace.isSynced,
        bytes: statSync(workspace.layout.database).size,
      },
      health: facts.health(),
      isSetUp: facts.isSetUp(),
      lastBackupAt: facts.lastBackupAt(),
      nextReminderAt: facts.nextReminderAt(),
      timeZone: zone(),
      host: { ...host },
    }
  }

  about(): Output<'app.about'> {
    const { version, sqliteVersion, thirdParty } = this.dependencies
    const { node, electron } = process.versions
    return {
      version,
      sqlite: sqliteVersion,
      node,
      electron: electron ?? null,
      packages: thirdParty,
    }
  }

  diagnostics(): string {
    const { version, schemaVersion, sqliteVersion, host, facts, logTail } = this.dependencies
    const head = {
      version,
      schemaVersion,
      sqlite: sqliteVersion,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      host: host.kind,
      health: facts.health(),
    }
    return `${JSON.stringify(head)}\n${logTail()}`
  }

  async openFolder(): Promise<ProcedureResult<'app.openFolder'>> {
    const { openFolder, workspace } = this.dependencies
    if (!openFolder) return fail('unsupported', {})
    await openFolder(workspace.layout.folder)
    return ok({})
  }

  /** Copies the closed workspace to an empty or new folder, then opens it there. */
  moveWorkspace(path: string): ProcedureResult<'app.moveWorkspace'> {
    const { workspace, lifecycle, rememberMove } = this.dependencies
    const from = workspace.layout.folder
    if (!isAbsolute(path)) return fail('not-absolute', {})
    const isInside = !relative(from, path).startsWith('..')
    if (isInside || (existsSync(path) && !isEmptyFolder(path))) return fail('not-empty', {})
    const problem = checkRoom(path, freeBytesNeeded(from))
    if (problem) return fail(problem, {})
    lifecycle.switchTo(async () => {
      try {
        await cp(from, path, { recursive: true })
      } catch (cause) {
        await rm(path, { recursive: true, force: true })
        throw cause
      }
      rememberMove(path)
      await rm(from, { recursive: true, force: true })
      return path
    })
    return ok({ path })
  }

  openSample(language: 'en' | 'zh-CN'): void {
    const { lifecycle, prepareSample } = this.dependencies
    lifecycle.switchTo(() => prepareSample(language))
  }

  /** Back to the owner's own workspace; the sample's folder is removed. */
  leaveSample(): ProcedureResult<'app.leaveSample'> {
    const { workspace, lifecycle, ownWorkspace } = this.dependencies
    if (!workspace.meta.isSample) return fail('not-sample', {})
    lifecycle.switchTo(async () => {
      await rm(workspace.layout.folder, { recursive: true, force: true })
      return ownWorkspace()
    })
    return ok({})
  }
}
