import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Application } from '#main/application.ts'
import { channels } from '#main/hosts/electron/channels.ts'
import { startElectronHost } from '#main/hosts/electron/host.ts'
import { startLoopbackHost } from '#main/hosts/loopback/host.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import { handleOf } from '#renderer/api/page-transport.ts'
import type { Reply } from '#shared/contract/wire.ts'
import type { FileHandle } from '#shared/domain/ids.ts'
import { openTestApplication, testApplicationOptions } from '#tests/support/application.ts'
import { ElectronStandIn } from '#tests/support/electron-api.ts'
import type { FakeClock } from '#tests/support/fake-clock.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { putNewDatabase } from '#tests/support/new-database.ts'
import { ownConnection } from '#tests/support/own-connection.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'

/** An application behind a wire, as the suite sees it. */
export interface WiredApplication {
  readonly application: Application
  readonly clock: FakeClock
  readonly folder: string
  readonly secrets: MemorySecrets
  reply(name: string, input: unknown, window?: string): Promise<Reply>
  upload(name: string, content: Uint8Array): Promise<FileHandle>
  close(): Promise<void>
}

/** One way to reach an application. */
export interface Wire {
  readonly name: string
  open(folder: string): Promise<WiredApplication>
}

const inProcess: Wire = {
  name: 'in process',
  open: async (folder) => {
    const secrets = new MemorySecrets()
    const trustedCertificates = [testCertificates().authority]
    const app = await openTestApplication({ folder, secrets, trustedCertificates })
    return {
      application: app.application,
      clock: app.clock,
      folder,
      secrets,
      reply: (name, input, window = 'one') => app.reply(name, input, { actor: 'owner', window }),
      upload: async (name, content) => {
        const stored = await app.application.files.receive(Readable.from([content]), name)
        if (!stored.ok) throw new Error(stored.error.code)
        return stored.value.handle
      },
      close: () => app.close(),
    }
  },
}

/** What a host is started with, over a workspace that is there. */
const prepare = async (folder: string) => {
  const secrets = new MemorySecrets()
  const trustedCertificates = [testCertificates().authority]
  const options = testApplicationOptions({ folder, secrets, trustedCertificates })
  await putNewDatabase(workspaceLayout(options.folder).database)
  return { options, secrets }
}

const loopback: Wire = {
  name: 'over HTTP',
  open: async (folder) => {
    const { options, secrets } = await prepare(folder)
    const started = await startLoopbackHost({
      application: options,
      port: 0,
      pageFolder: 'tests/support/page',
      tokenFile: undefined,
    })
    if (!started.ok) throw new Error(started.error.code)
    const host = started.value
    const url = `http://127.0.0.1:${host.port}`
    const authorization = `Bearer ${host.token}`
    return {
      application: host.application,
      clock: options.clock,
      folder,
      secrets,
      reply: async (name, input, window = 'one') => {
        const headers = {
          ...ownConnection,
          authorization,
          'content-type': 'application/json',
          'x-kith-window': window,
        }
        const body = JSON.stringify(input)
        const response = await fetch(`${url}/call/${name}`, { method: 'POST', headers, body })
        // The wire promises a reply; the suite checks what is in it.
        return (await response.json()) as Reply
      },
      upload: async (name, content) => {
        const headers = {
          ...ownConnection,
          authorization,
          'content-type': 'application/octet-stream',
          'x-kith-file-name': encodeURIComponent(name),
        }
        const response = await fetch(`${url}/files`, {
          method: 'POST',
          headers,
          body: Buffer.from(content),
        })
        // As above; an upload answers like a call.
        const reply = (await response.json()) as { value: { handle: FileHandle } }
        return reply.value.handle
      },
      close: () => host.close(),
    }
  },
}

/** The desktop host as it is; Electron's own end is a stand-in, which its binary takes in `e2e`. */
const desktop: Wire = {
  name: 'over the channels of the desktop',
  open: async (folder) => {
    const { options, secrets } = await prepare(folder)
    const electron = new ElectronStandIn()
    const started = await startElectronHost({
      electron: electron.api,
      application: options,
      pageFolder: join(folder, 'no-page'),
      preload: '',
    })
    if (!started.ok) throw new Error(started.error.code)
    const { application } = started.value
    return {
      application,
      clock: options.clock,
      folder,
      secrets,
      reply: async (name, input, window = 'one') => {
        // The desktop has one window; what another does comes from elsewhere.
        if (window !== 'one') {
          return (await application.dispatch(name, input, { actor: 'owner', window })).reply
        }
        // As above, the wire promises a reply.
        return (await electron.invoke(channels.call, name, input)) as Reply
      },
      upload: async (name, content) => {
        const bytes = new Uint8Array(content)
        // As above.
        return handleOf((await electron.invoke(channels.file, { name, bytes })) as Reply)
      },
      close: () => application.close(),
    }
  },
}

/** Every wire that can be driven here. */
export const wires: readonly Wire[] = [inProcess, loopback, desktop]
