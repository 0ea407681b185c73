import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const Opener = ({ isKept, onClose }: { isKept: boolean; onClose?: () => void }) => {
  const [isOpen, setOpen] = useState(false)
  const close = (): void => {
    setOpen(false)
    onClose?.()
  }
  const dialog = (
    <Dialog title="Why" isOpen={isKept ? isOpen : true} onClose={close}>
      <input aria-label="Reason" data-autofocus />
    </Dialog>
  )
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <button type="button">Next</button>
      {(isKept || isOpen) && dialog}
    </>
  )
}

const open = async (props: Parameters<typeof Opener>[0]) => {
  fakeWire({})
  await renderPage(<Opener {...props} />)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Reason')))
}

test.each([
  ['goes at once', false],
  ['stays to be opened again', true],
])('Esc gives the focus back to where it was, from a dialog that %s', async (_, isKept) => {
  await open({ isKept })
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })),
  )
})

test('what is focused on closing keeps the focus', async () => {
  const next = () => screen.getByRole('button', { name: 'Next', hidden: true })
  await open({ isKept: false, onClose: () => next().focus() })
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement).toBe(next())
})
