import { expect, it } from 'vitest'
import { suggestColumns } from '#main/engines/file-formats/columns/suggest-columns.ts'
import { arePhones } from '#main/features/imports/columns/phone-country.ts'
import { targetText } from '#tests/support/read-content.ts'

const suggest = (text: string, country = 'US'): string[] => {
  const [headers = [], ...rows] = text.split('\n').map((line) => line.split(','))
  const rules = {
    thisYear: 2026,
    country,
    currency: 'USD',
    arePhones: (cells: readonly string[]) => arePhones(cells, [country, 'AR', 'DE']),
  }
  return suggestColumns(headers, rows, rules).map(({ target }) => targetText(target))
}

it.each([
  [
    'whoever sends a parcel is the owner, and to whom it goes the contact',
    `to_name,to_address_1,to_city,to_postal_code,return_name,return_phone,return_postal_code,weight,carrier,insured
Ann Lee,1 Oak St,Reno,89501,My Shop,1-844-842-8777,14304-1675,1,usps,no
Bo Hill,2 Oak St,Reno,89501,My Shop,1-844-842-8777,14304-1675,2,usps,no
Cy Poe,3 Oak St,Reno,89501,My Shop,1-844-842-8777,14304-1675,3,usps,no`,
    [
      'display-name',
      'address-street',
      'address-city',
      'address-postal-code',
      'custom-field return_name: text',
      'custom-field return_phone: text',
      'custom-field return_postal_code: text',
    ],
  ],
  [
    'numbers that a state gives are no phones',
    'Nombre,CUIT,Tel\nAna Paz,20-12345678-6,11 4321-5678\nBea Sol,27-23456789-4,11 4321-5679\nCiro M,20-34567890-1,11 4321-5670',
    ['display-name', 'custom-field CUIT: text', 'phone'],
  ],
  [
    'places on a map are no phones',
    'Name,latitude,longitude,Nº socio\nAna,-23.960833,-46.333889,1\nRui,-22.911013,-43.209372,2\nEva,-23.657339,-46.532250,3',
    [
      'display-name',
      'custom-field latitude: number',
      'custom-field longitude: number',
      'own-id Nº socio: text',
    ],
  ],
  [
    'a role is no job beside one',
    'name,jobtitle,role\nAnn Lee,Clerk,Vendor\nBo Hill,Chef,Vendor\nCy Poe,Cook,Vendor',
    ['display-name', 'job-title', 'custom-field role: text'],
  ],
  ['and one elsewhere', 'name,role\nAnn Lee,Clerk', ['display-name', 'job-title']],
  [
    'two family names, and a given name that is called both',
    'nome_cognome,Cognome1,Cognome2\nAna,Sol,Lua\nRui,Mar,\nEva,Rio,Paz',
    ['given-name', 'family-name', 'named-note'],
  ],
  [
    'a phone behind whose it is, several in a cell',
    '学生姓名,家长电话\n王小明,13800138000\n李娜,13900139000/010-66668888\n张伟,13800138002',
    ['display-name', 'phone (家长电话)'],
  ],
  [
    'two addresses as Xero has them',
    'ContactName,POAddressLine1,POCity,SAAddressLine1,SACity\nAlma,PO Box 1,Reno,1 Oak St,Reno',
    [
      'display-name',
      'address-street #address:po',
      'address-city #address:po',
      'address-street #address:sa',
      'address-city #address:sa',
    ],
  ],
  [
    'numbers under a second word for the contact',
    'nombre,contacto\nAna Paz,9 9158 4308; 91584308\nBea Sol,9 9158 4309\nCiro Mar,91584310',
    ['display-name', 'phone'],
  ],
])('%s', (_, file, expected) => {
  expect(suggest(file).slice(0, expected.length)).toEqual(expected)
})

it.each([
  'Nombres y Apellidos',
  'Nome Sobrenome',
  'Voornaam Achternaam',
  'Ime Prezime',
  'nome_cognome',
])('a column of whole names: %s', (header) => {
  expect(suggest(`Tasse,${header}\nblau,Ana Sol\nrot,Rui Mar`)[1]).toBe('display-name')
})
