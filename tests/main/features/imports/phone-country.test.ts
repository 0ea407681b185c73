import { describe, expect, it } from 'vitest'
import type { HintingFile } from '#main/features/imports/columns/country-hints.ts'
import { arePhones, findPhoneCountry } from '#main/features/imports/columns/phone-country.ts'
import { type SuggestedFile, suggestFile } from '#main/features/imports/columns/suggest-file.ts'

const rules = (country: string) => ({ thisYear: 2026, country, currency: 'EUR' })
const suggested = (
  lines: readonly string[],
  country: string,
  more: Partial<HintingFile> & { readonly asked?: string } = {},
): SuggestedFile => {
  const [headers = [], ...rows] = lines.map((line) => line.split(';'))
  return suggestFile({ headers, rows, encoding: 'utf-8', ...more }, rules(country), more.asked)
}
const countryOf = (...input: Parameters<typeof suggested>) => {
  const { country, isFound } = suggested(...input)
  return `${country}${isFound ? ' found' : ''}`
}

describe('the country of a file’s phones', () => {
  it.each([
    ['Chinese names', 'PT', ['姓名;手机', '王伟;138 0013 8000', '李娜;13900139000']],
    ['Korean names', 'US', ['이름;휴대폰', '김철수;010-1234-5678', '이영희;010-9876-5432']],
    ['Japanese', 'CN', ['氏名;電話番号', '山田;03-1234-5678', '鈴木;090-1111-2222']],
    ['Polish names', 'CN', ['Imię;Telefon', 'Łucja;601 234 567', 'Adam;22 123 45 67']],
    ['Turkish names', 'PT', ['Ad;Telefon', 'Ali;0532 123 45 67', 'Şule;0212 345 67 89']],
    [
      'endings of addresses',
      'CN',
      ['Name;Phone;Email', 'A;0351 123456;a@x.de', 'B;0171 2345678;b@y.de'],
    ],
    [
      'numbers with a plus',
      'CN',
      ['Name;Phone', 'A;+44 20 7946 0000', 'B;020 7946 0001', 'C;07911 123456'],
    ],
    ['the way of North America', 'CN', ['Name;Phone', 'A;(212) 736-5000', 'B;415-673-0061']],
    [
      'a column of countries elsewhere in the file',
      'PT',
      ['Name;Phone;Country', 'A;0471 12 34 56;Belgium', 'B;0472 12 34 57;', 'C;0473 12 34 58;'],
    ],
  ] as const)('is found from %s', (_name, country, lines) => {
    expect(countryOf(lines, country)).toMatch(/^(?:CN|KR|JP|PL|TR|DE|GB|US|BE) found$/u)
    expect(countryOf(lines, country)).not.toMatch(new RegExp(country, 'u'))
  })

  it('is not that of another number beside one written as in North America', () => {
    const lines = ['Name;Phone', 'A;(415) 555-2671', 'B;+86 138 0013 8000', 'C;+351 912 345 678']
    expect(countryOf(lines, 'PT')).toBe('US found')
  })

  it('is the business’s where most numbers exist there, and where the owner says so', () => {
    expect(countryOf(['姓名;手机', '王伟;912 345 678', '李娜;913 345 678'], 'PT')).toBe('PT')
    const lines = ['姓名;手机', '王伟;138 0013 8000', '李娜;13900139000']
    expect(countryOf(lines, 'PT', { asked: 'PT' })).toBe('PT')
  })

  it('is another where the own one would take mobiles for landlines', () => {
    expect(countryOf(['姓名;手机', '王伟;138 0013 8000', '李娜;13900139000'], 'AT')).toBe(
      'CN found',
    )
    expect(countryOf(['Name;Telefon', 'Max;0664 1234567', 'Eva;01 5123456'], 'AT')).toBe('AT')
    expect(countryOf(['Vorname;Telefon', 'Max;0171 2345678', 'Eva;0351 123456'], 'DE')).toBe('DE')
    expect(countryOf(['Vorname;Telefon', 'Urs;079 123 45 67', 'Eva;044 668 18 00'], 'CH')).toBe(
      'CH',
    )
    expect(countryOf(['Nombre;Teléfono', 'Ana;612 345 678', 'Eva;915 123 456'], 'ES')).toBe('ES')
  })

  it('is the one a file speaks of in several ways, where its numbers have the right length', () => {
    const lines = ['שם;טלפון;אימייל', 'דוד כהן;03-1234567;d@x.il', 'שרה לוי;050-1234567;s@x.il']
    expect(countryOf(lines, 'PT', { encoding: 'windows-1255' })).toBe('IL found')
  })

  it('stays where nothing is certain', () => {
    expect(countryOf(['Name;Phone', 'A;91 23', 'B;555-0100'], 'PT')).toBe('PT')
    expect(countryOf(['Name;Phone', 'A;none', 'B;'], 'PT')).toBe('PT')
    // Numbers of any country; one alone hints at nothing.
    expect(countryOf(['Name;Phone', 'A;13800138000'], 'PT')).toBe('PT')
  })

  it('needs five numbers where the file does not speak of the country', () => {
    const numbers = ['13800138000', '13900139000', '13612345678', '18612345678', '13712345678']
    const file = (count: number) => ({
      rows: numbers.slice(0, count).map((number) => [number]),
      targets: [{ field: 'phone' as const }],
      hints: new Map<string, number>(),
      country: 'PT',
    })
    expect(findPhoneCountry(file(4))).toBe(null)
    expect(findPhoneCountry(file(5))).toBe('CN')
  })

  const sample = ['123-4567', '234-5678', '345.6789', '456 7890', '567-8901', '678-9012'].map(
    (number) => `(555) ${number}`,
  )

  it.each([
    ['names alone', 'Name;Phone', (phone: string, at: number) => `Ann ${at};${phone}`],
    ['Spanish headers', 'Nombre;Teléfono', (phone: string, at: number) => `Ann ${at};${phone}`],
    [
      'some rows that name a country',
      'Name;Phone;Country',
      (phone: string, at: number) => `Ann ${at};${phone};${at % 2 === 0 ? 'US' : ''}`,
    ],
  ] as const)('is not Mexico for the exchange 555 of films: %s', (_name, header, line) => {
    const lines = [header, ...sample.map(line)]
    expect(countryOf(lines, 'US')).toBe('US')
    expect(countryOf(lines, 'CA')).toBe('CA')
  })

  it('is not Mexico for them where the business is elsewhere and nothing speaks of it', () => {
    const lines = ['Name;Phone', ...sample.map((phone) => `A;${phone}`)]
    expect(countryOf(lines, 'CN')).not.toContain('MX')
    expect(countryOf(lines, 'PT')).not.toContain('MX')
    expect(countryOf(lines, 'MX')).toBe('MX')
  })

  it('is the business’s where its numbers can be dialled and the file speaks of no other', () => {
    const madeUp = ['123-456-7890', '222-333-4444', '111-222-3333', '987-654-3210', '555-666-7777']
    expect(countryOf(['Name;Phone', ...madeUp.map((phone) => `A;${phone}`)], 'US')).toBe('US')
    const mexican = ['55 5123 4567', '55 5234 5678', '55 5345 6789', '33 3612 3456', '81 8345 1234']
    expect(countryOf(['Name;Phone', ...mexican.map((phone) => `A;${phone}`)], 'MX')).toBe('MX')
  })

  it('leaves rows out that name their country', () => {
    const lines = ['Name;Phone;Country', 'A;0171 2345678;Germany', 'B;0351 123456;Germany']
    expect(countryOf(lines, 'PT')).toBe('PT')
  })

  it('says on the columns of phones and nowhere else where they belong', () => {
    const { columns } = suggested(['姓名;手机', '王伟;138 0013 8000', '李娜;13900139000'], 'PT')
    expect(columns.map(({ target }) => target.field)).toEqual(['display-name', 'phone'])
  })
})

describe('cells of phones under a name nobody knows', () => {
  const places = ['PT', 'DE', 'US']
  it.each([
    ['with and without their country', ['21 123 45 67', '912 345 678', '351 912 345 671'], true],
    ['of one country', ['912 345 678', '913 345 678', '21 846 1234'], true],
    ['with a plus', ['+44 20 7946 0000', '+49 171 2345678'], true],
    ['of Germany', ['0351/123456', '0171-2345678', '0351 / 98 76 54'], true],
    ['mostly', ['0351/123456', '0171-2345678', '0351 987654', '0171 2345679', 'none'], true],
    ['alone', ['+44 20 7946 0000'], false],
    ['of customers', ['10000001', '10000002', '10000003'], false],
    ['of postcodes', ['1000-001', '1000-002', '4000-123'], false],
    ['of years', ['1984', '1985', '2020'], false],
    ['of days', ['03-04-1984', '12/31/1990', '19840304'], false],
    ['of months', ['2020/08-2020/10', '2020/08-2020/11', '2021/1-2021/12'], false],
    ['of money', ['1 250 000', '12 000', '1.234.567'], false],
    ['of words', ['Ana', 'Ben'], false],
  ] as const)('%s', (_name, cells, expected) => {
    expect(arePhones(cells, places)).toBe(expected)
  })
})
