import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

const segments = [
  { value: 'call', label: 'Call' },
  { value: 'note', label: 'Note' },
] as const

describe('Segmented', () => {
  it('is one tab stop, and the arrows go round', async () => {
    const onChange = vi.fn<(value: string) => void>()
    await renderPage(
      <Segmented label="Kind" segments={segments} value="call" onChange={onChange} />,
    )
    await userEvent.tab()
    expect(document.activeElement?.textContent).toBe('Call')
    await userEvent.keyboard('{ArrowLeft}')
    expect(onChange.mock.calls).toEqual([['note']])
    expect(document.activeElement?.textContent).toBe('Note')
    expect(screen.getAllByRole('radio').map((radio) => radio.tabIndex)).toEqual([0, -1])
  })
})
