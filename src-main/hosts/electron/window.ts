import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import type { WindowState } from '#main/platform/preferences.ts'
import { webPreferences } from './security.ts'

/** The smallest window in which every screen still works. */
const minimum = { width: 900, height: 600 }
const first = { width: 1280, height: 820 }
/** So much of the title bar has to be on a screen that the owner can take hold of it. */
const gripPx = 80

const isWithin = (value: number, from: number, length: number): boolean =>
  value >= from && value < from + length

/** Where a window stood, unless no screen shows its top any more. */
export const visibleBounds = (
  state: WindowState | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> => {
  if (!state) return first
  const size = {
    width: Math.max(minimum.width, Math.round(state.width)),
    height: Math.max(minimum.height, Math.round(state.height)),
  }
  const { x, y } = state
  if (x === null || y === null) return size
  const isVisible = workAreas.some(
    (area) =>
      isWithin(y, area.y, area.height) &&
      x < area.x + area.width - gripPx &&
      x + size.width > area.x + gripPx,
  )
  return isVisible ? { x, y, ...size } : size
}

/** What the window is made with. */
export const windowOptions = (options: {
  readonly preload: string
  readonly isPackaged: boolean
  readonly state: WindowState | undefined
  readonly workAreas: readonly Rectangle[]
  readonly isDark: boolean
}): BrowserWindowConstructorOptions => ({
  ...visibleBounds(options.state, options.workAreas),
  minWidth: minimum.width,
  minHeight: minimum.height,
  title: 'Kith',
  // Shown when the first frame is painted, so that it does not flash white.
  show: false,
  backgroundColor: options.isDark ? '#16191B' : '#FFFFFF',
  webPreferences: webPreferences(options),
})

/** What of a window is remembered. */
export interface WindowFacts {
  getNormalBounds(): Rectangle
  isMaximized(): boolean
}

/** How a window stands now. */
export const windowState = (window: WindowFacts): WindowState => ({
  ...window.getNormalBounds(),
  isMaximized: window.isMaximized(),
})
