import { describe, expect, it } from 'vitest'
import {
  amountFormat,
  amountText,
  percentFormat,
} from '#main/engines/file-formats/cells/amount-formats.ts'
import { SheetAmounts } from '#main/engines/file-formats/workbook/sheet-amounts.ts'

describe('amountFormat', () => {
  it.each([
    ['[$CHF-807] #,##0.00', 'CHF', 2],
    ['"$"#,##0', '$', 2],
    ['#,##0.00\\ [$€-407]', 'EUR', 2],
    ['_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-;_-[$£-809]* "-"??_-;_-@_-', 'GBP', 2],
    ['_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', 'EUR', 2],
    ['_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"??_);_(@_)', '$', 2],
    ['[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00', 'USD', 2],
    ['[$$-en-CA]#,##0.00', 'CAD', 2],
    ['[$$-2009]#,##0', 'JMD', 2],
    ['[$¥-411]#,##0', 'JPY', 0],
    ['[$¥-804]#,##0.00', 'CNY', 2],
    ['[$¥-zh-CN]#,##0.00', 'CNY', 2],
    ['[$¥-10804]#,##0.00', 'CNY', 2],
    ['#,##0 [$kr-41D]', 'SEK', 2],
    ['#,##0.00\\ [$kr-414]', 'NOK', 2],
    ['#,##0.00 "kr"', 'kr', 2],
    ['[$R$-416]\\ #,##0.00', 'BRL', 2],
    ['[$lei-418] #,##0', 'RON', 2],
    ['[$€-x-euro2] #,##0.000', 'EUR', 3],
    ['[$USD] #,##0', 'USD', 2],
    ['#,##0\\ "Ft"', 'HUF', 0],
    ['#,##0.00 €', 'EUR', 2],
    ['\\£#,##0', 'GBP', 2],
    ['#,##0.00"元"', 'CNY', 2],
    ['[>=1000]"Fr. "#,##0;"Fr. "0.00', 'CHF', 2],
    // Older money than the euro is not the euro.
    ['#,##0.00 [$DM-407]', 'DM', null],
  ])('%s', (code, currency, places) => {
    expect(amountFormat(code)).toEqual({ currency, places })
  })

  it.each([
    'General',
    '0.00',
    '#,##0.00_);(#,##0.00)',
    '[$-409]d-mmm-yy',
    '[$-409]#,##0.00',
    '[$-F800]dddd, mmmm dd, yyyy',
    '[Red]0.00',
    '0 "ft"',
    '0 "pcs"',
    '"Nr. "0',
    '0.0%',
    '"$"@',
    '@',
    '',
  ])('%s shows none', (code) => {
    expect(amountFormat(code)).toBeNull()
  })
})

it('rounds what nobody sees, and keeps the rest', () => {
  const format = { currency: 'EUR', places: 2 }
  const texts = ['1200', '-5', '142.857142857143', '0.005', '9.999', '-0.125', '1234.5']
  expect(texts.map((text) => amountText(text, format))).toEqual([
    'EUR 1200',
    'EUR -5',
    'EUR 142.86',
    'EUR 0.01',
    'EUR 10.00',
    'EUR -0.13',
    'EUR 1234.5',
  ])
  expect(amountText('10.5', { currency: 'JPY', places: 0 })).toBe('JPY 11')
  expect(amountText('1.23456', { currency: 'DM', places: null })).toBe('DM 1.23456')
})

it('knows the cells of a sheet by their places', () => {
  const euro = { currency: 'EUR', places: 2 }
  const dollar = { currency: '$', places: 2 }
  const amounts = new SheetAmounts()
  for (const row of [2, 3, 5]) amounts.add(row, 2, euro)
  amounts.add(6, 2, dollar)
  amounts.add(4, 2, dollar)
  const at = (row: number, text: string) => amounts.withCurrencies(row, ['7', text])[1]
  expect([1, 2, 3, 4, 5, 6, 7].map((row) => at(row, '7'))).toEqual([
    '7',
    'EUR 7',
    'EUR 7',
    '7',
    'EUR 7',
    '$ 7',
    '7',
  ])
  expect(at(2, 'on request')).toBe('on request')
  expect(at(2, '')).toBe('')
})

it('shares are shown as shares', () => {
  expect(['0%', '0.00%', '#,##0.0 %;[Red]-0.0 %'].map(percentFormat)).not.toContain(null)
  expect(['0.00', '0.0"%"', '"$"#,##0'].map(percentFormat)).toEqual([null, null, null])
  const share = percentFormat('0.0%')!
  expect(
    ['0.125', '0.3', '0', '1', '-0.0725', '0.07'].map((text) => amountText(text, share)),
  ).toEqual(['12.5 %', '30 %', '0 %', '100 %', '-7.25 %', '7 %'])
})
