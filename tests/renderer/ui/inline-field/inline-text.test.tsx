import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { InlineDate } from '#renderer/ui/inline-field/inline-date.tsx'
import { InlineMoney } from '#renderer/ui/inline-field/inline-money.tsx'
import { InlineNumber } from '#renderer/ui/inline-field/inline-number.tsx'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import type { FieldOutcome, SaveSince } from '#renderer/ui/inline-field/use-inline-edit.ts'
import { renderPage } from '#tests/support/render-page.tsx'

type Save = (value: unknown) => Promise<{ readonly error: string } | undefined>

const saved: Save = async () => undefined

describe('InlineText', () => {
  it('is plain text until clicked, then keeps with Enter', async () => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineText label="Phone" value="123" onSave={save} />)
    expect(screen.queryByRole('textbox')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: /^Phone: ?123. Edit$/ }))
    await userEvent.clear(screen.getByRole('textbox'))
    await userEvent.type(screen.getByRole('textbox'), '456{Enter}')
    expect(save.mock.calls).toEqual([['456']])
  })

  it('shows the old value below while it differs, and Esc restores it', async () => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineText label="Phone" value="123" onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Phone/ }))
    await userEvent.type(screen.getByRole('textbox'), '4')
    expect(screen.getByText('was 123')).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect(save).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: /^Phone: ?123. Edit$/ })).toBeTruthy()
  })

  it('keeps on leaving, trimmed, and null for blank', async () => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineText label="Phone" value="123" onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Phone/ }))
    await userEvent.clear(screen.getByRole('textbox'))
    await userEvent.type(screen.getByRole('textbox'), '  ')
    await userEvent.tab()
    expect(save.mock.calls).toEqual([[null]])
  })

  it('does not save what has not changed, nor blank a required value', async () => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineText label="Name" value="Ana" required onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Name/ }))
    await userEvent.keyboard('{Enter}')
    await userEvent.click(screen.getByRole('button', { name: /Name/ }))
    await userEvent.clear(screen.getByRole('textbox'))
    await userEvent.keyboard('{Enter}')
    expect(save).not.toHaveBeenCalled()
  })

  it('keeps the typed text in the field with the sentence of an error', async () => {
    const save = vi.fn<Save>(async () => ({ error: 'Too short.' }))
    await renderPage(<InlineText label="Phone" value="123" onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Phone/ }))
    await userEvent.type(screen.getByRole('textbox'), '4{Enter}')
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('Too short.'))
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('1234')
  })

  it('gives the focus back after Enter and Esc', async () => {
    await renderPage(<InlineText label="Phone" value="123" onSave={saved} />)
    for (const keys of ['4{Enter}', '4{Escape}']) {
      await userEvent.click(screen.getByRole('button', { name: /Phone/ }))
      await userEvent.type(screen.getByRole('textbox'), keys)
      expect(document.activeElement).toBe(screen.getByRole('button', { name: /Phone/ }))
    }
  })

  it('does not call back who went on when it could not be saved', async () => {
    const save = vi.fn<Save>(async () => ({ error: 'Too short.' }))
    await renderPage(
      <>
        <InlineText label="Phone" value="123" onSave={save} />
        <input aria-label="Elsewhere" />
      </>,
    )
    await userEvent.click(screen.getByRole('button', { name: /Phone/ }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Phone' }), '4')
    await userEvent.click(screen.getByRole('textbox', { name: 'Elsewhere' }))
    await screen.findByText('Too short.')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Elsewhere' }))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Phone' }).value).toBe('1234')
  })

  it('leaves what another window saved while it was open and untouched', async () => {
    const save = vi.fn<Save>(saved)
    const Page = () => {
      const [value, setValue] = useState('123')
      return (
        <>
          <InlineText label="Phone" value={value} onSave={save} />
          <button type="button" onMouseEnter={() => setValue('999')}>
            Elsewhere
          </button>
        </>
      )
    }
    await renderPage(<Page />)
    await userEvent.click(screen.getByRole('button', { name: /Phone/ }))
    await userEvent.hover(screen.getByRole('button', { name: 'Elsewhere' }))
    await userEvent.tab()
    expect(await screen.findByRole('button', { name: /999/ })).toBeTruthy()
    expect(save).not.toHaveBeenCalled()
  })

  it('keeps what stands in it when its page is left or goes away', async () => {
    const save = vi.fn<Save>(saved)
    const { unmount } = await renderPage(<InlineText label="Phone" value="123" onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Phone/ }))
    await userEvent.type(screen.getByRole('textbox'), '4')
    window.dispatchEvent(new Event('pagehide'))
    expect(save.mock.calls).toEqual([['1234']])
    await userEvent.type(screen.getByRole('textbox'), '5')
    unmount()
    expect(save.mock.calls).toEqual([['1234'], ['12345']])
  })

  describe('with a longer text that another window changes meanwhile', () => {
    const elsewhere = { now: 'theirs' }
    const refuse = () =>
      vi.fn<(value: unknown, since?: SaveSince) => Promise<FieldOutcome | undefined>>(
        async (_, since) =>
          since?.before === 'theirs' || since?.isLeaving === true ? undefined : { elsewhere },
      )
    const write = async (save: ReturnType<typeof refuse>) => {
      const page = await renderPage(
        <InlineText label="Notes" multiline value="old" onSave={save} />,
      )
      await userEvent.click(screen.getByRole('button', { name: /Notes/ }))
      await userEvent.clear(screen.getByRole('textbox'))
      await userEvent.type(screen.getByRole('textbox'), 'mine')
      return page
    }

    it.each([
      ['Keep both', 'theirs\n\nmine'],
      ['Keep mine', 'mine'],
      ['Take the other', null],
    ])('says so, shows it, and goes on with what is chosen: %s', async (name, kept) => {
      const save = refuse()
      await write(save)
      await userEvent.keyboard('{Control>}{Enter}{/Control}')
      expect((await screen.findByRole('alert')).textContent).toMatch(/another window/u)
      expect(screen.getByText('theirs')).toBeTruthy()
      expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('mine')
      save.mockClear()
      await userEvent.click(screen.getByRole('button', { name }))
      expect(save.mock.calls).toEqual(
        kept === null ? [] : [[kept, { before: 'theirs', isLeaving: false }]],
      )
      await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
    })

    it('keeps both when its page goes before anybody has chosen', async () => {
      const save = refuse()
      const { unmount } = await write(save)
      await userEvent.keyboard('{Control>}{Enter}{/Control}')
      await screen.findByRole('alert')
      save.mockClear()
      unmount()
      expect(save.mock.calls).toEqual([['mine', { before: 'old', isLeaving: true }]])
    })

    it('keeps both when the answer finds nobody there', async () => {
      const save = refuse()
      const { unmount } = await write(save)
      let answer = (): void => {}
      save.mockReturnValueOnce(
        new Promise((resolve) => {
          answer = () => resolve({ elsewhere })
        }),
      )
      await userEvent.keyboard('{Control>}{Enter}{/Control}')
      unmount()
      expect(save).toHaveBeenCalledTimes(1)
      answer()
      await waitFor(() => expect(save.mock.calls.at(-1)?.[1]?.isLeaving).toBe(true))
    })
  })

  it('does not take the Enter of an input method for its own', async () => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineText label="Name" value="" onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Name/ }))
    const field = screen.getByRole('textbox')
    await userEvent.type(field, 'chen')
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }),
    )
    expect(save).not.toHaveBeenCalled()
    expect(screen.getByRole('textbox')).toBeTruthy()
  })
})

describe('InlineSelect', () => {
  it('takes typed letters, also of a few choices and over the one before', async () => {
    const save = vi.fn<Save>(saved)
    const options = ['Yes', 'No'].map((label) => ({ value: label.toLowerCase(), label }))
    await renderPage(<InlineSelect label="Invoice" value="yes" options={options} onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Invoice/ }))
    await userEvent.keyboard('n{Enter}')
    expect(save.mock.calls).toEqual([['no']])
  })
})

describe('InlineNumber', () => {
  it.each([
    ['1,250', 1250],
    ['12,5', 12.5],
    ['1.234,50', 1234.5],
    ['1.250', 1.25],
  ])('reads %s as %s', async (typed, number) => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineNumber label="Fee" value={null} onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Fee/ }))
    await userEvent.type(screen.getByRole('textbox'), `${typed}{Enter}`)
    expect(save.mock.calls).toEqual([[number]])
  })

  it('refuses what is no number with a sentence', async () => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineNumber label="Days" value={30} onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Days/ }))
    await userEvent.clear(screen.getByRole('textbox'))
    await userEvent.type(screen.getByRole('textbox'), 'often{Enter}')
    await waitFor(() => expect(screen.getByRole('alert')).toBeTruthy())
    expect(save).not.toHaveBeenCalled()
  })
})

describe('InlineMoney', () => {
  const type = async (text: string) => {
    const save = vi.fn<Save>(saved)
    await renderPage(<InlineMoney label="Fee" currency="EUR" value={null} onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: /Fee/ }))
    await userEvent.type(screen.getByRole('textbox'), `${text}{Enter}`)
    return save
  }

  it.each([
    ['1.250', 125_000, 'EUR'],
    ['1,250', 125_000, 'EUR'],
    ['€ 1.250,50', 125_050, 'EUR'],
    ['45.50 EUR', 4550, 'EUR'],
    ['$ 45', 4500, 'USD'],
    ['1.5万元', 1_500_000, 'CNY'],
  ])('reads %s as %s in the smallest unit of %s', async (typed, amountMinor, currency) => {
    expect((await type(typed)).mock.calls).toEqual([[{ amountMinor, currency }]])
  })

  it.each(['I owe 50', '12 k', '1.255,555'])('refuses %s', async (typed) => {
    const save = await type(typed)
    await waitFor(() => expect(screen.getByRole('alert')).toBeTruthy())
    expect(save).not.toHaveBeenCalled()
  })
})

describe('InlineDate', () => {
  const open = async (save: Save, language: 'en' | 'zh-CN' = 'en') => {
    await renderPage(
      <InlineDate label="Birthday" value={{ year: 1984, month: 3, day: 14 }} onSave={save} />,
      { language },
    )
    await userEvent.click(screen.getByRole('button', { name: /Birthday/ }))
    return screen.getAllByRole<HTMLInputElement>('textbox')
  }

  it('lets the year stay open', async () => {
    const save = vi.fn<Save>(saved)
    const [, , year] = await open(save)
    if (year === undefined) throw new Error('three parts expected')
    await userEvent.clear(year)
    await userEvent.keyboard('{Enter}')
    expect(save.mock.calls).toEqual([[{ year: null, month: 3, day: 14 }]])
  })

  it('leaves what another window saved while it was open and untouched', async () => {
    const save = vi.fn<Save>(saved)
    const Page = () => {
      const [day, setDay] = useState(14)
      return (
        <>
          <InlineDate label="Birthday" value={{ year: 1984, month: 3, day }} onSave={save} />
          <button type="button" onMouseEnter={() => setDay(15)}>
            Elsewhere
          </button>
        </>
      )
    }
    await renderPage(<Page />)
    await userEvent.click(screen.getByRole('button', { name: /Birthday/ }))
    await userEvent.hover(screen.getByRole('button', { name: 'Elsewhere' }))
    await userEvent.click(screen.getByRole('button', { name: 'Elsewhere' }))
    expect(save).not.toHaveBeenCalled()
  })

  it('says when a day does not exist and keeps what was typed', async () => {
    const save = vi.fn<Save>(saved)
    const [day] = await open(save)
    if (day === undefined) throw new Error('three parts expected')
    await userEvent.clear(day)
    await userEvent.type(day, '32{Enter}')
    expect(screen.getByRole('alert').textContent).toBe('This day does not exist.')
    expect(save).not.toHaveBeenCalled()
  })

  it('asks for year, month, day in Chinese', async () => {
    const parts = await open(saved, 'zh-CN')
    expect(parts.map((part) => part.value)).toEqual(['1984', '3', '14'])
  })
})
