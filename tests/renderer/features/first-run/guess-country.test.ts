import { describe, expect, it } from 'vitest'
import { guessCountry } from '#renderer/features/first-run/guess-country.ts'

describe('guessCountry', () => {
  it.each([
    [['pt-PT', 'en'], 'PT'],
    [['en', 'de-AT'], 'AT'],
    [['zh-Hans'], 'CN'],
    [['zh-TW'], 'TW'],
    [['en'], null],
    [['not a language'], null],
    [[], null],
  ])('%j gives %s', (languages, country) => {
    expect(guessCountry(languages)).toBe(country)
  })
})
