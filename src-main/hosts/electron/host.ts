import type * as Electron from 'electron'
import type { BrowserWindow, IpcMain } from 'electron'
import { type Application, type ApplicationOptions, createApplication } from '#main/application.ts'
import { listPageFiles } from '#main/platform/page-files.ts'
import type { Preferences } from '#main/platform/preferences.ts'
import { systemRandom } from '#main/platform/random.ts'
import type { SessionRefusal } from '#main/session.ts'
import type { CommandId } from '#shared/commands.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { languageResources } from '#shared/i18n/resources.ts'
import { channels } from './channels.ts'
import { openMail, saveFile } from './dialogs.ts'
import { listenToPage } from './ipc.ts'
import { menuLanguage, menuTemplate } from './menu.ts'
import { createNotifier, notifyOfReminders } from './notifications.ts'
import { reviveOnCrash } from './page-watch.ts'
import { servePage } from './protocol.ts'
import { pageOrigin } from './security.ts'
import { guardSession } from './session-guard.ts'
import { bringToFront } from './single-instance.ts'
import { wakeWith } from './wake.ts'
import { windowOptions, windowState } from './window.ts'

/** Electron's API, as far as the host uses it. */
export type ElectronApi = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'Menu'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
>

/** What the desktop host is started with; Electron is ready. */
export interface ElectronHostOptions {
  readonly electron: ElectronApi
  readonly application: ApplicationOptions
  readonly pageFolder: string
  readonly preload: string
}

/** A running desktop host. */
export interface ElectronHost {
  readonly application: Application
  readonly window: BrowserWindow
}

interface Parts extends ElectronHostOptions {
  readonly preferences: Preferences
  readonly running: Application
}

const languageNow = ({ electron, preferences }: Parts) =>
  menuLanguage(preferences.read().language, electron.app.getLocale())

/** Has the page do something; a page that is closing does nothing any more. */
const sendCommand = (window: BrowserWindow, id: CommandId): void => {
  if (!window.isDestroyed()) window.webContents.send(channels.command, id)
}

const setMenu = (parts: Parts, window: BrowserWindow): void => {
  const { Menu, app } = parts.electron
  const template = menuTemplate({
    language: languageNow(parts),
    platform: process.platform,
    isPackaged: app.isPackaged,
    onCommand: (id) => sendCommand(window, id),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const applyTheme = ({ electron, preferences }: Parts): void => {
  electron.nativeTheme.themeSource = preferences.read().theme ?? 'system'
}

const createWindow = (parts: Parts): BrowserWindow => {
  const { electron, preferences } = parts
  const state = preferences.read().window
  const window = new electron.BrowserWindow(
    windowOptions({
      preload: parts.preload,
      isPackaged: electron.app.isPackaged,
      state,
      workAreas: electron.screen.getAllDisplays().map(({ workArea }) => workArea),
      isDark: electron.nativeTheme.shouldUseDarkColors,
    }),
  )
  window.once('ready-to-show', () => {
    if (state?.isMaximized) window.maximize()
    window.show()
  })
  window.on('close', () => preferences.update({ window: windowState(window) }))
  return window
}

const connect = (parts: Parts, window: BrowserWindow): void => {
  const { electron, running } = parts
  // The page's own channel answers like the global one, to this page only.
  const ipc: Pick<IpcMain, 'handle'> = window.webContents.ipc
  listenToPage(ipc, {
    application: running,
    contents: window.webContents,
    window: 'desktop',
    save: (handle, name) => saveFile({ ...electron, window, application: running }, handle, name),
    openMail: (handle, name) => openMail({ ...electron, application: running }, handle, name),
    onCalled: (name) => {
      if (name !== 'settings.updateMachine') return
      applyTheme(parts)
      setMenu(parts, window)
    },
  })
  const stop = running.events.subscribe((event) => {
    if (!window.isDestroyed()) window.webContents.send(channels.event, event)
  })
  window.on('closed', stop)
}

const startNotifications = (parts: Parts, window: BrowserWindow): void => {
  const isFocused = (): boolean => !window.isDestroyed() && window.isFocused()
  notifyOfReminders({
    application: parts.running,
    language: () => languageNow(parts),
    areWanted: () => (parts.preferences.read().notifications ?? true) && !isFocused(),
    show: createNotifier(parts.electron.Notification, () => {
      if (window.isDestroyed()) return
      bringToFront(window)
      sendCommand(window, 'go.today')
    }),
  })
}

const watchPage = (parts: Parts, window: BrowserWindow): void => {
  const { electron, application } = parts
  const { log, clock } = application
  reviveOnCrash(window.webContents, {
    clock,
    onCrash: (reason) => log.warn('page-ended', { reason }),
    giveUp: () => {
      electron.dialog.showErrorBox('Kith', languageResources[languageNow(parts)].app.pageEnded)
      electron.app.quit()
    },
  })
}

/** Remembers which folder is open, so that the next start of any host opens it again. */
const rememberWorkspace = ({ running, preferences }: Parts): void => {
  const remember = (): void => preferences.update({ lastWorkspace: running.folder })
  remember()
  running.events.subscribe((event) => event.type === 'rebuilt' && remember(), {
    isHousekeeping: true,
  })
}

/** Opens the workspace in a window; fails when it cannot be opened. */
export const startElectronHost = async (
  options: ElectronHostOptions,
): Promise<Result<ElectronHost, SessionRefusal>> => {
  const { electron } = options
  const opened = await createApplication(options.application)
  if (!opened.ok) return opened
  const { preferences } = options.application
  const parts: Parts = { ...options, preferences, running: opened.value }
  guardSession(electron.session.defaultSession)
  servePage(electron.protocol, { files: listPageFiles(options.pageFolder), random: systemRandom })
  applyTheme(parts)
  const window = createWindow(parts)
  connect(parts, window)
  setMenu(parts, window)
  startNotifications(parts, window)
  watchPage(parts, window)
  rememberWorkspace(parts)
  wakeWith(electron.powerMonitor, opened.value)
  await window.loadURL(`${pageOrigin}/`)
  return ok({ application: opened.value, window })
}
