import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImportResult } from '#renderer/features/imports/import-types.ts'
import { ResultLines } from '#renderer/features/imports/result/result-lines.tsx'
import type { Output } from '#shared/contract/index.ts'
import type { JobId, OperationId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

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
    kept: 0,
    newCompanies: 0,
    newFields: [],
    missing: null,
  },
  changedPeople,
  // Ids are brands on plain numbers.
  operationId: 1 as OperationId,
  // As above.
  planId: 1 as JobId,
  created: { companies: 0, fields: [], tagged: 0, noMail: 0 },
  seconds: 1,
  at: 0,
  rules: { matchBy: [], addTags: [], setStage: null, isRemembered: false, recipeName: '' },
  isUndone: false,
})

const rehearsed = (row: number): Output<'imports.rehearsedRows'>['rows'][number] => ({
  row,
  group: 'unchanged',
  kind: 'person',
  name: `Person ${row}`,
  companyName: row === 2 ? 'Lumen' : null,
  companyFound: null,
  contactId: null,
  matchedBy: 'email',
  sameAsRow: null,
  changes: [],
  problem: null,
  otherProblems: [],
  candidates: [],
  decision: null,
  repairs: [],
  dittos: [],
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

test('whom nothing changed for stand below their line, a hundred at a time', async () => {
  const { calls } = fakeWire({
    'imports.rehearsedRows': ({ offset = 0, limit = 0 }) => ({
      rows: Array.from({ length: Math.min(limit, 130 - offset) }, (_, at) =>
        rehearsed(offset + at + 2),
      ),
      people: [],
      total: 130,
    }),
  })
  const result = resultWith(0, 0)
  await show({ ...result, counts: { ...result.counts, unchanged: 130, rows: 133 } })
  expect(calls).toEqual([])
  const act = screen.getByRole('button', { name: 'Show: unchanged' })
  expect(act.getAttribute('aria-expanded')).toBe('false')
  fireEvent.click(act)
  expect(await screen.findByText('Lumen')).toBeTruthy()
  expect(screen.getAllByRole('listitem')).toHaveLength(100)
  fireEvent.click(screen.getByRole('button', { name: 'Show 30 more' }))
  expect(await screen.findByText('Person 131')).toBeTruthy()
  expect(screen.getAllByRole('listitem')).toHaveLength(130)
  fireEvent.click(screen.getByRole('button', { name: 'Hide: unchanged' }))
  expect(screen.queryByRole('listitem')).toBeNull()
})

test('a file without anybody unchanged has nothing to show there', async () => {
  await show(resultWith(0, 0))
  expect(screen.queryByRole('button', { name: 'Show: unchanged' })).toBeNull()
})
