import { recomputeDerived } from '#main/db/kept-facts/kept-facts.ts'
import { tableRegistry } from '#main/db/table-registry.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import { fail } from '#shared/domain/result.ts'
import { CanonicalDumps } from './canonical-dump.ts'
import { SeededRandom } from './seeded-random.ts'
import {
  openTestDatabase,
  owner,
  type TestDatabase,
  type TestDatabaseOptions,
} from './test-database.ts'
import { randomUnit } from './undo-histories.ts'
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
  type UniqueColumns,
  valueVerdicts,
} from './undo-oracle.ts'

/** What a history is made of. */
export interface HistoryOptions extends TestDatabaseOptions {
  readonly seed: number
  readonly units: number
  /** Looks at everything derived after each so many steps; 1 when absent. */
  readonly healthEvery?: number
  /** Breaks the log on purpose. */
  readonly sabotage?: (database: TestDatabase) => void
}

/** What was seen, so that a run that tested nothing shows. */
export interface HistoryCounts {
  units: number
  undos: number
  clean: number
  conflicting: number
}

/** Foreign keys, full-text indexes, and everything derived against a recompute from nothing. */
export const checkHealth = (database: TestDatabase): void => {
  const { executor } = database
  const broken = executor.allSql('pragma foreign_key_check')
  if (broken.length > 0) throw new UndoMismatch(`foreign keys: ${JSON.stringify(broken)}`)
  executor.database.exec('begin')
  try {
    for (const table of ['search_names', 'search_notes', 'search_activities']) {
      executor.database.exec(`insert into ${table}(${table}, rank) values('integrity-check', 1)`)
    }
    const before = derived(database)
    recomputeDerived(executor)
    same('derived values', before, derived(database))
  } finally {
    executor.database.exec('rollback')
  }
}

const derived = ({ executor }: TestDatabase): string =>
  ['contacts', 'search_texts', 'activity_texts']
    .flatMap((table) => executor.allSql(`select * from ${table} order by 1`))
    .map((row) =>
      JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    )
    .join('\n')

interface Step {
  readonly id: OperationId
  readonly before: FactState
  readonly after: FactState
}

/** Runs one random history and everything that undo promises about it; throws on a difference. */
export const runHistory = async (options: HistoryOptions): Promise<HistoryCounts> => {
  const database = await openTestDatabase(options)
  try {
    options.sabotage?.(database)
    return await new History(database, options).run()
  } finally {
    database.discard()
  }
}

class History {
  private readonly counts: HistoryCounts = { units: 0, undos: 0, clean: 0, conflicting: 0 }
  private readonly steps: Step[] = []
  private readonly usedIds = new Set<string>()
  private readonly unique: UniqueColumns
  private checks = 0
  private readonly random: SeededRandom
  private readonly database: TestDatabase
  private readonly options: HistoryOptions

  constructor(database: TestDatabase, options: HistoryOptions) {
    this.database = database
    this.options = options
    this.random = new SeededRandom(options.seed)
    this.unique = readUniqueColumns(database.reader)
  }

  async run(): Promise<HistoryCounts> {
    const dumps = new CanonicalDumps(this.database.file)
    try {
      return await this.runBetween(dumps)
    } finally {
      dumps.close()
    }
  }

  private async runBetween(dumps: CanonicalDumps): Promise<HistoryCounts> {
    const start = await dumps.next()
    for (let n = 0; n < this.options.units; n++) await this.doUnit()
    const end = await dumps.next()
    const undos = this.undoAll()
    same('undo all', await dumps.next(), start)
    this.redoAll(undos)
    same('redo all', await dumps.next(), end)
    for (let n = 0; n < 6; n++) this.undoRandom()
    checkHealth(this.database)
    return this.counts
  }

  private async doUnit(): Promise<void> {
    const before = this.facts()
    const unit = randomUnit(this.random)
    if (this.random.fraction() < 0.2) return this.doFailingUnit(before)
    let id: OperationId | null = null
    try {
      id = await this.database.act(unit)
    } catch (error) {
      // A statement was refused: the whole unit is rolled back.
      if (!isConstraint(error)) throw error
      same('refused unit', printFacts(this.facts()), printFacts(before))
      return
    }
    const after = this.facts()
    if (id === null) return same('empty unit', printFacts(after), printFacts(before))
    this.counts.units += 1
    this.steps.push({ id, before, after })
    this.checkNewIds(before, after)
    this.checkLogEnd(id)
    this.checkHealth()
  }

  /** An id that once named a row never names another one. */
  private checkNewIds(before: FactState, after: FactState): void {
    for (const [table, rows] of after) {
      for (const id of rows.keys()) {
        const place = `${table} ${id}`
        if (this.usedIds.has(place) && !before.get(table)?.has(id)) {
          throw new UndoMismatch(`id used again: ${place}`)
        }
        this.usedIds.add(place)
      }
    }
  }

  /** What is derived is no part of the log: its last row belongs to the operation. */
  private checkLogEnd(id: OperationId): void {
    const last = this.database.value('select max(id) from changes')
    const end = this.database.operations.find(id)?.last_change
    if (last !== end) throw new UndoMismatch(`the log goes on after operation ${id}`)
  }

  private async doFailingUnit(before: FactState): Promise<void> {
    const unit = randomUnit(this.random)
    try {
      await this.database.unitOfWork.run(owner, { code: 'fails' }, (tx) => {
        unit(tx)
        return fail('on-purpose', {})
      })
    } catch (error) {
      if (!isConstraint(error)) throw error
    }
    same('failed unit', printFacts(this.facts()), printFacts(before))
  }

  private undoAll(): readonly (OperationId | null)[] {
    return this.steps.toReversed().map((step) => {
      const undo = this.undo(step.id, 'newest first')
      same(`undo of ${step.id}`, printFacts(this.facts()), printFacts(step.before))
      this.checkHealth()
      return undo
    })
  }

  private redoAll(undos: readonly (OperationId | null)[]): void {
    for (const [n, undo] of undos.toReversed().entries()) {
      const step = this.steps[n]!
      if (undo !== null) this.undo(undo, 'redo')
      same(`redo of ${step.id}`, printFacts(this.facts()), printFacts(step.after))
    }
    this.checkHealth()
  }

  private undo(id: OperationId, what: string): OperationId | null {
    const done = this.database.operations.undo({ context: owner, id })
    if (!done.ok) throw new UndoMismatch(`${what}: ${id} ${JSON.stringify(done.error)}`)
    this.counts.undos += 1
    return done.value.operationId
  }

  /** An old operation, out of order: conflicts as the states say, and the right outcome. */
  private undoRandom(): void {
    if (this.steps.length === 0) return
    const step = this.random.pick(this.steps)
    const { operations } = this.database
    if (operations.undoneBy(step.id)) return
    const now = this.facts()
    const states = { before: step.before, after: step.after, now }
    const found = operations.conflictsOf(step.id)
    if (!this.remakesRows(step.id)) {
      same(
        `conflicts of ${step.id}`,
        found
          .filter((conflict) => valueVerdicts.has(conflict.verdict))
          .map((c) => this.print(c))
          .toSorted(byText)
          .join('\n'),
        expectedValueConflicts(states).map(printConflict).toSorted(byText).join('\n'),
      )
    }
    const takeBack = found
      .filter(() => this.random.fraction() < 0.3)
      .map((conflict) => conflict.key)
    const done = operations.undo({ context: owner, id: step.id, takeBack, isDecided: true })
    if (!done.ok) throw new UndoMismatch(`undo of ${step.id}: ${JSON.stringify(done.error)}`)
    this.counts.undos += 1
    this.checkHealth()
    if (found.length === 0) {
      this.counts.clean += 1
      same(
        `clean undo of ${step.id}`,
        printFacts(this.facts()),
        printFacts(expectedAfterUndo(states)),
      )
    } else {
      this.counts.conflicting += 1
      const decided = found.map((one) => ({
        ...one,
        table: nameOf(one.tableId),
        id: one.rowId,
        isTakenBack: takeBack.includes(one.key),
      }))
      const wrong = againstDecisions(states, this.facts(), decided, this.unique)
      same(`decided undo of ${step.id}`, wrong.join('\n'), '')
    }
    const undo = done.value.operationId
    if (undo === null) return same('undo of nothing', printFacts(this.facts()), printFacts(now))
    this.undo(undo, 'undo of an undo')
    same(`undo of the undo of ${step.id}`, printFacts(this.facts()), printFacts(now))
    this.checkHealth()
    // Half of them stay undone, so that later ones meet undone operations.
    if (this.random.fraction() < 0.5)
      operations.undo({ context: owner, id: step.id, isDecided: true })
  }

  /** REPLACE may delete and make a row of the same id within one operation. */
  private remakesRows(id: OperationId): boolean {
    return (
      this.database.reader.firstSql(
        `select 1 from changes a join changes b on b.operation_id = a.operation_id
          and b.table_id = a.table_id and a.row_id between b.row_id and b.last_row_id and b.id > a.id
          where a.operation_id = ? and a.action = 3 and b.action = 1 limit 1`,
        id,
      ) !== undefined
    )
  }

  private print(conflict: {
    tableId: number
    rowId: number
    column: string | null
    verdict: string
  }): string {
    return printConflict({
      table: nameOf(conflict.tableId),
      id: conflict.rowId,
      column: conflict.column,
      verdict: conflict.verdict,
    })
  }

  private checkHealth(): void {
    this.checks += 1
    if (this.checks % (this.options.healthEvery ?? 1) === 0) checkHealth(this.database)
  }

  private facts(): FactState {
    return readFacts(this.database.reader)
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const tableNames = Object.entries(tableRegistry).flatMap(([name, entry]) =>
  entry.kind === 'undoable' ? [[name, entry.tableId] as const] : [],
)

const nameOf = (tableId: number): string => tableNames.find(([, id]) => id === tableId)?.[0] ?? ''

const isConstraint = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
