import DatabaseConstructor from 'better-sqlite3'
import { afterEach, expect, it } from 'vitest'
import { Executor } from '#main/db/executor.ts'
import { FoundCandidates } from '#main/features/imports/matching/found-candidates.ts'
import { stageTables } from '#main/features/imports/staging/import-stage-schema.ts'

const open: Executor[] = []
afterEach(() => {
  for (const { database } of open.splice(0)) database.close()
})

const stage = (): Executor => {
  const executor = new Executor(new DatabaseConstructor(':memory:'))
  executor.database.exec(stageTables)
  open.push(executor)
  return executor
}

const candidate = (otherRow: number, score: number) => ({
  contactId: null,
  otherRow,
  score,
  reasons: ['same-name' as const],
})

const written = (executor: Executor) =>
  executor
    .allSql<{ n: number; otherRow: number }>(
      'select n, other_row as otherRow from import_candidates order by n, place',
    )
    .map(({ n, otherRow }) => `${n}: ${otherRow}`)

it.each([1, 2, 1000])('keeps the best of each row, %i rows in memory at once', (rowsAtOnce) => {
  const executor = stage()
  const found = new FoundCandidates(executor, rowsAtOnce)
  // Each row meets sixty others, in turns, as the blocks of a company bring them; some come twice.
  for (let other = 1; other <= 60; other += 1) {
    for (const row of [101, 102, 103]) {
      found.add(row, candidate(other, other % 10 === 7 ? 0.9 : 0.6))
      if (other % 20 === 7) found.add(row, candidate(other, 0.9))
    }
  }
  found.write()
  const best = [7, 17, 27, 37, 47]
  expect(written(executor)).toEqual([101, 102, 103].flatMap((n) => best.map((at) => `${n}: ${at}`)))
})

it('puts candidates away into the staging file: temporary tables would be in memory', () => {
  const executor = stage()
  const found = new FoundCandidates(executor, 1)
  for (const row of [101, 102, 103]) found.add(row, candidate(1, 0.9))
  const countOf = (table: string) =>
    executor.firstSql<{ n: number }>(`select count(*) as n from ${table}`)?.n
  expect([countOf('import_found'), countOf('temp.sqlite_schema')]).toEqual([2, 0])
  found.write()
  expect(countOf('import_found')).toBe(0)
  expect(written(executor)).toEqual(['101: 1', '102: 1', '103: 1'])
})
