import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { readAhead } from '#main/features/mailboxes/read-ahead.ts'

/** Counts up, and notes what was asked for. */
const counting = (end: number, asked: number[], failAt = Number.NaN) =>
  (async function* (): AsyncGenerator<number, undefined> {
    for (let n = 1; n <= end; n += 1) {
      asked.push(n)
      await pause(0)
      if (n === failAt) throw new Error('cut')
      yield n
    }
  })()
const limits = { weigh: () => 1, most: 3 }

describe('reading ahead', () => {
  it('hands everything on in its order', async () => {
    const found: number[] = []
    for await (const n of readAhead(counting(20, []), limits)) found.push(n)
    expect(found).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  it('goes on while its reader works, and no further than it may', async () => {
    const asked: number[] = []
    for await (const n of readAhead(counting(20, asked), limits)) {
      await pause(30)
      expect(asked.at(-1)).toBe(Math.min(n + 2, 20))
      if (n === 4) break
    }
  })

  it('throws what its source throws, after all that came before', async () => {
    const found: number[] = []
    const reading = async () => {
      for await (const n of readAhead(counting(20, [], 5), limits)) found.push(n)
    }
    await expect(reading()).rejects.toThrow('cut')
    expect(found).toEqual([1, 2, 3, 4])
  })

  it('ends the source when its reader leaves', async () => {
    const asked: number[] = []
    for await (const n of readAhead(counting(20, asked), limits)) if (n === 2) break
    const count = asked.length
    await pause(20)
    expect(asked).toHaveLength(count)
  })
})
