import { join, resolve } from 'node:path'
import { type Application, type ApplicationOptions, createApplication } from '#main/application.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import { LogFile } from '#main/platform/log-file.ts'
import type { LogFields } from '#main/platform/logger.ts'
import { openPreferences } from '#main/platform/preferences.ts'
import type { SecretStore } from '#main/platform/secret-store.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import type { Input, Output, ProcedureName } from '#shared/contract/index.ts'
import type { Reply } from '#shared/contract/wire.ts'
import { FakeClock } from './fake-clock.ts'
import { MemorySecrets } from './memory-secrets.ts'
import { putNewDatabase } from './new-database.ts'
import { SeededRandom } from './seeded-random.ts'

/** What a test may change about its application. */
export interface TestApplicationOptions {
  /** Holds the workspace and app data; the caller removes it. */
  readonly folder: string
  /** The name of the workspace in there; `workspace` unless said. */
  readonly workspace?: string
  readonly clock?: FakeClock
  readonly seed?: number
  /** Where passwords are kept; one in memory, open, unless said. */
  readonly secrets?: SecretStore
  /** Certificates of mail servers of the test. */
  readonly trustedCertificates?: readonly string[]
  /** Who signs people in for their mail; those of the world unless said. */
  readonly oauthClientsFile?: string
  /** The window calls come from. */
  readonly window?: string | null
  /** True to let it check its file and back itself up, as it does outside tests. */
  readonly isSelfActing?: boolean
  /** False to measure: outside tests nobody parses what is answered. */
  readonly parseOutputs?: boolean
  /** Where threads start; see `workerFile` unless said. */
  readonly workerFile?: string
}

/** An application over real files, with a fake clock and seeded randomness. */
export interface TestApplication {
  readonly application: Application
  readonly clock: FakeClock
  /** The workspace's folder. */
  readonly workspace: string
  /** Calls a procedure and returns its output; throws on any failure. */
  call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>>
  /** Calls a procedure with anything and returns the reply. */
  reply(name: string, input: unknown, context?: CallContext): Promise<Reply>
  close(): Promise<void>
}

/** Also prints what the product's log must not keep: messages. */
class TestLog extends LogFile {
  override error(event: string, cause: unknown, fields: LogFields = {}): string {
    console.error(event, fields, cause)
    return super.error(event, cause, fields)
  }
}

const root = resolve(import.meta.dirname, '../..')

/** Built once a run by `main-setup.ts`; elsewhere threads start from the source. */
export const workerFile = (): string => {
  const built = process.env['KITH_TEST_PROCESSES']
  return built === undefined ? join(root, 'src-main/worker.ts') : join(built, 'worker.js')
}

/** What an application of the tests is made of; hosts under test start with the same. */
export const testApplicationOptions = (
  options: TestApplicationOptions,
): ApplicationOptions & { readonly clock: FakeClock } => {
  const clock = options.clock ?? new FakeClock()
  const random = new SeededRandom(options.seed ?? 1)
  const appData = join(options.folder, 'app-data')
  return {
    folder: join(options.folder, options.workspace ?? 'workspace'),
    appData,
    preferences: openPreferences(appData),
    clock,
    random,
    secrets: options.secrets ?? new MemorySecrets(),
    log: new TestLog({ file: join(appData, 'log', 'kith.log'), clock, random }),
    host: { kind: 'loopback', openFolder: false, nativeMenu: false, notifications: false },
    version: '0.0.0-test',
    workerFile: options.workerFile ?? workerFile(),
    sampleFolder: join(root, 'resources/sample'),
    oauthClientsFile: options.oauthClientsFile ?? join(root, 'resources/oauth-clients.json'),
    openFolder: null,
    trustedCertificates: options.trustedCertificates ?? [],
    parseOutputs: options.parseOutputs ?? true,
    isSelfActing: options.isSelfActing ?? false,
  }
}

/** Opens an application in a folder of the test's own. */
export const openTestApplication = async (
  options: TestApplicationOptions,
): Promise<TestApplication> => {
  const made = testApplicationOptions(options)
  await putNewDatabase(workspaceLayout(made.folder).database)
  const opened = await createApplication(made)
  if (!opened.ok) throw new Error(`workspace refused: ${opened.error.code}`)
  const application = opened.value
  const owner: CallContext = { actor: 'owner', window: options.window ?? 'test-window' }
  const reply = async (name: string, input: unknown, context = owner): Promise<Reply> => {
    const answer = await application.dispatch(name, input, context)
    if (!answer.reply.ok && answer.reply.error.code === 'bug') {
      throw new Error(`${name} is broken, see above`)
    }
    return answer.reply
  }
  return {
    application,
    clock: made.clock,
    workspace: made.folder,
    reply,
    call: async (name, input) => {
      const answer = await reply(name, input)
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
      // Parsed by the contract's own schema on the way out.
      return answer.value as Output<typeof name>
    },
    close: () => application.close(),
  }
}
