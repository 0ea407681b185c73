import { describe, expect, it } from 'vitest'
import { composeName, hanSurname, nameOrder, readPersonName } from '#shared/domain/person-name.ts'

describe('readPersonName', () => {
  it.each([
    ['张珊', '张', '珊'],
    ['欧阳娜娜', '欧阳', '娜娜'],
    ['司马光', '司马', '光'],
    ['諸葛亮', '諸葛', '亮'],
    ['单雄信', '单', '雄信'],
    ['Meyer, Anna', 'Meyer', 'Anna'],
    ['van der Berg,  Jan Willem', 'van der Berg', 'Jan Willem'],
  ])('takes %s apart', (name, familyName, givenName) => {
    expect(readPersonName(name)).toEqual({ familyName, givenName })
  })

  it.each([
    'Anna Meyer',
    'Zhang Wei',
    '张',
    '司马',
    '爱丽丝',
    '张王李赵丽',
    'Acme, Inc.',
    'Smith, Jr.',
    '',
  ])('leaves %s whole, because its parts are not certain', (name) => {
    expect(readPersonName(name)).toEqual({ familyName: null, givenName: null })
  })
})

it.each([
  ['欧阳娜娜', '欧阳'],
  ['张珊', '张'],
  ['爱丽丝', ''],
])('finds the surname of %s', (name, surname) => {
  expect(hanSurname(name)).toBe(surname)
})

describe('composeName', () => {
  it.each([
    [{ givenName: '珊', familyName: '张' }, 'en', '张珊'],
    [{ givenName: 'Anna', familyName: 'Meyer' }, 'en', 'Anna Meyer'],
    [{ givenName: 'Anna', familyName: 'Meyer' }, 'zh-CN', 'Meyer Anna'],
    [{ givenName: null, familyName: 'Meyer' }, 'en', 'Meyer'],
    [{ givenName: null, familyName: null }, 'en', ''],
  ])('writes %o in %s', (parts, locale, name) => {
    expect(composeName(parts, locale)).toBe(name)
  })

  it('gives back every name it took apart', () => {
    for (const name of ['张珊', '欧阳娜娜', '单雄信']) {
      expect(composeName(readPersonName(name), 'zh-CN')).toBe(name)
    }
  })
})

it('puts the family name first where it is', () => {
  expect(['zh-CN', 'ja', 'hu-HU', 'en', 'de'].map(nameOrder)).toEqual([
    'family-first',
    'family-first',
    'family-first',
    'given-first',
    'given-first',
  ])
})
