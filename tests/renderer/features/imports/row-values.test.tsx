import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Row } from '#renderer/features/imports/import-types.ts'
import { ChangeTable } from '#renderer/features/imports/rehearsal/change-table.tsx'
import { differs } from '#renderer/features/imports/rehearsal/duplicate-box.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

const rowWith = (changes: Row['changes']): Row => ({
  row: 2,
  group: 'new',
  kind: 'person',
  name: 'Ana Ferreira',
  companyName: null,
  companyFound: null,
  contactId: null,
  matchedBy: null,
  sameAsRow: null,
  changes,
  problem: null,
  otherProblems: [],
  candidates: [],
  decision: null,
  repairs: [],
  dittos: [],
})

const brings = (
  field: string,
  label: string | null,
  after: string,
  type: Row['changes'][number]['type'] = null,
): Row['changes'][number] => ({
  field,
  label,
  type,
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

test('numbers and amounts are written as the language does, and texts of digits stay', async () => {
  const changes = [
    brings('custom-field', 'Visits', '1234.5', 'number'),
    brings('custom-field', 'Umsatz', '1234.50 EUR', 'money'),
    brings('custom-field', 'Kundennr.', '01067', 'text'),
  ]
  await renderPage(<ChangeTable row={rowWith(changes)} />)
  const cells = screen.getAllByRole('cell').map(({ textContent }) => textContent)
  expect(cells).toEqual(['1,234.5', '€1,234.50', '01067'])
})

test.each([
  ['phone', '030/40000', '030 4000-0', false],
  ['phone', '030 40000', '030 40001', true],
  ['jobTitle', 'Co-Pilot', 'Copilot', true],
])('whether two differ in their %s: %s, %s', (field, inFile, inKith, isOther) => {
  expect(differs({ field, label: null, type: null, inFile, inKith })).toBe(isOther)
})

test('who gets no mail, why and since when is said in words', async () => {
  const said = 'unsubscribe 2026-03-14T09:30:00.000Z ana@ferreira.example'
  await renderPage(<ChangeTable row={rowWith([brings('noMail', null, said)])} />)
  const row = screen.getByRole('row', { name: /^No mail to/u })
  expect(row.textContent).toBe(
    'No mail toana@ferreira.example (Asked for no more mail on 14 March 2026)',
  )
})
