import { existsSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bringUpAfterRestore } from '#main/after-restore.ts'
import { workspaceLayout } from '#main/platform/workspace-layout.ts'
import { openTestDatabase } from '#tests/support/test-database.ts'

const add = `insert into suppressions(address, address_hash, action, reason, at) values(?, ?, ?, ?, 1)`
const kept = (hash: string, reason: string, contacts: readonly string[]) => ({
  address: `${hash}@ross.example`,
  hash,
  reason,
  note: null,
  at: 2,
  contacts: JSON.stringify(contacts),
})

test('a restore takes back no wish, also of an address that did not exist in the backup', async () => {
  const database = await openTestDatabase()
  onTestFinished(() => database.discard())
  const { executor } = database
  await database.sql(add, null, 'gone', 'suppress', 'hard-bounce')
  await database.sql(add, null, 'told', 'suppress', 'manual')
  await database.sql(add, null, 'lifted', 'suppress', 'manual')
  await database.sql(add, null, 'lifted', 'lift', 'manual')
  const layout = workspaceLayout(dirname(database.file))
  const suppressions = [
    kept('gone', 'unsubscribe', ['bob']),
    kept('told', 'manual', ['ana', 'cy']),
    kept('lifted', 'manual', ['cy']),
    kept('new', 'hard-bounce', []),
  ]
  const consents = { doNotContact: [], optedOut: [] }
  writeFileSync(layout.keptOnRestore, JSON.stringify({ tokenKey: null, suppressions, consents }))
  await bringUpAfterRestore(database, layout)
  expect(existsSync(layout.keptOnRestore)).toBe(false)
  const last = `select address_hash || ' ' || action || ' ' || reason as line from suppressions s
    where id = (select max(id) from suppressions where address_hash = s.address_hash) order by 1`
  expect(executor.allSql<{ line: string }>(last).map(({ line }) => line)).toEqual([
    'gone suppress unsubscribe',
    'lifted suppress manual',
    'new suppress hard-bounce',
    'told suppress manual',
  ])
  const bound = `select w.contact_uid || ' ' || s.address_hash || ' ' || s.reason as line
    from suppressed_contacts w join suppressions s on s.id = w.suppression_id order by 1`
  expect(executor.allSql<{ line: string }>(bound).map(({ line }) => line)).toEqual([
    'ana told manual',
    'bob gone unsubscribe',
    'cy lifted manual',
    'cy told manual',
  ])
  expect(database.value(`select count(*) from suppressions where address_hash = 'told'`)).toBe(1)
})
