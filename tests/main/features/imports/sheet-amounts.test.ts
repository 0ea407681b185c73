import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTable } from '#main/features/imports/tables/open-table.ts'
import { readTable, shortFacts, targetText } from '#tests/support/read-content.ts'

const file = join(import.meta.dirname, '../../../fixtures/imports/reading/amounts.xlsx')

const readAmounts = async (currency: string) => {
  const opened = await openTable(file, {})
  if (!opened.ok) throw new Error(opened.error.code)
  const rows: (readonly string[])[] = []
  opened.value.read((batch) => {
    rows.push(...batch.map(({ cells }) => cells))
    return true
  })
  return readTable(opened.value.headers, rows, { country: 'DE', currency })
}

it('amounts have the currency that their number format shows, and decimals stay decimals', async () => {
  const { headers, targets, read } = await readAmounts('EUR')
  expect(targets.map(targetText)).toEqual([
    'display-name',
    'custom-field Umsatz: money',
    'custom-field Open: money',
    'custom-field Quota: number',
    'custom-field Weight: number',
  ])
  expect(read.map(({ facts }) => shortFacts(facts, headers)['values'])).toEqual([
    {
      Umsatz: 'money 120000 CHF',
      Open: 'money 123400 USD',
      Quota: 'number 7.5',
      Weight: 'number 1.125',
    },
    { Umsatz: 'money 14286 EUR', Open: 'money 50 USD', Quota: 'number 12', Weight: 'number 2.375' },
    {
      Umsatz: 'money -8000 GBP',
      Open: 'money 9900 USD',
      Quota: 'number 1',
      Weight: 'number 3.875',
    },
    {
      Umsatz: 'money 5000 JPY',
      Open: 'money 1280000 USD',
      Quota: 'number 2',
      Weight: 'number 12.5',
    },
  ])
})

it('a sign of several currencies is the one of the business', async () => {
  const { headers, read } = await readAmounts('CAD')
  expect(read.map(({ facts }) => shortFacts(facts, headers)['values'])[0]).toMatchObject({
    Open: 'money 123400 CAD',
  })
})
