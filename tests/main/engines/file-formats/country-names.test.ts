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
  ['DEU', 'DE'],
  ['prt', 'PT'],
  ['D', 'DE'],
  ['Allemagne', 'DE'],
  ['Alemania', 'DE'],
  ['Großbritannien', 'GB'],
  ['États-Unis', 'US'],
  ['Estados Unidos', 'US'],
  ['香港', 'HK'],
  ['Viet Nam', 'VN'],
  ['ca. 500', null],
  ['Atlantis', null],
  ['', null],
  ['__proto__', null],
])('%j is %s', (cell, code) => {
  expect(countryCodeOf(cell)).toBe(code)
})
