import { createTextsOf, type SearchedFacts, type SearchedPoint } from './contact-texts.ts'
import { openDatabase } from './open-workspace.ts'
import type { SearchFunctions } from './sql-functions.ts'

/** Rows of one statement: what a call costs is shared by them. */
const rowsAtOnce = 50

const insert = (rows: number): string =>
  `insert into row_texts(n, names, points, notes) values${Array(rows).fill('(?, ?, ?, ?)').join(',')}`

/**
 * A file of search texts that contacts will have which are not there yet, each under a number; a
 * bulk connection takes them over, see `BesideOptions`. They are all there after `close`.
 */
export class RowTexts {
  private readonly database: ReturnType<typeof openDatabase>
  private readonly textsOf: ReturnType<typeof createTextsOf>
  private readonly insertMany: ReturnType<ReturnType<typeof openDatabase>['prepare']>
  private waiting: (number | string)[][] = []

  constructor(file: string, functions: SearchFunctions) {
    this.textsOf = createTextsOf(functions)
    this.database = openDatabase({ file, cacheMiB: 4 })
    for (const pragma of ['journal_mode=OFF', 'synchronous=OFF', 'secure_delete=OFF']) {
      this.database.pragma(pragma)
    }
    this.database.exec(
      `create table row_texts(n integer primary key, names text not null, points text not null,
        notes text not null) strict; begin`,
    )
    this.insertMany = this.database.prepare(insert(rowsAtOnce))
  }

  add(n: number, facts: SearchedFacts, points: readonly SearchedPoint[]): void {
    this.waiting.push([n, ...this.textsOf(facts, points)])
    if (this.waiting.length < rowsAtOnce) return
    this.insertMany.run(this.waiting.flat())
    this.waiting = []
  }

  close(): void {
    const { waiting } = this
    if (waiting.length > 0) this.database.prepare(insert(waiting.length)).run(waiting.flat())
    this.database.exec('commit')
    this.database.close()
  }
}
