import type { Executor } from '#main/db/executor.ts'

/** A value of a staged row. */
export type StagedValue = string | number | null

/** A table and the columns of it that rows say, with the SQL of their values: a `?` for each value. */
export interface TableColumns {
  readonly table: string
  readonly columns: readonly (readonly [name: string, value: string])[]
}

type Statement = ReturnType<Executor['database']['prepare']>

/** Values bound by one statement: what a call costs is shared by several rows. */
const boundAtOnce = 240

/** Where rows of one table go. */
export interface RowSink {
  add(...row: StagedValue[]): void
}

/** Inserts rows into one table, several with each statement; the last ones with `flush`. */
export class BatchInsert implements RowSink {
  private readonly database: Executor['database']
  private readonly into: string
  private readonly row: string
  private readonly width: number
  /** Values of as many rows as go into one statement. */
  private readonly most: number
  private many: Statement | null = null
  private one: Statement | null = null
  private values: StagedValue[] = []

  constructor(executor: Executor, { table, columns }: TableColumns) {
    this.database = executor.database
    this.into = `insert into ${table}(${columns.map(([name]) => name).join(', ')}) values`
    this.row = `(${columns.map(([, value]) => value).join(', ')})`
    this.width = columns.filter(([, value]) => value.includes('?')).length
    this.most = Math.max(1, Math.floor(boundAtOnce / this.width)) * this.width
  }

  add(...row: StagedValue[]): void {
    for (const value of row) this.values.push(value)
    if (this.values.length >= this.most) this.addAll([])
  }

  /** Adds rows, the values of one after those of the other. */
  addAll(rows: StagedValue[]): void {
    const values = this.values.length === 0 ? rows : this.values.concat(rows)
    let at = 0
    for (; values.length - at >= this.most; at += this.most) {
      this.many ??= this.database.prepare(
        this.into +
          Array(this.most / this.width)
            .fill(this.row)
            .join(','),
      )
      this.many.run(
        at === 0 && values.length === this.most ? values : values.slice(at, at + this.most),
      )
    }
    this.values = at === 0 ? values : values.slice(at)
  }

  flush(): void {
    const { values, width } = this
    if (values.length === 0) return
    this.one ??= this.database.prepare(this.into + this.row)
    for (let at = 0; at < values.length; at += width) this.one.run(values.slice(at, at + width))
    this.values = []
  }
}
