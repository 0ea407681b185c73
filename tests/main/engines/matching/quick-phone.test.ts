import fc from 'fast-check'
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { expect, it } from 'vitest'
import { readQuickly } from '#main/engines/matching/quick-phone.ts'

const byLibrary = (text: string, country: CountryCode | null): string | null => {
  const parse = (number: string) => {
    const options = country === null ? {} : { defaultCountry: country }
    const found = parsePhoneNumberFromString(number, { ...options, extract: false })
    return found?.isPossible() === true ? found.number : null
  }
  return parse(text) ?? (text.startsWith('00') ? parse(`+${text.slice(2)}`) : null)
}

const prefixes =
  ' 0 1 8 00 + 011 9 +1 0049 86 49 +49 +54 +52 +55 +39 +7 44 351 +44 +86 +351 +33 +378 +290'.split(
    ' ',
  )
const separators = ['', '', '', ' ', '-', '.', '/', '(', ')', ' (0)', '\u00a0']

const number = fc
  .record({
    prefix: fc.constantFrom(...prefixes),
    digits: fc.array(fc.tuple(fc.nat({ max: 9 }), fc.constantFrom(...separators)), {
      minLength: 2,
      maxLength: 15,
    }),
  })
  .map(({ prefix, digits }) => (prefix + digits.flat().join('')).trim())
const country = fc.option(fc.constantFrom(...getCountries()), { freq: 10 })

it('agrees with the library wherever it answers, in every country', () => {
  let answered = 0
  fc.assert(
    fc.property(number, country, (text, place) => {
      const quick = readQuickly(text, place)
      if (quick === null) return
      answered += 1
      expect(quick).toBe(byLibrary(text, place))
    }),
    { numRuns: 20_000 },
  )
  // Without this a reader that never answers would pass.
  expect(answered).toBeGreaterThan(2000)
})

it.each([
  ['+351 912 345 678', null, '+351912345678'],
  ['0171 55432109', 'DE', '+4917155432109'],
  ['13812345678', 'CN', '+8613812345678'],
  ['0571-88881234', 'CN', '+8657188881234'],
  ['(212) 555-0100', 'US', '+12125550100'],
  ['06 12 34 56 78', 'FR', '+33612345678'],
  ['912 345 678', 'PT', '+351912345678'],
  ['0049 171 55432109', 'DE', '+4917155432109'],
])('answers the usual %s in %s', (text, place, e164) => {
  expect(readQuickly(text, place)).toBe(e164)
})
