import type { WebContents } from 'electron'
import type { Clock } from '#main/platform/clock.ts'

/** A page that ends again so soon would end for ever. */
const tooSoonMs = 10_000

/** Loads the page anew when its process has ended, unless it does so again at once. */
export const reviveOnCrash = (
  contents: Pick<WebContents, 'on' | 'reload' | 'isDestroyed'>,
  parts: {
    readonly clock: Pick<Clock, 'monotonic'>
    /** Told why it ended, each time. */
    readonly onCrash: (reason: string) => void
    readonly giveUp: () => void
  },
): void => {
  let last: number | null = null
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    parts.onCrash(reason)
    const now = parts.clock.monotonic()
    if (last !== null && now - last < tooSoonMs) return parts.giveUp()
    last = now
    // Not while Electron is still telling of the end.
    setImmediate(() => {
      if (!contents.isDestroyed()) contents.reload()
    })
  })
}
