import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { migrate } from '#main/db/migrate.ts'
import { openDatabase } from '#main/db/open-workspace.ts'

/**
 * Puts the database of a new workspace in place where there is none: the schema and nothing else,
 * so that whoever opens it gives it its own key and names.
 *
 * Made once in each process, by the migrations themselves: making it takes as long as all the rest
 * of an opening, and a run of the tests opens thousands.
 */
export const putNewDatabase = async (file: string): Promise<void> => {
  if (existsSync(file)) return
  made ??= make()
  const bytes = await made
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, bytes, { mode: 0o600 })
}

let made: Promise<Buffer> | undefined

const make = async (): Promise<Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-new-'))
  try {
    const file = join(folder, 'workspace.db')
    const database = openDatabase({ file })
    await migrate({ database })
    database.close()
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
