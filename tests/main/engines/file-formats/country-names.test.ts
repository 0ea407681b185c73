import { expect, it } from 'vitest'
import { countryCodeOf } from '#main/engines/file-formats/country-names.ts'

it.each([
  ['PT', 'PT'],
  ['pt', 'PT'],
  ['Portugal', 'PT'],
  ['Deutschland', 'DE'],
  ['Germany', 'DE'],
  ['中国', 'CN'],
  ['德国', 'DE'],
  ['España', 'ES'],
  ['U.S.A.', 'US'],
  ['United Kingdom', 'GB'],
  ['UK', 'GB'],
  ['The Netherlands', 'NL'],
  ['Türkiye', 'TR'],
  ['EU', null],
  ['Atlantis', null],
  ['', null],
  ['__proto__', null],
])('%j is %s', (cell, code) => {
  expect(countryCodeOf(cell)).toBe(code)
})
