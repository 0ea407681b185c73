import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ContactRecord } from '#renderer/features/contacts/contact-types.ts'
import { RelationDialog } from '#renderer/features/contacts/record/relation-dialog.tsx'
import type { OperationId, RelationId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const berlitz = { id: 9, displayName: 'Berlitz', kind: 'company', company: null }
// The dialog reads no more of a record.
const record = { id: 7, kind: 'person' } as ContactRecord

const start = async () => {
  const wire = fakeWire({
    'search.recent': () => ({ contacts: [] }),
    // As above.
    'search.everywhere': () => ({ contacts: [{ contact: berlitz }], notes: [] }) as never,
    'relations.create': () => ({ operationId: 1 as OperationId, id: 1 as RelationId }),
  })
  const onClose = vi.fn<() => void>()
  await renderPage(<RelationDialog record={record} relation={null} onClose={onClose} />)
  const created = () => wire.calls.findLast((one) => one.name === 'relations.create')?.input
  return { onClose, created }
}

const who = () => screen.getByRole('combobox', { name: 'Who' })

test('Enter takes the first who was found', async () => {
  const { created } = await start()
  await userEvent.type(who(), 'Berl')
  await screen.findByRole('option', { name: 'Berlitz' })
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(who()).toHaveProperty('value', 'Berlitz'))
  await userEvent.type(screen.getByRole('textbox', { name: 'Notes' }), ' Taught there{Enter}twice ')
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  await waitFor(() =>
    expect(created()).toMatchObject({
      fromContactId: 9,
      toContactId: 7,
      notes: 'Taught there\ntwice',
    }),
  )
})

test('says that somebody has to be chosen', async () => {
  const { created } = await start()
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect(await screen.findByText('Choose somebody from the list.')).toBeTruthy()
  expect(created()).toBeUndefined()
})

test('a day that cannot be read is not left out without a word', async () => {
  const { onClose, created } = await start()
  await userEvent.type(who(), 'Berl')
  await userEvent.click(await screen.findByRole('option', { name: 'Berlitz' }))
  await userEvent.type(screen.getByLabelText('From'), '31 Feb 2026{Enter}')
  expect(await screen.findByText(/This is not a day/)).toBeTruthy()
  expect([created(), onClose.mock.calls]).toEqual([undefined, []])
})
