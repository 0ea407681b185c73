import type { CaretPlace } from './field-node.ts'

/** What the keys of an editor ask for. */
export interface KeyHandlers {
  readonly onBrace: (place: CaretPlace) => void
  readonly onSend: () => void
  /** Enter in a line of its own. */
  readonly onEnter: () => void
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

  /** Goes on with other handlers: those that know what the page knows now. */
  use(handlers: KeyHandlers): void {
    this.handlers = handlers
  }
}
