import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useDraft } from '#renderer/features/emails/composer/use-draft.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { fakeWire } from '#tests/support/render-page.tsx'
import { shownEmail } from '#tests/support/shown-email.ts'

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

const open = () => {
  let kept = shownEmail({ body: '<p>S</p>' })
  fakeWire({
    'emails.get': () => ({ email: kept }),
    'emails.update': ({ body = '' }) => {
      kept = { ...kept, body, updatedAt: kept.updatedAt + 1 }
      return { operationId: null }
    },
  })
  const onOtherWords = vi.fn<() => void>()
  const hook = renderHook(
    ({ email }) =>
      useDraft({
        email,
        // A brand on a plain number.
        contactId: 11 as ContactId,
        followUpId: null,
        accountId: null,
        onCreated: () => undefined,
        onOtherWords,
      }),
    { initialProps: { email: kept } },
  )
  return {
    draft: () => hook.result.current,
    onOtherWords,
    /** Somebody else, or Undo, changes what is kept, and the page hears of it. */
    changeElsewhere: (body: string): void => {
      kept = { ...kept, body }
      hook.rerender({ email: kept })
    },
  }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  document.body.innerHTML = ''
})

it('never goes back to words before its own last save, however late the page hears of it', async () => {
  const { draft, onOtherWords } = open()
  act(() => draft().change({ body: '<p>Shall we start?</p>' }))
  await act(() => draft().flush())
  await pass(5000)
  expect(draft().words.body).toBe('<p>Shall we start?</p>')
  expect(onOtherWords).not.toHaveBeenCalled()
})

it.each([
  ['the window is closed', () => window.dispatchEvent(new Event('pagehide'))],
  ['the window is hidden', () => document.dispatchEvent(new Event('visibilitychange'))],
])('is kept at once when %s', async (_, happen) => {
  const { draft } = open()
  act(() => draft().change({ body: '<p>In a hurry</p>' }))
  expect(draft().save.state).toBe('waiting')
  happen()
  await act(async () => Promise.resolve())
  await act(async () => Promise.resolve())
  expect(draft().save.state).toBe('saved')
})

it('shows what was changed elsewhere, but not while somebody writes', async () => {
  const { draft, onOtherWords, changeElsewhere } = open()
  const field = document.body.appendChild(document.createElement('input'))
  field.focus()
  changeElsewhere('<p>From elsewhere</p>')
  await pass(5000)
  expect(onOtherWords).not.toHaveBeenCalled()
  field.blur()
  await pass(1000)
  expect(draft().words.body).toBe('<p>From elsewhere</p>')
  expect(onOtherWords).toHaveBeenCalledWith({ subject: '', body: '<p>From elsewhere</p>' })
})
