/** Where the saving of a text is; `failed` keeps it in the window and says why. */
export type SaveState =
  | { readonly state: 'idle' | 'waiting' | 'saving' | 'saved' }
  | { readonly state: 'failed'; readonly code: string; readonly detail?: string | undefined }

/** Whether changes are kept; else why not. */
export type Kept =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly detail?: string | undefined }

/** Without a change for so long, a text is saved (ms). */
const idleMs = 1000
/** Whoever goes on writing is saved so often (ms). */
const longestMs = 3000

/**
 * Keeps a text that is being written: one idle second after a change, every three seconds of
 * steady writing, or at once when asked.
 *
 * What is changed while a save is on its way is saved after it; what could not be saved stays and
 * goes with the next attempt.
 */
export abstract class TextSaver<Changes extends object> {
  private readonly onState: (state: SaveState) => void
  private pending: Partial<Changes> = {}
  private idle: ReturnType<typeof setTimeout> | undefined
  private longest: ReturnType<typeof setTimeout> | undefined
  private running: Promise<boolean> | null = null

  constructor(onState: (state: SaveState) => void) {
    this.onState = onState
  }

  /** Whether something is not saved yet. */
  get hasChanges(): boolean {
    return Object.keys(this.pending).length > 0
  }

  /** Whether what is kept is not what is written: something waits or is on its way. */
  get isBusy(): boolean {
    return this.hasChanges || this.running !== null
  }

  /** Notes a change and saves it soon. */
  change(changes: Partial<Changes>): void {
    this.pending = { ...this.pending, ...changes }
    this.onState({ state: 'waiting' })
    const save = (): void => void this.flush()
    clearTimeout(this.idle)
    this.idle = setTimeout(save, idleMs)
    this.longest ??= setTimeout(save, longestMs)
  }

  /** Saves what is not saved; answers whether everything is. */
  async flush(): Promise<boolean> {
    this.stopWaiting()
    while (this.isBusy) if (!(await this.saveOnce())) return false
    return true
  }

  /** Forgets what could not be saved. */
  drop(): void {
    this.stopWaiting()
    this.pending = {}
    this.onState({ state: 'idle' })
  }

  /** Saves what there is, be it nothing; what is on its way already is waited for instead. */
  protected saveOnce(): Promise<boolean> {
    this.running ??= this.save().finally(() => {
      this.running = null
    })
    return this.running
  }

  protected abstract keep(changes: Partial<Changes>): Promise<Kept>

  private stopWaiting(): void {
    clearTimeout(this.idle)
    clearTimeout(this.longest)
    this.longest = undefined
  }

  private async save(): Promise<boolean> {
    const changes = this.pending
    this.pending = {}
    this.onState({ state: 'saving' })
    const kept = await this.keep(changes)
    if (!kept.ok) {
      this.pending = { ...changes, ...this.pending }
      this.onState({ state: 'failed', code: kept.code, detail: kept.detail })
      return false
    }
    this.onState({ state: 'saved' })
    return true
  }
}
