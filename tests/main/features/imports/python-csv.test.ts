import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  hasContent,
  type TableFormat,
  type TableRow,
} from '#main/engines/file-formats/table/table.ts'
import { openTable } from '#main/features/imports/tables/open-table.ts'
import type { TextEncoding } from '#shared/domain/text-encodings.ts'
import { hasPython, readWithPython } from '#tests/support/python-csv.ts'

const folder = join(import.meta.dirname, '../../../fixtures/imports')
const files = ['reading', 'content'].flatMap((kind) =>
  readdirSync(join(folder, kind))
    .filter((name) => /\.(?:csv|txt)$/u.test(name))
    .map((name) => `${kind}/${name}`),
)

/** What Kith reads otherwise than Python, on purpose. */
const better: Readonly<Record<string, string>> = {
  'reading/aligned.txt': 'columns stand under each other',
  'reading/whole-lines-quoted.csv': 'each line is one cell there, and the table stands inside it',
  'reading/stray-quotes.csv': 'quotation marks within a cell are kept',
  'reading/open-quotes.csv': 'a quotation mark that never closes swallows no rows',
}

const codecs: Readonly<Partial<Record<TextEncoding, string>>> = {
  macintosh: 'mac_roman',
  big5: 'cp950',
  shift_jis: 'cp932',
  'euc-kr': 'cp949',
}
const codecOf = (encoding: TextEncoding): string =>
  codecs[encoding] ?? encoding.replace('windows-', 'cp')

interface Opened {
  readonly format: TableFormat
  readonly rows: readonly Pick<TableRow, 'row' | 'cells'>[]
}

const open = async (name: string): Promise<Opened> => {
  const opened = await openTable(join(folder, name), { columnWord: 'Column' })
  if (!opened.ok) throw new Error(`${name}: ${opened.error.code}`)
  const rows: Pick<TableRow, 'row' | 'cells'>[] = []
  opened.value.read((batch) => {
    for (const { row, cells } of batch) rows.push({ row, cells })
    return true
  })
  return { format: opened.value.format, rows }
}

/**
 * Python's lines below the header that say something, numbered as a spreadsheet counts; line breaks
 * within cells are Kith's, which are one sign each.
 */
const below = (lines: readonly string[][], headerRow: number): Opened['rows'] =>
  lines
    .map((cells, index) => ({
      row: index + 1,
      cells: cells.map((cell) => cell.replaceAll(/\r\n?/gu, '\n')),
    }))
    .filter(({ row, cells }) => row > headerRow && hasContent(cells))

describe.skipIf(!hasPython())('rows and cells are those of Python’s csv (needs python3)', () => {
  const ours = new Map<string, Opened>()
  const theirs = new Map<string, Opened['rows']>()

  beforeAll(async () => {
    for (const name of files) ours.set(name, await open(name))
    const wanted = [...ours].map(([name, { format }]) => ({
      path: join(folder, name),
      encoding: codecOf(format.encoding ?? 'utf-8'),
      delimiter: format.delimiter ?? ',',
      quote: format.quote === 'none' ? null : format.quote === "'" ? "'" : '"',
    }))
    const read = readWithPython(wanted)
    for (const [index, [name, { format }]] of [...ours].entries()) {
      theirs.set(name, below(read[index] ?? [], format.headerRow))
    }
  })

  it.each(files.filter((name) => better[name] === undefined))('%s', (name) => {
    expect(ours.get(name)?.rows).toEqual(theirs.get(name))
  })

  it.each(Object.entries(better))('but not %s: %s', (name) => {
    expect(ours.get(name)?.rows).not.toEqual(theirs.get(name))
    expect(ours.get(name)?.rows.length).toBeGreaterThanOrEqual(theirs.get(name)?.length ?? 0)
  })
})

it('compares the files that were written by hand', () => {
  expect(files.length).toBeGreaterThanOrEqual(40)
})
