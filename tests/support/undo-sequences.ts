import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { Executor } from '#main/db/executor.ts'
import { openDatabase } from '#main/db/open-workspace.ts'
import type { ProcedureName } from '#shared/contract/index.ts'
import type { FileHandle, JobId, OperationId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from './application.ts'
import { CanonicalDumps } from './canonical-dump.ts'
import { SeededRandom } from './seeded-random.ts'
import { asInput, commandInputs, undoableCommands } from './undo-commands.ts'
import { enablers } from './undo-enablers.ts'
import {
  againstDecisions,
  expectedAfterUndo,
  expectedValueConflicts,
  type FactState,
  printConflict,
  printFacts,
  readFacts,
  readUniqueColumns,
  same,
  UndoMismatch,
  valueVerdicts,
} from './undo-oracle.ts'

/** How often each command succeeded. */
export type Successes = Map<ProcedureName, number>

/** What most commands need something of. */
const beginnings: readonly ProcedureName[] = [
  'contacts.create',
  'contacts.create',
  'contacts.create',
  'customFields.create',
  'customFields.create',
  'contacts.addTag',
  'contacts.addImportantDate',
  'followUps.create',
  'activities.log',
]

const importsEnough = 10

/** What comes of one import, whose threads take long: all of it before the next. */
const afterImport: readonly ProcedureName[] = [
  'imports.renameRecipe',
  'imports.deleteRecipe',
  'imports.undo',
]

const noSuccesses = (): Successes => new Map(undoableCommands.map((name) => [name, 0]))

interface Step {
  readonly random: SeededRandom
  readonly around: Map<OperationId, Around>
  readonly name: ProcedureName
}

interface Around {
  before: FactState
  after: FactState
}

/** A running application whose undoable commands are called at random. */
export class UndoSequences {
  private readonly successes: Successes
  clean = 0
  conflicting = 0
  private readonly folder: string
  private readonly app: TestApplication
  private readonly executor: Executor
  private readonly dumps: CanonicalDumps
  private facts: FactState = new Map()
  /** Commands tried in this sequence. */
  private steps = 0

  private constructor(folder: string, app: TestApplication, successes: Successes) {
    this.folder = folder
    this.app = app
    this.successes = successes
    this.executor = new Executor(openDatabase({ file: this.file, readonly: true }))
    this.dumps = new CanonicalDumps(this.file)
  }

  /** Counts in `successes` if given, so that several applications make up for one another. */
  static async open(successes: Successes = noSuccesses()): Promise<UndoSequences> {
    // Memory where there is some: nobody pulls the plug, and most of the time is waiting for disks.
    const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
    const folder = mkdtempSync(join(base, 'kith-undo-'))
    return new UndoSequences(folder, await openTestApplication({ folder }), successes)
  }

  async close(): Promise<void> {
    this.dumps.close()
    this.executor.database.close()
    await this.app.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** One sequence of 30 to 60 commands and everything undo promises about it. */
  async run(seed: number): Promise<void> {
    const random = new SeededRandom(seed)
    const around = new Map<OperationId, Around>()
    const start = await this.dumps.next()
    const floor = this.lastOperation()
    const length = 30 + random.integer(31)
    this.steps = 0
    this.facts = readFacts(this.executor)
    for (const name of beginnings) await this.step({ random, around, name })
    while (this.steps < length) await this.step({ random, around, name: this.pickCommand(random) })
    const end = await this.dumps.next()
    const undos = await this.undoEach(this.doneSince(floor))
    same('undo all', await this.dumps.next(), start)
    const redos = await this.undoEach(undos.toReversed())
    same('redo all', await this.dumps.next(), end)
    for (let n = 0; n < 3; n++) await this.undoRandom(random, around)
    // Small workspaces collide more, so most sequences leave nothing behind.
    if (random.fraction() >= 0.8) return
    await this.undoEach(redos.toReversed())
    same('undo all again', await this.dumps.next(), start)
  }

  /** Often one of those that have worked least so far. */
  private pickCommand(random: SeededRandom): ProcedureName {
    const rarest = undoableCommands.toSorted(
      (a, b) => (this.successes.get(a) ?? 0) - (this.successes.get(b) ?? 0),
    )
    return random.pick(random.fraction() < 0.6 ? rarest.slice(0, 5) : undoableCommands)
  }

  private fewest(names: readonly ProcedureName[]): number {
    return Math.min(...names.map((name) => this.successes.get(name) ?? 0))
  }

  /** Does a command; when it finds nothing to act on, what it needs comes first. */
  private async step({ random, around, name }: Step): Promise<void> {
    if (await this.attempt({ random, around, name })) return
    const enabler = enablers.get(name)
    if (enabler === undefined) return
    await this.step({ random, around, name: enabler })
    await this.attempt({ random, around, name })
  }

  /** Whether the command did something. */
  private async attempt({ random, around, name }: Step): Promise<boolean> {
    // Threads take long, and a few of them say enough.
    if (name === 'imports.commit' && this.fewest([name, ...afterImport]) >= importsEnough)
      return false
    this.steps += 1
    const made = await commandInputs[name]?.({
      reader: this.executor,
      random,
      planImport: (csv) => this.planImport(csv),
      upload: (name, content) => this.upload(name, content),
    })
    if (made === null || made === undefined) return false
    const before = this.facts
    const last = this.lastOperation()
    const reply = await this.app.reply(name, asInput(made))
    if (!reply.ok) {
      if (reply.error.code === 'invalid-input') throw new Error(`${name}: ${JSON.stringify(reply)}`)
      same(`refused ${name}`, printFacts(readFacts(this.executor)), printFacts(before))
      return false
    }
    // Commands that are jobs answer with one.
    const { jobId } = reply.value as { jobId?: JobId | null }
    if (jobId) await this.finished(jobId)
    this.successes.set(name, (this.successes.get(name) ?? 0) + 1)
    if (random.fraction() < 0.5) this.app.clock.advance(random.integer(90_000))
    const after = readFacts(this.executor)
    this.facts = after
    const id = this.lastOperation()
    if (printFacts(before) === printFacts(after)) return true
    const merged = id === last ? around.get(id) : undefined
    around.set(id, { before: merged?.before ?? before, after })
    return true
  }

  /** The operations above one, newest first. */
  private doneSince(floor: OperationId): readonly OperationId[] {
    return this.executor
      .allSql<{ id: OperationId }>('select id from operations where id > ? order by id desc', floor)
      .map((row) => row.id)
  }

  /** Undoes operations in the order given; answers the undos in that order. */
  private async undoEach(ids: readonly OperationId[]): Promise<OperationId[]> {
    const undos: OperationId[] = []
    for (const id of ids) {
      const undo = await this.undoCleanly(id)
      if (undo !== null) undos.push(undo)
    }
    return undos
  }

  private async undoCleanly(id: OperationId): Promise<OperationId | null> {
    const reply = await this.app.reply('history.undo', { id })
    if (!reply.ok) throw new UndoMismatch(`undo of ${id}: ${JSON.stringify(reply.error)}`)
    return (reply.value as { operationId: OperationId | null }).operationId
  }

  /** An old operation out of order: conflicts as whole states say, and the right outcome. */
  private async undoRandom(random: SeededRandom, around: Map<OperationId, Around>): Promise<void> {
    const picked = random.pick([...around])
    if (!picked) return
    const [id, states] = picked
    const got = await this.app.call('history.get', { id })
    if (got.operation.undoneBy !== null) return
    const now = readFacts(this.executor)
    const seen = { ...states, now, broughtBack: this.broughtBack(id, around) }
    same(
      `conflicts of ${id}`,
      sorted(
        got.conflicts
          .filter((conflict) => valueVerdicts.has(conflict.verdict))
          .map(({ table, rowId, field, verdict }) =>
            printConflict({ table, id: rowId, column: field, verdict }),
          ),
      ),
      sorted(expectedValueConflicts(seen).map(printConflict)),
    )
    const takeBack = got.conflicts
      .filter(() => random.fraction() < 0.3)
      .map((conflict) => conflict.key)
    const undone = await this.app.call('history.undo', { id, decided: true, takeBack })
    const after = readFacts(this.executor)
    if (got.conflicts.length === 0) {
      this.clean += 1
      same(`clean undo of ${id}`, printFacts(after), printFacts(expectedAfterUndo(seen)))
    } else {
      this.conflicting += 1
      const decided = got.conflicts.map(({ rowId, field, key, ...one }) => ({
        ...one,
        id: rowId,
        column: field,
        isTakenBack: takeBack.includes(key),
      }))
      same(
        `decided undo of ${id}`,
        againstDecisions(seen, after, decided, readUniqueColumns(this.executor)).join('\n'),
        '',
      )
    }
    if (undone.operationId === null) {
      return same('undo of nothing', printFacts(after), printFacts(now))
    }
    await this.undoCleanly(undone.operationId)
    same(`undo of the undo of ${id}`, printFacts(readFacts(this.executor)), printFacts(now))
  }

  /** States around each bringing back of some of a deletion that holds. */
  private broughtBack(id: OperationId, around: ReadonlyMap<OperationId, Around>): Around[] {
    const acts = this.executor.allSql<{ id: OperationId }>(
      `select id from operations
        where code = 'history.bringBack' and numbers ->> 'deletion' = ? order by id`,
      id,
    )
    return acts.flatMap((act) => (this.holds(act.id) ? (around.get(act.id) ?? []) : []))
  }

  private holds(id: OperationId): boolean {
    const undos = this.executor.allSql<{ id: OperationId }>(
      'select id from operations where undoes = ?',
      id,
    )
    return !undos.some((undo) => this.holds(undo.id))
  }

  private async planImport(csv: string): Promise<JobId> {
    const { jobId } = await this.app.call('imports.plan', {
      file: await this.upload('people.csv', csv),
      remember: { name: 'List' },
    })
    await this.finished(jobId)
    return jobId
  }

  private async upload(name: string, content: string): Promise<FileHandle> {
    const stored = await this.app.application.files.receive(Readable.from([content]), name)
    if (!stored.ok) throw new Error('no upload')
    return stored.value.handle
  }

  private async finished(id: JobId): Promise<void> {
    for (;;) {
      const job = await this.app.call('jobs.get', { id })
      if (job.status === 'done') return
      if (job.status === 'failed' || job.status === 'cancelled') throw new Error(job.status)
      await pause(5)
    }
  }

  private lastOperation(): OperationId {
    const row = this.executor.firstSql<{ id: OperationId | null }>(
      'select max(id) as id from operations',
    )
    return row?.id ?? (0 as OperationId)
  }

  private get file(): string {
    return join(this.app.workspace, 'workspace.db')
  }
}

const sorted = (lines: readonly string[]): string =>
  lines.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join('\n')
