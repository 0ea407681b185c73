import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { DuplicateBox } from '#renderer/features/imports/duplicate-box.tsx'
import type { Candidate, Row } from '#renderer/features/imports/import-types.ts'
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
