import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Palette } from '#renderer/features/search/palette.tsx'
import { useCommands } from '#renderer/ui/commands/use-commands.ts'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { plainFacts } from '#tests/support/contact-rows.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

type Contact = Output<'search.recent'>['contacts'][number]

const contact = (id: number, displayName: string): Contact => ({
  ...plainFacts,
  // Ids are brands on plain numbers.
  id: id as ContactId,
  displayName,
})

const goToday = vi.fn<() => void>()
const Screen = ({ onClose }: { onClose: () => void }) => {
  useCommands({ 'go.today': goToday })
  return <Palette isOpen onClose={onClose} />
}

const open = async () => {
  const onClose = vi.fn<() => void>()
  fakeWire({
    'search.recent': () => ({ contacts: [contact(1, 'Ana Ferreira')] }),
    'search.everywhere': () => ({
      contacts: [
        {
          contact: contact(2, '张珊'),
          match: {
            field: 'pinyin',
            text: 'zhāng shān',
            ranges: [
              [0, 1],
              [6, 7],
            ],
            nameRanges: [[0, 2]],
          },
        },
      ],
      notes: [],
      hasMore: false,
    }),
  })
  const view = await renderPage(<Screen onClose={onClose} />)
  await waitFor(() => expect(screen.getByText('Ana Ferreira')).toBeTruthy())
  return { ...view, onClose }
}

describe('the palette', () => {
  it('shows recent people first, and the places', async () => {
    await open()
    const lines = screen.getAllByRole('option').map((line) => line.textContent)
    expect(lines[0]).toContain('Ana Ferreira')
    expect(lines.at(-1)).toContain('Go to Today')
  })

  it('marks the matched letters of name and pinyin', async () => {
    await open()
    await userEvent.type(screen.getByRole('combobox'), 'zs')
    await waitFor(() => expect(screen.getByText('张珊')).toBeTruthy())
    const marks = [...document.querySelectorAll('mark')].map((mark) => mark.textContent)
    expect(marks).toEqual(['张珊', 'z', 's'])
  })

  it('goes through the lines with the arrows and opens with Enter', async () => {
    const { onClose } = await open()
    const field = screen.getByRole('combobox')
    await userEvent.type(field, '{ArrowUp}')
    const chosen = screen.getByRole('option', { selected: true })
    expect(chosen.textContent).toContain('Go to Today')
    expect(field.getAttribute('aria-activedescendant')).toBe(chosen.id)
    await userEvent.keyboard('{Enter}')
    expect(goToday).toHaveBeenCalledTimes(1)
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('waits for the answer when Enter comes before it', async () => {
    const { router, onClose } = await open()
    const field = screen.getByRole('combobox')
    fireEvent.change(field, { target: { value: 'zs' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(router.state.location.pathname).toBe('/contacts/2'))
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('starts afresh each time it is opened', async () => {
    const onClose = vi.fn<() => void>()
    fakeWire({ 'search.recent': () => ({ contacts: [contact(1, 'Ana Ferreira')] }) })
    const Closed = () => {
      const [isOpen, setOpen] = useState(true)
      return (
        <>
          <button type="button" onClick={() => setOpen((now) => !now)}>
            turn
          </button>
          <Palette isOpen={isOpen} onClose={onClose} />
        </>
      )
    }
    await renderPage(<Closed />)
    const turn = screen.getByText('turn')
    fireEvent.change(await screen.findByRole('combobox'), { target: { value: 'old words' } })
    fireEvent.click(turn)
    fireEvent.click(turn)
    expect((await screen.findByRole<HTMLInputElement>('combobox')).value).toBe('')
  })
})
