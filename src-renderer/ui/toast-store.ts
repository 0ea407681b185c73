import { create } from 'zustand'
import type { Formats } from './format.ts'

/**
 * What a toast says. Words of ours are made when they are drawn, so that they are in the language
 * of that moment: whoever switches it while the toast stands there reads on in the new one.
 */
export type ToastWords = string | ((formats: Formats) => string)

/** A short word about what has just happened. */
export interface ToastContent {
  readonly text: ToastWords
  /** How long it stays (ms); 8 s where nothing is said. */
  readonly staysMs?: number
  /** The act in the toast; with `keys` its key cap. */
  readonly action?: {
    readonly label: ToastWords
    readonly keys?: string
    readonly onAct: () => void
  }
}

interface ToastState {
  readonly toast: (ToastContent & { readonly id: number }) | null
}

/** The one toast on screen. */
export const useToastStore = create<ToastState>(() => ({ toast: null }))

let lastId = 0

/** Shows a toast in place of any other; it leaves after its time. */
export const showToast = (content: ToastContent): void => {
  lastId += 1
  useToastStore.setState({ toast: { ...content, id: lastId } })
}

/** Takes the toast away. */
export const hideToast = (): void => useToastStore.setState({ toast: null })
