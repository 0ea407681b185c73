import { expect, test } from 'vitest'
import { firstLines } from '#main/engines/email/first-lines.ts'

test.each([
  ['Yes.\r\n\r\nSee you.', 'Yes.\nSee you.'],
  ['Yes.\n\nOn Tue, 3 Nov 2026 at 09:00, Nora <n@x.example> wrote:\n> Hello', 'Yes.'],
  ['好的。\n\n2026年11月3日 Nora 写道：\n> 你好', '好的。'],
  ['> Hello\nYes, gladly.', 'Yes, gladly.'],
  ['Yes.\n-- \nAna Ferreira\nLumen Studio', 'Yes.'],
  ['one\ntwo\nthree\nfour', 'one\ntwo\nthree'],
  ['> only what was quoted', ''],
])('of %j shows the writer’s own first lines', (text, expected) => {
  expect(firstLines(text)).toBe(expected)
})

test('long lines end at a word', () => {
  const shown = firstLines('lesson '.repeat(100))
  expect(shown.length).toBeLessThanOrEqual(321)
  expect(shown).toMatch(/lesson…$/)
})
