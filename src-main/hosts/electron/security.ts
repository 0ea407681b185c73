import type { WebContents, WebFrameMain, WebPreferences } from 'electron'

/** Scheme and origin of our page; permanent names. */
export const pageScheme = 'kith-app'
export const pageOrigin = `${pageScheme}://app`

/** Every setting of a window that decides what its page may do, each said aloud. */
export const webPreferences = (options: {
  readonly preload: string
  readonly isPackaged: boolean
}): WebPreferences => ({
  preload: options.preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
  plugins: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  webgl: false,
  // Its dictionaries would be fetched from a server of others.
  spellcheck: false,
  devTools: !options.isPackaged,
})

const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)

/** Whether a frame of ours may go there: only within the page itself. */
export const allowsNavigation = (target: string): boolean => {
  const url = parseUrl(target)
  // `origin` of a scheme of our own is opaque to the URL parser of Node.
  return url !== null && url.protocol === `${pageScheme}:` && url.host === 'app'
}

/** What the page may ask the system for; everything else is refused. */
const granted = new Set(['notifications', 'clipboard-sanitized-write'])

/** Whether a page, by its address or origin, may have a permission. */
export const allowsPermission = (permission: string, page: string): boolean =>
  granted.has(permission) && allowsNavigation(page)

/** What is done with a link that leaves the page. */
export type LinkDecision = { readonly act: 'open'; readonly url: string } | { readonly act: 'deny' }

const openSchemes = new Set(['https:', 'mailto:', 'tel:', 'sms:'])

/**
 * Where a link of the page leads: to the system's program for it when its scheme is one the owner
 * types (mail, phone, secure web), else nowhere.
 */
export const decideLink = (target: string): LinkDecision => {
  const url = parseUrl(target)
  if (url === null || !openSchemes.has(url.protocol)) return { act: 'deny' }
  // A name and password in front of the host make a foreign address look like a known one.
  if (url.username !== '' || url.password !== '') return { act: 'deny' }
  return { act: 'open', url: url.href }
}

/** The part of an IPC event that says who sent it. */
export interface Sender {
  readonly senderFrame: Pick<WebFrameMain, 'origin'> | null
}

/** Whether a message comes from the main frame of our window, showing our page. */
export const isOurPage = (sender: Sender, contents: Pick<WebContents, 'mainFrame'>): boolean =>
  sender.senderFrame !== null &&
  sender.senderFrame === contents.mainFrame &&
  sender.senderFrame.origin === pageOrigin

/** The sessions, contents and shell that `guardContents` and `guardSession` act on. */
export interface LinkOpener {
  openExternal(url: string): Promise<void>
}

/** Longer ones are cut, or refused, by the programs that they are meant for. */
const maxProgramLink = 16_384
const programs: ReadonlySet<string> = new Set(['mailto:', 'tel:', 'sms:'])

/** The page's way to a new mail or a call is a navigation; no other scheme may take it. */
const isProgramLink = (target: string): boolean =>
  target.length <= maxProgramLink && programs.has(parseUrl(target)?.protocol ?? '')

/** Keeps a page where it is: no navigation, no window, no embedded view of others. */
export const guardContents = (contents: WebContents, opener: LinkOpener): void => {
  const stay = (event: { preventDefault(): void; url: string }): void => {
    if (!allowsNavigation(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => {
    stay(event)
    const isOurs = contents.mainFrame.origin === pageOrigin
    if (isOurs && isProgramLink(event.url)) void opener.openExternal(event.url)
  })
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const decision = decideLink(url)
    if (decision.act === 'open') void opener.openExternal(decision.url)
    return { action: 'deny' }
  })
}
