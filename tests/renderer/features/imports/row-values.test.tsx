import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ChangeTable } from '#renderer/features/imports/change-table.tsx'
import { differs } from '#renderer/features/imports/duplicate-box.tsx'
import type { Row } from '#renderer/features/imports/import-types.ts'
import { renderPage } from '#tests/support/render-page.tsx'

const rowWith = (changes: Row['changes']): Row => ({
  row: 2,
  group: 'new',
  name: 'Ana Ferreira',
  companyName: null,
  companyFound: null,
  contactId: null,
  matchedBy: null,
  sameAsRow: null,
  changes,
  problem: null,
  candidates: [],
  decision: null,
  repairs: [],
  dittos: [],
})

const brings = (field: string, label: string | null, after: string): Row['changes'][number] => ({
  field,
  label,
  before: null,
  after,
  kind: 'fills-blank',
})

test('yes and no are words, and a tag called true stays as it is', async () => {
  const changes = [
    brings('custom-field', 'Newsletter', 'true'),
    brings('custom-field', 'Blocked', 'false'),
    brings('tag', null, 'true'),
  ]
  await renderPage(<ChangeTable row={rowWith(changes)} />)
  const cells = screen.getAllByRole('cell').map(({ textContent }) => textContent)
  expect(cells).toEqual(['Yes', 'No', 'true'])
})

test.each([
  ['phone', '030/40000', '030 4000-0', false],
  ['phone', '030 40000', '030 40001', true],
  ['jobTitle', 'Co-Pilot', 'Copilot', true],
])('whether two differ in their %s: %s, %s', (field, inFile, inKith, isOther) => {
  expect(differs({ field, label: null, inFile, inKith })).toBe(isOther)
})
