import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openTestDatabase } from '#tests/support/test-database.ts'

it('a rebuild of the search indexes leaves no word of a deleted contact in the file', async () => {
  const database = await openTestDatabase()
  try {
    const canary = 'zqcanaryzq'
    await database.act((tx) => {
      for (let n = 0; n < 200; n++) {
        tx.runSql(
          `insert into contacts(uid, kind, display_name, notes, created_at) values(?, 'person', ?, ?, 0)`,
          `u${n}`,
          n === 100 ? canary : `Person ${n}`,
          n === 100 ? `about ${canary}` : 'nothing',
        )
      }
    })
    await database.sql(
      `insert into activities(uid, contact_id, kind, at, day, body) values('a', 101, 'note', 0, '2026-01-01', ?)`,
      `met ${canary}`,
    )
    await database.sql('delete from contacts where id = 101')
    const { executor } = database
    const remains = (): boolean => {
      executor.database.pragma('wal_checkpoint(TRUNCATE)')
      return readFileSync(database.file).includes(canary)
    }
    expect(remains()).toBe(true)
    executor.database.exec('delete from changes where before is not null')
    for (const table of ['search_names', 'search_notes', 'search_activities']) {
      executor.database.exec(`insert into ${table}(${table}) values('rebuild')`)
    }
    expect(remains()).toBe(false)
  } finally {
    database.discard()
  }
})
