import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bindable, Transaction } from '#main/db/executor.ts'
import type { OperationLabel } from '#main/db/unit-of-work.ts'
import type { CommittedChange } from '#main/db/unit-runner.ts'
import { openWorkspaceConnection, type WorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { FakeClock } from './fake-clock.ts'
import { putNewDatabase } from './new-database.ts'

/** A workspace's database in a folder of its own, with everything about it in reach. */
export interface TestDatabase extends WorkspaceConnection {
  readonly file: string
  readonly gate: WriteGate
  readonly clock: FakeClock
  readonly events: readonly CommittedChange[]
  /** Runs one unit of work and answers its operation. */
  act(work: (tx: Transaction) => void, label?: Partial<OperationLabel>): Promise<OperationId | null>
  /** Runs one statement as a unit of work. */
  sql(text: string, ...values: Bindable[]): Promise<OperationId | null>
  /** The first column of the first row. */
  value(text: string, ...values: Bindable[]): unknown
  /** Closes it and deletes the folder. */
  discard(): void
}

/** The owner in a window of her own. */
export const owner: CallContext = { actor: 'owner', window: 'window-1' }

/** What differs from a usual test database. */
export interface TestDatabaseOptions {
  /** Prepares the file before it is opened; for schemas that are not as they should be. */
  readonly prepare?: (file: string) => void
  /** True waits for the disk as the product does; here nobody pulls the plug. */
  readonly isDurable?: boolean
}

/** Opens a workspace's database in a new temporary folder. */
export const openTestDatabase = async (
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-db-'))
  const file = join(folder, 'workspace.db')
  options.prepare?.(file)
  await putNewDatabase(file)
  const gate = new WriteGate()
  const clock = new FakeClock()
  const events: CommittedChange[] = []
  const opened = await openWorkspaceConnection({
    file,
    gate,
    clock,
    functions: searchFunctions,
    onCommit: (change) => events.push(change),
  })
  if (!opened.ok) throw new Error(opened.error.code)
  const connection = opened.value
  if (!options.isDurable) connection.executor.database.pragma('synchronous=OFF')
  const act: TestDatabase['act'] = async (work, label = {}) => {
    const done = await connection.unitOfWork.run(owner, { code: 'test', ...label }, (tx) => {
      work(tx)
      return ok(null)
    })
    return done.ok ? done.value.operationId : null
  }
  return {
    ...connection,
    file,
    gate,
    clock,
    events,
    act,
    sql: (text, ...values) => act((tx) => void tx.runSql(text, ...values)),
    value: (text, ...values) =>
      Object.values(connection.reader.firstSql<Record<string, unknown>>(text, ...values) ?? {})[0],
    discard: () => {
      connection.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
