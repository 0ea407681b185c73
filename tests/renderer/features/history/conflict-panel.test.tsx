import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Conflict } from '#renderer/features/history/change-words.ts'
import { ConflictPanel } from '#renderer/features/history/conflict-panel.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

const conflict = (part: Partial<Conflict>): Conflict => ({
  key: 'a',
  contact: null,
  table: 'contacts',
  rowId: 1,
  field: 'job_title',
  verdict: 'changed-since',
  before: null,
  now: 'Head coach',
  ...part,
})

test('says what stays and what would come, an empty field too', async () => {
  const onDecide = vi.fn<(takeBack: readonly string[]) => void>()
  const conflicts = [
    conflict({}),
    conflict({ key: 'b', field: 'importance', before: '2', now: null }),
    conflict({ key: 'c', field: null, verdict: 'edited-since', now: 'Ana' }),
  ]
  await renderPage(
    <ConflictPanel conflicts={conflicts} onDecide={onDecide} onCancel={() => undefined} />,
  )
  expect(await screen.findByText('now Head coach · would be empty')).toBeTruthy()
  expect(screen.getByText('now empty · would be medium')).toBeTruthy()
  expect(screen.getByText('now Ana')).toBeTruthy()
  await userEvent.click(screen.getAllByRole('radio', { name: 'Take back' })[1]!)
  await userEvent.click(screen.getByRole('button', { name: 'Undo now' }))
  expect(onDecide).toHaveBeenCalledWith(['b'])
})
