import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { ContactRecord } from '#renderer/features/contacts/contact-types.ts'
import { NextStepBar } from '#renderer/features/contacts/record/next-step-bar.tsx'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const titles = ['Call', 'Send the offer', 'Meet', 'Write']
// Only what the bar reads of the record is there.
const record = {
  id: 1,
  displayName: 'Ann',
  nextSteps: titles.map((title, n) => ({
    id: n + 1,
    title,
    dueDay: `2026-11-2${n + 1}`,
    dueTime: null,
  })),
} as unknown as ContactRecord

test('every planned step can be chosen, and is then the one that is acted on', async () => {
  const wire = fakeWire({
    'followUps.list': () => ({ followUps: [] }),
    'followUps.skip': () => ({ operationId: null, nextFollowUpId: null }),
  })
  await renderPage(<NextStepBar record={record} />)
  await userEvent.click(await screen.findByRole('button', { name: 'All 4 steps' }))
  const items = await screen.findAllByRole('menuitem')
  expect(items.map((item) => item.textContent)).toEqual(
    titles.map((title) => expect.stringMatching(new RegExp(`^${title} `, 'u'))),
  )
  await userEvent.click(screen.getByRole('menuitem', { name: /^Meet/u }))
  expect(await screen.findByRole('button', { name: 'Meet' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'More about this step' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Not needed' }))
  await waitFor(() =>
    expect(wire.calls.filter(({ name }) => name === 'followUps.skip')).toEqual([
      { name: 'followUps.skip', input: { id: 3 } },
    ]),
  )
})
