import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectFile } from '#main/features/imports/columns/inspect-file.ts'
import { openTable } from '#main/features/imports/tables/open-table.ts'
import type { OpenOptions } from '#main/features/imports/tables/table-source.ts'
import { encodeText } from '#tests/fixtures/imports/encode-text.ts'
import { packages, spreadsheet } from '#tests/fixtures/imports/sheet-packages.ts'
import { zipParts } from '#tests/fixtures/imports/zip-parts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const fileOf = (bytes: Uint8Array | string): string => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, bytes)
  return path
}
const open = (bytes: Uint8Array | string, options: OpenOptions = {}) =>
  openTable(fileOf(bytes), options)
const rowsOf = async (bytes: Uint8Array | string, options: OpenOptions = {}) => {
  const opened = await open(bytes, options)
  if (!opened.ok) return opened.error
  const rows: (readonly string[])[] = []
  const read = opened.value.read((batch) => {
    rows.push(...batch.map(({ cells }) => cells))
    return true
  })
  return read.ok ? rows : read.error
}
const inputOf = (path: string) => ({
  path,
  fileName: 'people.csv',
  options: {},
  country: 'DE',
  currency: 'EUR',
  fields: [],
  thisYear: 2026,
  columnWord: 'Column',
  recipes: [],
})
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

/** The container of old spreadsheets, with the name of a stream in its directory. */
const oleFile = (name: string): Buffer => {
  const file = Buffer.alloc(2048)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  file.write(name, 1024 + 128, 'utf16le')
  return file
}

describe('a list of addresses', () => {
  const list = 'Klein, Eva <eva@x.de>; rui@x.pt'

  it('is a table of those it names, unless somebody says how to read it', async () => {
    expect(await rowsOf(list)).toEqual([
      ['Klein, Eva', 'eva@x.de'],
      ['', 'rui@x.pt'],
    ])
    expect(await rowsOf(encodeText('王伟 <wang@x.cn>；li@x.cn', 'gb18030'))).toEqual([
      ['王伟', 'wang@x.cn'],
      ['', 'li@x.cn'],
    ])
    expect(await rowsOf(list, { headerRow: 0, delimiter: ';' })).toEqual([
      ['Klein, Eva <eva@x.de>', ' rui@x.pt'],
    ])
  })

  it('can be read as a table and as a list again', async () => {
    const inspected = async (options: Omit<OpenOptions, 'country'>, text = list) => {
      const found = await inspectFile({ ...inputOf(fileOf(text)), options })
      return found.ok ? found.value.format : null
    }
    const asTable = { delimiter: ';', headerRow: 0 } as const
    expect(await inspected(asTable)).toMatchObject({ layout: 'rows', canBeAddresses: true })
    expect(await inspected({ layout: 'addresses' })).toMatchObject({ layout: 'addresses' })
    expect(await inspected({ ...asTable, layout: 'addresses' })).toMatchObject({
      layout: 'addresses',
    })
    const table = 'Name;Email\nEva;eva@x.de\n'
    expect(await inspected({ layout: 'addresses' }, table)).toMatchObject({
      layout: 'rows',
      canBeAddresses: false,
    })
  })

  it('is looked at as one', async () => {
    const inspected = await inspectFile(inputOf(fileOf(list)))
    expect(inspected).toMatchObject({
      ok: true,
      value: {
        format: { layout: 'addresses', delimiter: null, headerRow: 0 },
        columns: [{ target: { field: 'display-name' } }, { target: { field: 'email' } }],
      },
    })
  })
})

describe('what is no table', () => {
  it.each<[string, Uint8Array | string | (() => Promise<Buffer>), string]>([
    ['an old spreadsheet', oleFile('Workbook'), 'xls'],
    ['a web page called .xls', '<html><table><tr><td>Name</td></tr></table></html>', 'xls'],
    ['an old text of Word', oleFile('WordDocument'), 'document'],
    ['a spreadsheet with a password', oleFile('EncryptedPackage'), 'locked-xlsx'],
    ['a document', '%PDF-1.7\n', 'pdf'],
    ['a photo', latin('\x89PNG\r\n\x1a\n'), 'image'],
    ['a picture of a telephone', latin('\0\0\0\x18ftypheic'), 'image'],
    ['business cards', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n', 'vcard'],
    ['business cards with a byte mark', '\uFEFFbegin:vcard\nFN:Ana\n', 'vcard'],
    ['a letter', '{\\rtf1\\ansi Name\\par Ana}', 'document'],
    ['a text of Word', () => zipParts({ 'word/document.xml': '<x/>' }), 'document'],
    ['a sheet of Numbers', () => zipParts({ 'Index/Document.iwa': 'x' }), 'numbers'],
    ['a list for programs', '[\n  {"name": "Ana", "email": "ana@x.example"}\n]', 'json'],
    ['lines for programs', '{"name":"Ana"}\n{"name":"Bo"}\n', 'json'],
    ['noise', Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 32), 'binary'],
    ['a damaged archive', latin('PK\x03\x04 and nothing else'), 'damaged-xlsx'],
    ['an archive', () => zipParts({ 'people.csv': 'Name\nAna\n' }), 'zip'],
    ['a LibreOffice table', () => zipParts({ mimetype: 'x', 'content.xml': '<x/>' }), 'ods'],
    ['a binary workbook', () => zipParts({ 'xl/workbook.bin': 'x' }), 'xls'],
    ['a workbook without sheets', () => zipParts(spreadsheet([])), 'damaged-xlsx'],
    [
      'a sheet that is cut off',
      () =>
        zipParts(
          spreadsheet([
            { name: 'A', xml: '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2' },
          ]),
        ),
      'damaged-xlsx',
    ],
  ])('%s', async (_name, content, what) => {
    const bytes = typeof content === 'function' ? await content() : content
    expect(await open(bytes)).toEqual({ ok: false, error: { code: 'not-a-table', data: { what } } })
  })

  it.each([
    ['nothing', ''],
    ['a byte mark', '\uFEFF'],
    ['blank lines', '\n\r\n ,\t\n'],
    ['names only', 'Name,City\n'],
  ])('is empty: %s', async (_name, text) => {
    expect(await open(text)).toEqual({ ok: false, error: { code: 'empty-file', data: {} } })
  })

  it('is empty: a blank spreadsheet', async () => {
    const blank = await zipParts(spreadsheet([{ name: 'A', xml: '<sheetData/>' }]))
    expect(await open(blank)).toEqual({ ok: false, error: { code: 'empty-file', data: {} } })
  })

  it('refuses more than 512 columns and more than 2 GB', async () => {
    const wide = `${'a,'.repeat(512)}b\n${'1,'.repeat(512)}2\n`
    expect(await rowsOf(wide)).toEqual({
      code: 'too-many-columns',
      data: { columns: 513, max: 512 },
    })
    const path = fileOf('Name\nAna\n')
    truncateSync(path, 2_147_483_649)
    expect(await openTable(path, {})).toEqual({
      ok: false,
      error: { code: 'too-large', data: { unit: 'bytes', max: 2_147_483_648, canTryCsv: false } },
    })
  })
})

const sheetRow = (n: number, ...words: string[]): string =>
  `<row r="${n}">${words
    .map((word, at) => ({ word, place: `${'ABC'[at]}${n}` }))
    .filter(({ word }) => word !== '')
    .map(({ word, place }) => `<c r="${place}" t="inlineStr"><is><t>${word}</t></is></c>`)
    .join('')}</row>`

const sheets = async (...xml: string[]) =>
  rowsOf(await zipParts(spreadsheet(xml.map((part, at) => ({ name: `S${at}`, xml: part })))))

it('passes over a cover sheet', async () => {
  const cover = `<sheetData>${sheetRow(1, 'See the list')}${sheetRow(2, 'Made in May')}</sheetData>`
  const list = `<sheetData>${sheetRow(1, 'Name', 'City')}${sheetRow(2, 'Ana', 'Porto')}</sheetData>`
  const names = `<sheetData>${sheetRow(1, 'Name')}${sheetRow(2, 'Rui')}</sheetData>`
  expect(await sheets(cover, list)).toEqual([['Ana', 'Porto']])
  expect(await sheets(names)).toEqual([['Rui']])
})

it('passes over a small sheet that names nobody where a later one names people', async () => {
  const lessons = `<sheetData>${sheetRow(1, 'Buổi', 'Có mặt')}${sheetRow(2, '1', '5')}</sheetData>`
  const list = `<sheetData>${sheetRow(1, 'Họ và tên', 'SĐT')}${sheetRow(2, 'Ánh', '0912345678')}</sheetData>`
  const more = `<sheetData>${sheetRow(1, 'Name', 'City')}${sheetRow(2, 'Ana', 'Porto')}</sheetData>`
  const plain = `<sheetData>${sheetRow(1, 'Ana', 'ana@x.example')}${sheetRow(2, 'Rui', 'rui@x.example')}</sheetData>`
  expect(await sheets(lessons, list, more)).toEqual([['Ánh', '0912345678']])
  expect(await sheets(lessons, lessons)).toEqual([['1', '5']])
  expect(await sheets(plain, more)).toContainEqual(['Ana', 'ana@x.example'])
  // A later one that is damaged does not matter.
  expect(
    await sheets(
      lessons,
      '<sheetData><row r="4294967296"><c r="A4294967296"><v>1</v></c></row></sheetData>',
    ),
  ).toEqual([['1', '5']])
})

describe('people beside each other', () => {
  const text = 'Name,Anna Weber,Bo Lind\nEmail,anna@x.example,bo@x.example\nTel:,,0171 5550132\n'

  it('stand in rows, each column somebody', async () => {
    expect(await rowsOf(text)).toEqual([
      ['Anna Weber', 'anna@x.example', ''],
      ['Bo Lind', 'bo@x.example', '0171 5550132'],
    ])
    const opened = await open(text)
    expect(opened).toMatchObject({
      value: { headers: ['Name', 'Email', 'Tel'], format: { layout: 'columns', headerRow: 1 } },
    })
  })

  it('are left as they stand where the owner says so, and in a usual table', async () => {
    expect(await rowsOf(text, { layout: 'rows' })).toEqual([
      ['Email', 'anna@x.example', 'bo@x.example'],
      ['Tel:', '', '0171 5550132'],
    ])
    const usual = 'Name,Email\nPhone,phone@x.example\nCity,city@x.example\nMail,mail@x.example\n'
    expect(await rowsOf(usual)).toHaveLength(3)
    expect(await rowsOf('Item,Ana,Bo\nSize,1,2\n', { layout: 'columns' })).toEqual([
      ['Ana', '1'],
      ['Bo', '2'],
    ])
  })
})

it('fills the rows that one merged cell is beside', async () => {
  const rows = [
    sheetRow(1, 'List of 2026'),
    sheetRow(2, 'Company', 'Name', 'City'),
    sheetRow(3, 'Lumen', 'Ana', 'Porto'),
    sheetRow(4, '', 'Rui', ''),
    sheetRow(5, '', 'Eva', 'Faro'),
    sheetRow(6, '', '', ''),
    sheetRow(7, 'Weber', 'Uwe', 'Ulm'),
    sheetRow(8, '', 'Ida', ''),
  ]
  const merged = ['A1:C1', 'A3:A6', 'C3:C4'].map((ref) => `<mergeCell ref="${ref}"/>`)
  const xml = `<sheetData>${rows.join('')}</sheetData><mergeCells count="3">${merged.join('')}</mergeCells>`
  expect(await sheets(xml)).toEqual([
    ['Lumen', 'Ana', 'Porto'],
    ['Lumen', 'Rui', 'Porto'],
    ['Lumen', 'Eva', 'Faro'],
    ['Weber', 'Uwe', 'Ulm'],
    ['', 'Ida', ''],
  ])
})

describe('what the owner knows better', () => {
  it('reads in the encoding asked for', async () => {
    const bytes = encodeText('Name\nМария\n', 'windows-1251')
    expect(await rowsOf(bytes, { encoding: 'windows-1251' })).toEqual([['Мария']])
    expect(await rowsOf(bytes, { encoding: 'windows-1252' })).toEqual([['Ìàðèÿ']])
  })

  it.each([
    ['utf-8', encodeText('Name\nJürgen Müller\n', 'windows-1252'), 6],
    ['gb18030', encodeText('Name\nJürgen Müller, Käthe Groß\n', 'windows-1252'), 30],
    ['shift_jis', encodeText('姓名\n王伟\n', 'gb18030'), 4],
  ] as const)('says where a text is not %s', async (encoding, bytes, byte) => {
    expect(await open(bytes, { encoding })).toMatchObject({
      ok: false,
      error: { code: 'not-in-encoding', data: { encoding } },
    })
    const failure = await open(bytes, { encoding })
    expect(failure).toMatchObject({ error: { data: { byte } } })
  })

  it('cuts, starts and quotes as asked', async () => {
    expect(await rowsOf('a;b,c\n1;2,3\n', { delimiter: ';' })).toEqual([['1', '2,3']])
    expect(await rowsOf('a,b\n"1,2\n', { quote: 'none' })).toEqual([['"1', '2']])
    const text = 'x,y\na,b\n1,2\n'
    expect(await rowsOf(text, { headerRow: 2 })).toEqual([['1', '2']])
    expect(await rowsOf(text, { headerRow: 0 })).toHaveLength(3)
    const named = await open(text, { headerRow: 0, columnWord: '列' })
    expect(named.ok && named.value.headers).toEqual(['列 1', '列 2'])
  })

  it('reads the sheet asked for, hidden ones too', async () => {
    const bytes = await zipParts(packages['sheets.xlsx'] ?? {})
    expect(await rowsOf(bytes, { sheet: 'Notes', headerRow: 0 })).toEqual([['secret']])
    expect(await rowsOf(bytes, { sheet: 'Nowhere' })).toEqual({
      code: 'no-such-sheet',
      data: { sheet: 'Nowhere' },
    })
  })

  it('lets the country decide between encodings that read equally well', async () => {
    const bytes = encodeText('Name\nMuź\n', 'windows-1250')
    const found = async (country: string) => {
      const opened = await open(bytes, { country })
      return opened.ok && opened.value.format.encoding
    }
    expect(await found('PL')).toBe('windows-1250')
    const russian = encodeText('Name\nБорщ\n', 'windows-1251')
    const opened = await open(russian, { country: 'UA' })
    expect(opened.ok && opened.value.format.encoding).toBe('windows-1251')
  })
})

describe('reading', () => {
  it('stops when the listener has enough', async () => {
    const opened = await open(`Name\n${'Ana Ferreira de Sousa\n'.repeat(20_000)}`)
    let batches = 0
    const read =
      opened.ok &&
      opened.value.read(() => {
        batches += 1
        return false
      })
    expect(batches).toBe(1)
    expect(read).toMatchObject({ ok: true, value: { isWhole: false } })
  })

  it('finds an encoding by letters that come late', async () => {
    const text = `Name,City\n${'Ana,Porto\n'.repeat(400_000)}Zoé,Orléans\n`
    const path = fileOf(encodeText(text, 'windows-1252'))
    const opened = await openTable(path, {})
    expect(opened.ok && opened.value.format.encoding).toBe('windows-1252')
  })

  it('looks only at the first megabytes of a large text', async () => {
    const path = fileOf(`Name,City\n${'Zoë Müller,Köln\n'.repeat(400_000)}`)
    const found = await inspectFile(inputOf(path))
    expect(found).toMatchObject({
      ok: true,
      value: { isWhole: false, unusualWords: ['Zoë', 'Müller', 'Köln'], doubtfulCharacters: 0 },
    })
  })
})
