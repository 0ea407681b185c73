import { describe, expect, it } from 'vitest'
import { initialsOf, orderedName } from '#renderer/ui/person-name.tsx'

describe('initialsOf', () => {
  it.each([
    ['Ana Ferreira', 'AF'],
    ['Maria do Carmo Silva', 'MS'],
    ['Zsófia Kovács', 'ZK'],
    ['陈美玲 Mei-Ling Chen', '陈'],
    ['欧阳娜娜', '欧'],
    ['Lumen', 'LU'],
    ['Kovács Kft.', 'KK'],
    ['3M', '3M'],
    ['', ''],
  ])('%s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

describe('orderedName', () => {
  it('puts the family name first in Han and keeps what was typed in Latin', () => {
    const han = { displayName: '美玲 陈', givenName: '美玲', familyName: '陈' }
    const latin = { displayName: 'Nora Hale', givenName: 'Nora', familyName: 'Hale' }
    expect([orderedName(han), orderedName(latin)]).toEqual(['陈美玲', 'Nora Hale'])
  })
})
