import { describe, expect, it } from 'vitest'
import { sortKey } from '#main/engines/search/sort-key.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'

const keyOf = (displayName: string): string => sortKey({ displayName, isPerson: true })
const sorted = (names: readonly string[]): string[] =>
  names.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))

describe('sortKey', () => {
  it('puts Han names among Latin ones by their pinyin, without case and accents', () => {
    const order = [
      'Ana Ferreira',
      '陈美玲 Mei-Ling Chen',
      'Claire Dubois',
      'émile',
      '张珊',
      'Zhao',
      '赵爽',
      'Zsófia',
    ]
    expect(sorted(order.toReversed())).toEqual(order)
  })

  it('reads surnames as surnames', () => {
    expect(keyOf('单珊').startsWith('shan')).toBe(true)
    expect(keyOf('仇英').startsWith('qiu')).toBe(true)
    expect(keyOf('曾国').startsWith('zeng')).toBe(true)
    expect(keyOf('尉迟恭').startsWith('yu4尉chi')).toBe(true)
    expect(sortKey({ displayName: '单位', isPerson: false }).startsWith('dan')).toBe(true)
  })

  it('keeps people of one surname together, by character', () => {
    const order = ['张三', '张思', '章三', '掌三']
    expect(sorted(order.toReversed())).toEqual(order)
  })

  it('is never empty', () => {
    expect(keyOf('★★')).toBe('★★')
    expect(keyOf('  - Anna -')).toBe('anna')
  })

  it('is what SQL calls', () => {
    expect(searchFunctions.kith_sort_key('单珊', null, null, 'person')).toBe(keyOf('单珊'))
    expect(searchFunctions.kith_sort_key(null, null, null, 'person')).toBeNull()
  })
})
