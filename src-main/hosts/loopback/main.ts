import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ApplicationOptions } from '#main/application.ts'
import { appDataFolder } from '#main/platform/app-data.ts'
import { systemClock } from '#main/platform/clock.ts'
import { isDiskFull } from '#main/platform/disk-full.ts'
import { FileSecretStore } from '#main/platform/file-secret-store.ts'
import { LogFile } from '#main/platform/log-file.ts'
import { openPreferences } from '#main/platform/preferences.ts'
import { systemRandom } from '#main/platform/random.ts'
import {
  chooseWorkspace,
  isSyncedFolder,
  WorkspaceFolderError,
} from '#main/platform/workspace-folder.ts'
import { isDamage, listRescueBackups, rescueWorkspace } from '#main/rescue.ts'
import type { SessionRefusal } from '#main/session.ts'
import { askOwnerForUrl } from './hand-over.ts'
import { type LoopbackHost, startLoopbackHost } from './host.ts'
import { createFolderOpener } from './open-folder.ts'
import { damageInWords } from './rescue-words.ts'
import { unlockFromFile } from './secrets-key-file.ts'
import { readStartOptions, type StartOptions } from './start-options.ts'

/** The entry file lies in `out/main` when it is built, else in `src-main/hosts/loopback`. */
const here = import.meta.dirname
const isBuilt = basename(dirname(here)) === 'out'
const root = join(here, isBuilt ? '../..' : '../../..')
const workerFile = isBuilt ? join(here, 'worker.js') : join(root, 'src-main/worker.ts')

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const complain = (line: string): boolean => process.stderr.write(`kith: ${line}\n`)

const readVersion = (): string =>
  /"version": *"([^"]+)"/.exec(readFileSync(join(root, 'package.json'), 'utf8'))?.[1] ?? '0.0.0'

const applicationOptions = (options: StartOptions): ApplicationOptions => {
  const appData = appDataFolder()
  const preferences = openPreferences(appData)
  const openFolder = createFolderOpener()
  const logFile = join(appData, 'logs', 'kith.log')
  return {
    folder: chooseWorkspace(options.workspace, appData, preferences),
    appData,
    preferences,
    clock: systemClock,
    random: systemRandom,
    secrets: new FileSecretStore({
      file: join(appData, 'secrets.kith'),
      clock: systemClock,
      random: systemRandom,
    }),
    log: new LogFile({ file: logFile, clock: systemClock, random: systemRandom }),
    host: {
      kind: 'loopback',
      openFolder: openFolder !== null,
      nativeMenu: false,
      notifications: false,
    },
    version: readVersion(),
    workerFile,
    sampleFolder: join(root, 'resources/sample'),
    // Another list is for tests; no installed Kith runs this file.
    oauthClientsFile:
      process.env['KITH_OAUTH_CLIENTS'] ?? join(root, 'resources/oauth-clients.json'),
    openFolder,
  }
}

/** Ends the process once, whatever asks for it first. */
const endWith = (host: LoopbackHost): void => {
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    host.close().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(String(error))
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
}

const refusalInWords = (refusal: SessionRefusal, folder: string): string => {
  switch (refusal.code) {
    case 'in-use':
      return `${folder} is open in another Kith`
    case 'newer-schema':
      return `${folder} was written by a newer Kith; nothing was changed`
    case 'not-a-workspace':
      return `${folder} holds a file that is no Kith workspace; nothing was changed`
  }
}

/** Puts the backup of `--restore` in place; false when it was not. */
const restoreFirst = async (folder: string, id: string): Promise<boolean> => {
  const rescued = await rescueWorkspace(folder, id)
  if (rescued.ok) complain(`restored ${id}; what was there is ${rescued.value.keptAs}`)
  else complain(`nothing was restored: ${rescued.error.code}`)
  return rescued.ok
}

/** Opens the secrets for scripts; false when the file with the passphrase did not. */
const unlockFirst = async ({ secrets }: ApplicationOptions, file: string): Promise<boolean> => {
  const problem = await unlockFromFile(secrets, file)
  if (problem !== null) complain(problem)
  return problem === null
}

const startFailureInWords = (error: unknown): string => {
  if (error instanceof WorkspaceFolderError) return error.message
  return isDiskFull(error)
    ? 'there is no room on the disk; nothing was changed. Make room and start again'
    : String(error)
}

const complainOfDamage = (folder: string): void => {
  for (const line of damageInWords(folder, listRescueBackups(folder))) complain(line)
}

const start = async (options: StartOptions): Promise<number | null> => {
  const application = applicationOptions(options)
  const { folder } = application
  const { secretsKeyFile } = options
  if (secretsKeyFile !== undefined && !(await unlockFirst(application, secretsKeyFile))) return 1
  if (options.restore !== undefined && !(await restoreFirst(folder, options.restore))) return 1
  const started = await startLoopbackHost({
    application,
    port: options.port,
    pageFolder: join(root, 'out/renderer'),
    tokenFile: options.tokenFile,
  }).catch((error: unknown) => {
    if (!isDamage(error)) throw error
    complainOfDamage(folder)
    return null
  })
  if (started === null) return 1
  if (!started.ok) {
    const isBroken = started.error.code === 'not-a-workspace'
    if (isBroken && listRescueBackups(folder).length > 0) complainOfDamage(folder)
    const url = started.error.code === 'in-use' ? await askOwnerForUrl(folder) : null
    if (url === null) complain(refusalInWords(started.error, folder))
    else say(`Kith is ready at ${url}`)
    return url === null ? 1 : 0
  }
  endWith(started.value)
  if (isSyncedFolder(folder)) {
    complain(`${folder} seems to be synced by another program, which can damage an open database`)
  }
  say(`Kith is ready at ${started.value.createUrl()}`)
  return null
}

// Whoever read the address may be gone, as after `| head -1`; Kith goes on.
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)
// Whatever is written anywhere is for this user's eyes.
process.umask(0o077)
const options = readStartOptions(process.argv.slice(2))
if (typeof options === 'string') {
  complain(options)
  process.exitCode = 2
} else {
  const code = await start(options).catch((error: unknown) => {
    complain(startFailureInWords(error))
    return 1
  })
  if (code !== null) process.exit(code)
}
