import { expect, test } from 'vitest'
import { backupsToRemove } from '#main/features/backups/rotation.ts'

const day = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 10, 20, 9)
const dailies = (count: number) =>
  Array.from({ length: count }, (_, age) => ({
    id: `day-${age}`,
    at: now - age * day,
    kind: 'daily' as const,
  }))

test('keeps the newest of each of seven days and of four weeks', () => {
  const removed = new Set(backupsToRemove(dailies(60), 'UTC'))
  const kept = dailies(60).filter(({ id }) => !removed.has(id))
  // Friday 20 November: its week, and the Sundays 15, 8 and 1 November.
  expect(kept.map(({ id }) => id)).toEqual([
    'day-0',
    'day-1',
    'day-2',
    'day-3',
    'day-4',
    'day-5',
    'day-6',
    'day-12',
    'day-19',
  ])
})

test('keeps one copy of a day with many', () => {
  const many = Array.from({ length: 9 }, (_, n) => ({
    id: `n-${n}`,
    at: now - n * 60_000,
    kind: 'on-quit' as const,
  }))
  // The newest two of all are never removed.
  expect(backupsToRemove(many, 'UTC')).toEqual(['n-2', 'n-3', 'n-4', 'n-5', 'n-6', 'n-7', 'n-8'])
})

test('what a day is depends on the zone', () => {
  const backups = [
    { id: 'c', at: Date.UTC(2026, 10, 20, 23), kind: 'daily' as const },
    { id: 'b', at: Date.UTC(2026, 10, 20, 22), kind: 'daily' as const },
    { id: 'a', at: Date.UTC(2026, 10, 20, 14), kind: 'daily' as const },
  ]
  expect(backupsToRemove(backups, 'UTC')).toEqual(['a'])
  expect(backupsToRemove(backups, 'Asia/Shanghai')).toEqual([])
})

test.each([
  ['before-migration', 5],
  ['before-restore', 3],
  ['by-hand', 5],
] as const)('keeps the newest %s by number alone', (kind, limit) => {
  const backups = Array.from({ length: 10 }, (_, n) => ({
    id: `${n}`,
    at: now - n * day * 40,
    kind,
  }))
  expect(backupsToRemove(backups, 'UTC')).toEqual(backups.slice(limit).map(({ id }) => id))
})

test('removes nothing of the newest two, whatever they are', () => {
  expect(backupsToRemove(dailies(2), 'UTC')).toEqual([])
  expect(backupsToRemove([], 'UTC')).toEqual([])
})
