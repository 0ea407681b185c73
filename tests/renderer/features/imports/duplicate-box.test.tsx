import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Candidate, Row } from '#renderer/features/imports/import-types.ts'
import { DuplicateBox } from '#renderer/features/imports/rehearsal/duplicate-box.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

const nothing = (): void => undefined

const candidate = (reasons: Candidate['reasons']): Candidate => ({
  contactId: null,
  row: 2,
  name: 'Anna Müller',
  companyName: null,
  reasons,
  score: 0.9,
  facts: [],
})
const row: Row = {
  row: 3,
  group: 'duplicates',
  kind: 'person',
  name: 'Anna Müller',
  companyName: null,
  companyFound: null,
  contactId: null,
  matchedBy: null,
  sameAsRow: null,
  changes: [],
  problem: null,
  otherProblems: [],
  candidates: [],
  decision: null,
  repairs: [],
  dittos: [],
}

test.each([
  [['same-name'], 'Same name, nothing else in common'],
  [['same-birthday', 'same-name'], 'Same birthday, same name'],
] as const)('says of %s: %s', async (reasons, words) => {
  const shown = { row, candidate: candidate([...reasons]), place: '1 / 1' }
  await renderPage(<DuplicateBox {...shown} onDecide={nothing} onLater={nothing} />)
  expect(screen.getByText(new RegExp(words, 'u'))).toBeTruthy()
})

test('speaks of companies as companies, and of money as money', async () => {
  const fact = {
    field: 'custom-field',
    label: 'Revenue',
    type: 'money',
    inFile: '12.50 EUR',
    inKith: null,
  } as const
  const shown = {
    row: { ...row, kind: 'company' as const },
    candidate: { ...candidate(['same-name', 'other-town']), facts: [fact] },
    place: '1 / 1',
  }
  await renderPage(<DuplicateBox {...shown} onDecide={nothing} onLater={nothing} />)
  expect(screen.getByText(/^Same name, other town/u)).toBeTruthy()
  expect(screen.getByRole('button', { name: /^Different companies/u })).toBeTruthy()
  expect(screen.getByRole('button', { name: /^The same company/u })).toBeTruthy()
  expect(screen.getByText('€12.50')).toBeTruthy()
})
