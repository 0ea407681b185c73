import { describe, expect, it } from 'vitest'
import { chosenTarget } from '#renderer/features/imports/columns-step.tsx'
import { readOutcome } from '#renderer/features/imports/read-outcome.ts'
import { unusualNames } from '#renderer/features/imports/read-step.tsx'

describe('unusualNames', () => {
  it('shows words whose letters prove the encoding', () => {
    const rows = [
      ['Henrik Sørensen', 'Lumen', 'henrik@sorensen.dk'],
      ['Ana Ferreira', 'Kovács Kft.', ''],
      ['王伟', '', ''],
      ['Henrik Sørensen', '', ''],
    ]
    expect(unusualNames(rows)).toEqual(['Sørensen', 'Kovács', '王伟'])
  })
  it('shows none where all letters are plain', () => {
    expect(unusualNames([['Ana', 'ana@x.pt']])).toEqual([])
  })
})

describe('chosenTarget', () => {
  it('keeps columns together that belong together', () => {
    const city = { field: 'address-city', group: 'address:1', label: 'work' } as const
    expect(chosenTarget('address-region', city)).toEqual({
      field: 'address-region',
      group: 'address:1',
    })
    expect(chosenTarget('address-city', city)).toBe(city)
    expect(chosenTarget('notes', { field: 'email' })).toEqual({ field: 'notes' })
  })
})

describe('readOutcome', () => {
  const counts = { rows: 3, new: 1, changed: 1, unchanged: 0, problems: 1, newCompanies: 0 }
  it.each([
    [
      { code: 'planned', counts, seconds: 1 },
      { kind: 'planned', counts },
    ],
    [
      { code: 'data-moved', counts },
      { kind: 'data-moved', counts },
    ],
    [
      { code: 'applied', counts, operationId: 7, seconds: 2 },
      { kind: 'applied', counts, operationId: 7, seconds: 2 },
    ],
    [
      { code: 'unclosed-quote', data: { row: 4 } },
      { kind: 'refused', refusal: { code: 'unclosed-quote', data: { row: 4 } } },
    ],
    [null, { kind: 'refused', refusal: { code: 'bug', data: undefined } }],
  ])('%j', (outcome, expected) => {
    expect(readOutcome(outcome)).toEqual(expected)
  })
})
