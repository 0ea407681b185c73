import type { App } from 'electron'

/** A window that can be brought to the front. */
export interface FrontWindow {
  isMinimized(): boolean
  restore(): void
  show(): void
  focus(): void
}

/** Puts a window in front of everything, as a second start asks for. */
export const bringToFront = (window: FrontWindow | null): void => {
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** True in the first process; a later one hands over to it and has to end. */
export const becomeOnlyInstance = (
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  window: () => FrontWindow | null,
): boolean => {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', () => bringToFront(window()))
  return true
}
