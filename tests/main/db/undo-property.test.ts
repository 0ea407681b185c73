import { describe, expect, it } from 'vitest'
import { type HistoryCounts, runHistory } from '#tests/support/undo-property.ts'

// `npm run faults` goes through a thousand.
const histories = 20
const groups = 2

describe('undo over random histories', () => {
  it.each(Array.from({ length: groups }, (_, n) => n))(
    'keeps every promise, group %i',
    async (group) => {
      const total: HistoryCounts = { units: 0, undos: 0, clean: 0, conflicting: 0 }
      for (let n = 0; n < histories / groups; n++) {
        const seed = group * (histories / groups) + n + 1
        const counts = await runHistory({ seed, units: 25, healthEvery: 5 }).catch(
          (error: unknown) => {
            throw new Error(`seed ${seed}`, { cause: error })
          },
        )
        total.units += counts.units
        total.undos += counts.undos
        total.clean += counts.clean
        total.conflicting += counts.conflicting
      }
      // A run that did nothing would also find nothing.
      expect(total.units).toBeGreaterThan(100)
      expect(total.undos).toBeGreaterThan(200)
      expect(total.clean).toBeGreaterThan(5)
      expect(total.conflicting).toBeGreaterThan(5)
    },
    120_000,
  )
})
