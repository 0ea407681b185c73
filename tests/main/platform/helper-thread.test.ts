import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createHelpers, type Helper } from '#main/platform/helper-thread.ts'

const start = createHelpers(join(import.meta.dirname, 'thread-helpers.ts'))

let helper: Helper
afterEach(() => helper.end())

test('what is sent is worked off in order, also by who lets nobody else work meanwhile', () => {
  helper = start('count')
  const cell = new Int32Array(new SharedArrayBuffer(8))
  for (const next of [1, 2, 3]) helper.send({ cell, next })
  expect(helper.settle(0)).toBe(true)
  expect(helper.waiting).toBe(0)
  expect([...cell]).toEqual([3, 3])
})

test('memory is moved', () => {
  helper = start('count')
  const bytes = new Uint8Array(1000)
  helper.send({ bytes }, [bytes.buffer])
  expect(bytes.byteLength).toBe(0)
  expect(helper.settle(0)).toBe(true)
})

test.each(['fail', 'fail-to-load', 'nothing', 'exit'])('a helper that is lost: %s', (kind) => {
  helper = start(kind)
  helper.send(1)
  helper.send(2)
  expect(helper.settle(0)).toBe(false)
})
