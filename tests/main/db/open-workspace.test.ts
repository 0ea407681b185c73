import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase, sortIn } from '#main/db/open-workspace.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** What this process holds open in a folder. */
const openIn = (folder: string): number =>
  readdirSync('/proc/self/fd').filter((name) => {
    try {
      return readlinkSync(join('/proc/self/fd', name)).startsWith(`${folder}/`)
    } catch {
      // The listing itself is over.
      return false
    }
  }).length

test.skipIf(process.platform !== 'linux').each([
  ['in memory', false, 0],
  ['on disk, beside the workspace', true, 1],
])('what is sorted lies %s', (_name, sortsOnDisk, files) => {
  const [folder, sorting] = [temporaryFolder(), temporaryFolder()]
  sortIn(sorting)
  const database = openDatabase({ file: join(folder, 'a.db'), cacheMiB: 1, sortsOnDisk })
  try {
    const rows = database.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000)
        select hex(randomblob(40)) as word from n order by word`,
    )
    const sorted = rows.iterate()
    expect(sorted.next().done).toBe(false)
    expect(Math.min(1, openIn(sorting))).toBe(files)
    sorted.return?.()
  } finally {
    database.close()
  }
})
