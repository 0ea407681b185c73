import { Executor } from '#main/db/executor.ts'
import { openDatabase, type SqlFunctions } from '#main/db/open-workspace.ts'
import { concernsPlan, fenceOf } from '../commit/moved-data.repository.ts'
import { outcomeIndexes, stageIndexes, stageTables } from './import-stage-schema.ts'

/** Where a plan is staged, beside which workspace. */
export interface StageFiles {
  readonly stage: string
  readonly workspace: string
}

/**
 * The staging file of one import: rows as read, and what matching found about them.
 *
 * It is a database of its own with the workspace attached for reading, so nothing here takes a
 * lock that a save would wait for. It is never synced: a crash loses the plan and nothing else.
 * `StageInserts` writes its rows.
 */
export class ImportStage {
  readonly executor: Executor

  private constructor(executor: Executor) {
    this.executor = executor
  }

  /** Makes an empty staging file. */
  static create(files: StageFiles, functions: SqlFunctions): ImportStage {
    const stage = ImportStage.open(files, functions)
    // Whoever makes it removes it when something goes wrong: there is nothing to roll back to.
    stage.executor.database.pragma('main.journal_mode=OFF')
    stage.executor.database.pragma('main.locking_mode=EXCLUSIVE')
    stage.executor.database.exec(stageTables)
    return stage
  }

  /** Opens a staging file with its workspace. */
  static open(files: StageFiles, functions: SqlFunctions): ImportStage {
    const database = openDatabase({ file: files.stage, functions, sortsOnDisk: true, cacheMiB: 48 })
    database.pragma('journal_mode=DELETE')
    database.pragma('synchronous=OFF')
    // The whole file is removed in the end.
    database.pragma('secure_delete=OFF')
    const executor = new Executor(database)
    executor.runSql('attach ? as workspace', files.workspace)
    return new ImportStage(executor)
  }

  /** Runs work in one transaction of the staging file. */
  transaction<T>(work: () => T): T {
    return this.executor.database.transaction(work)()
  }

  /** Takes a row out again, to be read anew. */
  removeRow(row: number): void {
    for (const table of tablesOfRow) {
      this.executor.runSql(`delete from import_${table} where n = ?`, row)
    }
  }

  /** The highest id of a point; 0 where there is none. */
  lastPoint(): number {
    const sql = 'select max(id) as id from import_points'
    return this.executor.firstSql<{ id: number | null }>(sql)?.id ?? 0
  }

  /** Builds what matching looks rows up by; once, after the last row. */
  index(): void {
    this.executor.database.exec(stageIndexes)
  }

  /** Builds what the rehearsal is paged by; after matching. */
  indexOutcomes(): void {
    this.executor.database.exec(outcomeIndexes)
  }

  /** Keeps a fact about the plan itself, for example its fence. */
  setFact(key: string, value: string): void {
    this.executor.runSql(
      `insert into import_facts(key, value) values(?, ?)
        on conflict(key) do update set value = excluded.value`,
      key,
      value,
    )
  }

  fact(key: string): string | null {
    return (
      this.executor.firstSql<{ value: string }>('select value from import_facts where key = ?', key)
        ?.value ?? null
    )
  }

  /** Keeps where the undo log ends: what comes later may change what matching saw. */
  rememberFence(): void {
    const { mark, change } = fenceOf(this.executor)
    this.setFact('fence', mark)
    this.setFact('fence-change', String(change))
  }

  /** Whether something was done in the workspace since `rememberFence`, and to whom it matters. */
  moved(): 'not' | 'elsewhere' | 'here' {
    if (this.fact('fence') === fenceOf(this.executor).mark) return 'not'
    return concernsPlan(this.executor, Number(this.fact('fence-change'))) ? 'here' : 'elsewhere'
  }

  countRows(): number {
    return this.executor.firstSql<{ n: number }>('select count(*) as n from import_rows')?.n ?? 0
  }

  close(): void {
    this.executor.database.close()
  }
}

const tablesOfRow = [
  ...([
    'rows',
    'points',
    'addresses',
    'dates',
    'tags',
    'notes',
    'values',
    'suppressions',
    'dittos',
  ] as const),
]
