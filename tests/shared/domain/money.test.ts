import { expect, it } from 'vitest'
import { currencyOfColumn, readMoney } from '#shared/domain/money.ts'

const read = (cell: string, currency = 'EUR') => {
  const money = readMoney(cell, { decimal: 'comma', currency })
  return money === null ? null : `${money.amountMinor} ${money.currency}`
}

it.each([
  ['1.234,50 €', '123450 EUR'],
  ['€ 12', '1200 EUR'],
  ['EUR 12,5', '1250 EUR'],
  ['12 Euro', '1200 EUR'],
  ['$1,200.00', '120000 USD'],
  ['US$ 20.50', '2050 USD'],
  ['-15,50', '-1550 EUR'],
  ['(15,50) €', '-1550 EUR'],
  ['€ -3', '-300 EUR'],
  ['12,- €', '1200 EUR'],
  ['CHF 10.-', '1000 CHF'],
  ['300 元', '30000 CNY'],
  ['1.2万元', '1200000 CNY'],
  ['¥300', '30000 CNY'],
  ['500 JPY', '500 JPY'],
  ['20 zł', '2000 PLN'],
  ['20 kr', '2000 SEK'],
  ['12 XYZ', null],
  ['12 EUR USD', null],
  ['about 12', null],
  ['12,345 €', null],
  // Thousands written the English way, or euros with three decimals: nobody knows.
  ['12,800', null],
  ['0,800', '80 EUR'],
  ['1,250,000원', '1250000 KRW'],
  ['12.500.000 VNĐ', '12500000 VND'],
  ['Rp 1.250.000', '1250000 IDR'],
  ['1,5 JPY', null],
  ['', null],
])('%j', (cell, money) => {
  expect(read(cell)).toBe(money)
})

it('takes a shared sign for the business’s own currency', () => {
  expect(read('$ 5', 'CAD')).toBe('500 CAD')
  expect(read('¥ 5', 'JPY')).toBe('5 JPY')
  expect(read('5 kr', 'NOK')).toBe('500 NOK')
})

it.each([
  ['累计消费(元)', 'CNY'],
  ['消费金额（美元）', 'USD'],
  ['Umsatz (EUR)', 'EUR'],
  ['Revenue $', 'CAD'],
  ['Chiffre d’affaires €', 'EUR'],
  ['Total [GBP]', 'GBP'],
  ['Fee/CHF', 'CHF'],
  ['金额/元', 'CNY'],
  ['Umsatz (netto)', null],
  ['Umsatz', null],
  ['Area ft', null],
  ['VIP', null],
  ['EUR', 'EUR'],
])('a column %j has amounts in %s', (name, currency) => {
  expect(currencyOfColumn(name, 'CAD')).toBe(currency)
})
