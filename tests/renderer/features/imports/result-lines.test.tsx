import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImportResult } from '#renderer/features/imports/import-types.ts'
import { ResultLines } from '#renderer/features/imports/result-lines.tsx'
import type { JobId, OperationId } from '#shared/domain/ids.ts'
import { renderPage } from '#tests/support/render-page.tsx'

const resultWith = (changed: number, changedPeople: number): ImportResult => ({
  counts: {
    rows: 3 + changed,
    new: 3,
    changed,
    unchanged: 0,
    duplicates: 0,
    problems: 0,
    leftOut: 0,
    decidedSame: 0,
    decidedDifferent: 0,
    repaired: 0,
    newCompanies: 0,
    newFields: [],
    missing: null,
  },
  changedPeople,
  // Ids are brands on plain numbers.
  operationId: 1 as OperationId,
  // As above.
  planId: 1 as JobId,
  created: { companies: 0, fields: [], tagged: 0 },
  seconds: 1,
  at: 0,
  rules: { matchBy: [], addTags: [], setStage: null, isRemembered: false, recipeName: '' },
})

const nothing = (): void => undefined
const show = (result: ImportResult) =>
  renderPage(<ResultLines result={result} onShow={nothing} onRepair={nothing} onSave={nothing} />)

test.each([
  { changed: 2, people: 2, words: 'people changed', canShow: true },
  { changed: 3, people: 1, words: '1 person Kith had', canShow: true },
  { changed: 4, people: 0, words: 'New people who are in the file more than once', canShow: false },
])('$changed rows about $people people whom Kith had', async ({ changed, people, ...seen }) => {
  await show(resultWith(changed, people))
  expect(screen.getByText(new RegExp(seen.words, 'u'))).toBeTruthy()
  const acts = screen.queryAllByRole('button', { name: /Show: (people changed|rows add)/u })
  expect(acts).toHaveLength(seen.canShow ? 1 : 0)
})
