import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createStartPart } from '#main/platform/job-part.ts'
import type { CountingInput } from '#tests/support/test-parts-thread.ts'

const threadFile = join(import.meta.dirname, '../../support/test-parts-thread.ts')
const start = createStartPart(threadFile)

const counting = (batches: number): CountingInput => ({ sent: new SharedArrayBuffer(4), batches })

describe('a part of a job', () => {
  it('hands its batches over in their order, then its outcome', async () => {
    const taken: unknown[] = []
    const outcome = await start('count').run(counting(50), (batch) => taken.push(batch))
    expect(outcome).toBe('counted')
    expect(taken).toEqual(Array.from({ length: 50 }, (_, at) => Float64Array.of(at, at * 2)))
  })

  it('waits while four batches are under way', async () => {
    const input = counting(40)
    const sent = new Int32Array(input.sent)
    let taken = 0
    await start('count').run(input, () => {
      taken += 1
      if (taken > 1) return
      for (let count = 0; count < 4; count = Atomics.load(sent, 0)) Atomics.wait(sent, 0, count, 50)
      expect(Atomics.wait(sent, 0, 4, 50)).toBe('timed-out')
    })
    expect(taken).toBe(40)
  })

  it('is ended while it waits', async () => {
    const part = start('count')
    const input = counting(1_000_000)
    const stopped = new Error('stopped')
    const run = part.run(input, () => {
      throw stopped
    })
    await expect(run).rejects.toBe(stopped)
    await part.stop()
    const sent = Atomics.load(new Int32Array(input.sent), 0)
    expect(sent).toBeLessThanOrEqual(4)
  })

  it('fails with the message and the code of its error', async () => {
    const run = start('fail').run(null, () => undefined)
    await expect(run).rejects.toMatchObject({ message: 'no such file', code: 'ENOENT' })
  })

  it('fails when nobody knows it', async () => {
    await expect(start('other').run(null, () => undefined)).rejects.toThrow('unknown part other')
  })

  it('fails when its thread ends', async () => {
    await expect(start('die').run(null, () => undefined)).rejects.toThrow('ended with 3')
  })

  it('fails when its memory is full, and nothing else does', async () => {
    const small = createStartPart(threadFile, 24)
    const run = small('fill').run(null, () => undefined)
    await expect(run).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
  })
})
