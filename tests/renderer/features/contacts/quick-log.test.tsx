import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { useDrafts } from '#renderer/features/contacts/draft-store.ts'
import { QuickLog } from '#renderer/features/contacts/record/quick-log.tsx'
import { useKeyboard } from '#renderer/ui/commands/use-keyboard.ts'
import type {
  ActivityId,
  CalendarDate,
  ContactId,
  OperationId,
  WallTime,
} from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const contactId = 7 as ContactId
const step = {
  title: 'Call again',
  dueDay: '2026-11-24' as CalendarDate,
  dueTime: '15:00' as WallTime,
}

const Page = () => {
  useKeyboard()
  return <QuickLog contactId={contactId} />
}

const start = () =>
  fakeWire({
    'activities.preview': ({ text }) => ({
      body: text.replace(/ Call again.*/, ''),
      nextStep: text.includes('Tuesday') ? step : null,
    }),
    'activities.log': () => ({
      operationId: 1 as OperationId,
      id: 1 as ActivityId,
      followUpId: null,
    }),
  })

beforeEach(() => useDrafts.setState({ drafts: {} }))

test('L and a letter choose the kind; the reading stands there before anything is saved', async () => {
  const wire = start()
  await renderPage(<Page />)
  const user = userEvent.setup()
  await user.keyboard('l')
  await user.keyboard('m')
  const field = screen.getByRole('textbox')
  expect(document.activeElement).toBe(field)
  expect(screen.getByRole('radio', { name: /Meeting/ }).getAttribute('aria-checked')).toBe('true')
  await user.keyboard('Two new people. Call again Tuesday 3pm')
  await screen.findByText('Call again, Tue 24 Nov 15:00')
  expect(screen.getByText(/Logs a meeting, today/)).toBeTruthy()
  expect(wire.calls.some((one) => one.name === 'activities.log')).toBe(false)

  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() =>
    expect(wire.calls.findLast((one) => one.name === 'activities.log')?.input).toEqual({
      contactId,
      kind: 'meeting',
      body: 'Two new people.',
      nextStep: step,
    }),
  )
  await waitFor(() => expect(field).toHaveProperty('value', ''))
})

test('Esc leaves the field and keeps the draft', async () => {
  start()
  const { unmount } = await renderPage(<Page />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('textbox'))
  await user.keyboard('Half a thought{Escape}')
  expect(document.activeElement).toBe(document.body)
  unmount()
  await renderPage(<Page />)
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'Half a thought')
})

test('a draft outlives a reload', async () => {
  start()
  const { unmount } = await renderPage(<Page />)
  await userEvent.type(screen.getByRole('textbox'), 'Half a thought')
  unmount()
  // As a page that begins anew: nothing in memory, all in the storage of the window.
  const stored = sessionStorage.getItem('kith.drafts') ?? ''
  useDrafts.setState({ drafts: {} })
  sessionStorage.setItem('kith.drafts', stored)
  await useDrafts.persist.rehydrate()
  await renderPage(<Page />)
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'Half a thought')
})

test('is saved once, however often the key is pressed; what is typed meanwhile stays', async () => {
  const wire = start()
  await renderPage(<Page />)
  const field = screen.getByRole('textbox')
  fireEvent.change(field, { target: { value: 'Liked it.' } })
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  fireEvent.change(field, { target: { value: 'Liked it. Wants two.' } })
  const logs = () => wire.calls.filter((one) => one.name === 'activities.log')
  await waitFor(() => expect(logs()).not.toEqual([]))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(logs()).toHaveLength(1)
  expect(field).toHaveProperty('value', 'Liked it. Wants two.')
})

test('a capital after L begins the words', async () => {
  start()
  await renderPage(<Page />)
  const user = userEvent.setup()
  await user.keyboard('l')
  await user.keyboard('{Shift>}T{/Shift}alked')
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'Talked')
})

test('is silent while an input method composes', async () => {
  const wire = start()
  await renderPage(<Page />)
  const field = screen.getByRole('textbox')
  fireEvent.change(field, { target: { value: '周二打电话' } })
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true, isComposing: true })
  expect(wire.calls.some((one) => one.name === 'activities.log')).toBe(false)
})
