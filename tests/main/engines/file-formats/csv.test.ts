import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { type CsvRow, createCsvReader, detectDelimiter } from '#main/engines/file-formats/csv.ts'

const readBytes = (bytes: Uint8Array, chunk = bytes.length) => {
  const reader = createCsvReader()
  const rows: CsvRow[] = []
  for (let at = 0; at < bytes.length; at += Math.max(1, chunk)) {
    const part = reader.push(bytes.subarray(at, at + Math.max(1, chunk)))
    if (!part.ok) return part
    rows.push(...part.value)
  }
  const end = reader.end()
  return end.ok ? { ok: true as const, value: [...rows, ...end.value], reader } : end
}
const encode = (text: string) => new TextEncoder().encode(text)
const cells = (text: string, chunk?: number) => {
  const result = readBytes(encode(text), chunk)
  return result.ok ? result.value.map((row) => row.cells) : result.error
}

describe('createCsvReader', () => {
  it.each([
    ['comma', 'a,b\n1,2\n'],
    ['semicolon', 'a;b\n1;2\n'],
    ['tab', 'a\tb\n1\t2\n'],
    ['named by Excel', 'sep=;\na;b\n1;2'],
    ['byte mark', '\uFEFFa,b\n1,2'],
    ['Windows line ends', 'a,b\r\n1,2\r\n'],
    ['old Mac line ends', 'a,b\r1,2\r'],
    ['quotes', '"a","b"\r\n"1",2'],
  ])('reads %s', (_name, text) => {
    for (const chunk of [1, 2, 3, 1000]) {
      expect(cells(text, chunk)).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ])
    }
  })

  it('keeps line breaks, delimiters and quotation marks inside quotes', () => {
    const text = 'name,note\r\n"Ana ""A"" F.","first\r\nsecond; x, y"\r\n'
    for (const chunk of [1, 5, 1000]) {
      expect(cells(text, chunk)).toEqual([
        ['name', 'note'],
        ['Ana "A" F.', 'first\nsecond; x, y'],
      ])
    }
  })

  it('numbers rows as a spreadsheet does and leaves out empty ones', () => {
    const result = readBytes(encode('a,b\n1,2\n\n,\n3,4\n'), 3)
    expect(result.ok && result.value.map((row) => row.row)).toEqual([1, 2, 5])
    const named = readBytes(encode('sep=;\na;b\n1;2\n'))
    expect(named.ok && named.value.map((row) => row.row)).toEqual([2, 3])
  })

  it('reads ragged rows as they are', () => {
    expect(cells('a,b,c\n1\n1,2,3,4\n')).toEqual([['a', 'b', 'c'], ['1'], ['1', '2', '3', '4']])
  })

  it('takes any header, inherited names too', () => {
    expect(cells('__proto__,constructor,toString\n1,2,3')).toEqual([
      ['__proto__', 'constructor', 'toString'],
      ['1', '2', '3'],
    ])
  })

  it('marks rows whose quotation marks do not fit', () => {
    const result = readBytes(encode('a,b\n"Bob" Smith,1\n"ok",2\nend,3\n'))
    expect(result.ok && result.value.map((row) => row.hasBrokenQuotes)).toEqual([
      false,
      true,
      false,
    ])
  })

  it('refuses a quote that is never closed, with its row', () => {
    expect(cells('a,b\n1,2\n"oops,3\n4,5\n', 4)).toEqual({
      code: 'unclosed-quote',
      data: { row: 3 },
    })
    const long = `a,b\n1,2\n"${'x,y\n'.repeat(300_000)}`
    expect(cells(long, 65_536)).toEqual({ code: 'unclosed-quote', data: { row: 3 } })
  })

  it.each([
    ['Latin-1', Uint8Array.from([97, 44, 98, 10, 0xe9, 44, 49]), 5],
    ['a character cut off at the end', Uint8Array.from([97, 44, 98, 10, 0xe4, 0xb8]), 6],
    ['UTF-16', new Uint8Array(new Uint16Array([0xfeff, 97, 44]).buffer), 0],
    ['NUL bytes', encode('a,b\n1,\u00002'), 6],
  ])('refuses %s', (_name, bytes, byte) => {
    for (const chunk of [1, 4, 100]) {
      expect(readBytes(bytes, chunk)).toMatchObject({ error: { code: 'not-utf8', data: { byte } } })
    }
  })

  it('gives nothing for an empty file', () => {
    expect(cells('')).toEqual([])
    expect(cells('\uFEFF')).toEqual([])
    expect(cells('\r\n\r\n')).toEqual([])
  })

  it('reads in chunks what PapaParse reads at once', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        'a',
        '"',
        '""',
        'x\ny',
        'x,y',
        ' b ',
        'é',
        '王伟',
        '😀',
        "it's",
        'p\r\nq',
      ),
      fc.string({ maxLength: 6 }),
    )
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 })
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 60 }), (rows, chunk) => {
        const data = [['name', 'mail', 'note'], ...rows].map((row) =>
          row.map((value) => value.replace(/\0/g, '')),
        )
        const text = Papa.unparse(data, { newline: '\n' })
        const lines = text.replace(/\r\n?/g, '\n')
        const expected = Papa.parse<string[]>(lines, { delimiter: ',', newline: '\n' }).data
        const filled = expected.filter((row) => row.some((value) => value.trim() !== ''))
        expect(cells(text, chunk)).toEqual(filled)
      }),
      { numRuns: 500, seed: 20_261_120 },
    )
  })
})

describe('detectDelimiter', () => {
  it.each([
    ['Name;Umsatz\nAna;1.110,00\nRui;0,00\n', ';'],
    ['name,note\nAna,"a; b; c"\nRui,"d; e"\n', ','],
    ['name\nAna\n', ','],
    ['a;b;c\n1;2;3,5\n4;5,1;6\n', ';'],
  ])('%j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter)
  })
})
