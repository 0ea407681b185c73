import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StagedValue } from '#main/features/imports/staging/batch-insert.ts'
import { RowPacker, unpackRows } from '#main/features/imports/staging/packed-rows.ts'

const value: fc.Arbitrary<StagedValue> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  // Halves of characters, as a broken file has them.
  fc.constantFrom('', 'same', '\ud83d', '\ude00', '\0', '王伟'),
  fc.double({ noNaN: true }),
  fc.maxSafeInteger(),
  fc.constant(null),
)

describe('packed rows', () => {
  it('are what they were before', () => {
    const rows = fc.array(fc.array(value, { maxLength: 12 }), { maxLength: 300 })
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 3 }), (batches) => {
        const packer = new RowPacker()
        for (const batch of batches) {
          for (const row of batch) packer.add(...row)
          expect(unpackRows(structuredClone(packer.take()))).toEqual(batch.flat())
        }
      }),
      { numRuns: 100, seed: 5 },
    )
  })

  it('take as many as there are', () => {
    const packer = new RowPacker()
    const many = Array.from({ length: 5000 }, (_, at) => [`text ${at % 3}`, at, null])
    for (const row of many) packer.add(...row)
    expect(unpackRows(packer.take())).toEqual(many.flat())
    expect(unpackRows(packer.take())).toEqual([])
  })
})
