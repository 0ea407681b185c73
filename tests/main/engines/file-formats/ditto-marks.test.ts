import { describe, expect, it } from 'vitest'
import { DittoReader, isDitto } from '#main/engines/file-formats/table/ditto-marks.ts'

describe('isDitto', () => {
  it.each([
    '〃',
    '″',
    '同上',
    'ditto',
    'Ditto',
    'dito',
    'dto.',
    'idem',
    'Idem',
    '"',
    "''",
    '„',
    '-"-',
    '– " –',
    'same as above',
    'Siehe oben',
    's.o.',
    '与上同',
  ])('%s', (mark) => {
    expect(isDitto(mark)).toBe(true)
  })

  // A name, a blank, a sign of its own, somebody's word.
  it.each([
    'Dito',
    'Idem AG',
    'Same',
    'Above Ltd',
    'see above all',
    '-',
    '--',
    '.',
    "'",
    ',',
    'id',
    'do.',
    'S.O.',
    '5"',
    '""',
    '同上海',
    'N/A',
    '',
  ])('%j is none', (cell) => {
    expect(isDitto(cell)).toBe(false)
  })
})

const rowsOf = (lines: readonly (readonly string[])[], broken: readonly number[] = []) =>
  lines.map((cells, at) => ({ row: at + 2, cells, hasBrokenQuotes: broken.includes(at) }))

const read = (lines: readonly (readonly string[])[], broken?: readonly number[]) =>
  new DittoReader().readAll(rowsOf(lines, broken))

describe('DittoReader', () => {
  it('fills in the cell above, through several rows, and tells which', () => {
    const rows = read([
      ['Ana', ' Porto ', '1'],
      ['Rui', '〃', ' " '],
      ['Eva', 'ditto', '2'],
    ])
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Ana', ' Porto ', '1'],
      ['Rui', ' Porto ', '1'],
      ['Eva', ' Porto ', '2'],
    ])
    expect(rows.map(({ dittos }) => dittos)).toEqual([
      undefined,
      [
        { column: 1, mark: '〃' },
        { column: 2, mark: '"' },
      ],
      [{ column: 1, mark: 'ditto' }],
    ])
  })

  it('leaves a mark as it was typed where nothing stands above', () => {
    const lines = [
      ['〃', '"'],
      ['〃', 'x'],
      ['-', '〃', '〃'],
    ]
    expect(read(lines).map(({ cells }) => cells)).toEqual([lines[0], lines[1], ['-', 'x', '〃']])
  })

  it('trusts no row whose quotation marks do not fit', () => {
    const lines = [['Porto'], ['"'], ['〃']]
    expect(read(lines, [1]).map(({ cells }) => cells)).toEqual(lines)
  })

  it('goes on from batch to batch, and gives other rows back untouched', () => {
    const reader = new DittoReader()
    const [first, second] = rowsOf([['Porto'], ['〃']])
    expect(reader.readAll([first!])[0]).toBe(first)
    expect(reader.readAll([second!])[0]?.cells).toEqual(['Porto'])
  })
})
