import { expect, it } from 'vitest'
import {
  addDayOrderEvidence,
  decideDayOrders,
  noEvidence,
} from '#main/engines/file-formats/cells/day-orders.ts'

const shown = (...cells: readonly string[]) => {
  const evidence = noEvidence()
  for (const cell of cells) addDayOrderEvidence(evidence, cell)
  return evidence
}
const dayFirst = shown('30/08/2019', '25/08/2019', '20/08/2019', '4/5/2019')
const monthFirst = shown('8/30/2019', '8/25/2019', '8/20/2019', '4/5/2019')
const oneMonthFirst = shown('8/30/2019', '4/5/2019', '6/7/2019')
const nothing = shown('4/5/2019', '6/7/2019')

it.each([
  ['a column decides for itself', [dayFirst, monthFirst], null, ['day-first', 'month-first']],
  ['one that shows nothing follows the others', [nothing, monthFirst], null, ['month-first ×2']],
  ['a choice holds for a column that shows otherwise', [monthFirst], 'day-first', ['day-first']],
  ['and for all of them', [monthFirst, nothing], 'day-first', ['day-first ×2']],
  [
    'but not against columns that plainly differ from one another',
    [dayFirst, monthFirst, nothing],
    'day-first',
    ['day-first', 'month-first', 'day-first'],
  ],
  ['a slip is no column of its own', [dayFirst, oneMonthFirst], 'day-first', ['day-first ×2']],
] as const)('%s', (_, columns, choice, orders) => {
  const dayOrder = choice ?? undefined
  const decided = decideDayOrders(new Map(columns.entries()), { dayOrder, country: null })
  const expected = orders.flatMap((order) => {
    const [name = '', times = '1'] = order.split(' ×')
    return Array.from({ length: Number(times) }, () => name)
  })
  expect([...decided.values()].map(({ order }) => order)).toEqual(expected)
  expect([...decided.values()].some(({ isOpen }) => isOpen)).toBe(false)
})

it('leaves open what nothing and nobody decides', () => {
  const decided = decideDayOrders(new Map([[3, nothing]]), { country: 'US' })
  expect(decided.get(3)).toEqual({ order: 'month-first', isOpen: true })
})
