import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { BulkBar } from '#renderer/features/contacts/list/bulk-bar.tsx'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const nothing = (): void => undefined

const open = async (
  shown: { readonly count: number; readonly isAll: boolean; readonly isOpenEnded: boolean },
  language: 'en' | 'zh-CN' = 'en',
) => {
  fakeWire({ 'tags.list': () => ({ tags: [] }) })
  await renderPage(
    <BulkBar
      {...shown}
      total={1000}
      picker={null}
      onPicker={nothing}
      onSelectAll={nothing}
      onClear={nothing}
      onTag={nothing}
      onUntag={nothing}
      onStage={nothing}
      onDelete={nothing}
      onExport={nothing}
      onMail={nothing}
    />,
    { language },
  )
}
const words = async (): Promise<string> => (await screen.findByRole('status')).textContent ?? ''

it('says how many are selected, and offers all', async () => {
  await open({ count: 3, isAll: false, isOpenEnded: false })
  expect(await words()).toBe('3 selected')
  expect(screen.getByRole('button', { name: 'Select all 1,000' })).toBeTruthy()
})

it.each([
  ['en', 'Everybody who matches, 1,000 or more'],
  ['zh-CN', '已选所有符合的，至少 1,000 个'],
] as const)('says in %s that a search may have more than are listed', async (language, text) => {
  await open({ count: 1000, isAll: true, isOpenEnded: true }, language)
  expect(await words()).toBe(text)
})

it('offers everybody who matches where a thousand are named', async () => {
  await open({ count: 1000, isAll: false, isOpenEnded: true })
  expect(await words()).toBe('1,000 selected')
  expect(screen.getByRole('button', { name: 'Select everybody who matches' })).toBeTruthy()
})
