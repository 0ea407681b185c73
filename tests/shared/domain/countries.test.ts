import { describe, expect, it } from 'vitest'
import { countryCodes, currencyCodes, currencyOf, weekStartOf } from '#shared/domain/countries.ts'

describe('countries', () => {
  it('have a name in both languages and a currency', () => {
    for (const language of ['en', 'zh-CN']) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
      expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([])
    }
    expect(countryCodes.filter((code) => !/^[A-Z]{3}$/.test(currencyOf(code) ?? ''))).toEqual([])
  })

  it('stand in alphabetical order, each once', () => {
    expect([...new Set(countryCodes)].toSorted()).toEqual(countryCodes)
    expect(currencyCodes).toContain('CNY')
  })

  it.each([
    ['PT', 'EUR', 1],
    ['CN', 'CNY', 1],
    ['US', 'USD', 7],
    ['EG', 'EGP', 6],
  ])('%s pays in %s and starts the week on day %i', (country, currency, day) => {
    expect([currencyOf(country), weekStartOf(country)]).toEqual([currency, day])
  })

  it('does not know what is no country', () => {
    expect(currencyOf('ZZ')).toBeNull()
    expect(currencyOf('constructor')).toBeNull()
  })
})
