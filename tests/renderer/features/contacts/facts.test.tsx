import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { AddressFacts } from '#renderer/features/contacts/fact-addresses.tsx'
import { FieldFacts } from '#renderer/features/contacts/fact-fields.tsx'
import { PointFacts } from '#renderer/features/contacts/fact-points.tsx'
import { RelationFacts } from '#renderer/features/contacts/fact-relations.tsx'
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

test.each([
  ['2024-01-01', '2025-06-30', 'Adviser, 1 January 2024 to 30 June 2025'],
  ['2024-01-01', null, 'Adviser, since 1 January 2024'],
  [null, '2025-06-30', 'Adviser, until 30 June 2025'],
  [null, null, 'Adviser'],
])('a role says from when to when: %s, %s', async (startDay, endDay, words) => {
  const relation = {
    id: 1,
    contact: { id: 2, name: 'Porto Studio', kind: 'company' },
    kind: 'works-at',
    side: 'forward',
    role: 'Adviser',
    // Days of the calendar.
    startDay: startDay as CalendarDate | null,
    endDay: endDay as CalendarDate | null,
    notes: null,
  }
  // A record, as far as the people around it go.
  await renderPage(<RelationFacts record={{ id: 1, relations: [relation] } as never} />)
  expect(screen.getByText(words)).toBeTruthy()
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
