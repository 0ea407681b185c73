import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

describe('ProgressBar', () => {
  it('says how many, how fast and how long', async () => {
    await renderPage(
      <ProgressBar
        label="Importing"
        progress={{ done: 64_200, total: 100_000, rate: 21_000, remainingMs: 1700 }}
      />,
    )
    expect(screen.getByText('64,200 · 21,000/s · 2 s left')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('64')
  })

  it('says only what is known', async () => {
    await renderPage(
      <ProgressBar
        label="Importing"
        progress={{ done: 5, total: null, rate: null, remainingMs: null }}
      />,
    )
    expect(screen.getByText('5')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })
})
