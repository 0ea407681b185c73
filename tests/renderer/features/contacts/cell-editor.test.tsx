import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { CellEditor, type CellEditorProps } from '#renderer/features/contacts/cell-editor.tsx'
import type { ContactRow } from '#renderer/features/contacts/contact-types.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

// The editor of a name reads no more of a row.
const row = { id: 7, displayName: 'Ana' } as ContactRow

const open = async () => {
  fakeWire({})
  const onKeep = vi.fn<CellEditorProps['onKeep']>()
  const editor = (
    <CellEditor row={row} column="name" onKeep={onKeep} onKeepStep={() => {}} onCancel={() => {}} />
  )
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
