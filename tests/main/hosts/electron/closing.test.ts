import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ClosableWindow, closeOnQuit, closeWindow } from '#main/hosts/electron/closing.ts'

/** Electron's window and app, as far as quitting goes, and what happened in which order. */
class Desktop {
  readonly acts: string[] = []
  readonly app = Object.assign(new EventEmitter(), { quit: () => this.quit() })
  readonly window: ClosableWindow
  private isGone = false

  constructor({ hangs = false } = {}) {
    const window = new EventEmitter()
    const end = (act: string): void => {
      if (this.isGone) return
      this.acts.push(act)
      this.isGone = true
      window.emit('closed')
      // What the host asks for when its last window is gone.
      this.quit()
    }
    // As above.
    this.window = Object.assign(window, {
      isDestroyed: () => this.isGone,
      close: () => (hangs ? this.acts.push('hangs') : end('window closed')),
      destroy: () => end('window destroyed'),
    }) as never
  }

  quit(): void {
    let isPrevented = false
    this.app.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) this.acts.push('process ended')
  }

  closesOnQuit(close: () => Promise<void> = async () => undefined): Promise<void> {
    const application = {
      close: () => {
        this.acts.push('workspace closed')
        return close()
      },
    }
    return new Promise((resolve) => {
      const onFailure = (): void => void this.acts.push('failure told')
      // Electron's app, as far as quitting goes.
      closeOnQuit(this.app as never, { window: this.window, application, onFailure })
      this.app.on('before-quit', () => {
        if (this.acts.includes('workspace closed')) setImmediate(resolve)
      })
    })
  }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const inOrder = ['window closed', 'workspace closed', 'process ended']

test.each([
  ['the menu', (desktop: Desktop) => desktop.quit()],
  ['the window', (desktop: Desktop) => desktop.window.close()],
  [
    'an impatient owner',
    (desktop: Desktop) => {
      desktop.quit()
      desktop.quit()
    },
  ],
])('by %s: the window closes as usual, then the workspace, then all ends', async (_name, quit) => {
  const desktop = new Desktop()
  const ended = desktop.closesOnQuit()
  quit(desktop)
  await ended
  expect(desktop.acts).toEqual(inOrder)
})

test('a workspace that does not close well is told, and all ends', async () => {
  const desktop = new Desktop()
  const ended = desktop.closesOnQuit(() => Promise.reject(new Error('disk')))
  desktop.quit()
  await ended
  expect(desktop.acts).toEqual([...inOrder.slice(0, 2), 'failure told', 'process ended'])
})

test('a page that hangs is closed all the same', async () => {
  const desktop = new Desktop({ hangs: true })
  const closed = closeWindow(desktop.window)
  await vi.advanceTimersByTimeAsync(2999)
  expect(desktop.acts).toEqual(['hangs'])
  await vi.advanceTimersByTimeAsync(1)
  await closed
  expect(desktop.acts.slice(0, 2)).toEqual(['hangs', 'window destroyed'])
  expect(vi.getTimerCount()).toBe(0)
})
