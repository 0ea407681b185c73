import { expect, test } from 'vitest'
import { joinTexts, settleText } from '#shared/domain/shared-text.ts'

const ask = (text: string | null) => ({ text, otherwise: 'ask' }) as const

test.each([
  { now: 'a', own: 'b', joined: 'a\n\nb' },
  { now: 'a', own: 'a b', joined: 'a b' },
  { now: 'a b', own: 'b', joined: 'a b' },
  { now: null, own: 'b', joined: 'b' },
  { now: 'a', own: null, joined: 'a' },
])('$now and $own are kept as $joined', ({ now, own, joined }) => {
  expect(joinTexts(now, own)).toBe(joined)
})

test('a text goes in where it was changed from the one that stands there', () => {
  expect(settleText('b', 'a', ask('a'))).toEqual({ ok: true, value: 'b' })
  expect(settleText('b', 'a\r\n', ask('a\n'))).toEqual({ ok: true, value: 'b' })
  expect(settleText('b', null, ask(''))).toEqual({ ok: true, value: 'b' })
  expect(settleText('b', 'a', undefined)).toEqual({ ok: true, value: 'b' })
})

test('a text that was changed elsewhere is not written over, unless both wrote the same', () => {
  expect(settleText('b', 'c', ask('a'))).toEqual({
    ok: false,
    error: { code: 'changed-elsewhere', data: { now: 'c' } },
  })
  expect(settleText('c', 'c', ask('a'))).toEqual({ ok: true, value: 'c' })
  expect(settleText('b', 'c', { text: 'a', otherwise: 'keep-both' })).toEqual({
    ok: true,
    value: 'c\n\nb',
  })
})
