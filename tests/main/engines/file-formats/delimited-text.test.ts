import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { type CuttingRules, createTextCutter } from '#main/engines/file-formats/delimited-text.ts'
import { hasContent, type TableRow } from '#main/engines/file-formats/table.ts'

const comma: CuttingRules = { delimiter: ',', quote: '"' }

const cut = (text: string, chunk = text.length, rules = comma) => {
  const cutter = createTextCutter(rules)
  const rows: TableRow[] = []
  for (let at = 0; at < text.length; at += Math.max(1, chunk)) {
    const part = cutter.push(text.slice(at, at + Math.max(1, chunk)))
    if (!part.ok) return part
    rows.push(...part.value)
  }
  const end = cutter.end()
  return end.ok ? { ok: true as const, value: [...rows, ...end.value] } : end
}
const cells = (text: string, chunk?: number, rules?: CuttingRules) => {
  const found = cut(text, chunk, rules)
  return found.ok ? found.value.map((row) => row.cells) : found.error
}
const chunks = [1, 2, 3, 7, 1000]

describe('createTextCutter', () => {
  it.each([
    ['comma', 'a,b\n1,2\n', ','],
    ['semicolon', 'a;b\n1;2\n', ';'],
    ['tab', 'a\tb\n1\t2\n', '\t'],
    ['pipe', 'a|b\n1|2\n', '|'],
    ['Windows line ends', 'a,b\r\n1,2\r\n', ','],
    ['old Mac line ends', 'a,b\r1,2\r', ','],
    ['no last line end', 'a,b\n1,2', ','],
    ['quotes', '"a","b"\r\n"1",2', ','],
    ['spaces behind quotes', '"a" ,"b"\t\n"1" , 2\n', ','],
  ] as const)('cuts %s', (_name, text, delimiter) => {
    for (const chunk of chunks) {
      const found = cells(text, chunk, { delimiter, quote: '"' })
      const trimmed = Array.isArray(found) ? found.map((row) => row.map((c) => c.trim())) : found
      expect(trimmed).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ])
    }
  })

  it('keeps line breaks, delimiters and quotation marks inside quotes', () => {
    const text = 'name,note\r\n"Ana ""A"" F.","first\r\nsecond; x, y\rthird"\r\n'
    for (const chunk of chunks) {
      expect(cells(text, chunk)).toEqual([
        ['name', 'note'],
        ['Ana "A" F.', 'first\nsecond; x, y\nthird'],
      ])
    }
  })

  it('takes apostrophes as quotes, or nothing at all', () => {
    const text = `'a, ''b''','"'\n`
    for (const chunk of chunks) {
      expect(cells(text, chunk, { delimiter: ',', quote: "'" })).toEqual([["a, 'b'", '"']])
      expect(cells('"a,b"\n"', chunk, { delimiter: ',', quote: 'none' })).toEqual([
        ['"a', 'b"'],
        ['"'],
      ])
    }
  })

  it('numbers rows as a spreadsheet does and leaves out blank ones', () => {
    for (const chunk of chunks) {
      const found = cut('a,b\r\n1,2\r\n\r\n,\r\n"x\r\ny",4\r\n5,6\r\n', chunk, {
        ...comma,
        firstRow: 2,
      })
      expect(found.ok && found.value.map(({ row }) => row)).toEqual([2, 3, 6, 7])
    }
  })

  it.each([
    [
      'a quote that ends too early',
      '"Bob" Smith,1\n"ok",2\nend,3\n',
      [
        ['Bob Smith', '1'],
        ['ok', '2'],
        ['end', '3'],
      ],
      [1],
    ],
    [
      'quotes inside quotes',
      '"Ana "Bee" F.",1\nx,2\n',
      [
        ['Ana "Bee" F.', '1'],
        ['x', '2'],
      ],
      [1],
    ],
    ['a quote before another cell', '"a" b,"c"\n', [['a b', 'c']], [1]],
    ['a quote inside a cell', '5" pipe,1\n', [['5" pipe', '1']], []],
  ] as const)('reads on behind %s', (_name, text, expected, broken) => {
    for (const chunk of chunks) {
      const found = cut(text, chunk)
      expect(found.ok && found.value.map((row) => row.cells)).toEqual(expected)
      expect(
        found.ok && found.value.filter((row) => row.hasBrokenQuotes).map((row) => row.row),
      ).toEqual(broken)
    }
  })

  it('reads ragged rows as they are, and an open end as a blank cell', () => {
    for (const chunk of chunks) {
      expect(cells('a,b,c\n1\n1,2,3,4\n5,', chunk)).toEqual([
        ['a', 'b', 'c'],
        ['1'],
        ['1', '2', '3', '4'],
        ['5', ''],
      ])
    }
  })

  it('refuses a quote that is never closed, with its row', () => {
    for (const chunk of chunks) {
      expect(cells('a,b\n1,2\n"oops,3\n4,5\n', chunk)).toEqual({
        code: 'unclosed-quote',
        data: { row: 3 },
      })
    }
    const long = `a,b\n1,2\n"${'x,y\n'.repeat(300_000)}`
    expect(cells(long, 65_536)).toEqual({ code: 'unclosed-quote', data: { row: 3 } })
  })

  it('refuses cells and rows beyond their caps', () => {
    const cap = {
      code: 'too-large',
      data: { unit: 'cell-bytes', max: 1_000_000, canTryCsv: false },
    }
    expect(cells(`a,b\n"${'x'.repeat(1_000_001)}",2\n`, 65_536)).toEqual(cap)
    expect(cells(`a,b\n"${'x\n'.repeat(700_000)}",2\n`, 65_536)).toEqual(cap)
    expect(cells(`a,b\n${'x'.repeat(1_000_001)},2\n`, 65_536)).toEqual(cap)
    expect(cells(`a,b\n${`${'x'.repeat(900_000)},`.repeat(9)}2\n`, 65_536)).toEqual(cap)
    expect(cells(`a,b\n${','.repeat(70_000)}`, 4096)).toMatchObject({ code: 'too-many-columns' })
  })

  it('gives nothing for nothing', () => {
    expect(cells('')).toEqual([])
    expect(cells('\r\n\r\n\n\r', 1)).toEqual([])
  })
})

const signs = fc.constantFrom(
  '',
  'a',
  ' b ',
  'é',
  '王伟',
  '😀',
  "it's",
  'x,y',
  'p;q',
  '""',
  '"',
  'l\nm',
  'p\r\nq',
  'r\rs',
)
const cell = fc.oneof({ weight: 3, arbitrary: signs }, fc.string({ maxLength: 6, unit: 'binary' }))
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
})
const delimiter = fc.constantFrom(',', ';', '\t', '|')
const newline = fc.constantFrom('\n', '\r\n', '\r')
const plainLines = (text: string) => text.replace(/\r\n?/gu, '\n')
const settings = { numRuns: 1500, seed: 20_261_120 }

describe('beside PapaParse', () => {
  it('cuts chunk by chunk what PapaParse writes', () => {
    fc.assert(
      fc.property(
        table,
        delimiter,
        newline,
        fc.integer({ min: 1, max: 40 }),
        (rows, sign, end, chunk) => {
          const text = Papa.unparse(rows, { delimiter: sign, newline: end })
          const expected = rows.map((row) => row.map(plainLines)).filter(hasContent)
          const found = cells(text, chunk, { delimiter: sign, quote: '"' } as CuttingRules)
          expect(found).toEqual(expected)
        },
      ),
      settings,
    )
  })

  it('cuts any text as PapaParse does where its quotes fit', () => {
    const piece = fc.constantFrom(
      'a',
      'b ',
      ',',
      ',',
      '\n',
      '\n',
      '"',
      '""',
      '",',
      ',"',
      '"\n',
      '\n"',
      ' ',
    )
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    let fitting = 0
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, chunk) => {
        const papa = Papa.parse<string[]>(whole, { delimiter: ',', newline: '\n' })
        const found = cut(whole, chunk)
        // However it is cut, the chunks make no difference.
        expect(found).toEqual(cut(whole))
        if (papa.errors.some(({ type }) => type === 'Quotes')) return
        fitting += 1
        expect(found.ok && found.value.map((row) => row.cells)).toEqual(
          papa.data.filter(hasContent),
        )
      }),
      settings,
    )
    expect(fitting).toBeGreaterThan(300)
  })

  it('loses no letter, however the quotes stand', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '\n', '"', ' '), maxLength: 40 })
    fc.assert(
      fc.property(text, (whole) => {
        const found = cut(whole)
        const code = found.ok ? 'unclosed-quote' : found.error.code
        expect(code).toBe('unclosed-quote')
        if (!found.ok) return
        const letters = found.value
          .flatMap((row) => row.cells)
          .join('')
          .replace(/[^ab]/gu, '')
        expect(letters).toBe(whole.replace(/[^ab]/gu, ''))
      }),
      settings,
    )
  })
})
