import { describe, expect, it } from 'vitest'
import { findHeader } from '#main/engines/file-formats/table/header-row.ts'
import type { TableRow } from '#main/engines/file-formats/table/table.ts'
import { fileKindOf } from '#main/engines/file-formats/text/file-kind.ts'
import { headRows, sniffText } from '#main/engines/file-formats/text/text-format.ts'
import {
  type CellFormats,
  readCellFormats,
} from '#main/engines/file-formats/workbook/cell-formats.ts'
import { plainNumber, textOfValue } from '#main/engines/file-formats/workbook/sheet-values.ts'
import { measureSheet, tidySheet } from '#main/engines/file-formats/workbook/sheet-xml.ts'
import { readWorkbook } from '#main/engines/file-formats/workbook/workbook.ts'

describe('sniffText', () => {
  it.each([
    ['Name;Umsatz\nAna;1.110,00\nRui;0,00\n', ';', '"'],
    ['name,note\nAna,"a; b; c"\nRui,"d; e"\n', ',', '"'],
    ['name\nAna\n', ',', '"'],
    ['a;b;c\n1;2;3,5\n4;5,1;6\n', ';', '"'],
    ['a\tb, c\n1\t2, 3\n4\t5\n', '\t', '"'],
    ['Name|City\nAna, B|Porto\n', '|', '"'],
    ["'a','b'\n'1','2'\n", ',', "'"],
    ["a,b\n'1,2\n'3,4\nit's,'x'\n", ',', '"'],
    ['Notes:\n"one, two; three"\n\na,b,c\n1,2,3\n4,5,6\n', ',', '"'],
  ])('%j', (text, delimiter, quote) => {
    expect(sniffText({ text, isWhole: true }, {})).toMatchObject({ delimiter, quote, skip: 0 })
  })

  it.each([
    ['sep=;\na,b;c\n', ';', 6],
    ['"sep=|"\r\na;b|c\r\n', '|', 9],
    ['SEP=\t\ra;b\tc\r', '\t', 6],
  ])('obeys %j', (text, delimiter, skip) => {
    expect(sniffText({ text, isWhole: true }, {})).toMatchObject({ delimiter, skip, firstRow: 2 })
  })
})

const rowsOf = (text: string): TableRow[] =>
  headRows({ text, isWhole: true }, { delimiter: ';', quote: '"', firstRow: 1 })
const header = (text: string, asked?: number) =>
  findHeader(rowsOf(text), { asked, columnWord: '#' })

describe('findHeader', () => {
  it('passes over a cell far outside that would make the columns too many', () => {
    const far = ';'.repeat(900)
    const names = header(`Name;City${far}x\nAna;Porto\nRui;Faro\n`)
    expect(names).toEqual({ headerRow: 1, headers: ['Name', 'City'] })
    const rows = header(`Name;City\nAna;Porto${far}x\nRui;Faro\nZoe;Rome\n`)
    expect(rows.headers).toHaveLength(2)
    const none = `ana@x.pt;1234\nrui@x.pt;2345\nzoe@x.pt;3456\neva@x.pt;4567${far}x\n`
    expect(header(none).headers).toHaveLength(2)
    const wide = Array.from({ length: 600 }, (_, at) => `c${at}`).join(';')
    expect(header(`${wide}\n${wide}\n`).headers).toHaveLength(600)
  })

  it.each([
    ['Name;City\nAna;Porto\n', 1, ['Name', 'City']],
    ['Liste\n\nName;City;Phone\nAna;Porto;1\n', 3, ['Name', 'City', 'Phone']],
    ['Ana;ana@x.pt\nRui;rui@x.pt\n', 0, ['# 1', '# 2']],
    // A class that comes again below: the first pupil is no header.
    ['Ngo;Doba;S1\nBea;Sand;S1\nClo;Piot;S2\nAma;Rich;S1\n', 0, ['# 1', '# 2', '# 3']],
    ['Foo;Bar\nAna;a1\nFoo;Bar\nRui;b2\nFoo;Bar\nZoe;c3\n', 1, ['Foo', 'Bar']],
    [
      'EXTF;700;21;16;20261101;RE\nKonto;Vorname;Nachname;PLZ;Ort;Telefon\n1;Ana;Rua;1;Porto;2\n',
      2,
      ['Konto', 'Vorname', 'Nachname', 'PLZ', 'Ort', 'Telefon'],
    ],
    [
      'Person;;Contact;Address\nFirst name;Last name;Email;City\nAna;Rua;a@b.c;Porto\nRui;Sa;b@b.c;Faro\n',
      2,
      ['First name', 'Last name', 'Email', 'City'],
    ],
    ['Ana;12.03.1984\nRui;1.1.1990\n', 0, ['# 1', '# 2']],
    ['王伟;13800138000\n', 0, ['# 1', '# 2']],
    ['foo;bar\nx;y\n', 1, ['foo', 'bar']],
    ['Alexandre;30;Masculino\nAna;41;Feminino\n', 0, ['# 1', '# 2', '# 3']],
    ['Bar X;4701 HV  Breda\nInn Y;4600 AB  Goes\nZ BV;4612 PN  Sluis\n', 0, ['# 1', '# 2']],
    ['Stand 4701;Halle\n4600 AB;Nord\n12;West\n', 1, ['Stand 4701', 'Halle']],
    ['Dr. Alan & Mrs. Lee\nDr. Ana Rua\nMr. & Mrs. Diaz\n', 0, ['# 1']],
    ['Wer kommt zum Fest\nAna Rua\nRui Sa\n', 1, ['Wer kommt zum Fest']],
    ['Name;2023;2024;2025\nAna;1;2;3\n', 1, ['Name', '2023', '2024', '2025']],
    ['Kunde;Umsatz 2024;Umsatz 2025\nAna;1;2\n', 1, ['Kunde', 'Umsatz 2024', 'Umsatz 2025']],
    ['E-mail 1 - Value;Phone 1 - Value\na@b.c;1\n', 1, ['E-mail 1 - Value', 'Phone 1 - Value']],
    [' Name ;;City;;\nAna;x;Porto;;\n', 1, ['Name', '', 'City']],
  ])('%j', (text, headerRow, headers) => {
    expect(header(text)).toEqual({ headerRow, headers })
  })

  it('takes the row it is told', () => {
    expect(header('a;b\nc;d\n1;2\n', 2)).toEqual({ headerRow: 2, headers: ['c', 'd'] })
    expect(header('a;b\nc;d\n', 0)).toEqual({ headerRow: 0, headers: ['# 1', '# 2'] })
  })
})

describe('values of a spreadsheet', () => {
  it.each([
    ['8.613800138E12', '8613800138000'],
    ['13900139000', '13900139000'],
    ['0.30000000000000004', '0.3'],
    ['1234567.8899999999', '1234567.89'],
    ['1.25E-6', '0.00000125'],
    ['-0.5', '-0.5'],
    ['1E+21', '1000000000000000000000'],
    ['1.5E+300', `15${'0'.repeat(299)}`],
    ['007', '7'],
    ['n/a', 'n/a'],
    ['1.125', '1.1250'],
    ['-123.456', '-123.4560'],
    ['0.125', '0.125'],
    ['1234.567', '1234.567'],
  ])('writes the number %s as %s', (raw, text) => {
    const found = plainNumber(raw)
    expect(raw === '1.5E+300' ? BigInt(found) === BigInt(1.5e300) : found === text).toBe(true)
  })

  it('writes days, times, booleans and lines as text', () => {
    const values = [
      new Date('1984-03-14T00:00:00Z'),
      new Date('2026-03-14T09:29:59.999Z'),
      new Date('2026-03-14T09:30:05Z'),
      new Date('1899-12-31T18:15:00Z'),
      true,
      null,
      'a\r\nb\rc',
    ]
    expect(values.map(textOfValue)).toEqual([
      '1984-03-14',
      '2026-03-14 09:30',
      '2026-03-14 09:30:05',
      '18:15',
      'TRUE',
      '',
      'a\nb\nc',
    ])
  })
})

const bytes = (text: string) => new TextEncoder().encode(text)
const none: CellFormats = { padded: new Map(), amounts: new Map() }

describe('a sheet', () => {
  it('is measured by its filled cells', () => {
    const xml =
      '<cols><col min="1"/></cols><row r="1"><c r="A1"><v>1</v></c><c r="ZZ1" s="1"/></row><row r="9"><c r="C9" t="s"><v>0</v></c></row><row r="1048576"/>'
    expect(measureSheet(bytes(xml), none)).toMatchObject({
      rows: 9,
      columns: 3,
      isDamaged: false,
      needsTidying: false,
    })
  })

  it('is measured the same however long it is', () => {
    const row = (at: number) =>
      `<row r="${at}"><c r="B${at}" t="inlineStr"><is><t>a &lt; b</t></is></c></row>`
    const xml = Array.from({ length: 40_000 }, (_, at) => row(at + 1)).join('')
    expect(measureSheet(bytes(xml), none)).toMatchObject({ rows: 40_000, columns: 2 })
  })

  it.each(['<row r="1048577"/>', '<row r="1"><c r="XFE1"><v>1</v></c></row>', '<row r="0"/>'])(
    'is damaged: %s',
    (xml) => {
      expect(measureSheet(bytes(xml), none).isDamaged).toBe(true)
    },
  )

  it('gives every cell a place, errors as text and zeros that are seen', () => {
    const xml =
      '<row><c t="e"><v>#REF!</v></c><c/><c s="4"><v>1067</v></c></row><row r="5"><c r="B5" s="4" t="n"><v>99084</v></c><c><v>1</v></c></row>'
    const padded = new Map([['4', 5]])
    expect(measureSheet(bytes(xml), { ...none, padded })).toMatchObject({
      rows: 5,
      columns: 3,
      needsTidying: true,
    })
    expect(tidySheet(xml, padded)).toBe(
      '<row r="1"><c r="A1" t="str"><v>#REF!</v></c><c r="C1" s="4" t="str"><v>01067</v></c></row><row r="5"><c r="B5" s="4" t="str"><v>99084</v></c><c r="C5"><v>1</v></c></row>',
    )
  })

  it('is found by the relations of its workbook', () => {
    const workbook =
      '<x:workbook><x:workbookPr date1904="true"/><x:sheets><x:sheet name="A &amp; B" r:id="r1"/><x:sheet name="客户" state="veryHidden" r:id="r2"/><x:sheet name="Chart" r:id="r3"/></x:sheets></x:workbook>'
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`
    const relations = [
      relation('r1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('r2', 'worksheet', '/xl/worksheets/../sheets/2.xml'),
      relation('r3', 'chartsheet', 'chartsheets/sheet1.xml'),
      relation('r4', 'styles', 'styles.xml'),
    ].join('')
    expect(readWorkbook(workbook, relations, 'xl/')).toEqual({
      sheets: [
        { name: 'A & B', isHidden: false, path: 'xl/worksheets/sheet1.xml' },
        { name: '客户', isHidden: true, path: 'xl/sheets/2.xml' },
      ],
      startsIn1904: true,
      sharedStrings: null,
      styles: 'xl/styles.xml',
    })
  })

  it('knows the formats that show leading zeros', () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="0.00"/></numFmts><cellStyleXfs><xf numFmtId="165"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="166"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    expect(readCellFormats(styles).padded).toEqual(new Map([['2', 5]]))
    expect(readCellFormats('')).toEqual(none)
  })

  it('knows the currency of a built-in format only where its code is written down', () => {
    // Without its code Excel shows 44 in the currency of whoever opens the file.
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="44" formatCode="_-* #,##0.00\\ &quot;€&quot;_-"/></numFmts><cellXfs><xf numFmtId="44"/><xf numFmtId="8"/></cellXfs></styleSheet>'
    expect(readCellFormats(styles).amounts).toEqual(
      new Map([['0', { currency: 'EUR', places: 2 }]]),
    )
  })
})

describe('fileKindOf', () => {
  it.each([
    ['Name,Email\n', 'text'],
    ['PK\x03\x04', 'archive'],
    ['\xd0\xcf\x11\xe0', 'ole'],
    ['%PDF-1.7', 'pdf'],
    ['II*\0', 'image'],
    ['\x1f\x8b\x08', 'zip'],
    ['  BEGIN:VCARD\n', 'vcard'],
    ['<?xml version="1.0"?><Workbook>', 'xls'],
    ['<ana@x.pt>,Ana', 'text'],
  ])('%j is %s', (text, kind) => {
    expect(fileKindOf(Buffer.from(text, 'latin1'))).toBe(kind)
  })
})
