import { describe, expect, it } from 'vitest'
import { nameKey, namesFit } from '#main/engines/matching/name-keys.ts'

describe('nameKey', () => {
  it.each([
    ['Ana Ferreira', 'Ferreira, Ana'],
    ['JOÃO ANTUNES', 'joao antunes'],
    ['Weber & Sohn', 'weber sohn'],
    ['Dvořák a syn', 'Dvorak A Syn'],
    ['Søren Strauß', 'soren strauss'],
    ['王 伟', '王伟'],
    ['Ｋｏｖáｃｓ Ｋｆｔ．', 'kovacs kft'],
    ['김 민수', '김 민수'],
  ])('%s is %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
    expect(nameKey(one)).not.toBe('')
  })

  it('keeps different names apart', () => {
    const names = ['王伟', '汪伟', 'Ana', 'Anna', 'Ek Ceramics', 'Ek Ceramics AB', 'Иван', 'Ivan']
    expect(new Set(names.map(nameKey)).size).toBe(names.length)
    expect(nameKey('–')).toBe('')
  })
})

describe('namesFit', () => {
  it.each([
    ['Ana Ferreira', 'A. Ferreira', true],
    ['Ana Ferreira', 'Ana Maria Ferreira', true],
    ['Anna Ferreira', 'Ana Ferreira', true],
    ['Ana Ferreira', 'ferreira', true],
    ['王伟', 'Wang Wei', true],
    ['', 'Ana', true],
    ['Ana Silva', 'Rui Silva', false],
    ['Jonas Weber', 'Maria Weber', false],
    ['Zed Existing', 'Somebody Else', false],
    ['王伟', '王芳', false],
    ['Ana Ana', 'Ana Silva', false],
  ])('%s and %s: %s', (one, other, fit) => {
    expect(namesFit(one, other)).toBe(fit)
    expect(namesFit(other, one)).toBe(fit)
  })
})
