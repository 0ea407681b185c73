import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import { hideToast, showToast } from '#renderer/ui/toast-store.ts'
import { renderPage } from '#tests/support/render-page.tsx'

const stays = (ms: number): void =>
  act(() => {
    vi.advanceTimersByTime(ms)
  })

describe('the toast', () => {
  beforeEach(async () => {
    hideToast()
    await renderPage(<ToastPlace />)
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('shows one at a time, the newest, for 8 seconds', () => {
    act(() => showToast({ text: 'first' }))
    stays(5000)
    act(() => showToast({ text: 'second' }))
    expect(screen.getByRole('status').textContent).toBe('second')
    stays(7900)
    expect(screen.getByRole('status').textContent).toBe('second')
    stays(200)
    expect(screen.getByRole('status').textContent).toBe('')
  })

  it('stays while it is hovered', () => {
    act(() => showToast({ text: 'held' }))
    fireEvent.mouseEnter(screen.getByText('held'))
    stays(20_000)
    expect(screen.getByText('held')).toBeTruthy()
    fireEvent.mouseLeave(screen.getByText('held'))
    stays(8100)
    expect(screen.queryByText('held')).toBeNull()
  })

  it('carries out its act once and goes', () => {
    const onAct = vi.fn<() => void>()
    act(() => showToast({ text: 'deleted', action: { label: 'Undo', keys: 'Mod+Z', onAct } }))
    fireEvent.click(screen.getByRole('button', { name: /Undo/ }))
    expect(onAct).toHaveBeenCalledTimes(1)
    expect(screen.getByRole('status').textContent).toBe('')
  })
})
