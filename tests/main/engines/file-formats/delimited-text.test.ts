import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { hasContent, type TableRow } from '#main/engines/file-formats/table/table.ts'
import {
  type CuttingRules,
  createTextCutter,
} from '#main/engines/file-formats/text/delimited-text.ts'

const comma: CuttingRules = { delimiter: ',', quote: '"' }

const cut = (text: string, chunk = text.length, rules = comma) => {
  const cutter = createTextCutter(rules)
  const rows: TableRow[] = []
  for (let at = 0; at < text.length; at += Math.max(1, chunk)) {
    const part = cutter.push(text.slice(at, at + Math.max(1, chunk)))
    if (!part.ok) return part
    for (const row of part.value) rows.push(row)
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

  describe('columns that stand under each other', () => {
    const aligned: CuttingRules = { delimiter: ' ', quote: 'none' }

    it('are cut where they begin', () => {
      const text = 'Name       City\r\nAna Weber  Bonn\r\n           Köln\r\n'
      for (const chunk of chunks) {
        expect(cells(text, chunk, aligned)).toEqual([
          ['Name', 'City'],
          ['Ana Weber', 'Bonn'],
          ['', 'Köln'],
        ])
      }
    })

    it('keep every sign, wherever it stands', () => {
      const line = fc.array(fc.constantFrom('a', 'b', '王', ' ', ' ', ' ', '\t'), { maxLength: 24 })
      const signs = (text: string) => text.replace(/\s/gu, '')
      fc.assert(
        fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
          const texts = lines.map((one) => one.join(''))
          const found = cells(texts.join('\n'), undefined, aligned)
          const kept = Array.isArray(found) ? found.map((row) => signs(row.join(''))) : found
          expect(kept).toEqual(texts.map(signs).filter((text) => text !== ''))
        }),
        { seed: 3, numRuns: 500 },
      )
    })
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

  it('takes a quotation mark alone between tabs for a sign and not for a quote', () => {
    const text = 'Zé\t"\t"\t950\t"\nAna\t"a\tb"\tc\td\n'
    for (const chunk of chunks) {
      expect(cells(text, chunk, { delimiter: '\t', quote: '"' })).toEqual([
        ['Zé', '"', '"', '950', '"'],
        ['Ana', 'a\tb', 'c', 'd'],
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

  it('takes an address with a quoted name for what it is', () => {
    const text = '"Carl Gustaf" <carl@x.example>,1\n"Bee, Ana" <ana@x.example>\n"Bob" <bob>,2\n'
    for (const chunk of chunks) {
      const found = cut(text, chunk)
      expect(found.ok && found.value).toEqual([
        { row: 1, cells: ['Carl Gustaf <carl@x.example>', '1'], hasBrokenQuotes: false },
        { row: 2, cells: ['Bee, Ana <ana@x.example>'], hasBrokenQuotes: false },
        { row: 3, cells: ['Bob <bob>', '2'], hasBrokenQuotes: true },
      ])
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

  it.each([
    ['before the end of the text', 'a,b\n1,2\n"oops,3\n4,5\n', [3]],
    ['in the last cell', 'a,b\n1,"oops\n', [2]],
    ['alone', 'a,b\n1,"', [2]],
    ['twice', 'a,b\n"one,2\n3,"four\n5,6\n', [2, 3]],
    ['before whole quoted cells below', 'a,b\n1,"oops\n2,"fine, yes"\n"3",4\n', [2]],
    ['at the start of a line', 'a,b\n"oops,1\r\n"2",3\r\n', [2]],
    ['with doubled marks behind', 'a,b\n"so ""they"" say,1\n2,3\n', [2]],
  ] as const)('reads a quotation mark that is never closed as text: %s', (_name, text, broken) => {
    const expected = text
      .trim()
      .split(/\r?\n/u)
      .map((line) => line.replace('"fine, yes"', 'fine; yes').split(','))
      .map((row, at) =>
        row.map((one) =>
          one
            .replace('fine; yes', 'fine, yes')
            .replace(/^"(.*)"$/u, broken.some((line) => line === at + 1) ? '$&' : '$1'),
        ),
      )
    for (const chunk of chunks) {
      const found = cut(text, chunk)
      expect(found.ok && found.value.map((row) => row.cells)).toEqual(expected)
      expect(
        found.ok && found.value.filter((row) => row.hasBrokenQuotes).map((row) => row.row),
      ).toEqual(broken)
    }
  })

  it('gives up a quoted cell where it passes its cap and loses no row below', () => {
    const text = `a,b\n1,2\n"${'x,y\n'.repeat(300_000)}"z",9\n`
    for (const chunk of [10_000, 65_536, 999_999, text.length]) {
      const found = cut(text, chunk)
      const rows = found.ok ? found.value : []
      expect(rows).toHaveLength(300_003)
      expect(rows[2]).toEqual({ row: 3, cells: ['"x', 'y'], hasBrokenQuotes: true })
      expect(rows.at(-1)).toEqual({ row: 300_003, cells: ['z', '9'], hasBrokenQuotes: false })
      expect(rows.filter((row) => row.hasBrokenQuotes)).toHaveLength(1)
    }
  })

  it('keeps a quoted cell of the longest length whole', () => {
    const note = 'x\n'.repeat(500_000)
    expect(cells(`a,"${note}"\n`, 65_536)).toEqual([['a', note]])
    expect(cells(`a,"${note}y"\n`, 65_536)).toHaveLength(500_001)
  })

  it('refuses cells and rows beyond their caps', () => {
    const cap = {
      code: 'too-large',
      data: { unit: 'cell-bytes', max: 1_000_000, canTryCsv: false },
    }
    expect(cells(`a,b\n"${'x'.repeat(1_000_001)}",2\n`, 65_536)).toEqual(cap)
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

  it('loses no letter and no line, however the quotes stand', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '\n', '"', ' '), maxLength: 40 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, chunk) => {
        const found = cut(whole)
        expect(found).toEqual(cut(whole, chunk))
        const rows = found.ok ? found.value : []
        const letters = rows
          .flatMap((row) => row.cells)
          .join('')
          .replace(/[^ab]/gu, '')
        expect(found.ok && letters).toBe(whole.replace(/[^ab]/gu, ''))
      }),
      settings,
    )
  })

  it('reads the rows below an open quotation mark as if it were not there', () => {
    const line = fc.array(fc.constantFrom('a', '"b"', 'c d', ''), { minLength: 1, maxLength: 3 })
    const below = fc.array(line, { maxLength: 6 })
    fc.assert(
      fc.property(below, fc.integer({ min: 1, max: 9 }), (lines, chunk) => {
        const rest = lines.map((row) => row.join(',')).join('\n')
        const found = cut(`x,"open\n${rest}`, chunk)
        const alone = cut(`x,y\n${rest}`)
        expect(found.ok && found.value[0]?.cells).toEqual(['x', '"open'])
        expect(found.ok && found.value.slice(1)).toEqual(alone.ok && alone.value.slice(1))
      }),
      settings,
    )
  })
})
