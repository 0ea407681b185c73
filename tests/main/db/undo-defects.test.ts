import { describe, expect, it } from 'vitest'
import { defects } from '#tests/support/undo-defects.ts'
import { runHistory } from '#tests/support/undo-property.ts'

const attempts = 40

describe('a broken undo log is caught by random histories', () => {
  it.each(Object.entries(defects))(
    'when %s',
    async (_, defect) => {
      let caught: unknown
      for (let seed = 1; seed <= attempts && caught === undefined; seed++) {
        caught = await runHistory({ seed, units: 25, ...defect }).then(
          () => undefined,
          (error: unknown) => error,
        )
      }
      expect(caught).toBeInstanceOf(Error)
    },
    120_000,
  )
})
