import { statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { PreparedFolder } from '#main/platform/workspace-folder.ts'
import type { Output, ProcedureResult } from '#shared/contract/index.ts'
import type { HostCapabilities } from '#shared/contract/wire.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { copyWorkspace, refuseMove } from './workspace-move.ts'

/**
 * Closes the workspace and goes on with another folder, after the current call was answered.
 *
 * Until that is open another switch is refused with `rebuilding`; saves go on until the closing.
 */
export interface Lifecycle {
  switchTo(workspaceSwitch: WorkspaceSwitch): void
  /** The newest switch, when it could not be done although it was answered. */
  failedSwitch(): FailedSwitch | null
}

/** One switch. A step that throws brings the workspace back that was open before. */
export interface WorkspaceSwitch {
  readonly act: SwitchAct
  /** Runs while no workspace is open and says which folder to open. */
  readonly next: () => Promise<string> | string
  /** Runs when that folder is open, before any call reaches it: makes the switch last. */
  readonly keep?: () => void
  /** Runs last and may fail: what cannot be taken back belongs here. */
  readonly cleanUp?: () => Promise<void>
}

/** What a switch is for. */
export type SwitchAct = FailedSwitch['act']

/** A switch that could not be done. */
export type FailedSwitch = NonNullable<Output<'app.status'>['failedSwitch']>

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
  /** Told before the workspace is copied to where it is to go on. */
  readonly expectMove: (folder: string) => void
  /** Remembers where the workspace went. */
  readonly rememberMove: (folder: string) => void
}

/** The running application: its state, its folder, its sample. */
export class AppService {
  private readonly dependencies: AppDependencies

  constructor(dependencies: AppDependencies) {
    this.dependencies = dependencies
  }

  status(): Output<'app.status'> {
    const { version, schemaVersion, workspace, host, zone, facts, lifecycle } = this.dependencies
    return {
      version,
      schemaVersion,
      workspace: {
        path: workspace.layout.folder,
        name: workspace.name,
        isSample: workspace.meta.isSample,
        isSynced: workspace.isSynced,
        bytes: statSync(workspace.layout.database).size,
        isLogMissing: workspace.isLogMissing,
      },
      health: facts.health(),
      isSetUp: facts.isSetUp(),
      lastBackupAt: facts.lastBackupAt(),
      nextReminderAt: facts.nextReminderAt(),
      failedSwitch: lifecycle.failedSwitch(),
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

  /** Copies the closed workspace to an empty or new folder, opens it there, removes the old one. */
  moveWorkspace(path: string): ProcedureResult<'app.moveWorkspace'> {
    const { workspace, lifecycle, expectMove, rememberMove } = this.dependencies
    const from = workspace.layout.folder
    const refusal = refuseMove(from, path)
    if (refusal) return fail(refusal, {})
    const to = resolve(path)
    lifecycle.switchTo({
      act: 'move',
      next: async () => {
        expectMove(to)
        await copyWorkspace(from, to)
        return to
      },
      keep: () => rememberMove(to),
      cleanUp: () => rm(from, { recursive: true, force: true }),
    })
    return ok({ path: to })
  }

  openSample(language: 'en' | 'zh-CN'): void {
    const { lifecycle, prepareSample } = this.dependencies
    lifecycle.switchTo({ act: 'open-sample', next: () => prepareSample(language) })
  }

  /** Back to the owner's own workspace; the sample's folder is removed. */
  leaveSample(): ProcedureResult<'app.leaveSample'> {
    const { workspace, lifecycle, ownWorkspace } = this.dependencies
    if (!workspace.meta.isSample) return fail('not-sample', {})
    lifecycle.switchTo({
      act: 'leave-sample',
      next: ownWorkspace,
      cleanUp: () => rm(workspace.layout.folder, { recursive: true, force: true }),
    })
    return ok({})
  }
}
