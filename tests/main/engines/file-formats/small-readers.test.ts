import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBooleanWord, readBoolean } from '#main/engines/file-formats/cells/booleans.ts'
import { twoLetterCodes } from '#main/engines/file-formats/cells/country-codes.ts'
import { readEmail } from '#main/engines/file-formats/cells/emails.ts'
import { kindOfWord } from '#main/engines/file-formats/cells/kind-words.ts'
import { languageCodeOf } from '#main/engines/file-formats/cells/language-names.ts'
import { ownField } from '#main/engines/file-formats/own-export/own-fields.ts'
import { isRoleAddress, parseEmail } from '#shared/domain/email-address.ts'
import { isLink, linkServiceOf } from '#shared/domain/urls.ts'

describe('yes and no', () => {
  it.each([
    ['yes', true],
    ['Ja', true],
    ['OUI', true],
    ['sí', true],
    ['是', true],
    ['x', true],
    ['1', true],
    ['Nein', false],
    ['non', false],
    ['否', false],
    ['0', false],
    ['maybe', null],
    ['', null],
  ])('%s', (cell, value) => {
    expect(readBoolean(cell)).toBe(value)
  })

  it('does not take numbers for words', () => {
    expect(['1', '0', 'ja', 'no', 'B2'].map(isBooleanWord)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ])
  })
})

describe('links', () => {
  it.each([
    ['lumen.example', true],
    ['https://lumen.example/a?b=c', true],
    ['www.übung.de', true],
    ['HTTP://LUMEN.EXAMPLE:8080', true],
    ['see our shop', false],
    ['ana@lumen.example', false],
    ['localhost', false],
    ['1.5', false],
    ['e.g.', false],
  ])('%s', (cell, isOne) => {
    expect(isLink(cell)).toBe(isOne)
  })

  it.each([
    ['https://www.linkedin.com/in/ana', 'linkedin'],
    ['x.com/ana', 'x'],
    ['https://weibo.com/ana', 'weibo'],
    ['notlinkedin.com/in/ana', null],
    ['lumen.example', null],
  ])('%s belongs to %s', (link, service) => {
    expect(linkServiceOf(link)).toBe(service)
  })
})

describe('readEmail', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9._+@-]{1,12}$/u)
  it('reads as the domain reads', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.tuple(part, part).map((parts) => parts.join('@')),
          fc.string(),
        ),
        (raw) => {
          const address = parseEmail(raw)
          const expected =
            address === null
              ? null
              : { normalized: address.normalized, isRole: isRoleAddress(address) }
          expect(readEmail(raw)).toEqual(expected)
        },
      ),
      { numRuns: 5000 },
    )
  })
})

describe('languages', () => {
  it.each([
    ['German', 'de'],
    ['Deutsch', 'de'],
    ['allemand', 'de'],
    ['Chinese', 'zh'],
    ['中文', 'zh'],
    ['EN', 'en'],
    ['zh_cn', 'zh-CN'],
    ['pt-BR', 'pt-BR'],
    ['Elvish', null],
    ['', null],
  ])('%s', (cell, code) => {
    expect(languageCodeOf(cell)).toBe(code)
  })
})

it('knows what kind of contact a word means', () => {
  expect(['Person', 'Organisation', '公司', 'Firma', 'VIP'].map(kindOfWord)).toEqual([
    'person',
    'company',
    'company',
    'company',
    null,
  ])
})

it('knows every country by three letters, each once', () => {
  expect(twoLetterCodes.size).toBe(249)
  expect(new Set(twoLetterCodes.values()).size).toBe(249)
  expect(
    [...twoLetterCodes].every(
      ([three, two]) => /^[A-Z]{3}$/u.test(three) && /^[A-Z]{2}$/u.test(two),
    ),
  ).toBe(true)
})

it('knows the fields of its own export', () => {
  expect(ownField('Custom field: Level (choice: A1 | B2)')).toEqual({
    field: 'custom-field',
    customField: { name: 'Level', type: 'choice', options: ['A1', 'B2'] },
  })
  expect(ownField('Custom field: Size (in cm) (number)')).toEqual({
    field: 'custom-field',
    customField: { name: 'Size (in cm)', type: 'number' },
  })
  expect(ownField('Custom field: Size (weight)')).toBeNull()
  expect(ownField('Level')).toBeNull()
})
