import type { App, BrowserWindow } from 'electron'
import type { Application } from '#main/application.ts'

/** A page that has not closed after so long hangs. */
const hangMs = 3000

/** A window, as far as closing it goes. */
export type ClosableWindow = Pick<BrowserWindow, 'isDestroyed' | 'close' | 'destroy' | 'once'>

/**
 * Closes a window as its owner would: its place is remembered, and its page saves what is still
 * being typed. One that hangs goes all the same.
 */
export const closeWindow = (window: ClosableWindow): Promise<void> =>
  new Promise((resolve) => {
    if (window.isDestroyed()) return resolve()
    const timer = setTimeout(() => window.destroy(), hangMs)
    window.once('closed', () => {
      clearTimeout(timer)
      resolve()
    })
    window.close()
  })

/** Closes the window, then the workspace, before the process goes; both once. */
export const closeOnQuit = (
  app: Pick<App, 'on' | 'quit'>,
  host: {
    readonly window: ClosableWindow
    readonly application: Pick<Application, 'close'>
    readonly onFailure: (cause: unknown) => void
  },
): void => {
  let state: 'open' | 'closing' | 'closed' = 'open'
  const close = async (): Promise<void> => {
    await closeWindow(host.window)
    await host.application.close().catch(host.onFailure)
    state = 'closed'
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    // The last window that goes asks to quit once more.
    if (state === 'closing') return
    state = 'closing'
    void close()
  })
}
