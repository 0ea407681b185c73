import { mkdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RunningThread, ThreadEnd, ThreadOptions } from '#main/platform/background-thread.ts'
import { BackgroundThreads } from '#main/platform/background-threads.ts'
import type { EventBus } from '#main/platform/event-bus.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { Output, ProcedureResult } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { fail, ok } from '#shared/domain/result.ts'
import { dayOf } from '#shared/domain/time.ts'
import type { BackupVerdict } from './backups.job.ts'
import { lastChangeIdOf } from './backups.repository.ts'
import { keepOnRestore } from './kept-on-restore.ts'
import { noteRestore, readTakeBackId } from './last-restore.ts'
import { type BackupKind, backupId, listManifests, type Manifest, sweepDrafts } from './manifest.ts'
import { keepAside, requireCleanClose, swapDatabase } from './restore-swap.ts'
import { startLooking } from './self-acting.ts'

/** What backups are made with. */
export interface BackupsDependencies {
  readonly threads: BackgroundThreads
  /** Puts a job on record and runs it in the background. */
  readonly jobs: {
    start(kind: string, input: unknown): Promise<JobId>
    wait(id: JobId): Promise<unknown>
  }
  readonly lifecycle: {
    switchTo(restore: { act: 'restore'; next: () => Promise<string> }): void
  }
  readonly events: Pick<EventBus, 'publish'>
  readonly log: Logger
  /** False where nothing may happen unasked: no check, no backup of the day, none on quit. */
  readonly isSelfActing: boolean
  /** Told once when the workspace turns out to be damaged: nothing may write into it any more. */
  readonly onDamaged: () => void
}

type Health = Output<'app.status'>['health']

const viewOf = ({
  id,
  at,
  bytes,
  kind,
  contents,
}: Manifest): Output<'backups.preview'>['backup'] => ({
  id,
  at,
  bytes,
  kind,
  contents,
})

let serial = 0

const nextBackup = (now: number, kind: BackupKind): { id: string; kind: BackupKind } => {
  serial += 1
  return { id: backupId(now, kind, serial), kind }
}

const silent = { onProgress: () => undefined, onCommitted: () => undefined }

/** Backs a workspace up before its schema changes; throws when that fails. */
export const backUpBeforeMigration = async (options: ThreadOptions): Promise<void> => {
  const threads = new BackgroundThreads(options)
  const input = nextBackup(options.clock.now(), 'before-migration')
  const end = await threads.start({ kind: 'backups.create', input }, silent).end
  await threads.close()
  if (end.status !== 'done') throw new Error('no verified backup before the migration')
}

/**
 * Verified copies of the workspace: made on their own and by hand, listed, looked into, restored.
 *
 * Everything that reads a whole file happens in a background thread.
 */
export class BackupsService {
  private readonly dependencies: BackupsDependencies
  private readonly running = new Set<RunningThread>()
  private stopLooking: () => Promise<void> = async () => undefined
  private isRestoring = false
  private currentHealth: Health = 'checking'

  constructor(dependencies: BackupsDependencies) {
    this.dependencies = dependencies
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    sweepDrafts(this.folder)
  }

  /** Checks the workspace and makes the backup of the day, soon after the start and every hour. */
  run(): void {
    if (!this.dependencies.isSelfActing) return
    const look = async (): Promise<void> => {
      if (this.currentHealth === 'checking') await this.checkHealth()
      if (this.currentHealth === 'good') await this.createDaily()
    }
    this.stopLooking = startLooking(look, (cause) => {
      this.dependencies.log.error('look-failed', cause)
    })
  }

  /** Ends what is under way, then makes the backup of a quit; call it while the file is open. */
  async stop(): Promise<void> {
    for (const thread of this.running) thread.cancel()
    await this.stopLooking()
    await Promise.all([...this.running].map(({ end }) => end))
    if (this.dependencies.isSelfActing) await this.createOnQuit()
  }

  list(): Output<'backups.list'> {
    const manifests = this.manifests()
    const takeBackId = readTakeBackId(this.folder)
    return {
      backups: manifests.map(viewOf),
      takeBackId: manifests.some(({ id }) => id === takeBackId) ? takeBackId : null,
    }
  }

  /** When the newest backup was made. */
  lastBackupAt(): number | null {
    return this.manifests()[0]?.at ?? null
  }

  /** `checking` until the workspace was read through once in this run. */
  health(): Health {
    return this.currentHealth
  }

  /** Reads the open workspace through; a finding is announced and stays. */
  async checkHealth(): Promise<void> {
    const end = await this.inThread('backups.check', {})
    // A thread that could not look has found nothing.
    if (end.status !== 'done') return
    const isSound = end.outcome === true
    this.currentHealth = isSound ? 'good' : 'damaged'
    if (!isSound) {
      this.dependencies.log.warn('workspace.damaged', {})
      this.dependencies.onDamaged()
    }
    this.announce('settings')
  }

  /** A call met a destroyed place: from now on nothing is written, whatever the check found. */
  noticeDamage(): void {
    if (this.currentHealth === 'damaged') return
    this.currentHealth = 'damaged'
    this.dependencies.log.warn('workspace.damaged', {})
    this.announce('settings')
  }

  /** Makes one as a job of its own. */
  async create(): Promise<Output<'backups.create'>> {
    const { jobs, threads, log } = this.dependencies
    const jobId = await jobs.start(
      'backups.create',
      nextBackup(threads.options.clock.now(), 'by-hand'),
    )
    jobs.wait(jobId).then(
      () => this.announce('backups'),
      (cause: unknown) => log.error('backup.failed', cause),
    )
    return { jobId }
  }

  /** The backup of a day's first start; does nothing on an unchanged workspace or twice a day. */
  async createDaily(): Promise<void> {
    const { clock } = this.dependencies.threads.options
    const last = this.lastBackupAt()
    const zone = clock.zone()
    if (last !== null && dayOf(last, zone) === dayOf(clock.now(), zone)) return
    if (this.hasChanged()) await this.make('daily')
  }

  /** The backup of a quit; does nothing when nothing changed since the newest one. */
  async createOnQuit(): Promise<void> {
    if (this.isRestoring || this.currentHealth === 'damaged' || !this.hasChanged()) return
    await this.make('on-quit')
  }

  async preview(id: string): Promise<ProcedureResult<'backups.preview'>> {
    const manifest = this.find(id)
    if (!manifest) return fail('not-found', { what: 'backup' })
    const end = await this.inThread('backups.inspect', { id })
    // The job answers with its verdict.
    const verdict = end.status === 'done' ? (end.outcome as BackupVerdict) : { isSound: false }
    if (!('now' in verdict)) return fail('damaged', {})
    const { now, operationsLost } = verdict
    return ok({ backup: viewOf(manifest), now, operationsLost })
  }

  /**
   * Puts a backup in place of the workspace, after a verified backup of what is there.
   *
   * Everything that can fail is done before the answer; the swap happens while nothing is open.
   */
  async restore(id: string): Promise<ProcedureResult<'backups.restore'>> {
    const manifest = this.find(id)
    if (!manifest) return fail('not-found', { what: 'backup' })
    const { layout } = this.dependencies.threads.options
    const needed = manifest.bytes + 2 * statSync(layout.database).size
    // The prepared copy lies in one of them, the way back in the other.
    if (![layout.temporary, layout.backups].every((folder) => hasRoomFor(needed, folder))) {
      return fail('disk-full', {})
    }
    const target = join(layout.temporary, 'restore.db')
    const prepared = await this.inThread('backups.prepareRestore', { id, target })
    if (prepared.status !== 'done' || prepared.outcome !== true) return fail('damaged', {})
    const takeBack = await this.make('before-restore')
    if (takeBack === null && !(await this.isDamaged())) return fail('disk-full', {})
    this.isRestoring = true
    const next = () => this.swap(target, takeBack)
    this.dependencies.lifecycle.switchTo({ act: 'restore', next })
    return ok({ takeBackId: takeBack?.id ?? null })
  }

  private async swap(target: string, takeBack: Manifest | null): Promise<string> {
    const { layout, clock } = this.dependencies.threads.options
    keepOnRestore(layout)
    if (this.currentHealth === 'damaged') {
      keepAside(layout, join(this.folder, `${clock.now()}.damaged`))
    }
    if (takeBack !== null) {
      requireCleanClose(layout)
      // Saves may have been acknowledged between the backup and the closing.
      const isComplete = lastChangeIdOf(layout.database) === takeBack.lastChangeId
      const kept = isComplete ? takeBack : await this.make('before-restore')
      if (kept === null) throw new Error('no verified backup before the restore')
      requireCleanClose(layout)
      noteRestore(this.folder, kept.id)
    }
    swapDatabase(layout, target)
    return layout.folder
  }

  private get folder(): string {
    return this.dependencies.threads.options.layout.backups
  }

  private manifests(): Manifest[] {
    return listManifests(this.folder)
  }

  private find(id: string): Manifest | undefined {
    return this.manifests().find((manifest) => manifest.id === id)
  }

  private hasChanged(): boolean {
    const last = lastChangeIdOf(this.dependencies.threads.options.layout.database)
    return last !== (this.manifests()[0]?.lastChangeId ?? 0)
  }

  private async isDamaged(): Promise<boolean> {
    if (this.currentHealth !== 'damaged') await this.checkHealth()
    return this.currentHealth === 'damaged'
  }

  private async make(kind: BackupKind): Promise<Manifest | null> {
    const input = nextBackup(this.dependencies.threads.options.clock.now(), kind)
    const end = await this.inThread('backups.create', input)
    if (end.status !== 'done') return null
    this.announce('backups')
    // The job answers with the manifest it wrote.
    return end.outcome as Manifest
  }

  private async inThread(kind: string, input: unknown): Promise<ThreadEnd> {
    const thread = this.dependencies.threads.start({ kind, input }, silent)
    this.running.add(thread)
    const end = await thread.end
    this.running.delete(thread)
    if (end.status === 'failed') this.dependencies.log.error('backup.failed', end.error, { kind })
    return end
  }

  private announce(table: string): void {
    const tables = { [table]: 'many' } as const
    this.dependencies.events.publish({ type: 'change', operationId: null, actor: 'system', tables })
  }
}

const hasRoomFor = (bytes: number, folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > bytes
}
