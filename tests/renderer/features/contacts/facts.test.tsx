import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { AddressFacts } from '#renderer/features/contacts/record/fact-addresses.tsx'
import { FieldFacts } from '#renderer/features/contacts/record/fact-fields.tsx'
import { PointFacts } from '#renderer/features/contacts/record/fact-points.tsx'
import { RelationFacts } from '#renderer/features/contacts/record/fact-relations.tsx'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { CalendarDate, CustomFieldId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const point = (id: number, kind: string, raw: string) => ({
  id,
  kind,
  raw,
  service: kind === 'link' ? 'linkedin' : null,
  label: null,
  normalized: null,
  formatted: null,
  isPrimary: false,
  isInvalid: false,
  takesMail: false,
  sharedWith: 0,
  noMail: null,
})

const opened = (): { readonly urls: string[] } => {
  const urls: string[] = []
  vi.spyOn(globalThis, 'open').mockImplementation((url) => {
    urls.push(String(url))
    return null
  })
  return { urls }
}

const choose = async (menu: string, act: string): Promise<void> => {
  await userEvent.click(await screen.findByRole('button', { name: menu }))
  await userEvent.click(await screen.findByRole('menuitem', { name: act }))
}

test('a link of somebody is opened from their page; what is no address is not', async () => {
  const points = [point(1, 'link', 'linkedin.com/in/ana'), point(2, 'link', 'javascript:alert(1)')]
  // A record, as far as its ways to reach somebody go.
  const record = { id: 1, displayName: 'Ana', points, language: null, timeZone: null } as never
  const { urls } = opened()
  await renderPage(<PointFacts record={record} />)
  await choose('More about linkedin.com/in/ana', 'Open')
  expect(urls).toEqual(['https://linkedin.com/in/ana'])
  await userEvent.click(screen.getByRole('button', { name: 'More about javascript:alert(1)' }))
  await screen.findByRole('menuitem', { name: 'Remove' })
  expect(screen.queryByRole('menuitem', { name: 'Open' })).toBeNull()
})

test('a link in a field of one’s own is opened too', async () => {
  // The only field of this test.
  const fieldId = 5 as CustomFieldId
  fakeWire({
    'customFields.list': () => ({
      fields: [{ id: fieldId, name: 'Portfolio', type: 'link', options: [], valueCount: 1 }],
    }),
  })
  const value = { type: 'link', value: 'http://ana.example/work' }
  // A record, as far as its own fields go.
  const record = { id: 1, customValues: [{ fieldId, value }] } as never
  const { urls } = opened()
  await renderPage(<FieldFacts record={record} />)
  await choose('More about Portfolio', 'Open')
  expect(urls).toEqual(['http://ana.example/work'])
})

const adviser = {
  id: 1,
  contact: { id: 2, name: 'Porto Studio', kind: 'company' },
  kind: 'works-at',
  side: 'forward',
  role: 'Adviser',
  startDay: null,
  endDay: null,
  notes: null as string | null,
}

test.each([
  ['2024-01-01', '2025-06-30', 'Adviser, 1 January 2024 to 30 June 2025'],
  ['2024-01-01', null, 'Adviser, since 1 January 2024'],
  [null, '2025-06-30', 'Adviser, until 30 June 2025'],
  [null, null, 'Adviser'],
])('a role says from when to when: %s, %s', async (startDay, endDay, words) => {
  // Days of the calendar.
  const days = { startDay: startDay as CalendarDate | null, endDay: endDay as CalendarDate | null }
  const relation = { ...adviser, ...days }
  // A record, as far as the people around it go.
  await renderPage(<RelationFacts record={{ id: 1, relations: [relation] } as never} />)
  expect(screen.getByText(words)).toBeTruthy()
})

test('notes on a relation are added from its menu and kept as one types', async () => {
  const wire = fakeWire({ 'relations.update': () => ({ operationId: null }) })
  // A record, as far as the people around it go.
  await renderPage(<RelationFacts record={{ id: 1, relations: [adviser] } as never} />)
  await choose('More about Porto Studio', 'Add notes')
  const field = await screen.findByRole('textbox', { name: 'Notes on Porto Studio' })
  await waitFor(() => expect(document.activeElement).toBe(field))
  await userEvent.keyboard('Pays in spring')
  await waitFor(() => expect(wire.calls.length).toBe(1), { timeout: 2000 })
  await userEvent.keyboard('{Enter}and late')
  await userEvent.tab()
  expect(wire.calls.map(({ name, input }) => [name, input])).toEqual([
    [
      'relations.update',
      { id: 1, notes: 'Pays in spring', basedOn: { text: null, otherwise: 'ask' } },
    ],
    [
      'relations.update',
      {
        id: 1,
        notes: 'Pays in spring\nand late',
        basedOn: { text: 'Pays in spring', otherwise: 'ask' },
      },
    ],
  ])
})

test('notes on a relation stand under it; what another window wrote is not lost', async () => {
  const now = 'Pays in autumn'
  fakeWire({
    'relations.update': () => ({
      ok: false,
      error: { code: 'changed-elsewhere', message: 'changed', data: { now } },
    }),
  })
  const record = { id: 1, relations: [{ ...adviser, notes: 'Pays in spring' }] }
  // As above.
  await renderPage(<RelationFacts record={record as never} />)
  await userEvent.click(screen.getByText('Pays in spring'))
  await userEvent.keyboard(', always')
  await userEvent.tab()
  expect(await screen.findByText(now)).toBeTruthy()
})

test('an address names its country where it is another than one’s own', async () => {
  const lines = ['Weg 1', '10115 Berlin']
  const addresses = ['DE', 'PT', null].map((country, id) => ({ id, label: null, lines, country }))
  useViewLocale.setState({ country: 'PT' })
  // A record, as far as its addresses go.
  await renderPage(<AddressFacts record={{ id: 1, addresses } as never} />)
  const shown = screen.getAllByRole('button', { name: /^Address: / })
  expect(shown.map(({ textContent }) => textContent)).toEqual([
    'Weg 1\n10115 Berlin\nGermany',
    'Weg 1\n10115 Berlin',
    'Weg 1\n10115 Berlin',
  ])
})
