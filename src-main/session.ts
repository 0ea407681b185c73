import type { SchemaRefusal } from '#main/db/migrate.ts'
import { sortIn } from '#main/db/open-workspace.ts'
import type { CommittedChange } from '#main/db/unit-runner.ts'
import { openWorkspaceConnection, type WorkspaceConnection } from '#main/db/workspace-connection.ts'
import { lockWorkspace, type WorkspaceLock } from '#main/db/workspace-lock.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { createDispatch, type Dispatch } from '#main/dispatch.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { Lifecycle } from '#main/features/app/app.service.ts'
import { backUpBeforeMigration } from '#main/features/backups/backups.service.ts'
import type { EventBus } from '#main/platform/event-bus.ts'
import { FileStore } from '#main/platform/file-store.ts'
import { markClosed, markOpen } from '#main/platform/open-marker.ts'
import {
  machineIdOf,
  type PreparedFolder,
  prepareWorkspaceFolder,
} from '#main/platform/workspace-folder.ts'
import { openHome, type WorkspaceHome } from '#main/platform/workspace-home.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import { bringUpAfterRestore } from './after-restore.ts'
import type { ApplicationOptions } from './application.ts'
import { composeServices } from './services.ts'

/** Why a workspace could not be opened; nothing was touched. */
export type SessionRefusal = SchemaRefusal | Failure<'in-use', Record<never, never>>

/** What a session shares with the application around it. */
export interface SessionParts {
  readonly events: EventBus
  readonly lifecycle: Lifecycle
}

/** One open workspace with everything that runs over it. */
export interface Session {
  readonly folder: string
  readonly dispatch: Dispatch
  readonly files: FileStore
  /** The machine woke up, or its owner came back to it. */
  wake(): void
  close(): Promise<void>
}

/** Uploads and downloads up to this size. */
const maxFileBytes = 2 * 1024 ** 3

/** Everything a session's services are built from. */
export interface OpenParts extends SessionParts {
  readonly options: ApplicationOptions
  readonly workspace: PreparedFolder
  readonly home: WorkspaceHome
  readonly connection: WorkspaceConnection
  readonly gate: WriteGate
  readonly files: FileStore
  /** Listens to commits, of every thread; for what runs beside the services. */
  readonly onCommit: (listener: (change: CommittedChange) => void) => void
  /** Tells pages, and whoever listens here, what was committed. */
  readonly announce: (change: CommittedChange) => void
}

const openParts = async (
  options: ApplicationOptions,
  parts: SessionParts,
): Promise<Result<OpenParts, SchemaRefusal>> => {
  const { clock, random, preferences, folder } = options
  const machineId = machineIdOf(preferences, random)
  const workspace = prepareWorkspaceFolder({ folder, clock, random, machineId })
  const gate = new WriteGate()
  const listeners: ((change: CommittedChange) => void)[] = []
  const announce = (change: CommittedChange): void => {
    parts.events.publish(change)
    for (const listener of listeners) listener(change)
  }
  const { layout } = workspace
  sortIn(layout.temporary)
  const files = new FileStore({ folder: layout.temporary, clock, random, maxBytes: maxFileBytes })
  const connection = await openWorkspaceConnection({
    file: layout.database,
    gate,
    clock,
    functions: searchFunctions,
    beforeMigration: () =>
      backUpBeforeMigration({ workerFile: options.workerFile, layout, clock, gate }),
    onCommit: announce,
  })
  if (!connection.ok) return connection
  await bringUpAfterRestore(connection.value, layout)
  noteOpen(options, workspace)
  const home = openHome({ ...options, ...workspace })
  const onCommit: OpenParts['onCommit'] = (listener) => listeners.push(listener)
  return ok({
    ...parts,
    options,
    workspace,
    home,
    connection: connection.value,
    gate,
    files,
    onCommit,
    announce,
  })
}

/** From here to the closing, a log that is gone means changes that are gone. */
const noteOpen = ({ log }: ApplicationOptions, { layout, isLogMissing }: PreparedFolder): void => {
  if (isLogMissing) log.warn('workspace.log-missing', {})
  try {
    markOpen(layout, { isLogMissing })
  } catch (cause) {
    // A full disk: the workspace opens all the same.
    log.error('marker-failed', cause)
  }
}

/** Closes the file and lets it go; what stands in its log is moved into it first. */
const closeFile = ({ connection, workspace, home }: OpenParts, lock: WorkspaceLock): void => {
  try {
    home.leave()
    if (connection.flush()) markClosed(workspace.layout)
  } finally {
    try {
      connection.close()
    } finally {
      lock.release()
    }
  }
}

/** Knows which calls are under way. */
const countCalls = (dispatch: Dispatch) => {
  const underWay = new Set<ReturnType<Dispatch>>()
  const counted: Dispatch = (...call) => {
    const answer = dispatch(...call)
    underWay.add(answer)
    return answer.finally(() => underWay.delete(answer))
  }
  const settled = async (): Promise<void> => {
    await Promise.allSettled(underWay)
  }
  return { dispatch: counted, settled }
}

/** Takes the workspace's lock, opens it and starts its services. */
export const openSession = async (
  options: ApplicationOptions,
  parts: SessionParts,
): Promise<Result<Session, SessionRefusal>> => {
  const lock = lockWorkspace(workspaceLayout(options.folder).lock)
  if (!lock) return fail('in-use', {})
  try {
    const opened = await openParts(options, parts)
    if (!opened.ok) {
      lock.release()
      return opened
    }
    const services = composeServices(opened.value)
    const { handlers, refuseCommands, onDamage } = services
    const calls = countCalls(
      createDispatch({
        handlers,
        refuseCommands,
        onDamage,
        log: options.log,
        parseOutputs: options.parseOutputs ?? false,
      }),
    )
    services.run()
    return ok({
      folder: options.folder,
      dispatch: calls.dispatch,
      files: opened.value.files,
      wake: () => services.wake(),
      close: async () => {
        try {
          // Calls may wait for jobs, and what they save or start must still find the file open.
          await services.drainJobs()
          await calls.settled()
          await services.stop()
        } finally {
          closeFile(opened.value, lock)
        }
      },
    })
  } catch (cause) {
    lock.release()
    throw cause
  }
}
