import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type LoopbackHost,
  type LoopbackOptions,
  startLoopbackHost,
} from '#main/hosts/loopback/host.ts'
import { systemClock } from '#main/platform/clock.ts'
import { LogFile } from '#main/platform/log-file.ts'
import { openPreferences } from '#main/platform/preferences.ts'
import { systemRandom } from '#main/platform/random.ts'
import { workerFile } from '#tests/support/application.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'

const root = resolve(import.meta.dirname, '../../../..')

/** A host on a workspace of its own, and where its files lie. */
export interface TestHost extends LoopbackHost {
  readonly workspace: string
  readonly tokenFile: string
  readonly logFile: string
}

/** What a test may change about its host. */
export type TestHostOptions = Partial<
  Pick<LoopbackOptions, 'checksHost' | 'headerTimeLimitMs' | 'bodyTimeLimitMs' | 'pageFolder'>
>

const writePage = (folder: string): string => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html><head><meta name="csp-nonce" content=""></head></html>',
  )
  writeFileSync(join(folder, 'assets', 'app.js'), 'export {}')
  return folder
}

/** Starts the real host over a workspace in `folder`. */
export const startTestHost = async (
  folder: string,
  options: TestHostOptions = {},
): Promise<TestHost> => {
  const appData = join(folder, 'app-data')
  const workspace = join(folder, 'workspace')
  const tokenFile = join(folder, 'token')
  const logFile = join(appData, 'logs', 'kith.log')
  const started = await startLoopbackHost({
    application: {
      folder: workspace,
      appData,
      preferences: openPreferences(appData),
      clock: systemClock,
      random: systemRandom,
      secrets: new MemorySecrets(),
      log: new LogFile({ file: logFile, clock: systemClock, random: systemRandom }),
      host: { kind: 'loopback', openFolder: false, nativeMenu: false, notifications: false },
      version: '0.0.0-test',
      workerFile: workerFile(),
      sampleFolder: join(root, 'resources/sample'),
      oauthClientsFile: join(root, 'resources/oauth-clients.json'),
      openFolder: null,
      isSelfActing: false,
    },
    port: 0,
    pageFolder: writePage(join(folder, 'page')),
    tokenFile,
    ...options,
  })
  if (!started.ok) throw new Error(`workspace refused: ${started.error.code}`)
  return { ...started.value, workspace, tokenFile, logFile }
}

/** The whole workspace as SQL text, by the independent command. */
export const dumpWorkspace = (workspace: string): string =>
  execFileSync('sqlite3', ['-readonly', join(workspace, 'workspace.db'), '.dump'], {
    maxBuffer: 256 * 1024 * 1024,
  }).toString()
