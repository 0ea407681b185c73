import type { Actor } from '#shared/contract/wire.ts'

/** Who calls, from which window; travels with every call down to the unit of work. */
export interface CallContext {
  readonly actor: Actor
  /** The window or tab whose Ctrl+Z the act belongs to; null for scripts and the system. */
  readonly window: string | null
}

/** The context of acts that Kith does by itself. */
export const systemContext: CallContext = { actor: 'system', window: null }
