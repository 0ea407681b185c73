import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openWorkspaceConnection, type WorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { FakeClock } from './fake-clock.ts'
import { putNewDatabase } from './new-database.ts'
import { SeededRandom } from './seeded-random.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A real workspace without any service on it. */
export interface TestWorkspace {
  readonly connection: WorkspaceConnection
  readonly clock: FakeClock
  readonly random: SeededRandom
  readonly context: CallContext
  /** Inserts rows in a unit of work of their own and returns the id of the last. */
  readonly insert: (
    table: string,
    ...rows: Readonly<Record<string, string | number | null>>[]
  ) => Promise<number>
  /** A person with that name. */
  readonly addContact: (
    name: string,
    facts?: Readonly<Record<string, string | number>>,
  ) => Promise<ContactId>
  /** Calls on these days. */
  readonly addCalls: (contactId: ContactId, ...days: string[]) => Promise<void>
}

/** Opens a workspace in a folder of the test's own; closed and removed when the test ends. */
export const openTestWorkspace = async (clock = new FakeClock()): Promise<TestWorkspace> => {
  const random = new SeededRandom(1)
  const file = join(temporaryFolder(), 'workspace.db')
  await putNewDatabase(file)
  const opened = await openWorkspaceConnection({
    file,
    gate: new WriteGate(),
    clock,
    onCommit: () => {},
  })
  if (!opened.ok) throw new Error(opened.error.code)
  const connection = opened.value
  onTestFinished(() => connection.close())
  const context: CallContext = { actor: 'owner', window: 'test' }

  const insert: TestWorkspace['insert'] = async (table, ...rows) => {
    const result = await connection.unitOfWork.run(context, { code: 'test.insert' }, (tx) => {
      const ids = rows.map((row) => {
        const names = Object.keys(row)
        const marks = names.map(() => '?').join(', ')
        return tx.runSql(
          `insert into ${table}(${names.join(', ')}) values(${marks})`,
          ...Object.values(row),
        ).insertId
      })
      return ok(ids.at(-1) ?? 0)
    })
    if (!result.ok) throw new Error('rolled back')
    return result.value.value
  }
  const uid = (): string => `u${random.integer(2 ** 31)}-${random.integer(2 ** 31)}`
  return {
    connection,
    clock,
    random,
    context,
    insert,
    addContact: async (name, facts = {}) => {
      const created = { uid: uid(), kind: 'person', display_name: name, created_at: clock.now() }
      return (await insert('contacts', { ...created, ...facts })) as ContactId
    },
    addCalls: async (contactId, ...days) => {
      const rows = days.map((day) => ({
        uid: uid(),
        contact_id: contactId,
        kind: 'call',
        at: Date.parse(`${day}T12:00:00Z`),
        day,
      }))
      await insert('activities', ...rows)
    },
  }
}
