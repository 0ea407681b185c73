import { describe, expect, it } from 'vitest'
import { splitWholeAddress } from '#main/engines/file-formats/cells/whole-address.ts'

const parts = (text: string, country: string | null = null) => {
  const found = splitWholeAddress(text, country)
  if (found === null) return null
  const { street, postalCode, city, region, country: behind } = found
  return [street, postalCode, city, region, behind].filter((part) => part !== null)
}

describe('a whole address in one cell', () => {
  it.each([
    ['Hauptstr. 2, 74523 Schwäbisch Hall', ['Hauptstr. 2', '74523', 'Schwäbisch Hall']],
    ['Hauptstr. 2\n74523 Schwäbisch Hall', ['Hauptstr. 2', '74523', 'Schwäbisch Hall']],
    ['Hauptstraße 12 a, D-04109 Leipzig', ['Hauptstraße 12 a', 'D-04109', 'Leipzig']],
    ['Lindenweg 3-5, Haus B, 80331 München', ['Lindenweg 3-5, Haus B', '80331', 'München']],
    ['Bahnhofstrasse 5, 8001 Zürich', ['Bahnhofstrasse 5', '8001', 'Zürich']],
    ['Mariahilfer Straße 1/2/3, 1060 Wien', ['Mariahilfer Straße 1/2/3', '1060', 'Wien']],
    ['12 rue de la Paix, 75002 Paris', ['12 rue de la Paix', '75002', 'Paris']],
    ['12, rue de la Paix, 75002 Paris', ['12, rue de la Paix', '75002', 'Paris']],
    ['8 av. Foch, 69006 Lyon Cedex 06', ['8 av. Foch', '69006', 'Lyon Cedex 06']],
    ['Keizersgracht 1, 1015 CJ Amsterdam', ['Keizersgracht 1', '1015 CJ', 'Amsterdam']],
    ['C/ Mayor, 1, 2º B, 28013 Madrid', ['C/ Mayor, 1, 2º B', '28013', 'Madrid']],
    ['Via Roma 1, 20121 Milano (MI)', ['Via Roma 1', '20121', 'Milano (MI)']],
    ['ul. Chmielna 19, 00-021 Warszawa', ['ul. Chmielna 19', '00-021', 'Warszawa']],
    ['Rua do Ouro 10, 1100-061 Lisboa', ['Rua do Ouro 10', '1100-061', 'Lisboa']],
    ['123 Main St, Springfield, IL 62704', ['123 Main St', '62704', 'Springfield', 'IL']],
    [
      '123 Main St, Suite 4, New York, NY 10001-2345',
      ['123 Main St, Suite 4', '10001-2345', 'New York', 'NY'],
    ],
    ['12 High St, London SW1A 1AA', ['12 High St', 'SW1A 1AA', 'London']],
    ['12 High St, London, SW1A 1AA', ['12 High St', 'SW1A 1AA', 'London']],
    ['Flat 1, 12 High St, Leeds LS1 4AP', ['Flat 1, 12 High St', 'LS1 4AP', 'Leeds']],
    ['Hauptstr. 2, 74523 Hall, Deutschland', ['Hauptstr. 2', '74523', 'Hall', 'DE']],
    ['123 Main St, Reno, NV 89501, USA', ['123 Main St', '89501', 'Reno', 'NV', 'US']],
    ['12 High St, London SW1A 1AA, UK', ['12 High St', 'SW1A 1AA', 'London', 'GB']],
    ['123 Main St, Reno, NV, 89501', ['123 Main St', '89501', 'Reno', 'NV']],
    ['123 Main St, Carson City NV 89501', ['123 Main St', '89501', 'Carson City', 'NV']],
    ['12 Bay St, Toronto, ON M5V 2T6', ['12 Bay St', 'M5V 2T6', 'Toronto', 'ON']],
    ['12 High St, Richmond VIC 3121', ['12 High St', '3121', 'Richmond', 'VIC']],
    ['Hauptstr. 2 74523 Schwäbisch Hall', ['Hauptstr. 2', '74523', 'Schwäbisch Hall']],
    ['12 rue de la Paix 75002 Paris', ['12 rue de la Paix', '75002', 'Paris']],
    ['ul. Lipowa 2/3 00-021 Warszawa', ['ul. Lipowa 2/3', '00-021', 'Warszawa']],
    ['Keizersgracht 1 1015 CJ Amsterdam', ['Keizersgracht 1', '1015 CJ', 'Amsterdam']],
    ['Kraków, ul. Lipowa 10', ['ul. Lipowa 10', 'Kraków']],
    [
      'Rua das Flores, 123 - Centro, Curitiba - PR, 80010-000',
      ['Rua das Flores, 123 - Centro', '80010-000', 'Curitiba', 'PR'],
    ],
    [
      'Rua A, 10 - Centro - Rio de Janeiro/RJ CEP: 20010-000',
      ['Rua A, 10 - Centro', '20010-000', 'Rio de Janeiro', 'RJ'],
    ],
    ['Av. B, 5, 01310-100, São Paulo - SP', ['Av. B, 5', '01310-100', 'São Paulo', 'SP']],
    [
      '115035, Московская обл., г. Химки, ул. Ленина, д. 1',
      ['ул. Ленина, д. 1', '115035', 'Химки', 'Московская обл.'],
    ],
    ['г. Москва, ул. Тверская, д. 1, кв. 5', ['ул. Тверская, д. 1, кв. 5', 'Москва']],
  ])('is split: %s', (text, expected) => {
    expect(parts(text)).toEqual(expected)
  })

  it.each([
    'Hauptstr. 2',
    '74523 Schwäbisch Hall',
    'Hauptstr. 2, Schwäbisch Hall',
    'Suite 200, 12345 Wilshire Blvd',
    'Apt 5, 1234 Main Street',
    'Building 5, 1500 Broadway',
    '5th Floor, 1234 Kings Road',
    '10 Acacia Gardens, 1200 Sunset Drive',
    'Résidence Bel Air 3, 12345 avenue Foch',
    'Calle 5, 1234 Avenida Norte',
    'Springfield, IL 62704',
    '123 Main St, Springfield, XX 62704',
    'Via Roma 1, Milano, MI 20121',
    '12 Elm Ave Reno NV 89501',
    '12 Elm St, Oak Street NV 89501',
    'Via Roma 1 Milano',
    'Suite 4 12345 Wilshire Blvd',
    'Calle 5 12345 Avenida Norte',
    'Curitiba - PR, 80010-000',
    'Москва, ул. Тверская',
    'Hauptstr. 2, Hall, Deutschland',
    'High Street, Reading, Berkshire RG1 1AA',
    'Rose Cottage, Church Lane LA22 9BU',
    '12 High St, Church Lane LA22 9BU',
    'Hauptstr. 2, 74523 Hall; Nebenstr. 3, 74523 Hall',
    'Hauptstr. 2, 74523 Hall, Tel. 0791 123',
    'Order 12, 12345 pcs of 7',
    '中国北京市朝阳区建国路88号, 100022 北京',
  ])('stays whole where that is not certain: %s', (text) => {
    expect(parts(text)).toBe(null)
  })

  it('is not one of a country that its row does not name', () => {
    expect(parts('Hauptstr. 2, 74523 Hall', 'DE')).toEqual(['Hauptstr. 2', '74523', 'Hall'])
    expect(parts('Hauptstr. 2, 74523 Hall', 'US')).toBe(null)
    expect(parts('123 Main St, Springfield, IL 62704', 'IT')).toBe(null)
    expect(parts('12 High St, London SW1A 1AA', 'FR')).toBe(null)
  })
})
