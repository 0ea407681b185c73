import { expect, it } from 'vitest'
import { companyNumbers } from '#main/engines/matching/company-numbers.ts'

it.each([
  ['Registration number: HRB 1234', 'registration number', 'HRB1234'],
  ['VAT: PT 509.123.456', 'vat', 'PT509123456'],
  ['USt-IdNr.: DE123456789', 'ust idnr', 'DE123456789'],
  ['Handelsregister: HRB 77 B', 'handelsregister', null],
  ['N° SIRET: 732 829 320 00074', 'n siret', '73282932000074'],
  ['Partita IVA: 12345670017', 'partita iva', '12345670017'],
  ['ИНН: 7707083893', 'инн', '7707083893'],
  ['统一社会信用代码：91310000MA1K35X12A', '统一社会信用代码', '91310000MA1K35X12A'],
  ['Registration date: 2020-01-05', '', null],
  ['Customer number: 123456', '', null],
  ['Prefers the tax office at 10:30 and no calls', '', null],
])('reads a number of a company: %s', (text, label, number) => {
  expect(companyNumbers(text)).toEqual(number === null ? [] : [{ label, number }])
})

it('reads each line of a note', () => {
  const text = 'calls late\nVAT: 509123456\nKvK: 12345678'
  expect(companyNumbers(text)).toEqual([
    { label: 'vat', number: '509123456' },
    { label: 'kvk', number: '12345678' },
  ])
})
