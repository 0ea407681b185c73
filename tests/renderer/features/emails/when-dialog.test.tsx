import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { When } from '#renderer/features/emails/mail-types.ts'
import { InDaysDialog } from '#renderer/features/emails/when/when-dialog.tsx'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

it('plans no further ahead than the outbox does, and says how far', async () => {
  fakeWire({})
  const onPick = vi.fn<(when: When) => void>()
  await renderPage(
    <InDaysDialog isRead when={{ kind: 'now' }} onPick={onPick} onClose={() => undefined} />,
  )
  const days = await screen.findByRole('textbox', { name: 'Days' })
  await userEvent.clear(days)
  await userEvent.type(days, '400{Enter}')
  expect(onPick).not.toHaveBeenCalled()
  expect(screen.getByText('Write a number from 1 to 365.')).toBeTruthy()
  await userEvent.clear(days)
  await userEvent.type(days, '365{Enter}')
  expect(onPick).toHaveBeenCalledWith({ kind: 'in-days', days: 365 })
})
