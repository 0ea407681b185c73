import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Helper } from '#main/platform/helper-protocol.ts'
import { createHelpers } from '#main/platform/helper-thread.ts'
import type { Counting } from './thread-helpers.ts'

const start = createHelpers(join(import.meta.dirname, 'thread-helpers.ts'), {
  fill: { heapMiB: 24 },
})

let helper: Helper
afterEach(() => helper.end())

describe('a helper that is sent work', () => {
  test('works it off in order, also for who lets nobody else work meanwhile', () => {
    helper = start('count')
    const cell = new Int32Array(new SharedArrayBuffer(8))
    for (const next of [1, 2, 3]) helper.send({ cell, next })
    expect(helper.settle(0)).toBe(true)
    expect(helper.waiting).toBe(0)
    expect([...cell]).toEqual([3, 3])
  })

  test('gets memory that is moved', () => {
    helper = start('count')
    const bytes = new Uint8Array(1000)
    helper.send({ bytes }, [bytes.buffer])
    expect(bytes.byteLength).toBe(0)
    expect(helper.settle(0)).toBe(true)
  })

  test.each(['fail', 'fail-to-load', 'nothing', 'exit'])('is known to be lost: %s', (kind) => {
    helper = start(kind)
    helper.send(1)
    helper.send(2)
    expect(helper.settle(0)).toBe(false)
  })
})

const counting = (answers: number): Counting => ({ given: new SharedArrayBuffer(4), answers })

describe('a helper that is asked', () => {
  test('hands its answers over in their order, then its outcome', async () => {
    helper = start('answer')
    const taken: unknown[] = []
    const outcome = await helper.ask(counting(50), (answer) => taken.push(answer))
    expect(outcome).toBe('counted')
    expect(taken).toEqual(Array.from({ length: 50 }, (_, at) => Float64Array.of(at, at * 2)))
  })

  test('is asked again and again, also before it has answered', async () => {
    helper = start('answer')
    const taken: number[] = []
    const outcomes = [1, 2].map((place) => helper.ask(counting(5), () => taken.push(place)))
    expect(await Promise.all(outcomes)).toEqual(['counted', 'counted'])
    expect(await helper.ask(counting(1))).toBe('counted')
    expect(taken).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
  })

  test('waits while four answers are under way', async () => {
    helper = start('answer')
    const input = counting(40)
    const given = new Int32Array(input.given)
    let taken = 0
    await helper.ask(input, () => {
      taken += 1
      if (taken > 1) return
      for (let count = 0; count < 4; count = Atomics.load(given, 0)) {
        Atomics.wait(given, 0, count, 50)
      }
      expect(Atomics.wait(given, 0, 4, 50)).toBe('timed-out')
    })
    expect(taken).toBe(40)
  })

  test('is ended while it waits', async () => {
    helper = start('answer')
    const input = counting(1_000_000)
    const stopped = new Error('stopped')
    const asked = helper.ask(input, () => {
      throw stopped
    })
    await expect(asked).rejects.toBe(stopped)
    await helper.end()
    expect(Atomics.load(new Int32Array(input.given), 0)).toBeLessThanOrEqual(4)
  })

  test('fails with the message and the code of its error', async () => {
    helper = start('fail')
    const asked = helper.ask(null, () => undefined)
    await expect(asked).rejects.toMatchObject({ message: 'no such file', code: 'ENOENT' })
  })

  test('fails for all who wait, and for whoever asks afterwards', async () => {
    helper = start('fail')
    const asked = [1, 2].map(() => helper.ask(null))
    for (const one of asked) await expect(one).rejects.toThrow('no such file')
    await expect(helper.ask(null)).rejects.toThrow('no such file')
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ])
  })

  test.each([
    ['nothing', 'unknown helper nothing'],
    ['fail-to-load', 'not there'],
    ['exit', 'a helper ended with 3'],
  ])('fails when it is lost: %s', async (kind, message) => {
    helper = start(kind)
    await expect(helper.ask(null, () => undefined)).rejects.toThrow(message)
  })

  test('fails when its memory is full, and nothing else does', async () => {
    helper = start('fill')
    const asked = helper.ask(null, () => undefined)
    await expect(asked).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
  })
})
