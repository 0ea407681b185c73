import { describe, expect, it } from 'vitest'
import { readAddressList } from '#main/engines/file-formats/cells/address-list.ts'

const read = (text: string) =>
  readAddressList(text)?.map(({ name, address }) => [name, address].join(' | ')) ?? null

describe('a list of addresses is read', () => {
  it.each([
    ['bare', 'ana@x.pt, rui@x.pt;', [' | ana@x.pt', ' | rui@x.pt']],
    [
      'with names, some in quotation marks',
      `Ana Lima <ana@x.pt>, "Silva, Rui" <rui@x.pt>, 'eva@x.de' <eva@x.de>`,
      ['Ana Lima | ana@x.pt', 'Silva, Rui | rui@x.pt', ' | eva@x.de'],
    ],
    [
      'with surnames first, which have commas',
      'Klein, Eva <eva@x.de>; Lima, Ana < ana@x.pt >',
      ['Klein, Eva | eva@x.de', 'Lima, Ana | ana@x.pt'],
    ],
    [
      'with full-width signs',
      '收件人：王伟 <wang@x.cn>；李娜 <li@x.cn>',
      ['王伟 | wang@x.cn', '李娜 | li@x.cn'],
    ],
    [
      'on several lines, as mail programs fold it',
      'To: Ana Lima <ana@x.pt>,\r\n\tRui <rui@x.pt>\r\n',
      ['Ana Lima | ana@x.pt', 'Rui | rui@x.pt'],
    ],
    [
      'with one that is no address',
      'Ana Lima <ana@x.pt>; Rui <rui@x>; eva@x.de',
      ['Ana Lima | ana@x.pt', 'Rui | rui@x', ' | eva@x.de'],
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('no list of addresses is', () => {
  it.each([
    ['one address', 'ana@x.pt'],
    ['a table with a header', 'Name,Email\nAna,ana@x.pt\n'],
    ['a table without one', 'ana@x.pt,rui@x.pt\neva@x.de,ida@x.de\n'],
    [
      'a table whose lines end with a blank cell',
      'Name,Email,Note,\n,ana@x.pt,,\nRui,rui@x.pt; eva@x.de; ida@x.de; leo@x.de; mia@x.de,,\n',
    ],
    ['a line of a table', 'Ana Lima,ana@x.pt,912 000 111'],
    ['a text with addresses', 'Write to ana@x.pt, rui@x.pt, or call'],
    ['a line of what mostly is none', 'ana@x.pt, rui@x, eva@x'],
    ['a sentence', 'Write to ana@x.pt, or to rui@x.pt'],
    [
      'an endless line of signs and blanks',
      `ana@x.pt,${' '.repeat(200_000)}<${'"'.repeat(50_000)}`,
    ],
  ])('%s', (_, text) => {
    expect(read(text)).toBeNull()
  })
})
