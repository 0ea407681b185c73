import { describe, expect, it } from 'vitest'
import { foldedWords, nameKey, namesFit } from '#main/engines/matching/name-keys.ts'

describe('nameKey', () => {
  it.each([
    ['Ana Ferreira', 'Ferreira, Ana'],
    ['JOÃO ANTUNES', 'joao antunes'],
    ['Weber & Sohn', 'weber sohn'],
    ['Dvořák a syn', 'Dvorak A Syn'],
    ['Søren Strauß', 'soren strauss'],
    ['Ġorġ Ħamrun', 'gorg hamrun'],
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

  it('knows people who are called by signs', () => {
    expect(nameKey('🙏 💞')).toBe(nameKey('🙏💞'))
    expect(nameKey('❤️')).toBe(nameKey('❤'))
    expect(new Set(['🙏', '🙈', ''].map(nameKey)).size).toBe(3)
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

describe('letters of Latin scripts', () => {
  /** As the words of any other name are found. */
  const whole = (name: string): string[] =>
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(
        /[ßæœøłđðþıħŋŧĸſƒ]/gu,
        (letter) => foldedWords(`${letter}王`)[0]?.replace('王', '') ?? '',
      )
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? []

  it.each(['', 'a', 'Ana ', '王'])('are folded one by one as in a whole name: %j', (before) => {
    for (let code = 0; code < 0x300; code += 1) {
      const name = `${before}${String.fromCharCode(code)}b`
      expect({ name, words: foldedWords(name) }).toEqual({ name, words: whole(name) })
    }
  })
})
