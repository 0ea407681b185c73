import { describe, expect, it } from 'vitest'
import {
  isBlankCell,
  manyLines,
  oneLine,
  readLabel,
} from '#main/engines/file-formats/cells/cell-values.ts'
import {
  readTags,
  splitEmails,
  splitJoined,
  waysToSplitPhones,
} from '#main/engines/file-formats/cells/multi-values.ts'

describe('readTags', () => {
  it.each([
    ['* myContacts', []],
    ['* My Contacts ::: Clients ::: * Friends', ['Clients', 'Friends']],
    ['Regular; VIP, vip', ['Regular', 'VIP']],
    ['常客、会员；批发，重点', ['常客', '会员', '批发', '重点']],
    ['"Newsletter","VIP"', ['Newsletter', 'VIP']],
    ['-', []],
  ])('%s', (cell, tags) => {
    expect(readTags(cell)).toEqual(tags)
  })
})

describe('readLabel', () => {
  it.each([
    ['* Work', 'work'],
    ['Home', 'home'],
    ['手机', 'mobile'],
    ['Workshop', 'Workshop'],
    ['SMTP', null],
    ['', null],
  ])('%s', (cell, label) => {
    expect(readLabel(cell)).toBe(label)
  })
})

describe('splitEmails', () => {
  it.each([
    ['ana@lumen.studio', ['ana@lumen.studio']],
    ['Ana Ferreira <ana@lumen.studio>', ['ana@lumen.studio']],
    ['a@x.pt ::: b@x.pt', ['a@x.pt', 'b@x.pt']],
    ['a@x.pt; B@x.pt, a@X.pt', ['a@x.pt', 'B@x.pt']],
    ['a@x.pt b@x.pt', ['a@x.pt', 'b@x.pt']],
    ['"Ferreira, Ana" <ana@x.pt>', ['ana@x.pt']],
    ['mailto:a@x.pt', ['a@x.pt']],
    ['ana@x.pt.', ['ana@x.pt']],
    ['(ana@x.pt)', ['ana@x.pt']],
    ['Ana: ana@x.pt', ['ana@x.pt']],
    ['a@x.pt／b@x.pt', ['a@x.pt／b@x.pt']],
    ['a@x.pt / b@x.pt', ['a@x.pt', 'b@x.pt']],
    ['\u200bana@x.pt', ['ana@x.pt']],
    ['N/A', []],
  ])('%s', (cell, emails) => {
    expect(splitEmails(cell)).toEqual(emails)
  })
})

describe('waysToSplitPhones', () => {
  it('takes a short end behind a slash for a second number', () => {
    expect(waysToSplitPhones('080-22345678/9')).toEqual([['080-22345678', '080-22345679']])
    expect(waysToSplitPhones('0421 12345-0/22')).toEqual([['0421 12345-0', '22']])
    expect(waysToSplitPhones('048-463-2852・2853')).toEqual([['048-463-2852', '048-463-2853']])
    expect(waysToSplitPhones('077-528-2721・2')).toEqual([['077-528-2721', '077-528-2722']])
    expect(waysToSplitPhones('03-1234-5678・090-1234-5678')).toContainEqual([
      '03-1234-5678',
      '090-1234-5678',
    ])
    expect(waysToSplitPhones('0351/123456')[0]).toEqual(['0351/123456'])
  })

  it('tries lists first, then the whole, then slashes', () => {
    expect(waysToSplitPhones('0171 / 55 43 21')).toEqual([
      ['0171 / 55 43 21'],
      ['0171', '55 43 21'],
    ])
    expect(waysToSplitPhones('912 000 111; 213 456 789')).toEqual([
      ['912 000 111', '213 456 789'],
      ['912 000 111; 213 456 789'],
    ])
  })
})

describe('cells', () => {
  it.each(
    '| |-|--|N/A|#N/A|(null)|null|Unspecified|无|暂无|/|0/0/00|00.00.0000|0000-00-00|#REF!|k. A.|k.A|\\N|Keine Angabe'.split(
      '|',
    ),
  )('%j is blank', (cell) => {
    expect(isBlankCell(cell)).toBe(true)
  })
  it.each(['0', 'Nil Smith', 'Ana', 'N', 'KA', 'none of it', 'NA', 'Na', 'x', '0/1'])(
    '%j is not blank',
    (cell) => {
      expect(isBlankCell(cell)).toBe(false)
    },
  )
  it('makes one line or clean lines of a text', () => {
    expect(oneLine('  Ana\n\tFerreira \u0007')).toBe('Ana Ferreira')
    expect(manyLines(' first  \nsecond\u0000 ')).toBe('first\nsecond')
    expect(splitJoined('a ::: b:::c')).toEqual(['a', 'b', 'c'])
  })
})
