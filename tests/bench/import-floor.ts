import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { migrate } from '#main/db/migrate.ts'
import { openDatabase } from '#main/db/open-workspace.ts'
import type { Spent } from './strict-reference.ts'

interface Named {
  readonly name: string
  readonly sql: string
}

/** Tables that hold rows of their own; those that virtual tables keep theirs in are no such. */
const plainTables = `select name, sql from pragma_table_list join main.sqlite_schema using (name)
  where schema = 'main' and pragma_table_list.type = 'table' and name not like 'sqlite%'`

const indexes = `select name, sql from main.sqlite_schema where type = 'index' and sql is not null`

const textIndexes = ['search_names', 'search_notes']

/** Where the time of a copy went: seconds of each step, of the clock. */
export interface Floor extends Spent {
  readonly steps: Readonly<Record<'rows' | 'search' | 'indexes' | 'disk', number>>
}

const copyRows = (database: Database): void => {
  for (const { name } of database.prepare<[], Named>(plainTables).all()) {
    database.exec(`delete from main.${name}`)
    // Of two tables made alike SQLite copies this without looking into the rows.
    database.exec(`insert into main.${name} select * from source.${name}`)
  }
}

/**
 * What no import into this schema is quicker than on this machine in one thread: its finished rows
 * copied from one database into another in one transaction, texts for the search index included,
 * secondary indexes made after the rows. Nothing is read from a file, cleaned, matched, rehearsed,
 * logged or derived.
 */
export const importFloor = async (workspace: string): Promise<Floor> => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-floor-'))
  const database = openDatabase({ file: join(folder, 'floor.db') })
  try {
    await migrate({ database })
    database.pragma('foreign_keys=OFF')
    database.prepare('attach database ? as source').run(workspace)
    const secondary = database.prepare<[], Named>(indexes).all()
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    const timed = (work: () => void): number => {
      const began = performance.now()
      work()
      return (performance.now() - began) / 1000
    }
    database.exec('begin immediate')
    for (const { name } of secondary) database.exec(`drop index main.${name}`)
    const steps = {
      rows: timed(() => copyRows(database)),
      search: timed(() => {
        for (const name of textIndexes) {
          database.exec(`insert into main.${name}(${name}) values('rebuild')`)
        }
      }),
      indexes: timed(() => {
        for (const { sql } of secondary) database.exec(sql)
      }),
      disk: timed(() => database.exec('commit')),
    }
    const { user, system } = process.cpuUsage(cpu)
    const seconds = (performance.now() - start) / 1000
    return { seconds, cpu: (user + system) / 1e6, steps }
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}
