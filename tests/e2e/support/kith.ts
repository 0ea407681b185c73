import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test'
import type { Input, Output, ProcedureName } from '#shared/contract/index.ts'
import { type Reply, windowHeader } from '#shared/contract/wire.ts'
import type { FileHandle, JobId } from '#shared/domain/ids.ts'
import { ownConnection } from '#tests/support/own-connection.ts'

const root = resolve(import.meta.dirname, '../../..')

/** A running host on a workspace of the test's own. */
export interface Kith {
  /** Holds the workspace and app data. */
  readonly folder: string
  /** The address that opens Kith once. */
  readonly url: string
  /** The same without the code. */
  readonly origin: string
  call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>>
  /** The same as if another window had asked. */
  callElsewhere<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>>
  /** Says who the owner is, so that the first run is over. */
  setUp(): Promise<void>
  /** Brings in a file as the wizard does, columns as suggested. */
  bring(csv: string): Promise<void>
  /** Goes over to the 300 invented people and waits until they are there. */
  openSample(language: 'en' | 'zh-CN'): Promise<void>
  /** Starts another process on the same workspace and returns what it printed. */
  startAgain(): Promise<string>
  /** Kills the host as a cut of the power would, and starts it anew; answers its address. */
  killAndStart(): Promise<string>
}

type HostEnv = Readonly<Record<string, string>>

const start = (folder: string, hostEnv: HostEnv): ChildProcess =>
  spawn(
    process.execPath,
    [
      // As `npm start` does.
      '--no-memory-protection-keys',
      join(root, 'out/main/loopback.js'),
      `--workspace=${join(folder, 'workspace')}`,
      '--port=0',
      '--no-open',
      `--token-file=${join(folder, 'token')}`,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        KITH_APP_DATA: join(folder, 'app-data'),
        TZ: 'Europe/Lisbon',
        ...hostEnv,
      },
    },
  )

const printedUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+\/#launch=\S+/.exec(text)?.[0]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${text}`)))
  })

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode === null) child.once('exit', () => resolve())
    else resolve()
  })

interface Place {
  readonly origin: string
  readonly token: string
  /** Which window asks. */
  readonly window?: string
}

const callOver = async (place: Place, name: string, input: unknown) => {
  const response = await fetch(`${place.origin}/call/${name}`, {
    method: 'POST',
    headers: {
      ...ownConnection,
      authorization: `Bearer ${place.token}`,
      'content-type': 'application/json',
      ...(place.window === undefined ? {} : { [windowHeader]: place.window }),
    },
    body: JSON.stringify(input),
  })
  // The host answers every call with a reply.
  return (await response.json()) as Reply
}

const uploadTo = async ({ origin, token }: Place, csv: string) => {
  const response = await fetch(`${origin}/files`, {
    method: 'POST',
    headers: {
      ...ownConnection,
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'x-kith-file-name': 'people.csv',
    },
    body: csv,
  })
  // An upload answers with a handle.
  return ((await response.json()) as { value: { handle: FileHandle } }).value.handle
}

const createKith = (
  folder: string,
  url: string,
  { hostEnv, killAndStart }: { hostEnv: HostEnv } & Pick<Kith, 'killAndStart'>,
): Kith => {
  const origin = new URL(url).origin
  const token = readFileSync(join(folder, 'token'), 'utf8').trim()
  const callFrom =
    (window?: string): Kith['call'] =>
    async (name, input) => {
      const place = { origin, token, ...(window === undefined ? {} : { window }) }
      const reply = await callOver(place, name, input)
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
      // The contract suite parses outputs; here the type is enough.
      return reply.value as Output<typeof name>
    }
  const call = callFrom()
  const ended = async ({ jobId: id }: { readonly jobId: JobId }): Promise<void> => {
    const status = async () => (await call('jobs.get', { id })).status
    await expect.poll(status, { intervals: [20] }).toBe('done')
  }
  return {
    folder,
    url,
    origin,
    call,
    callElsewhere: callFrom('elsewhere'),
    setUp: async () => {
      const owner = { ownerName: 'Nora Hale', businessName: 'Hale Coaching' }
      const place = { country: 'PT', currency: 'EUR' }
      await call('settings.updateBusiness', { ...owner, ...place, isSetUp: true })
    },
    bring: async (csv) => {
      const plan = await call('imports.plan', { file: await uploadTo({ origin, token }, csv) })
      await ended(plan)
      await ended(await call('imports.commit', { planId: plan.jobId }))
    },
    openSample: async (language) => {
      await call('app.openSample', { language })
      await expect(async () => {
        const reply = await callOver({ origin, token }, 'app.status', {})
        // The reply of app.status, whose shape the contract suite checks.
        const status = (reply.ok ? reply.value : null) as Output<'app.status'> | null
        expect(status?.workspace.isSample).toBe(true)
      }).toPass({ intervals: [50] })
    },
    startAgain: async () => {
      const second = start(folder, hostEnv)
      const printed = await printedUrl(second)
      await exited(second)
      return printed
    },
    killAndStart,
  }
}

/** The browser's own line about a call that came while the workspace was opened anew. */
const whileRebuilding = /status of 503/

/** Chromium's line when axe looks into the paper of a mail, where nothing may run. */
const inPaper = /^Blocked script execution in 'about:srcdoc'/

/** What no screen may say to the console: a broken policy, an error, a warning of React's. */
const watchConsole = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning'
    const isMeant = whileRebuilding.test(message.text()) || inPaper.test(message.text())
    if (isBad && !isMeant) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/**
 * A picture of each page of a test that failed. Playwright's own are taken of every page that ends,
 * for the case that its test fails later.
 */
const picturePages = async (context: BrowserContext, info: TestInfo): Promise<void> => {
  if (info.status === info.expectedStatus) return
  for (const [n, page] of context.pages().entries()) {
    const path = info.outputPath(`page-${n + 1}.png`)
    await page.screenshot({ path, timeout: 5_000 })
    info.attachments.push({ name: 'screenshot', path, contentType: 'image/png' })
  }
}

interface Fixtures {
  readonly hostEnv: HostEnv
  readonly kith: Kith
  readonly app: Page
}

/** Tests that open Kith in a browser: `kith` is the host, `app` its page after the launch. */
export const test = base.extend<Fixtures>({
  context: async ({ context }, provide, info) => {
    await provide(context)
    await picturePages(context, info)
  },
  /** More of the environment that the host is started with. */
  hostEnv: [{}, { option: true }],
  kith: async ({ hostEnv }, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-e2e-'))
    let child = start(folder, hostEnv)
    const killAndStart = async (): Promise<string> => {
      child.kill('SIGKILL')
      await exited(child)
      child = start(folder, hostEnv)
      return printedUrl(child)
    }
    await provide(createKith(folder, await printedUrl(child), { hostEnv, killAndStart }))
    child.kill('SIGTERM')
    await exited(child)
    rmSync(folder, { recursive: true, force: true })
  },
  app: async ({ kith, page }, provide) => {
    const complaints = watchConsole(page)
    await page.goto(kith.url)
    // The code in the address serves once: a reload before the page has its key would shut it out.
    await page.waitForFunction(() => sessionStorage.getItem('kith.token') !== null)
    await provide(page)
    expect(complaints).toEqual([])
  },
})

export { expect }
