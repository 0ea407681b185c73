import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useMailCursor } from '#renderer/features/outbox/use-mail-cursor.ts'

const lineOf = (id: number) => ({ id })
const four = [1, 2, 3, 4].map(lineOf)

/** Acts on some lines; answers what the cursor is on at once, and when the list is another. */
const after = (acted: readonly number[], list: readonly number[]) => {
  const { result, rerender } = renderHook(({ lines }) => useMailCursor(lines), {
    initialProps: { lines: four },
  })
  act(() => result.current.letGo(four.filter(({ id }) => acted.includes(id))))
  const atOnce = result.current.current?.id
  rerender({ lines: list.map(lineOf) })
  return [atOnce, result.current.current?.id]
}

test.each([
  { name: 'goes', acted: [2], list: [1, 3, 4], on: [2, 3] },
  { name: 'moves up', acted: [3], list: [3, 1, 2, 4], on: [3, 4] },
  { name: 'moves down', acted: [2], list: [1, 3, 4, 2], on: [2, 3] },
  { name: 'is the last, and goes', acted: [4], list: [1, 2, 3], on: [4, 3] },
  { name: 'stays', acted: [2], list: [1, 2, 3, 4], on: [2, 2] },
])('the cursor keeps the place of a line that $name', ({ acted, list, on }) => {
  expect(after(acted, list)).toEqual(on)
})

test('of several it goes on to the first that was not among them', () => {
  expect(after([2, 3], [2, 3, 1, 4])).toEqual([2, 4])
  expect(after([3, 4], [1, 2])).toEqual([3, 2])
})
