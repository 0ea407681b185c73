import { act, fireEvent, screen } from '@testing-library/react'
import { useTranslation } from 'react-i18next'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { switchLanguage } from '#renderer/app/i18n.ts'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import { hideToast, showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
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

  it('reads on in another language when that is switched, numbers and days too', async () => {
    const Say = () => {
      const { t } = useTranslation('outbox')
      const undoToast = useUndoToast()
      return (
        <button
          type="button"
          onClick={() =>
            undoToast((formats) =>
              t('toast.moved', { count: 2, time: formats.day('2031-03-14', 'weekday') }),
            )
          }
        >
          Say it
        </button>
      )
    }
    await renderPage(<Say />)
    fireEvent.click(screen.getByRole('button', { name: 'Say it' }))
    const said = (): string | null => screen.getAllByRole('status')[0]?.textContent ?? null
    expect(said()).toMatch(/^2 mails leave Fri 14 Mar 2031 now.*Undo/)
    try {
      await act(async () => {
        await switchLanguage('zh-CN')
        useViewLocale.setState({ language: 'zh-CN' })
      })
      expect(said()).toMatch(/^2 封改到 2031年3月14日 周五 发出.*撤销/)
    } finally {
      await act(async () => {
        await switchLanguage('en')
        useViewLocale.setState({ language: 'en' })
      })
    }
  })
})
