import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Dispatch } from '#main/dispatch.ts'
import type { FailedSwitch, Lifecycle, WorkspaceSwitch } from '#main/features/app/app.service.ts'
import type { Clock } from '#main/platform/clock.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import { EventBus, type SubscribeOptions } from '#main/platform/event-bus.ts'
import type { StoredFile } from '#main/platform/file-store.ts'
import type { LogFile } from '#main/platform/log-file.ts'
import type { Preferences } from '#main/platform/preferences.ts'
import type { RandomSource } from '#main/platform/random.ts'
import type { SecretStore } from '#main/platform/secret-store.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import type { ProcedureName } from '#shared/contract/index.ts'
import type { HostCapabilities, HostEvent } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { openSession, type Session, type SessionRefusal } from './session.ts'

/** Everything an application gets from outside. */
export interface ApplicationOptions {
  /** The workspace to open. */
  readonly folder: string
  /** Kith's own folder on this machine: log, sample workspace. */
  readonly appData: string
  readonly preferences: Preferences
  readonly clock: Clock
  readonly random: RandomSource
  /** Passwords of mail accounts; they belong to the machine and lie in no workspace. */
  readonly secrets: SecretStore
  /** Certificates in PEM that mail servers may show beside those of the world: in tests. */
  readonly trustedCertificates?: readonly string[]
  readonly log: LogFile
  readonly host: HostCapabilities
  readonly version: string
  /** The built or the source file of `worker.ts`. */
  readonly workerFile: string
  /** Folder of the shipped sample data. */
  readonly sampleFolder: string
  /** Who signs people in for their mail, and who Kith is to them: `oauth-clients.json`. */
  readonly oauthClientsFile: string
  /** Shows a folder in the file manager; null where the host cannot. */
  readonly openFolder: ((folder: string) => Promise<void>) | null
  /** True where answers are parsed too: in tests. */
  readonly parseOutputs?: boolean
  /** False where nothing may happen unasked: no check of the file, no backup of the day. */
  readonly isSelfActing?: boolean
}

/** A running Kith without a face: hosts only move messages to and from it. */
export interface Application {
  readonly dispatch: Dispatch
  readonly events: {
    subscribe(listener: (event: HostEvent) => void, options?: SubscribeOptions): () => void
    /** The number of the last event. */
    readonly lastSeq: number
  }
  readonly files: {
    /** Stores an upload; fails with `too-large`. */
    receive(
      stream: Readable,
      name: string,
    ): Promise<Result<StoredFile, { code: 'too-large'; data: { maxBytes: number } }>>
    find(handle: FileHandle): StoredFile | undefined
    read(file: StoredFile): Readable
  }
  /** Folder of the workspace that is open now. */
  readonly folder: string
  /** The machine woke up, or its owner came back to it: what was missed is looked at. */
  wake(): void
  /** Finishes what is under way, backs up if something changed, lets the workspace go. */
  close(): Promise<void>
}

const switchingCommands: ReadonlySet<string> = new Set<ProcedureName>([
  'app.moveWorkspace',
  'app.openSample',
  'app.leaveSample',
  'backups.restore',
])

const rebuilding = { code: 'rebuilding', message: 'the workspace is being opened again' } as const
const notOpen = { code: 'not-open', message: 'the workspace cannot be opened now' } as const

class RunningApplication implements Application, Lifecycle {
  readonly events: EventBus
  private readonly options: ApplicationOptions
  private session: Session | null
  private lastFolder: string
  private switching: Promise<void> = Promise.resolve()
  private switchesAsked = 0
  private isClosed = false
  private failed: FailedSwitch | null = null

  constructor(options: ApplicationOptions, events: EventBus, session: Session) {
    this.options = options
    this.events = events
    this.session = session
    this.lastFolder = session.folder
  }

  readonly dispatch: Dispatch = async (name, input, context) => {
    if (!this.session && this.switchesAsked === 0 && !this.isClosed) await this.reopen()
    if (this.session && !this.isTooLateFor(name)) return this.session.dispatch(name, input, context)
    const isUnderWay = this.switchesAsked > 0 || this.isClosed
    return { status: 503, reply: { ok: false, error: isUnderWay ? rebuilding : notOpen } }
  }

  readonly files: Application['files'] = {
    receive: (stream, name) => this.requireSession().files.receive(stream, name),
    find: (handle) => this.session?.files.find(handle),
    read: (file) => this.requireSession().files.read(file),
  }

  get folder(): string {
    return this.lastFolder
  }

  /** Puts another folder in place of the open one; a failure brings the old one back. */
  switchTo(asked: WorkspaceSwitch): void {
    this.switchesAsked += 1
    this.switching = this.switching
      // The answer of the call that asked for it leaves first.
      .then(() => wait(50))
      .then(() => this.replace(asked))
      .then(
        () => this.endSwitch(null),
        (cause: unknown) => {
          this.options.log.error('switch-failed', cause, { act: asked.act })
          const at = this.options.clock.now()
          this.endSwitch({ act: asked.act, at, isDiskFull: isDiskFull(cause) })
        },
      )
  }

  /** The newest switch, when it could not be done. */
  failedSwitch(): FailedSwitch | null {
    return this.failed
  }

  /** Pages are told in any case: what they show may be over. */
  private endSwitch(failed: FailedSwitch | null): void {
    this.failed = failed
    this.switchesAsked -= 1
    if (!this.isClosed) this.announce()
  }

  private announce(): void {
    try {
      this.events.publish({ type: 'rebuilt' })
    } catch (cause) {
      // A host that could not note down where the workspace is now.
      this.options.log.error('announce-failed', cause)
    }
  }

  /** Neither workspace could be opened; each call tries again until one can. */
  private async reopen(): Promise<void> {
    this.switchesAsked += 1
    this.switching = this.openLast().then(() => {
      this.switchesAsked -= 1
      if (this.session) this.announce()
    })
    await this.switching
  }

  /** Opens the last folder again, if that can be done. */
  private async openLast(): Promise<void> {
    try {
      // A folder that is gone, with its drive perhaps, is not made anew, empty.
      if (!existsSync(workspaceLayout(this.lastFolder).database)) return
      this.session = await this.open(this.lastFolder)
    } catch (cause) {
      this.options.log.error('reopen-failed', cause)
    }
  }

  wake(): void {
    this.session?.wake()
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.switching
    await this.session?.close()
    this.session = null
  }

  /** One switch at a time: a second one would speak of a workspace that is about to go. */
  private isTooLateFor(name: string): boolean {
    return this.switchesAsked > 0 && switchingCommands.has(name)
  }

  /** Opens the next workspace; throws when it could not, with the one before open again. */
  private async replace({ next, keep, cleanUp }: WorkspaceSwitch): Promise<void> {
    if (this.isClosed || !this.session) return
    const closing = this.session
    this.session = null
    try {
      await closing.close()
      this.session = await this.openKept(await next(), keep)
      this.lastFolder = this.session.folder
    } catch (cause) {
      await this.openLast()
      throw cause
    }
    // The switch is done, whatever is left lying about.
    await cleanUp?.().catch((cause: unknown) => this.options.log.error('clean-up-failed', cause))
  }

  private async openKept(folder: string, keep: WorkspaceSwitch['keep']): Promise<Session> {
    const opened = await this.open(folder)
    try {
      keep?.()
      return opened
    } catch (cause) {
      await opened.close()
      throw cause
    }
  }

  private async open(folder: string): Promise<Session> {
    const options = { ...this.options, folder }
    const opened = await openSession(options, { events: this.events, lifecycle: this })
    if (!opened.ok) throw new Error(opened.error.code)
    return opened.value
  }

  private requireSession(): Session {
    if (!this.session) throw new Error('no workspace is open')
    return this.session
  }
}

/** Opens a workspace and starts everything that runs over it. */
export const createApplication = async (
  options: ApplicationOptions,
): Promise<Result<Application, SessionRefusal>> => {
  const events = new EventBus()
  const holder: { application?: RunningApplication } = {}
  const lifecycle: Lifecycle = {
    switchTo: (asked) => holder.application?.switchTo(asked),
    failedSwitch: () => holder.application?.failedSwitch() ?? null,
  }
  const session = await openSession(options, { events, lifecycle })
  if (!session.ok) return session
  holder.application = new RunningApplication(options, events, session.value)
  return ok(holder.application)
}
