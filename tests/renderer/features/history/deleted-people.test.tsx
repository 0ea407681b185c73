import { setTimeout as wait } from 'node:timers/promises'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { DeletedPeople } from '#renderer/features/history/deleted-people.tsx'
import type { OperationId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const person = (id: number, name: string) => ({
  id,
  name,
  kind: 'person',
  jobTitle: null,
  point: null,
})
const everyone = [person(1, 'Ann Lee'), person(2, 'Bob Hale'), person(3, 'Annika Berg')]

test('asks once the typing rests, and everybody is everybody of the list that was seen', async () => {
  const searches: string[] = []
  const brought: unknown[] = []
  // Only what the list reads of the answers is there.
  const answers = {
    'history.deleted': ({ search = '' }: { search?: string }) => {
      searches.push(search)
      const contacts = everyone.filter(({ name }) => name.toLowerCase().includes(search))
      return { contacts, total: contacts.length, nextCursor: null }
    },
    'history.bringBack': (input: unknown) => {
      brought.push(input)
      return { operationId: 12, jobId: null, count: 1 }
    },
  } as unknown as Parameters<typeof fakeWire>[0]
  fakeWire(answers)
  // An id of the answers above.
  await renderPage(<DeletedPeople id={9 as OperationId} name="Deleted 3 contacts" />)
  const field = await screen.findByRole('searchbox')
  for (const value of ['a', 'an', 'ann']) {
    fireEvent.change(field, { target: { value } })
    if (value !== 'ann') await act(() => wait(10))
  }
  // At once, while the list is still that of another search.
  fireEvent.click(screen.getByRole('button', { name: /Choose everybody/ }))
  expect(screen.queryAllByRole('option', { selected: false })).toHaveLength(0)
  await waitFor(() => expect(searches.at(-1)).toBe('ann'))
  expect(searches.length).toBeLessThan(4)
  await waitFor(() => expect(screen.queryAllByRole('option', { selected: true })).toHaveLength(0))
  expect(screen.getAllByRole('option')).toHaveLength(2)
  await userEvent.click(screen.getByText('Annika Berg'))
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(brought).toHaveLength(1))
  expect(brought[0]).toMatchObject({ id: 9, selection: { ids: [3] } })
})
