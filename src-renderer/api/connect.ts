import { createElectronTransport, preloadBridge } from './electron-transport.ts'
import { createHttpTransport } from './http-transport.ts'
import type { PageTransport } from './page-transport.ts'
import { findToken, serveOtherTabs, windowId } from './session.ts'

/**
 * Finds the way to the application: the desktop's bridge, else HTTP with this tab's token.
 *
 * Null when the tab has no token and gets none; `onGap` is called when events may be missing.
 */
export const connect = async (onGap: () => void): Promise<PageTransport | null> => {
  const bridge = preloadBridge()
  if (bridge !== undefined) return createElectronTransport(bridge)
  // The development server adds the token to each call by itself.
  const token = (await findToken()) ?? (import.meta.env.DEV ? 'development' : null)
  if (token === null) return null
  serveOtherTabs(token)
  return createHttpTransport(token, windowId(), onGap)
}
