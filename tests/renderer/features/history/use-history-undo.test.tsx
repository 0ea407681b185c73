import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Operation } from '#renderer/features/history/group-by-day.ts'
import { useHistoryUndo } from '#renderer/features/history/use-history-undo.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'
import { shownToast } from '#tests/support/shown-toast.ts'

const operation = { id: 9, state: 'done', undoneBy: null } as unknown as Operation
const ended = { id: 4, status: 'done', endedAt: 1, outcome: { operationId: null, conflicts: 2 } }
const refusal = { code: 'conflicts', message: 'conflicts', data: { conflicts: [{ key: 'a' }] } }

const Screen = () => {
  const undo = useHistoryUndo(() => 'Tagged 500 contacts')
  return (
    <>
      <button type="button" onClick={() => void undo.run(operation)}>
        undo
      </button>
      <output>{undo.asking?.conflicts.length}</output>
    </>
  )
}

test('an undo in the background that meets a later change says so and asks', async () => {
  let asked = 0
  // Only what the hook reads of the answers is there.
  const answers = {
    'history.undo': () => {
      asked += 1
      return asked === 1 ? { operationId: null, jobId: 4 } : { ok: false, error: refusal }
    },
    'jobs.get': () => ended,
  } as unknown as Parameters<typeof fakeWire>[0]
  fakeWire(answers)
  await renderPage(<Screen />)
  await userEvent.click(screen.getByRole('button', { name: 'undo' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('1'))
  expect(shownToast()?.text).toBe('Something was changed meanwhile. Choose here what to keep.')
})
