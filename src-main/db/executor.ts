import type { Database, Statement } from 'better-sqlite3'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { OperationId } from '#shared/domain/ids.ts'
import type { Schema } from './schema.ts'

class RefusingDriver extends DummyDriver {
  override acquireConnection(): never {
    throw new Error('Kysely only builds SQL here; run it through a Reader or a Transaction')
  }
}

/**
 * Builds and types SQL; it cannot run any.
 *
 * Kysely's own driver is asynchronous and hangs for ever on a nested use, so statements are
 * compiled here and run by a `Reader` or a `Transaction`.
 */
export const sqlBuilder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new RefusingDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** Anything of Kysely's that compiles to SQL and knows its row type. */
export interface Compilable<Row> {
  compile(): CompiledQuery<Row>
}

/** A value SQLite can bind. */
export type Bindable = string | number | bigint | null | Uint8Array

/** Reads on one connection. Rows are plain objects by column name. */
export interface Reader {
  all<Row>(query: Compilable<Row>): Row[]
  /** The first row, or undefined. */
  first<Row>(query: Compilable<Row>): Row | undefined
  /** For hot or bulk reads: prepared text, kept by text. The caller vouches for `Row`. */
  allSql<Row>(sql: string, ...parameters: Bindable[]): Row[]
  firstSql<Row>(sql: string, ...parameters: Bindable[]): Row | undefined
}

/** What a write did. */
export interface WriteOutcome {
  /** Rows inserted, changed or deleted. */
  readonly changes: number
  /** Key of the row inserted last; only means something after an insert. */
  readonly insertId: number
}

declare const insideUnit: unique symbol

/** Writes, inside a unit of work only; the unit hands it out and takes it back. */
export interface Transaction extends Reader {
  readonly [insideUnit]: true
  readonly operationId: OperationId
  run(query: Compilable<unknown>): WriteOutcome
  runSql(sql: string, ...parameters: Bindable[]): WriteOutcome
}

type AnyStatement = Statement<unknown[], unknown>

// What is quoted or a remark stays; the pattern of `like` is of use while planning only as it is.
const quotedOrParameter = /--.*|'[^']*'|"[^"]*"|\b(?:like|glob)\s+\?|\?/gi

/**
 * Hides the values of parameters from the planner.
 *
 * SQLite may look at a bare one, at that of a `limit` always, and then plans the whole statement
 * anew at each binding, which takes up to ten times as long as to run it. Behind a sign they serve
 * for the same lookups, and a statement is planned once. A partial index has to be asked for in
 * words that are in the text.
 */
export const plannedOnce = (sql: string): string =>
  sql.replace(quotedOrParameter, (found) => (found === '?' ? '+?' : found))

/** Statements of one connection, prepared once per SQL text. */
export class Executor implements Reader {
  readonly database: Database
  private readonly statements = new Map<string, AnyStatement>()

  constructor(database: Database) {
    this.database = database
  }

  all<Row>(query: Compilable<Row>): Row[] {
    const { sql, parameters } = query.compile()
    // Kysely typed the row when the query was built.
    return this.prepare(sql).all(...parameters) as Row[]
  }

  first<Row>(query: Compilable<Row>): Row | undefined {
    const { sql, parameters } = query.compile()
    // As above.
    return this.prepare(sql).get(...parameters) as Row | undefined
  }

  allSql<Row>(sql: string, ...parameters: Bindable[]): Row[] {
    // The caller vouches for the row type.
    return this.prepare(sql).all(...parameters) as Row[]
  }

  firstSql<Row>(sql: string, ...parameters: Bindable[]): Row | undefined {
    // The caller vouches for the row type.
    return this.prepare(sql).get(...parameters) as Row | undefined
  }

  run(query: Compilable<unknown>): WriteOutcome {
    const { sql, parameters } = query.compile()
    return this.write(sql, parameters)
  }

  runSql(sql: string, ...parameters: Bindable[]): WriteOutcome {
    return this.write(sql, parameters)
  }

  private write(sql: string, parameters: readonly unknown[]): WriteOutcome {
    const outcome = this.prepare(sql).run(...parameters)
    return { changes: outcome.changes, insertId: Number(outcome.lastInsertRowid) }
  }

  private prepare(sql: string): AnyStatement {
    const known = this.statements.get(sql)
    if (known) return known
    const statement = this.database.prepare<unknown[], unknown>(plannedOnce(sql))
    // Lists of any length make endless texts; the oldest statement goes first.
    if (this.statements.size >= 500) {
      const [oldest] = this.statements.keys()
      if (oldest !== undefined) this.statements.delete(oldest)
    }
    this.statements.set(sql, statement)
    return statement
  }
}
