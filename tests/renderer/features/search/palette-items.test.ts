import { describe, expect, it } from 'vitest'
import { matchLabel, type Offer, paletteGroups } from '#renderer/features/search/palette-items.ts'

const offers: readonly Offer[] = [
  {
    command: 'contacts.new',
    label: '新建联系人',
    aliases: 'xin jian lian xi ren, 添加',
    keys: 'N',
    isPlace: false,
  },
  { command: 'go.today', label: 'Go to Today', aliases: 'home', keys: 'G T', isPlace: true },
]

describe('matchLabel', () => {
  it.each([
    ['Go to Today', '', 'tod', [[6, 9]]],
    ['Go to Today', '', 'oday', null],
    ['Go to Today', 'home, due', 'ho', []],
    ['新建联系人', '', '联系', [[2, 4]]],
    ['新建联系人', 'xin jian lian xi ren, 添加', 'xinjian', []],
    ['新建联系人', 'xin jian lian xi ren, 添加', 'xj', []],
    ['新建联系人', 'xin jian lian xi ren, 添加', '添加', []],
    ['新建联系人', 'xin jian lian xi ren, 添加', 'zz', null],
    ['Import a file', '', '', []],
  ])('%s (%s) against %s', (label, aliases, typed, ranges) => {
    expect(matchLabel(label, aliases, typed)).toEqual(ranges)
  })
})

describe('paletteGroups', () => {
  it('shows acts and places, and nothing to create, while nothing is typed', () => {
    const groups = paletteGroups({ typed: ' ', found: undefined, recent: [], offers })
    expect(groups.map((group) => [group.id, group.items.map((item) => item.key)])).toEqual([
      ['do', ['contacts.new']],
      ['go', ['go.today']],
    ])
  })

  it('offers to create whom it did not find', () => {
    const found = { contacts: [], notes: [], hasMore: false }
    const groups = paletteGroups({ typed: 'Zsófia ', found, recent: [], offers })
    expect(groups).toEqual([
      { id: 'do', items: [{ kind: 'new-contact', key: 'new-contact', name: 'Zsófia' }] },
    ])
  })
})
