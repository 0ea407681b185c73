import DatabaseConstructor, { type Database } from 'better-sqlite3'

/** Functions of our own that SQL may call, by name; all deterministic. */
export type SqlFunctions = Readonly<Record<string, (...values: readonly unknown[]) => unknown>>

/** How to open a connection to a workspace's database. */
export interface OpenOptions {
  readonly file: string
  /** For background threads that do not hold the gate. */
  readonly readonly?: boolean
  /** Page cache in MiB. */
  readonly cacheMiB?: number
  readonly functions?: SqlFunctions
  /** Whether what is sorted may go to a file: in memory a million rows take 130 MB for an index. */
  readonly sortsOnDisk?: boolean
}

/** ASCII `KITH`: a workspace says what it is. */
export const applicationId = 0x4b495448

/** Has what is sorted on disk lie in `folder` of a workspace; Windows has a folder of the owner's. */
export const sortIn = (folder: string): void => {
  // SQLite asks the environment of the process, whatever the thread.
  process.env['SQLITE_TMPDIR'] = folder
}

/** Opens a connection with every setting Kith relies on; the only place that does. */
export const openDatabase = (options: OpenOptions): Database => {
  // better-sqlite3 does not throw below Node-API 10: it crashes without a message.
  if (Number(process.versions.napi) < 10) throw new Error('Kith needs Node 22.14 or newer')
  const database = new DatabaseConstructor(options.file, {
    readonly: options.readonly ?? false,
    fileMustExist: options.readonly ?? false,
  })
  // A wait longer than this means that somebody wrote outside the gate.
  database.pragma('busy_timeout=2000')
  if (!options.readonly) database.pragma('journal_mode=WAL')
  // The library is built with NORMAL for WAL: commits would be acknowledged before they are on disk.
  database.pragma('synchronous=FULL')
  database.pragma('foreign_keys=ON')
  // Views and triggers of a stranger's file may not call functions.
  database.pragma('trusted_schema=OFF')
  database.pragma('cell_size_check=ON')
  // Else REPLACE deletes rows without the undo log noticing.
  database.pragma('recursive_triggers=ON')
  // What is erased is gone from the file, not only from the tables.
  database.pragma('secure_delete=ON')
  database.pragma(`cache_size=-${(options.cacheMiB ?? 64) * 1024}`)
  database.pragma(`temp_store=${options.sortsOnDisk ? 'FILE' : 'MEMORY'}`)
  // Of tables only: sorting has as much as the cache above.
  if (options.sortsOnDisk) database.pragma('temp.cache_size=-16384')
  // Every thousand pages, as is usual, a save now and then took 25 to 70 ms; so it takes 10 to 20.
  database.pragma('wal_autocheckpoint=400')
  for (const [name, implementation] of Object.entries(options.functions ?? {})) {
    database.function(name, { deterministic: true, varargs: true }, implementation)
  }
  return database
}

/**
 * Takes the exclusive lock of an otherwise empty database; null when another process has it.
 *
 * The operating system gives such a lock back when its process ends, however it ends.
 */
export const openExclusively = (file: string): Database | null => {
  const database = new DatabaseConstructor(file, { timeout: 0 })
  try {
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database.close()
    if (error instanceof DatabaseConstructor.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return null
    }
    throw error
  }
}
