import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { RhythmLine, type RhythmLineProps } from '#renderer/ui/rhythm-line.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

const draw = async (props: Partial<RhythmLineProps>) => {
  await renderPage(
    <RhythmLine
      contactDays={['2026-08-01', '2026-09-10']}
      lastContactDay="2026-09-10"
      dueDay="2026-10-14"
      state="cold"
      {...props}
    />,
  )
  const line = screen.getByRole('img')
  const count = (selector: string): number => line.querySelectorAll(selector).length
  return { line, dots: count('circle'), strokes: count('line') }
}

describe('RhythmLine', () => {
  it('draws a dot per contact, the ring, the silence and the tick', async () => {
    expect(await draw({})).toMatchObject({ dots: 3, strokes: 3 })
  })

  it('draws no tick while contact is not due', async () => {
    expect(await draw({ state: 'in-rhythm', dueDay: '2026-12-14' })).toMatchObject({ strokes: 2 })
  })

  it('draws neither silence nor ring when too little is known', async () => {
    const { line, dots, strokes } = await draw({ state: 'not-enough-data', dueDay: null })
    expect([dots, strokes]).toEqual([2, 1])
    expect(line.innerHTML).not.toContain('--kith-late')
  })

  it('says in words what it shows', async () => {
    const { line } = await draw({})
    expect(line.getAttribute('aria-label')).toBe(
      '2 contacts in the last 12 months, 71 days of silence',
    )
  })

  it('takes the words beside it when they are given', async () => {
    expect((await draw({ label: 'soon' })).line.getAttribute('aria-label')).toBe('soon')
  })
})
