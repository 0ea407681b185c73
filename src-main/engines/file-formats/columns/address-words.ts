import type { ColumnField, ColumnWords } from './column-words.ts'

type AddressField = Extract<ColumnField, `address-${string}`>

/** The names of address columns that stand without a place before them. */
const plain: Readonly<Record<AddressField, string>> = {
  'address-street':
    'street|address|street address|address line 1|address line1|address 1|address1|mailing address|地址|联系地址|详细地址|通讯地址|街道|收货地址|Straße|Str.|Strasse|Straße und Hausnummer|Straße/Nr.|Straße/Hausnr.|Hausnr.|Hausnummer|Haus-Nr.|house number|Huisnr.|Nr domu|Straße Hausnummer|Ulica/nr|Anschrift|Adresse|Rue|Adresse postale|Dirección|Calle|Domicilio|Morada|Domicilio fiscal|详细收货地址',
  'address-extended':
    'address second line|地址第二行|address line 2|address line2|address 2|address2|street 2|po box|Adresszusatz|Postfach|区|区县|县|Complément d’adresse|Adresse 2',
  'address-city':
    'city|town|市|城市|所在城市|省市|省市区|省市县|所在省市|Ort|Stadt|Wohnort|Ville|Ciudad|Población|Localidad|Cidade|Localidade|Address City',
  'address-region':
    'state|region|province|county|state region|state or region|state province|province code|省|省份|地区|省/自治区/直辖市|Bundesland|Kanton|Région|Département|Provincia|Región|Address State',
  'address-postal-code':
    'postal code|postcode|post code|zip|zip code|zipcode|zip postal code|邮编|邮政编码|PLZ|Postleitzahl|CP|Code postal|C.P.|Código postal|Address Zip|Address Postal Code',
  'address-country':
    'country|country region|country code|国家|国家地区|Land|LKZ|Länderkennzeichen|Ländercode|Länderkürzel|Pays|País|Address Country',
}

/** The same columns of programs that write several addresses: a word before or after each. */
const english: Readonly<Record<AddressField, readonly string[]>> = {
  'address-street': [
    'street',
    'address',
    'street address',
    'address 1',
    'address1',
    'address line 1',
    'address line1',
  ],
  'address-extended': [
    'street 2',
    'street 3',
    'address 2',
    'address2',
    'address line 2',
    'address line2',
    'address po box',
    'po box',
  ],
  'address-city': ['city', 'address city'],
  'address-region': [
    'state',
    'region',
    'province',
    'province code',
    'address state',
    'state province',
    'address province code',
  ],
  'address-postal-code': [
    'postal code',
    'zip',
    'zip code',
    'zipcode',
    'code',
    'postcode',
    'post code',
    'zip postal code',
    'address zip',
    'address postal code',
  ],
  'address-country': [
    'country',
    'country region',
    'country code',
    'address country',
    'address country code',
  ],
}
const german: Readonly<Record<AddressField, readonly string[]>> = {
  'address-street': ['Straße'],
  'address-extended': ['Straße 2', 'Straße 3', 'Postfach'],
  'address-city': ['Ort'],
  'address-region': ['Region', 'Bundesland/Kanton', 'Bundesland', 'Kanton'],
  'address-postal-code': ['Postleitzahl', 'PLZ'],
  'address-country': ['Land/Region', 'Land'],
}
/** Outlook's third German address bends its first word: `Weiterer Ort`, `Weiteres/e Land/Region`. */
const germanOther: Readonly<Record<AddressField, string>> = {
  'address-street': 'Weitere Straße',
  'address-extended': 'Weitere Straße 2|Weitere Straße 3|Weiteres Postfach',
  'address-city': 'Weiterer Ort',
  'address-region': 'Weiteres/r Bundesland/Kanton|Weitere Region',
  'address-postal-code': 'Weitere Postleitzahl',
  'address-country': 'Weiteres/e Land/Region|Weiteres Land',
}

/** Fields of an address, as the records above name them. */
const fieldsOf = (record: Readonly<Record<AddressField, unknown>>): AddressField[] =>
  // The keys are exactly those of the type.
  Object.keys(record) as AddressField[]

const group = (
  label: string | undefined,
  place: string,
  names: (field: AddressField) => readonly string[],
): ColumnWords[] =>
  fieldsOf(plain).map((field) => ({
    target: { field, group: `address:${place}`, ...(label === undefined ? {} : { label }) },
    names: names(field).join('|'),
  }))

const before = (prefix: string) => (field: AddressField) =>
  english[field].map((name) => `${prefix} ${name}`)
const after = (suffix: string) => (field: AddressField) =>
  german[field].map((name) => `${name} ${suffix}`)

/** Thunderbird names only the street by its place. */
const chineseWork: ColumnWords[] = [
  { target: { field: 'address-street', label: 'work', group: 'address:work' }, names: '工作地址' },
  {
    target: { field: 'address-extended', label: 'work', group: 'address:work' },
    names: '工作地址 2',
  },
]

/** The names of address columns, by hand in five languages and of programs. */
export const addressWords: readonly ColumnWords[] = [
  ...fieldsOf(plain).map((field) => ({ target: { field }, names: plain[field] })),
  ...['business', 'work', 'office', 'company'].flatMap((word) =>
    group('work', 'work', before(word)),
  ),
  ...['home', 'private'].flatMap((word) => group('home', 'home', before(word))),
  ...group('other', 'other', before('other')),
  ...group('shipping', 'shipping', before('shipping')),
  ...group('shipping', 'shipping', before('delivery')),
  ...group('shipping', 'shipping', before('ship')),
  ...group('billing', 'billing', before('billing')),
  ...group(undefined, 'mailing', before('mailing')),
  // As Xero names the address for mail and the one of the street.
  ...group(undefined, 'po', before('po')),
  ...group(undefined, 'sa', before('sa')),
  ...group(undefined, 'default', before('default address')),
  ...['geschäftlich', 'dienstlich'].flatMap((word) => group('work', 'work', after(word))),
  ...chineseWork,
  ...group('home', 'home', after('privat')),
  ...group('other', 'other', (field) => germanOther[field].split('|')),
]
