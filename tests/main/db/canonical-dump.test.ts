import { expect, it } from 'vitest'
import { CanonicalDumps, canonicalDump } from '#tests/support/canonical-dump.ts'
import { openTestDatabase } from '#tests/support/test-database.ts'

it('is the same from a process of its own and from one that goes on', async () => {
  const database = await openTestDatabase()
  const dumps = new CanonicalDumps(database.file)
  try {
    expect(await dumps.next()).toBe('')
    for (const name of ['Ana', 'Bo\nend\n']) {
      const insert = `insert into contacts(uid, kind, display_name, created_at) values(?, ?, ?, ?)`
      await database.sql(insert, name, 'person', name, 1)
      const dump = canonicalDump(database.file)
      expect(dump).toContain(Buffer.from(name).toString('hex').toUpperCase())
      expect(await dumps.next()).toBe(dump)
    }
  } finally {
    dumps.close()
    database.discard()
  }
})
