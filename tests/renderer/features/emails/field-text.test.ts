import { describe, expect, it } from 'vitest'
import { merge } from '#main/engines/email/merge.ts'
import {
  cleanFallback,
  readParts,
  writeField,
} from '#renderer/features/emails/editor/field-text.ts'
import { readSubject, writeSubject } from '#renderer/features/emails/editor/mail-html.ts'

const words = [
  'there',
  '“朋友”',
  '„Freund“ ‚da‘ «ami» ‹ici› 「友」',
  `"straight" and 'single'`,
  "it's",
  'C:\\temp\\',
  '\\',
  '\\u0041 \\n',
  '{{ contact.city }} {% if %} }} {',
  'a | b | upcase',
  '100 % & more &amp; &quot;',
  '<b>bold</b>',
  '👩‍🎨 🎉',
  'two\nlines',
  'hard\u00a0space',
]

describe.each(words)('the other word %j', (word) => {
  const use = { field: 'contact.city', fallback: word } as const
  const written = `In ${writeField(use)}!`

  it('comes back to the editor as it was typed', () => {
    expect(readParts(written)).toEqual([
      { kind: 'words', text: 'In ' },
      { kind: 'field', ...use },
      { kind: 'words', text: '!' },
    ])
    expect(writeSubject(readSubject(written))).toBe(written)
  })

  it.each([
    [null, word],
    ['Lyon', 'Lyon'],
  ])('stands in the mail of who lives in %j', (city, read) => {
    const merged = merge(written, { contact: { city } }, 'text')
    expect(merged).toMatchObject({ ok: true, value: { text: `In ${read}!`, missing: [] } })
  })
})

it('a word of blanks is none', () => {
  expect(cleanFallback(' \n ')).toBe('')
  expect(writeField({ field: 'contact.city', fallback: '  ' })).toBe('{{ contact.city }}')
})
