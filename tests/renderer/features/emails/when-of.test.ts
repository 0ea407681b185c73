import { expect, test } from 'vitest'
import { whenOf } from '#renderer/features/emails/when/when-of.ts'

const chosen = { sendAt: '2026-11-24T09:00', timeZone: 'Asia/Shanghai' }
const at = Date.parse('2026-11-24T01:00:00Z')

test('the time that was chosen is offered while it lies ahead', () => {
  expect(whenOf(chosen, at - 1)).toEqual({
    kind: 'at',
    wall: '2026-11-24T09:00',
    timeZone: 'Asia/Shanghai',
  })
  expect(whenOf(chosen, at)).toEqual({ kind: 'now' })
})

test('without a time that can be read it is now', () => {
  expect(whenOf(null, at)).toEqual({ kind: 'now' })
  expect(whenOf({ sendAt: null, timeZone: null }, at)).toEqual({ kind: 'now' })
  expect(whenOf({ ...chosen, timeZone: 'Nowhere/At_all' }, at - 1)).toEqual({ kind: 'now' })
  expect(whenOf({ ...chosen, sendAt: '2026-02-30T09:00' }, 0)).toEqual({ kind: 'now' })
})
