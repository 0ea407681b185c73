import { expect, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('a rhythm that many follow is set in the background, as one operation', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  const people = 502
  for (let n = 0; n < people; n += 1) {
    const displayName = `Person ${n}`
    await app.call('contacts.create', { kind: 'person', displayName, importance: 2 })
  }
  const target = { importance: 2 }
  const { operationId } = await app.call('rhythms.set', { target, everyDays: 30 })
  expect(operationId).toBeGreaterThan(0)
  const { rhythms } = await app.call('rhythms.list', {})
  expect(rhythms).toEqual([{ id: 1, target, everyDays: 30, contactCount: people }])
  const { rows } = await app.call('contacts.list', { limit: 200, offset: 400 })
  expect(new Set(rows.map((row) => row.rhythm.dueDay))).toEqual(new Set(['2026-12-20']))
  expect(await app.call('rhythms.set', { target, everyDays: 30 })).toEqual({ operationId: null })
  app.clock.advance(120_000)
  const removed = await app.call('rhythms.set', { target, everyDays: null })
  expect(removed.operationId).toBeGreaterThan(operationId ?? 0)
  await app.close()
})
