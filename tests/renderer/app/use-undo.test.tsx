import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { useUndo } from '#renderer/app/use-undo.ts'
import { hideToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId, JobId, OperationId } from '#shared/domain/ids.ts'
import { type Answers, fakeWire, renderPage } from '#tests/support/render-page.tsx'
import { shownToast } from '#tests/support/shown-toast.ts'

// Ids are brands on plain numbers.
const operationId = 9 as OperationId
const undone: Output<'history.undoLast'> = {
  operationId,
  jobId: null,
  undid: {
    id: operationId,
    code: 'contacts.delete',
    numbers: {},
    actor: 'owner',
    at: 0,
    // As above.
    contacts: [{ id: 1 as ContactId, name: 'Ana', exists: true }],
    contactCount: 1,
    state: 'undone',
    undoneBy: null,
    undoneAt: null,
    undoes: null,
  },
}

const Screen = () => {
  const { undo } = useUndo()
  return <button type="button" aria-label="undo" onClick={undo} />
}

const undoWith = async (answers: Answers) => {
  fakeWire(answers)
  await renderPage(<Screen />)
  await userEvent.click(screen.getByRole('button', { name: 'undo' }))
  await waitFor(() => expect(shownToast()).not.toBeNull())
  return shownToast()
}

const failure = (code: string, data: object) => () =>
  ({ ok: false, error: { code, message: code, data } }) as const

describe('Ctrl+Z', () => {
  beforeEach(hideToast)

  it('names what it took back and offers to bring it back', async () => {
    const toast = await undoWith({ 'history.undoLast': () => undone })
    expect(toast?.text).toMatch(/^Undone: .*Ana/)
    expect(toast?.action).toMatchObject({ label: 'Redo', keys: 'Mod+Shift+Z' })
  })

  it('says where older acts are when nothing is left in this window', async () => {
    const toast = await undoWith({ 'history.undoLast': failure('nothing-to-undo', {}) })
    expect(toast?.text).toMatch(/in History/)
  })

  it('leads to History when something was changed since', async () => {
    const toast = await undoWith({
      'history.undoLast': failure('conflicts', { id: 9, conflicts: [] }),
    })
    expect(toast?.action?.label).toBe('Open History')
  })

  it.each([
    [{ operationId: 12, conflicts: 0 }, /^Undone: .*Ana/, 'Redo'],
    [{ operationId: null, conflicts: 3 }, /changed since/, 'Open History'],
  ])('says how an undo in the background has ended: %j', async (outcome, words, act) => {
    const jobId = 4 as JobId // As above.
    const job = { id: jobId, kind: 'history.undo', phase: null, done: 1, total: 1 }
    const times = { rate: null, remainingMs: null, createdAt: 0, endedAt: 1 }
    const ended = { ...job, ...times, status: 'done', outcome } as const
    await undoWith({
      'history.undoLast': () => ({ ...undone, operationId: null, jobId }),
      'jobs.get': () => ended,
    })
    await waitFor(() => expect(shownToast()?.text).toMatch(words))
    expect(shownToast()?.action?.label).toBe(act)
  })
})
