import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { useDrafts } from '#renderer/features/contacts/draft-store.ts'
import { NewContactDialog } from '#renderer/features/contacts/new-contact-dialog.tsx'
import type { ContactId, OperationId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const start = () =>
  fakeWire({
    'tags.list': () => ({ tags: [] }),
    'contacts.findDuplicates': () => ({ matches: [] }),
    'contacts.list': () => ({
      // Only the names are read of them.
      rows: [{ displayName: 'Lumen Studio' }, { displayName: 'Lumen' }] as never,
      total: 2,
      nextCursor: null,
    }),
    'contacts.create': () => ({ operationId: 1 as OperationId, id: 7 as ContactId }),
  })

beforeEach(() => useDrafts.setState({ drafts: {} }))

const page = <NewContactDialog name="" onClose={() => {}} />
const field = (name: string) => screen.getByLabelText(name, { selector: 'input' })
const click = (name: string) => userEvent.click(screen.getByRole('button', { name }))

test('a double click adds one person', async () => {
  const wire = start()
  await renderPage(page)
  await userEvent.type(field('Name'), 'Ana')
  const add = screen.getByRole('button', { name: 'Add' })
  fireEvent.click(add)
  fireEvent.click(add)
  const added = () => wire.calls.filter((one) => one.name === 'contacts.create')
  await waitFor(() => expect(added()).not.toEqual([]))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(added()).toHaveLength(1)
})

test('known companies are offered while one types; Enter takes the chosen one and adds nobody yet', async () => {
  const wire = start()
  await renderPage(page)
  await userEvent.type(field('Name'), 'Ana')
  await userEvent.type(field('Company'), 'Lumen')
  expect(await screen.findByRole('option', { name: 'Lumen Studio' })).toBeTruthy()
  expect(screen.queryByRole('option', { name: 'Lumen' })).toBeNull()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(field('Company')).toHaveProperty('value', 'Lumen Studio')
  expect(wire.calls.filter(({ name }) => name === 'contacts.create')).toEqual([])
  expect(wire.calls.findLast(({ name }) => name === 'contacts.list')?.input).toMatchObject({
    filter: { kind: 'company' },
  })
})

test('Add and next leads back to the name', async () => {
  start()
  await renderPage(page)
  await userEvent.type(field('Name'), 'Ana')
  await click('Add and next')
  await waitFor(() => expect(field('Name')).toHaveProperty('value', ''))
  expect(document.activeElement).toBe(field('Name'))
})

test('what was typed outlives a dialog that is shut; Clear throws it away', async () => {
  start()
  const { unmount } = await renderPage(page)
  await userEvent.type(field('Name'), 'Ana')
  await userEvent.type(field('Company'), 'Lumen')
  unmount()
  await renderPage(page)
  expect(field('Name')).toHaveProperty('value', 'Ana')
  await click('Clear')
  expect(field('Company')).toHaveProperty('value', '')
})

test('an address that cannot be read stops nobody: it is kept as typed', async () => {
  const wire = start()
  await renderPage(page)
  await userEvent.type(field('Name'), 'Ana')
  await userEvent.type(field('E-mail'), 'ana at example{Enter}')
  await waitFor(() =>
    expect(wire.calls.findLast((one) => one.name === 'contacts.create')?.input).toMatchObject({
      points: [{ kind: 'email', raw: 'ana at example' }],
    }),
  )
})
