import type { Database } from 'better-sqlite3'

/** Moves all that stands in the log into the file; false when that could not be done. */
export const flushLog = (database: Database): boolean => {
  try {
    return database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
  } catch {
    // A damaged file or a full disk: the log stays where it is, with all that stands in it.
    return false
  }
}
