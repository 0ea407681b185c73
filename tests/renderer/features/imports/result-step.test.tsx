import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImportResult } from '#renderer/features/imports/import-types.ts'
import { ResultStep } from '#renderer/features/imports/result/result-step.tsx'
import type { JobId, OperationId } from '#shared/domain/ids.ts'
import { renderPage } from '#tests/support/render-page.tsx'

const result: ImportResult = {
  counts: {
    rows: 1,
    new: 0,
    changed: 1,
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
  changedPeople: 1,
  operationId: null,
  // Ids are brands on plain numbers.
  planId: 1 as JobId,
  created: { companies: 0, fields: [], tagged: 0, noMail: 1 },
  seconds: 1,
  at: 0,
  rules: { matchBy: [], addTags: [], setStage: null, isRemembered: false, recipeName: '' },
  isUndone: false,
}

const show = (change: Partial<ImportResult>) =>
  renderPage(
    <ResultStep
      result={{ ...result, ...change }}
      fileName="people.csv"
      renderConflicts={() => null}
    />,
  )

test('nothing but wishes for no mail cannot be undone, and says so', async () => {
  await show({})
  expect(
    await screen.findByText(/^Nothing else came in, so there is nothing to undo/),
  ).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Undo the import' })).toBeNull()
  expect(screen.getByText('Also: no mail goes to 1 address any more.')).toBeDefined()
})

test('wishes for no mail beside other rows outlast the undo of those', async () => {
  // Ids are brands on plain numbers.
  await show({ operationId: 1 as OperationId })
  expect(await screen.findByText(/^Who gets no mail any more stays so/)).toBeDefined()
  expect(screen.getByRole('button', { name: 'Undo the import' })).toHaveProperty('disabled', false)
})

test('without them nothing is said of mail', async () => {
  await show({ operationId: 1 as OperationId, created: { ...result.created, noMail: 0 } })
  expect(await screen.findByText(/^Undo puts everything back/)).toBeDefined()
  expect(screen.queryByText(/mail/)).toBeNull()
})
