import { describe, expect, it } from 'vitest'
import { recogniseColumns } from '#main/engines/file-formats/columns/columns.ts'
import { planColumns } from '#main/features/imports/columns/column-plan.ts'
import { readRow } from '#main/features/imports/rows/read-row.ts'
import type { ReadingRules } from '#main/features/imports/rows/row-cells.ts'
import { readOneRow as read, readingRules as rules } from '#tests/support/read-one-row.ts'

const facts = (row: Record<string, string>) => read(row).facts

describe('a birthday in parts', () => {
  const parts = (day: string, month: string, year: string) =>
    read({ Name: 'A', 'Birth year': year, 'Birth month': month, 'Birth day': day })
  const born = (year: number | null, month: number, day: number) => ({
    facts: { dates: [{ kind: 'birthday', label: null, year, month, day }], notes: [] },
    problem: null,
  })

  it.each([
    ['14', '3', '1984', born(1984, 3, 14)],
    ['05', '12', '', born(null, 12, 5)],
    ['5.', 'März', '1990', born(1990, 3, 5)],
    ['1st', 'Sept', '0', born(null, 9, 1)],
    ['24日', '1月', '1970年', born(1970, 1, 24)],
    ['29', '2', '', born(null, 2, 29)],
    ['14.03.1984', '', '', born(1984, 3, 14)],
  ])('is one day: %s, %s, %s', (day, month, year, expected) => {
    expect(parts(day, month, year)).toMatchObject(expected)
  })

  it('stays in the notes where a part is missing or is none', () => {
    const notes = (...cells: Parameters<typeof parts>) => parts(...cells).facts
    expect(notes('', '3', '1984')).toMatchObject({
      dates: [],
      notes: ['Birth month: 3', 'Birth year: 1984'],
    })
    expect(notes('14', 'spring', '')).toMatchObject({
      dates: [],
      notes: ['Birth day: 14', 'Birth month: spring'],
    })
    expect(notes('14', '3', '84')).toMatchObject({ dates: [] })
    expect(notes('', '', '')).toMatchObject({ dates: [], notes: [] })
  })

  it('is a problem where there is no such day', () => {
    expect(parts('30', '2', '1984').problem).toMatchObject({
      code: 'no-such-day',
      column: 'Birth day',
      value: '1984-02-30',
    })
  })

  it('is only one where all parts are there', () => {
    const row = { Name: 'A', 'Birth year': '1984', 'Birth day': '14' }
    expect(facts(row)).toMatchObject({ dates: [], notes: ['Birth year: 1984', 'Birth day: 14'] })
    const twice = { Name: 'A', Birthday: '1984-03-14', 'Birth month': '3', 'Birth day': '14' }
    expect(facts(twice)).toMatchObject({
      dates: [{ year: 1984, month: 3, day: 14 }],
      notes: ['Birth month: 3', 'Birth day: 14'],
    })
  })
})

describe('words for nothing that are names as well', () => {
  it.each([
    ['Nan', 'Wu', 'Nan Wu'],
    ['NAN', 'WU', 'NAN WU'],
    ['Nil', 'Yılmaz', 'Nil Yılmaz'],
    ['Sarah', 'Null', 'Sarah Null'],
    ['Sarah', 'Blank', 'Sarah Blank'],
    ['nan', 'Wu', 'Wu'],
    ['NaN', 'Wu', 'Wu'],
    ['Sarah', 'NULL', 'Sarah'],
    ['Sarah', 'unknown', 'Sarah'],
  ])('%s %s is called %s', (given, family, name) => {
    const found = facts({ 'First name': given, 'Last name': family, City: 'Leer', Notes: 'Null' })
    expect(found.displayName).toBe(name)
    expect([found.addresses[0]?.city, found.notes]).toEqual(['Leer', []])
  })
})

describe('rows that are no contacts', () => {
  const headers = ['Name', 'E-Mail', 'First  name', '']
  const plan = planColumns(headers, recogniseColumns(headers))
  const read = (cells: readonly string[], more: Partial<ReadingRules> = {}) =>
    readRow({ row: 9, cells, hasBrokenQuotes: false }, plan, { ...rules, ...more })
  const problem = (cells: readonly string[]) => read(cells).problem?.code

  it.each([
    [headers],
    [['name', ' E-MAIL', 'FIRST NAME', ' ']],
    [['NAME', 'First Name']],
    [['First name', 'Name', 'e-mail']],
  ])('repeat the names of the columns: %s', (cells) => {
    expect(problem(cells)).toBe('repeats-header')
    expect(read(cells, { unreadable: 'keep-as-note' }).isAside).toBe(true)
    expect(read(cells, { isLetIn: true }).isAside).toBe(false)
  })

  it.each([[['Name', '', '']], [['Name', 'ana@x.pt', 'First name']], [['Name', 'Name', '']]])(
    'say more or less than the names of the columns: %s',
    (cells) => {
      expect(problem(cells)).not.toBe('repeats-header')
    },
  )

  it.each([
    'Page 2 of 9',
    '- Seite 3 von 4 -',
    'Página 2/9',
    'Pág. 7',
    '第 2 页 共 9 页',
    '第3頁',
    'ページ 2',
  ])('are feet of pages: %s', (name) => {
    expect(problem([name, '', ''])).toBe('no-contact')
    expect(problem([name, 'ana@x.pt', ''])).toBeUndefined()
  })

  it('repeat them in other words right below them', () => {
    const names = ['姓名', '手机', '公司', '备注']
    const translated = planColumns(names, recogniseColumns(names))
    const at = (row: number, ...cells: string[]) =>
      readRow({ row, cells, hasBrokenQuotes: false }, translated, rules).problem?.code
    expect(at(2, 'name', 'mobile', 'company', 'memo text')).toBe('repeats-header')
    expect(at(2, 'Name', 'Phone')).toBe('repeats-header')
    expect(at(2, 'Mobile', 'Name')).not.toBe('repeats-header')
    expect(at(2, '王伟', '912345678', '公司', '备注')).toBeUndefined()
    expect(at(2, '王伟', '', '公司')).toBeUndefined()
    expect(at(900, 'name', 'mobile', 'company', '')).not.toBe('repeats-header')
  })

  it.each([
    'Average',
    'Sum of all customers',
    'Total for 2025',
    'Summe aller Kunden',
    '3 records',
    '1.204 Einträge',
    '共 12 条记录',
  ])('are sums and counts: %s', (name) => {
    expect(problem([name, '', '', '12'])).toBe('no-contact')
  })

  it('are sums whose word stands where no name does', () => {
    expect(problem(['', '', '', 'Summe'])).toBe('no-contact')
    expect(problem(['', '', '', 'blue'])).toBe('no-name')
    expect(read(['', '', '', 'Summe'], { isLetIn: true }).isAside).toBe(true)
  })

  it.each([
    'Summer Total',
    'Sum Lee',
    'Counts of Porto',
    '3 Friends',
    'Jimmy Page',
    'Page 2 Screen',
    'Side Project',
    'Pageboy 2',
  ])('are people: %s', (name) => {
    expect(problem([name, '', ''])).toBeUndefined()
  })
})

describe('what programs and people write in place of a fact', () => {
  it('is no company where it says that somebody is a private person', () => {
    expect(facts({ Name: '张三', 公司: '个人' })).toMatchObject({
      displayName: '张三',
      companyName: null,
      notes: ['公司: 个人'],
    })
    expect(facts({ Name: 'Ana', Firma: 'Privat' })).toMatchObject({ companyName: null })
    expect(facts({ Name: 'Ana', Firma: 'Privatbank' })).toMatchObject({
      companyName: 'Privatbank',
    })
  })

  it('is no number where a shop hides it', () => {
    expect(read({ 姓名: '陈小鹿', 手机: '138****5678' })).toMatchObject({
      problem: null,
      facts: { points: [], notes: ['手机: 138****5678'] },
      flags: [{ code: 'value-unreadable', value: '138****5678' }],
    })
    expect(read({ 姓名: '陈小鹿', 手机: '138*' }).problem).not.toBeNull()
  })

  it('is no address where Outlook names a colleague on its own server', () => {
    const name = '/o=Org/ou=Exchange/cn=Recipients/cn=sean'
    expect(read({ Name: 'Sean', 'E-mail Address': name })).toMatchObject({
      problem: null,
      facts: { points: [], notes: [`E-mail Address: ${name}`] },
    })
  })
})

describe('an address', () => {
  const address = (row: Record<string, string>) => facts({ Name: 'A', ...row }).addresses[0]

  it.each([
    ['04109 Leipzig', '04109', 'Leipzig'],
    ['D-04109 Bad Muskau', 'D-04109', 'Bad Muskau'],
    ['61-806 Poznań', '61-806', 'Poznań'],
    ['4000-001 Porto', '4000-001', 'Porto'],
    ['1011 AB Amsterdam', '1011 AB', 'Amsterdam'],
    ['110 00 Praha', '110 00', 'Praha'],
    ['Kadıköy/İSTANBUL', null, 'Kadıköy/İSTANBUL'],
    ['10. Bezirk', null, '10. Bezirk'],
  ])('has the code that stands before the town: %s', (cell, postalCode, city) => {
    expect(address({ 'PLZ/Ort': cell })).toMatchObject({ postalCode, city })
  })

  it('keeps the town as it is where a column has the code', () => {
    expect(address({ PLZ: '04109', Ort: '04109 Leipzig' })).toMatchObject({
      postalCode: '04109',
      city: '04109 Leipzig',
    })
  })

  it('in one cell is split where the row has no other column of it', () => {
    const whole = 'Hauptstr. 2, 74523 Schwäbisch Hall'
    const parts = { street: 'Hauptstr. 2', postalCode: '74523', city: 'Schwäbisch Hall' }
    expect(address({ Adresse: whole })).toMatchObject(parts)
    expect(address({ Adresse: whole.replace(', ', '\n') })).toMatchObject(parts)
    expect(address({ Adresse: whole, Ort: '', Land: 'DE' })).toMatchObject({
      ...parts,
      country: 'DE',
    })
    const kept = { street: whole, postalCode: null }
    expect(address({ Adresse: whole, Ort: 'Hall' })).toMatchObject({ ...kept, city: 'Hall' })
    expect(address({ Adresse: whole, Land: 'USA' })).toMatchObject({ ...kept, city: null })
  })

  it('has the number of the house behind its street', () => {
    expect(address({ Straße: 'Große Straße', Hausnr: '12 a', Ort: 'Ulm' })).toMatchObject({
      street: 'Große Straße 12 a',
    })
    expect(address({ 住所1: '渋谷区神宮前', 住所2: '梅田ビル' })).toMatchObject({
      street: '渋谷区神宮前\n梅田ビル',
    })
  })
})
