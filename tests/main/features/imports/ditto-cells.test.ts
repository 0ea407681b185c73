import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeColumns } from '#main/features/imports/columns/describe-columns.ts'
import { ImportRuns } from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const file = `Name,Firma,Stadt,Email
Ana Ferreira,Lumen Studio,Porto,ana@lumen.studio
Rui Costa,〃,ditto,rui@lumen.studio
Eva Klein,〃,Faro,eva@lumen
`

const dittosOf = (plan: Awaited<ReturnType<ImportRuns['plan']>>) =>
  runs.rows(plan, 'new').rows.map(({ row, dittos }) => [row, dittos])

it('a row says which of its cells are those of the row above', async () => {
  const plan = await runs.plan(file)
  expect(dittosOf(plan)).toEqual([
    [2, []],
    [
      3,
      [
        { column: 1, mark: '〃' },
        { column: 2, mark: 'ditto' },
      ],
    ],
    [4, [{ column: 1, mark: '〃' }]],
  ])
  await runs.commit(plan)
  const companies = runs.connection.reader.allSql<{ name: string }>(
    `select display_name as name from contacts where kind = 'company'`,
  )
  expect(companies).toEqual([{ name: 'Lumen Studio' }])
})

it('a cell that the owner repairs is no longer the one above', async () => {
  const plan = await runs.plan(file)
  const revised = await runs.revise(plan, {
    repairs: [
      { row: 3, column: 1, value: 'Atelier' },
      { row: 4, column: 3, value: 'eva@lumen.studio' },
    ],
  })
  expect(dittosOf(revised)).toEqual([
    [2, []],
    [3, [{ column: 2, mark: 'ditto' }]],
    [4, [{ column: 1, mark: '〃' }]],
  ])
  expect(runs.rows(revised, 'new').rows.map(({ companyName }) => companyName)).toEqual([
    'Lumen Studio',
    'Atelier',
    'Lumen Studio',
  ])
})

it('a column says how many of its cells are', () => {
  const rows = [
    ['Ana', 'Porto'],
    ['Rui', 'Porto'],
    ['Eva', 'Porto'],
  ]
  const [, city] = describeColumns(['Name', 'Stadt'], rows, {
    thisYear: 2026,
    country: 'PT',
    currency: 'EUR',
    dittos: [
      { column: 1, mark: '〃' },
      { column: 1, mark: 'idem' },
    ],
  })
  expect(city?.remarks).toContainEqual({
    code: 'repeats-above',
    count: 2,
    value: '〃, idem',
    isWarning: true,
  })
})
