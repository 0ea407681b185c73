import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron'
import type { ApplicationOptions } from '#main/application.ts'
import { appDataFolder } from '#main/platform/app-data.ts'
import { systemClock } from '#main/platform/clock.ts'
import { LogFile } from '#main/platform/log-file.ts'
import { openPreferences } from '#main/platform/preferences.ts'
import { systemRandom } from '#main/platform/random.ts'
import { chooseWorkspace } from '#main/platform/workspace-folder.ts'
import { isDamage, listRescueBackups, rescueWorkspace } from '#main/rescue.ts'
import type { SessionRefusal } from '#main/session.ts'
import { languageResources } from '#shared/i18n/resources.ts'
import { appId } from './app-id.ts'
import { closeOnQuit } from './closing.ts'
import { startElectronHost } from './host.ts'
import { menuLanguage } from './menu.ts'
import { schemes } from './protocol.ts'
import { rescueQuestion } from './rescue-dialog.ts'
import { openSecrets } from './secrets.ts'
import { guardContents } from './security.ts'
import { becomeOnlyInstance } from './single-instance.ts'

/** The built entry lies in `out/main`. */
const here = import.meta.dirname
const root = join(here, '../..')
const electron = {
  app,
  BrowserWindow,
  dialog,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
}

const flag = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)

const applicationOptions = async (): Promise<ApplicationOptions> => {
  const appData = appDataFolder()
  const preferences = openPreferences(appData)
  const logFile = join(appData, 'logs', 'kith.log')
  return {
    folder: chooseWorkspace(flag('workspace'), appData, preferences),
    appData,
    preferences,
    clock: systemClock,
    random: systemRandom,
    secrets: await openSecrets(safeStorage, {
      folder: appData,
      platform: process.platform,
      clock: systemClock,
      random: systemRandom,
    }),
    log: new LogFile({ file: logFile, clock: systemClock, random: systemRandom }),
    host: { kind: 'electron', openFolder: true, nativeMenu: true, notifications: true },
    version: app.getVersion(),
    workerFile: join(here, 'worker.js'),
    sampleFolder: join(root, 'resources/sample'),
    oauthClientsFile: join(root, 'resources/oauth-clients.json'),
    openFolder: async (folder) => {
      const problem = await shell.openPath(folder)
      if (problem !== '') throw new Error('the file manager did not open')
    },
  }
}

const showRefusal = (code: SessionRefusal['code'], options: ApplicationOptions): void => {
  const language = menuLanguage(options.preferences.read().language, app.getLocale())
  const words = languageResources[language].app.refusal
  dialog.showErrorBox('Kith', `${words[code]}\n\n${options.folder}`)
}

/** Offers the newest backup of a workspace that does not open; true when it was put in place. */
const offerRescue = async ({ folder, preferences }: ApplicationOptions): Promise<boolean> => {
  const language = menuLanguage(preferences.read().language, app.getLocale())
  const { box, backup } = rescueQuestion(folder, listRescueBackups(folder), {
    language,
    zone: systemClock.zone(),
  })
  const { response } = await dialog.showMessageBox(box)
  if (backup === null || response !== 0) return false
  return (await rescueWorkspace(folder, backup.id)).ok
}

const startHost = (application: ApplicationOptions) =>
  startElectronHost({
    electron,
    application,
    pageFolder: join(root, 'out/renderer'),
    preload: join(root, 'out/preload/preload.cjs'),
  })

const start = async (): Promise<void> => {
  await app.whenReady()
  const options = await applicationOptions()
  const started = await startHost(options).catch(async (error: unknown) => {
    if (!isDamage(error)) throw error
    return (await offerRescue(options)) ? startHost(options) : null
  })
  if (started === null) return app.exit(1)
  if (!started.ok) {
    showRefusal(started.error.code, options)
    return app.exit(1)
  }
  closeOnQuit(app, {
    ...started.value,
    onFailure: (cause) => options.log.error('close-failed', cause),
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}

process.umask(0o077)
app.enableSandbox()
if (process.platform === 'win32') app.setAppUserModelId(appId)
protocol.registerSchemesAsPrivileged(schemes)
app.on('web-contents-created', (_event, contents) => guardContents(contents, shell))
app.on('window-all-closed', () => app.quit())
if (becomeOnlyInstance(app, () => BrowserWindow.getAllWindows()[0] ?? null)) {
  start().catch((error: unknown) => {
    dialog.showErrorBox('Kith', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else {
  app.quit()
}
