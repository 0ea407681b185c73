import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Dispatch } from '#main/dispatch.ts'
import type { Lifecycle } from '#main/features/app/app.service.ts'
import type { Clock } from '#main/platform/clock.ts'
import { EventBus, type SubscribeOptions } from '#main/platform/event-bus.ts'
import type { StoredFile } from '#main/platform/file-store.ts'
import type { LogFile } from '#main/platform/log-file.ts'
import type { Preferences } from '#main/platform/preferences.ts'
import type { RandomSource } from '#main/platform/random.ts'
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
  readonly log: LogFile
  readonly host: HostCapabilities
  readonly version: string
  /** The built or the source file of `worker.ts`. */
  readonly workerFile: string
  /** Folder of the shipped sample data. */
  readonly sampleFolder: string
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
  /** Finishes what is under way, backs up if something changed, lets the workspace go. */
  close(): Promise<void>
}

const switchingCommands: ReadonlySet<string> = new Set<ProcedureName>([
  'app.moveWorkspace',
  'app.openSample',
  'app.leaveSample',
  'backups.restore',
])

type SwitchTo = Parameters<Lifecycle['switchTo']>

class RunningApplication implements Application {
  readonly events: EventBus
  private readonly options: ApplicationOptions
  private session: Session | null
  private lastFolder: string
  private switching: Promise<void> = Promise.resolve()
  private switchesAsked = 0
  private isClosed = false

  constructor(options: ApplicationOptions, events: EventBus, session: Session) {
    this.options = options
    this.events = events
    this.session = session
    this.lastFolder = session.folder
  }

  readonly dispatch: Dispatch = async (name, input, context) => {
    if (!this.session && this.switchesAsked === 0 && !this.isClosed) await this.reopen()
    if (this.session && !this.isTooLateFor(name)) return this.session.dispatch(name, input, context)
    const error = { code: 'rebuilding', message: 'the workspace is being opened again' }
    return { status: 503, reply: { ok: false, error } }
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
  switchTo(...how: SwitchTo): void {
    this.switchesAsked += 1
    this.switching = this.switching
      // The answer of the call that asked for it leaves first.
      .then(() => wait(50))
      .then(() => this.attempt(() => this.replace(...how)))
      .then((isOpen) => {
        this.switchesAsked -= 1
        if (isOpen) this.events.publish({ type: 'rebuilt' })
      })
  }

  /** Neither workspace could be opened; each call tries again until one can. */
  private async reopen(): Promise<void> {
    this.switchesAsked += 1
    this.switching = this.attempt(async () => {
      // A folder that is gone, with its drive perhaps, is not made anew, empty.
      if (!existsSync(workspaceLayout(this.lastFolder).database)) return
      const opened = await this.open(this.lastFolder)
      if (opened.ok) this.session = opened.value
    }).then(() => {
      this.switchesAsked -= 1
      if (this.session) this.events.publish({ type: 'rebuilt' })
    })
    await this.switching
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

  /** Whether a workspace is open anew: the next one, else the one before. */
  private async replace(...[next, onOpened]: SwitchTo): Promise<boolean> {
    if (this.isClosed || !this.session) return false
    const closing = this.session
    this.session = null
    await closing.close()
    const there = await this.openNext(next)
    const opened = there ?? (await this.open(closing.folder))
    if (!opened.ok) {
      const { code } = opened.error
      this.options.log.error('reopen-failed', new Error(code), { code })
      return false
    }
    this.session = opened.value
    this.lastFolder = opened.value.folder
    if (there && onOpened) await this.attempt(onOpened)
    return true
  }

  /** The session over the next folder; null when there is none, with the reason in the log. */
  private async openNext(next: SwitchTo[0]): Promise<Opened | null> {
    const opened = await this.attempt(async () => this.open(await next()))
    if (opened?.ok) return opened
    if (opened) {
      const { code } = opened.error
      this.options.log.error('switch-refused', new Error(code), { code })
    }
    return null
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (cause) {
      this.options.log.error('switch-failed', cause)
      return null
    }
  }

  private open(folder: string): Promise<Result<Session, SessionRefusal>> {
    const lifecycle: Lifecycle = { switchTo: (...how) => this.switchTo(...how) }
    return openSession({ ...this.options, folder }, { events: this.events, lifecycle })
  }

  private requireSession(): Session {
    if (!this.session) throw new Error('no workspace is open')
    return this.session
  }
}

type Opened = Extract<Result<Session, SessionRefusal>, { readonly ok: true }>

/** Opens a workspace and starts everything that runs over it. */
export const createApplication = async (
  options: ApplicationOptions,
): Promise<Result<Application, SessionRefusal>> => {
  const events = new EventBus()
  const holder: { application?: RunningApplication } = {}
  const lifecycle: Lifecycle = { switchTo: (...how) => holder.application?.switchTo(...how) }
  const session = await openSession(options, { events, lifecycle })
  if (!session.ok) return session
  holder.application = new RunningApplication(options, events, session.value)
  return ok(holder.application)
}
