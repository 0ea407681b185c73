import type { Input } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'

/** What the owner writes of a mail; the same fields travel when one changes. */
export type DraftChanges = Omit<Input<'emails.update'>, 'id' | 'wholeBatch'>

/** Where the saving of a draft is; `failed` keeps the text in the window and says why. */
export type SaveState =
  | { readonly state: 'idle' | 'waiting' | 'saving' | 'saved' }
  | { readonly state: 'failed'; readonly code: string }

type Saved<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; code: string }

/** How a draft comes into being and is kept. */
export interface SaverCalls {
  readonly create: (changes: DraftChanges) => Promise<Saved<EmailId>>
  readonly update: (id: EmailId, changes: DraftChanges) => Promise<Saved<null>>
}

interface SaverParts extends SaverCalls {
  /** The draft as it stands; null until its first words. */
  readonly id: EmailId | null
  readonly onState: (state: SaveState) => void
  /** How long without a change before it is saved (ms). */
  readonly idleMs: number
}

/**
 * Keeps a draft: one idle second after a change, or at once when asked.
 *
 * A draft comes into being with its first change. What is changed while a save is on its way is
 * saved after it; what could not be saved stays and goes with the next attempt.
 */
export class DraftSaver {
  private readonly idleMs: number
  private readonly onState: (state: SaveState) => void
  private calls: SaverCalls
  private id: EmailId | null
  private pending: DraftChanges = {}
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<boolean> | null = null

  constructor({ id, idleMs, onState, ...calls }: SaverParts) {
    this.id = id
    this.idleMs = idleMs
    this.onState = onState
    this.calls = calls
  }

  /** Goes on with other calls: those that know what the page knows now. */
  use(calls: SaverCalls): void {
    this.calls = calls
  }

  /** The draft's id; null before it exists. */
  get emailId(): EmailId | null {
    return this.id
  }

  /** Whether something is not saved yet. */
  get hasChanges(): boolean {
    return Object.keys(this.pending).length > 0
  }

  /** Whether what is kept is not what is written: something waits or is on its way. */
  get isBusy(): boolean {
    return this.hasChanges || this.running !== null
  }

  /** Notes a change and saves it a second later. */
  change(changes: DraftChanges): void {
    this.pending = { ...this.pending, ...changes }
    this.onState({ state: 'waiting' })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), this.idleMs)
  }

  /** Saves what is not saved; answers whether everything is. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.hasChanges || this.running !== null) {
      this.running ??= this.save().finally(() => {
        this.running = null
      })
      if (!(await this.running)) return false
    }
    return true
  }

  /** The draft's id, which comes into being if need be; null when that fails. */
  async ensure(): Promise<EmailId | null> {
    if (!(await this.flush())) return null
    if (this.id !== null) return this.id
    this.running ??= this.save().finally(() => {
      this.running = null
    })
    return (await this.running) ? this.id : null
  }

  private async save(): Promise<boolean> {
    const changes = this.pending
    this.pending = {}
    this.onState({ state: 'saving' })
    const { id } = this
    const result =
      id === null ? await this.calls.create(changes) : await this.calls.update(id, changes)
    if (!result.ok) {
      this.pending = { ...changes, ...this.pending }
      this.onState({ state: 'failed', code: result.code })
      return false
    }
    if (result.value !== null) this.id = result.value
    this.onState({ state: 'saved' })
    return true
  }
}
