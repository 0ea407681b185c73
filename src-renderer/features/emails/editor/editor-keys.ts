import type { CaretPlace } from './field-node.ts'
import type { PictureHandlers } from './picture-node.ts'

/** What the keys of an editor, and what is put into it, ask for. */
export interface KeyHandlers extends PictureHandlers {
  readonly onBrace: (place: CaretPlace) => void
  readonly onSend: () => void
  /** Enter in a line of its own. */
  readonly onEnter: () => void
  /** Whether a picture of that content id travels with the mail. */
  readonly isOwnPicture: (cid: string) => boolean
}

/**
 * What the keys of an editor ask for, for extensions that are made once.
 *
 * They call through to whatever the page last said.
 */
export class EditorKeys implements KeyHandlers {
  private handlers: KeyHandlers | null = null

  readonly onBrace = (place: CaretPlace): void => this.handlers?.onBrace(place)
  readonly onSend = (): void => this.handlers?.onSend()
  readonly onEnter = (): void => this.handlers?.onEnter()
  readonly onPictures = (files: readonly File[], at: number): void =>
    this.handlers?.onPictures(files, at)
  readonly onFiles = (files: readonly File[]): void => this.handlers?.onFiles(files)
  readonly isOwnPicture = (cid: string): boolean => this.handlers?.isOwnPicture(cid) ?? false

  /** Goes on with other handlers: those that know what the page knows now. */
  use(handlers: KeyHandlers): void {
    this.handlers = handlers
  }
}
