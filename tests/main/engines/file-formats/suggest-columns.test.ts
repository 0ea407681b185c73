import { describe, expect, it } from 'vitest'
import { suggestColumns } from '#main/engines/file-formats/columns/suggest-columns.ts'
import type {
  KnownField,
  SuggestionRules,
} from '#main/engines/file-formats/columns/suggested-field.ts'
import type { CustomFieldId } from '#shared/domain/ids.ts'
import { targetText } from '#tests/support/read-content.ts'

const rules: SuggestionRules = { thisYear: 2026, country: 'DE', currency: 'EUR' }
const suggest = (
  header: string,
  cells: readonly string[],
  more: Partial<SuggestionRules> = {},
): string => {
  const rows = cells.map((cell) => ['Ana', cell])
  const [, column] = suggestColumns(['Name', header], rows, { ...rules, ...more })
  return `${targetText(column!.target)}${column!.isRecognised ? '' : ' ?'}`
}

describe('a column nobody knows', () => {
  it.each([
    ['few values', ['blue', '', 'red'], 'named-note ?'],
    ['words', ['a b', 'c d', 'e f'], 'custom-field Tasse: text ?'],
    ['numbers', ['1', '20', '3,5'], 'custom-field Tasse: number ?'],
    ['numbers with zeros that mean something', ['007', '012', '999'], 'custom-field Tasse: text ?'],
    ['long numbers', ['12345678901234567', '1', '2'], 'custom-field Tasse: text ?'],
    ['amounts', ['12 €', '€ 5', '7,50'], 'custom-field Tasse: money ?'],
    ['days', ['14.03.1984', '2.1.20', '2026-01-01'], 'custom-field Tasse: date ?'],
    ['days, one with a time', ['14.03.84 10:00', '2.1.20', '3.1.20'], 'custom-field Tasse: date ?'],
    ['moments', ['14.03.84 10:00', '2.1.20 11:20', '3.1.20 7:05'], 'custom-field Tasse: text ?'],
    ['days without a year', ['14.03.', '2.1.', '3.1.'], 'custom-field Tasse: text ?'],
    ['days of Iran', ['1405/05/26', '1405/04/19', '1399/12/30'], 'custom-field Tasse: text ?'],
    ['days of Thailand', ['26/05/2569', '19/04/2568', '1/2/2567'], 'custom-field Tasse: text ?'],
    ['days without end', ['2026-01-01', '9999-12-31', '9999-12-31'], 'custom-field Tasse: date ?'],
    ['years', ['2021', '2022', '2024'], 'custom-field Tasse: number ?'],
    ['five digits', ['45964', '45965', '45966'], 'custom-field Tasse: number ?'],
    ['yes and no', ['ja', 'nein', 'Ja'], 'custom-field Tasse: boolean ?'],
    ['ones and zeros', ['1', '0', '1'], 'custom-field Tasse: number ?'],
    ['links', ['a.example', 'https://b.example', 'c.example/d'], 'custom-field Tasse: link ?'],
    ['few different words', ['B2', 'c1', 'B2', 'C1', 'B2', 'A1'], 'custom-field Tasse: choice ?'],
    ['percentages', ['5 %', '7 %', '9 %'], 'custom-field Tasse: text ?'],
    ['e-mails', ['a@x.example', 'b@x.example; c@x.example'], 'email'],
    ['phones', ['+351 912 345 678', '+49 171 5554321'], 'phone'],
  ])('of %s', (_, cells, target) => {
    expect(suggest('Tasse', cells)).toBe(target)
  })

  it('is the field of that name where there is one', () => {
    const field: KnownField = {
      id: 7 as CustomFieldId,
      name: 'tasse',
      type: 'choice',
      options: ['blue'],
    }
    expect(suggest('Tasse', ['blue'], { fields: [field] })).toBe('custom-field field 7')
  })

  it('takes one odd cell in fifty', () => {
    const cells = Array.from({ length: 60 }, (_, at) =>
      `${at}.01.2026`.replace(/^\d+/u, (day) => `${(Number(day) % 28) + 1}`),
    )
    expect(suggest('Tasse', [...cells, 'soon'])).toBe('custom-field Tasse: date ?')
    expect(suggest('Tasse', [...cells, 'soon', 'later'])).toBe('custom-field Tasse: text ?')
  })
})

it('offers the choices of a column, the most frequent first, as first written', () => {
  const rows = ['B2', 'C1', 'b2', 'B2', 'C1', 'C1', 'C1', 'A1'].map((cell) => ['x', cell])
  const [, column] = suggestColumns(['Name', 'Tasse'], rows, rules)
  expect(column?.target.customField).toEqual({
    name: 'Tasse',
    type: 'choice',
    options: ['C1', 'B2', 'A1'],
  })
})

describe('a column that is known', () => {
  it.each([
    ['Umsatz', ['1.234,50', '12', 'ca. 5', '7', '8'], 'custom-field Umsatz: money'],
    ['Paket (EUR)', ['12', '7', '80'], 'custom-field Paket (EUR): money ?'],
    ['Umsatz', ['', ''], 'named-note'],
    ['Newsletter', ['1', '0'], 'custom-field Newsletter: boolean'],
    ['letzter Kontakt', ['1.2.2026', '45964'], 'custom-field letzter Kontakt: date'],
    ['Type', ['Person', 'Organisation'], 'kind'],
    ['Type', ['VIP', 'Lead', 'VIP', 'Lead'], 'custom-field Type: choice'],
    ['Kundennr.', [], 'own-id Kundennr.: text'],
    ['E-mail Type', ['SMTP', 'SMTP', 'SMTP'], 'named-note'],
    ['Custom field: Level (choice: A1 | B2)', [], 'custom-field Level: choice'],
  ])('%s of %j', (header, cells, target) => {
    expect(suggest(header, cells)).toBe(target)
  })

  it('keeps a second company as a note and a second source as a field', () => {
    const headers = ['Company', 'Company Name', 'Lead Source', 'Original Source']
    const rows = ['a', 'b', 'c'].map((word) => [word, word, word, word])
    expect(suggestColumns(headers, rows, rules).map(({ target }) => targetText(target))).toEqual([
      'company',
      'named-note',
      'source',
      'custom-field Original Source: text',
    ])
  })

  it('makes two fields of two columns with one name', () => {
    const rows = ['a', 'b', 'c'].map((word) => ['x', `${word} 1`, `${word} 2`])
    const columns = suggestColumns(['Name', 'Owner', 'Owner'], rows, rules)
    expect(columns.map(({ target }) => targetText(target))).toEqual([
      'display-name',
      'custom-field Owner: text',
      'custom-field Owner 2: text',
    ])
  })
})

describe('numbers of phones', () => {
  it.each([
    [
      'WhatsApp',
      ['(11) 98765-4321 / 3344-5566', 'bia@x.example', '11987651234'],
      'phone @whatsapp (WhatsApp)',
    ],
    ['WhatsApp', ['ana_silva', 'rui.t'], 'messenger @whatsapp'],
    ['Zalo', ['0912345678', '0987 654 321'], 'phone @other (Zalo)'],
    ['微信', ['13800138000'], 'messenger @wechat'],
    [
      'SĐT phụ huynh',
      ['0912.345.678 (mẹ) - 0987 654 321 (bố)', 'ko có', '912000111'],
      'phone (SĐT phụ huynh)',
    ],
    ['Tel Notizen', ['ruft gern an', 'nie', 'abends'], 'custom-field Tel Notizen: text ?'],
  ])('in %s of %j', (header, cells, target) => {
    expect(suggest(header, cells)).toBe(target)
  })
})

it('looks past a line with totals for the type of a column', () => {
  const rows = [
    ['Ana', 'sim'],
    ['Rui', 'não'],
    ['Zé', 'Sim'],
    ['Total', '2'],
  ]
  const [, column] = suggestColumns(['Name', 'Fechado?'], rows, rules)
  expect(targetText(column!.target)).toBe('custom-field Fechado?: boolean')
})

it('finds out whom a file without names of columns is about', () => {
  const rows = [
    ['17', 'Ana Ferreira', 'ana@x.example'],
    ['18', 'Rui Teles', 'rui@x.example'],
    ['19', 'Zé', ''],
  ]
  const columns = suggestColumns(['Column 1', 'Column 2', 'Column 3'], rows, rules)
  expect(columns.map(({ target }) => targetText(target))).toEqual([
    'custom-field Column 1: number',
    'display-name',
    'email',
  ])
})

describe('a file without names of columns', () => {
  const targets = (
    rows: readonly (readonly string[])[],
    more: Partial<SuggestionRules> = {},
  ): string[] => {
    const headers = (rows[0] ?? []).map((_, index) => `Column ${index + 1}`)
    const columns = suggestColumns(headers, rows, { ...rules, ...more })
    return columns.map(({ target }) => targetText(target))
  }

  it('has first and last names in two columns of single words', () => {
    const rows = [
      ['1', 'Hans', 'de Boer', 'hb@x.example'],
      ['2', 'Marie', 'Verkerk', 'mv@x.example'],
      ['3', 'Jan', 'Smit', ''],
    ]
    expect(targets(rows).slice(1)).toEqual(['given-name', 'family-name', 'email'])
    expect(targets(rows, { country: 'HU' }).slice(1, 3)).toEqual(['family-name', 'given-name'])
  })

  it('takes the names of which more are different for the last ones', () => {
    const letter = (at: number): string => String.fromCodePoint(0x61 + (Math.floor(at) % 26))
    const rows = Array.from({ length: 100 }, (_, at) => [
      `Sob${letter(at)}${letter(at / 4)}`,
      `Ann${letter(at % 20)}`,
    ])
    expect(targets(rows)).toEqual(['family-name', 'given-name'])
  })

  it('takes no group beside a first name for a last one', () => {
    const letter = (at: number): string => String.fromCodePoint(0x61 + at)
    const rows = Array.from({ length: 20 }, (_, at) => [
      `Ann${letter(at)}`,
      at % 3 === 0 ? 'Freunde' : 'Familie',
    ])
    expect(targets(rows)).toEqual(['display-name', 'custom-field Column 2: choice'])
  })

  it('keeps a whole name beside a town', () => {
    const rows = ['Ana Rua', 'Rui Sa', 'Eva Luz'].map((name, at) => [
      name,
      ['Faro', 'Braga'][at % 2]!,
    ])
    expect(targets(rows)[0]).toBe('display-name')
  })

  it('names people who stand in many rows of it', () => {
    const letters = 'abcdefghijklmnop'
    const rows = Array.from({ length: 60 }, (_, at) => [
      `O/17.0${at}`,
      `Ann${letters[at % 16]} de Sa`,
      'paypal',
    ])
    expect(targets(rows)[1]).toBe('display-name')
  })

  it('has companies beside the people in them', () => {
    const rows = [
      ['唐山轨道客车装备制造有限公司', '拱振起', '18630583000'],
      ['成都福乐淘电子商务有限公司', '龙燕', '13930380885'],
    ]
    expect(targets(rows).slice(0, 2)).toEqual(['company', 'display-name'])
    const german = [
      ['Weber GmbH', 'Ana', 'Weber'],
      ['Holz & Co. KG', 'Rui', 'Sa'],
    ]
    expect(targets(german)).toEqual(['company', 'given-name', 'family-name'])
  })

  it('is read alike when its columns have become fields', () => {
    const rows = Array.from({ length: 8 }, (_, at) => [
      ['Home', 'Work'][at % 2]!,
      `Ann${'abcdefgh'[at]}`,
      `Sob${'abcdefgh'[at]}`,
      `x${at} 7`,
    ])
    const first = ['custom-field Column 1: choice', 'given-name', 'family-name']
    expect(targets(rows).slice(0, 3)).toEqual(first)
    const field = (name: string, type: KnownField['type'], options: readonly string[]) => ({
      id: 7 as CustomFieldId,
      name,
      type,
      options,
    })
    const fields = [field('Column 1', 'choice', ['Home', 'Work']), field('Column 4', 'text', [])]
    expect(targets(rows, { fields })).toEqual([
      'custom-field field 7',
      'given-name',
      'family-name',
      'custom-field field 7',
    ])
  })

  it('names people by a column with some numbers among the words', () => {
    const rows = ['Ana Rua', 'Rui Sa', 'Guest 5527', 'Eva Luz', 'Zé'].map((name, at) => [
      `7f${at}-${at}a`,
      name,
    ])
    expect(targets(rows)[1]).toBe('display-name')
  })

  it('takes no field of another file for a column of that number', () => {
    const field: KnownField = {
      id: 7 as CustomFieldId,
      name: 'Column 2',
      type: 'number',
      options: [],
    }
    const rows = ['Ana Rua', 'Rui Sa', 'Eva Luz'].map((name, at) => [name, `${at}@x.example`])
    expect(targets(rows, { fields: [field] })).toEqual(['display-name', 'email'])
  })
})

describe('a column whose content tells more than its name', () => {
  it.each([
    ['Büro', ['+49 236 581811', '030 1234567'], 'phone (work)'],
    ['Büro', ['Nord', 'Süd', 'Nord'], 'custom-field Büro: text'],
    ['Privat', ['+49 173 1948971', '0176 23526446'], 'phone (home)'],
    ['Private', ['False', 'True', 'False'], 'named-note'],
    ['Contact', ['9 9158 4308, 91584308', '+56 9 9276 8081', '987654321', '998765432'], 'phone'],
    ['Address', ['https://maps.example/a', 'https://maps.example/b'], 'link (Address)'],
  ])('%s of %j', (header, cells, target) => {
    expect(suggest(header, cells)).toBe(target)
  })

  it.each(['Účet', 'Nr konta', '银行账号', 'Kontonummer', 'р/с', 'Rekeningnummer'])(
    'takes %s for an account at a bank',
    (header) => {
      const cells = ['5003686506', '1210396303', '161544543']
      expect(suggest(header, cells, { arePhones: () => true })).toBe(`custom-field ${header}: text`)
    },
  )

  it('takes numbers with one address among them for no way to reach people', () => {
    const accounts = Array.from({ length: 40 }, (_, at) => `${4300 + at}-${231 + at}/0100`)
    expect(suggest('Tasse', [...accounts, 'ana@x.example'])).toBe('custom-field Tasse: text ?')
    expect(suggest('Tasse', [...accounts.slice(0, 5), 'ana@x.example'])).toBe('phone')
  })

  it('takes no marks under a short name for money of that name', () => {
    expect(suggest('AED', ['0', '1', '0', '0'])).toMatch(': number')
    expect(suggest('AED', ['0', '120', '15', '0'])).toMatch(': money')
  })

  it('takes no number of a salesman for that of the contact', () => {
    expect(suggest('user_id', ['94', '85', '94', '85', '94', '94'])).toMatch('custom-field user_id')
    expect(suggest('user_id', ['94', '85', '81', '12', '13', '14'])).toMatch('own-id')
  })

  it('knows countries under the name that databases give them', () => {
    expect(suggest('country_id', ['Schweiz', 'Deutschland', 'Schweiz', 'Schweiz'])).toBe(
      'address-country',
    )
    expect(suggest('country_id', ['105', '106', '105', '105'])).toMatch('custom-field')
  })

  it('takes an estado beside a town for a region unless it says how somebody is doing', () => {
    const fieldOf = (states: readonly string[]) =>
      suggestColumns(
        ['Nome', 'Cidade', 'Estado'],
        states.map((state, at) => [`Ana ${at}`, 'X', state]),
        rules,
      )[2]?.target.field
    expect(fieldOf(['SP', 'RJ', 'SP'])).toBe('address-region')
    expect(fieldOf(['Ativo', 'Inativo', 'Ativo'])).toBe('custom-field')
    expect(suggest('Estado', ['SP', 'RJ', 'SP', 'RJ'])).toMatch('custom-field')
  })

  it('takes the address of whoever looks after a contact for no address of theirs', () => {
    const rows = ['ana', 'rui', 'zoe'].map((name, at) => [
      name,
      `${name}@x.example`,
      `${['eva', 'jo'][at % 2]}@shop.example`,
    ])
    const columns = suggestColumns(['Name', 'Email', 'CRM Owner'], rows, rules)
    expect(targetText(columns[2]!.target)).toMatch(/^custom-field CRM Owner/u)
    const deals = suggestColumns(['Deal', 'Associated Client Email', 'Deal Owner'], rows, rules)
    expect(deals.map(({ target }) => target.field).slice(1)).toEqual(['email', 'custom-field'])
    const alone = suggestColumns(['Pet', 'Owner Email'], rows, rules)
    expect(alone[1]?.target.field).toBe('email')
  })
})

it('takes numbers of orders for no phones', () => {
  const more = { arePhones: () => true }
  expect(suggest('Order ID', ['3412345678', '3498765432', '3455556666'], more)).not.toMatch('phone')
  expect(suggest('Lfd', ['3412345678', '3412345679', '3412345680'], more)).not.toMatch('phone')
  expect(suggest('Wert', ['3412345678', '3498765432', '3455556666'], more)).toBe('phone')
})

it('takes the address that all share for theirs where no other stands beside it', () => {
  const rows = ['Ana', 'Rui', 'Eva'].map((name) => [name, 'office@haus.pt', ''])
  const columns = suggestColumns(['Name', 'E-mail', 'E-mail Address 2'], rows, rules)
  expect(columns.map(({ target }) => target.field)).toEqual(['display-name', 'email', 'email'])
})

it('leaves the address of the owner out of the contacts', () => {
  const rows = ['ana', 'rui', 'zoe'].map((name) => [name, `${name}@x.example`, 'me@shop.example'])
  const columns = suggestColumns(['Name', 'From Email', 'To Email Address'], rows, rules)
  expect(columns.map(({ target }) => targetText(target))).toEqual([
    'display-name',
    'email',
    'custom-field To Email Address: text',
  ])
})

it('takes the numbers of a spreadsheet under a word for a day for days', () => {
  expect(suggest('FECHA REGISTRO', ['45575', '45576', '45580'])).toBe(
    'custom-field FECHA REGISTRO: date ?',
  )
  expect(suggest('Database', ['45575', '45576', '45580'])).toBe('custom-field Database: number ?')
})

it('keeps amounts that may be thousands as they are typed', () => {
  const more = { country: 'PT' }
  expect(suggest('Umsatz', ['12,800', '3,200', '1,500'], more)).toBe('custom-field Umsatz: text')
})

it('knows a form of address by a bare title, and a job by its name whatever it says', () => {
  expect(suggest('Title', ['Mr', 'Ms.', 'Dr.'])).toMatch(/^custom-field Title/u)
  expect(suggest('Title', ['Mr', 'Teacher'])).toBe('job-title')
  // Also what Kith wrote itself: nobody may be told otherwise.
  expect(suggest('Job title', ['M', 'Dr'])).toBe('job-title')
})
