import { describe, expect, it } from 'vitest'
import { neutralCell } from '#main/engines/file-formats/cells/neutral-cell.ts'
import { csvLines, delimiterOf } from '#main/engines/file-formats/text/csv-write.ts'

describe('neutralCell', () => {
  it.each([
    '=1+1',
    '+351 912 345 678',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\0=1',
    ' =1',
    '\u00A0=1',
    '\u200B=1',
    '\uFEFF=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
    '−1+1',
    '\tharmless after a tab',
    '=cmd|’/C calc’!A0',
  ])('stops %j', (text) => {
    expect(neutralCell(text)).toBe(`'${text}`)
  })

  it.each([
    '',
    'Ana',
    '12',
    '-12',
    '-12.5',
    '-12,50',
    'a=b',
    'E-mail',
    '1-2-3',
    'ana@lumen.example',
  ])('leaves %j as it is', (text) => {
    expect(neutralCell(text)).toBe(text)
  })
})

describe('csvLines', () => {
  it('quotes what must be quoted and ends every row', () => {
    const rows = [['a', 'b "c"', 'd,e', 'f\ng', ''], ['ü']]
    expect(csvLines(rows, { delimiter: ',' })).toBe('a,"b ""c""","d,e","f\ng",\r\nü\r\n')
    expect(csvLines([['d,e', 'f;g']], { delimiter: ';' })).toBe('d,e;"f;g"\r\n')
    expect(csvLines([], { delimiter: ',' })).toBe('')
  })
})

describe('delimiterOf', () => {
  it('follows the decimal mark of the country', () => {
    const found = ['DE', 'PT', 'BR', 'GB', 'US', 'CN', null].map(delimiterOf)
    expect(found).toEqual([';', ';', ';', ',', ',', ',', ','])
  })
})
