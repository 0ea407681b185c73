import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ContactRow } from '#renderer/features/contacts/contact-types.ts'
import { CellEditor, type CellEditorProps } from '#renderer/features/contacts/list/cell-editor.tsx'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

// The editor of a name reads no more of a row.
const row = { id: 7, displayName: 'Ana', company: null } as ContactRow

const open = async (column: 'name' | 'company' = 'name') => {
  fakeWire({
    'contacts.list': () => ({
      // Only the names are read of them.
      rows: [{ displayName: 'Lumen Studio' }] as never,
      total: 1,
      nextCursor: null,
    }),
  })
  const onKeep = vi.fn<CellEditorProps['onKeep']>()
  const more = { row, column, onKeep }
  const editor = <CellEditor {...more} onKeepStep={() => {}} onCancel={() => {}} />
  return { onKeep, ...(await renderPage(editor)) }
}

test('what is typed into a cell is kept when its page is left', async () => {
  const { onKeep, unmount } = await open()
  await userEvent.type(screen.getByRole('textbox'), 'bel')
  unmount()
  expect(onKeep.mock.calls).toEqual([['Anabel', 'stay']])
})

test('Esc keeps nothing, nor does leaving the page afterwards', async () => {
  const { onKeep, unmount } = await open()
  await userEvent.type(screen.getByRole('textbox'), 'Anna{Escape}')
  unmount()
  expect(onKeep).not.toHaveBeenCalled()
})

test('a company is chosen from those that are known, and kept as chosen', async () => {
  const { onKeep } = await open('company')
  const field = screen.getByRole('combobox')
  await userEvent.type(field, 'lum')
  await screen.findByRole('option', { name: 'Lumen Studio' })
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(field).toHaveProperty('value', 'Lumen Studio')
  expect(onKeep).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  expect(onKeep.mock.calls).toEqual([['Lumen Studio', 'stay']])
})

test('a company that nobody knows is kept as it was typed', async () => {
  const { onKeep } = await open('company')
  await userEvent.type(screen.getByRole('combobox'), 'lum')
  await screen.findByRole('option', { name: 'Lumen Studio' })
  await userEvent.keyboard('{Enter}')
  expect(onKeep.mock.calls).toEqual([['lum', 'stay']])
})
