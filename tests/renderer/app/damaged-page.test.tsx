import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { DamagedPage } from '#renderer/app/damaged-page.tsx'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const backup = { id: '20261119-0900-daily-1', at: Date.UTC(2026, 10, 19, 9), kind: 'daily' }

const open = async (backups: readonly object[]) => {
  const onRestored = vi.fn<() => void>()
  // Only what the page reads of the answers is there.
  const answers = {
    'backups.list': () => ({ backups, takeBackId: null }),
    'backups.restore': () => ({ takeBackId: null }),
    'settings.get': () => ({}),
  } as unknown as Parameters<typeof fakeWire>[0]
  const wire = fakeWire(answers)
  await renderPage(<DamagedPage onRestored={onRestored} />)
  return { onRestored, calls: wire.calls }
}

test('offers the newest backups, and starts again when one is back', async () => {
  const { onRestored, calls } = await open([backup])
  const name = 'Go back to the backup of Thu 19 Nov, 09:00'
  await userEvent.click(await screen.findByRole('button', { name }))
  await waitFor(() => expect(onRestored).toHaveBeenCalledOnce())
  expect(calls.find(({ name: asked }) => asked === 'backups.restore')?.input).toEqual({
    id: backup.id,
  })
})

test('says when there is none', async () => {
  await open([])
  expect(await screen.findByText('There is no backup to go back to.')).toBeTruthy()
})
