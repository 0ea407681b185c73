import { rmSync } from 'node:fs'
import { type Application, type ApplicationOptions, createApplication } from '#main/application.ts'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'
import { listPageFiles } from '#main/platform/page-files.ts'
import type { SessionRefusal } from '#main/session.ts'
import type { HostEvent } from '#shared/contract/wire.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { createAccess } from './access.ts'
import { launchUrl } from './hand-over.ts'
import { removeOwnerFile, writeOwnerFile } from './owner-file.ts'
import { type ServerParts, startServer } from './server.ts'

/** What a loopback host is started with. */
export interface LoopbackOptions
  extends Pick<ServerParts, 'port' | 'checksHost' | 'headerTimeLimitMs' | 'bodyTimeLimitMs'> {
  readonly application: ApplicationOptions
  /** Folder of the built page. */
  readonly pageFolder: string
  /** Where the bearer token goes, readable by this user only. */
  readonly tokenFile: string | undefined
}

/** A host that answers. */
export interface LoopbackHost {
  readonly application: Application
  readonly port: number
  readonly token: string
  /** A fresh address that opens Kith once. */
  createUrl(): string
  close(): Promise<void>
}

/** Keeps the note beside the lock in the folder that is open now. */
const followWorkspace = (application: Application, write: (folder: string) => void) => {
  let folder = application.folder
  write(folder)
  const follow = (event: HostEvent): void => {
    if (event.type !== 'rebuilt' || application.folder === folder) return
    removeOwnerFile(folder)
    folder = application.folder
    write(folder)
  }
  const stop = application.events.subscribe(follow, { isHousekeeping: true })
  return () => {
    stop()
    removeOwnerFile(folder)
  }
}

/** Opens the workspace and serves it on 127.0.0.1; fails when it cannot be opened. */
export const startLoopbackHost = async (
  options: LoopbackOptions,
): Promise<Result<LoopbackHost, SessionRefusal>> => {
  const { clock, random, log } = options.application
  const opened = await createApplication(options.application)
  if (!opened.ok) return opened
  const application = opened.value
  const access = createAccess(random, clock)
  const files = listPageFiles(options.pageFolder)
  const server = await startServer({ ...options, application, access, files, random, log })
  const forget = followWorkspace(application, (folder) => {
    writeOwnerFile(folder, { port: server.port, secret: access.ownerSecret })
    options.application.preferences.update({ lastWorkspace: folder })
  })
  const { tokenFile } = options
  if (tokenFile !== undefined) writeFileAtomically(tokenFile, `${access.token}\n`)
  return ok({
    application,
    port: server.port,
    token: access.token,
    createUrl: () => launchUrl(server.port, access.createLaunchCode()),
    close: async () => {
      forget()
      if (tokenFile !== undefined) rmSync(tokenFile, { force: true })
      await server.close()
      await application.close()
    },
  })
}
