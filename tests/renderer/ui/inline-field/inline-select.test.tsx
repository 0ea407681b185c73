import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { renderPage } from '#tests/support/render-page.tsx'

test('what stands there can be seen and kept, also when it is not offered any more', async () => {
  const save = vi.fn<(value: string | null) => Promise<undefined>>()
  const options = ['Medium', 'Large'].map((value) => ({ value, label: value }))
  await renderPage(<InlineSelect label="Size" value="Small" options={options} onSave={save} />)
  await userEvent.click(screen.getByRole('button', { name: /^Size: ?Small/ }))
  expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe('Small')
  const offered = await screen.findAllByRole('option', { hidden: true })
  expect(offered.map((one) => one.textContent)).toEqual(['Small', 'Medium', 'Large'])
  expect(save).not.toHaveBeenCalled()
})
