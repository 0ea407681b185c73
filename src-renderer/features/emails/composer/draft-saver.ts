import type { Input } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { type Kept, type SaveState, TextSaver } from './text-saver.ts'

/** What the owner writes of a mail; the same fields travel when one changes. */
export type DraftChanges = Omit<Input<'emails.update'>, 'id' | 'wholeBatch'>

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
}

/** Keeps a draft, which comes into being with its first change. */
export class DraftSaver extends TextSaver<DraftChanges> {
  private calls: SaverCalls
  private id: EmailId | null

  constructor({ id, onState, ...calls }: SaverParts) {
    super(onState)
    this.id = id
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

  /** The draft's id, which comes into being if need be; null when that fails. */
  async ensure(): Promise<EmailId | null> {
    if (!(await this.flush())) return null
    if (this.id === null && !(await this.saveOnce())) return null
    return this.id
  }

  protected async keep(changes: DraftChanges): Promise<Kept> {
    const { id } = this
    if (id !== null) return this.calls.update(id, changes)
    const made = await this.calls.create(changes)
    if (made.ok) this.id = made.value
    return made
  }
}
