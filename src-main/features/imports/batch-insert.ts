import type { Executor } from '#main/db/executor.ts'

/** A value of a staged row. */
export type StagedValue = string | number | null

type Statement = ReturnType<Executor['database']['prepare']>

/** Values bound by one statement: what a call costs is shared by several rows. */
const boundAtOnce = 240

/** Inserts rows into one table, several with each statement; the last ones with `flush`. */
export class BatchInsert {
  private readonly database: Executor['database']
  private readonly into: string
  private readonly row: string
  private readonly width: number
  private readonly rows: number
  private many: Statement | null = null
  private one: Statement | null = null
  private values: StagedValue[] = []

  /** Columns with the SQL of their values, in which a `?` is a value of `add`. */
  constructor(
    executor: Executor,
    table: string,
    columns: readonly (readonly [name: string, value: string])[],
  ) {
    this.database = executor.database
    this.into = `insert into ${table}(${columns.map(([name]) => name).join(', ')}) values`
    this.row = `(${columns.map(([, value]) => value).join(', ')})`
    this.width = columns.length
    this.rows = Math.max(1, Math.floor(boundAtOnce / this.width))
  }

  add(...row: StagedValue[]): void {
    for (const value of row) this.values.push(value)
    if (this.values.length < this.rows * this.width) return
    this.many ??= this.database.prepare(this.into + Array(this.rows).fill(this.row).join(','))
    this.many.run(this.values)
    this.values = []
  }

  flush(): void {
    const { values, width } = this
    if (values.length === 0) return
    this.one ??= this.database.prepare(this.into + this.row)
    for (let at = 0; at < values.length; at += width) this.one.run(values.slice(at, at + width))
    this.values = []
  }
}
