import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { useDrafts } from '#renderer/features/contacts/draft-store.ts'
import { PlanDialog } from '#renderer/features/contacts/steps/plan-dialog.tsx'
import { StepDialogs } from '#renderer/features/contacts/steps/step-dialogs.tsx'
import { openStepDialog } from '#renderer/features/contacts/steps/step-store.ts'
import type { CalendarDate, ContactId, FollowUpId, OperationId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const contact = { id: 7 as ContactId, name: 'Ana' }
const dueDay = '2026-11-24' as CalendarDate
const operationId = 1 as OperationId
const id = 3 as FollowUpId

const start = () =>
  fakeWire({
    'activities.preview': ({ text }) => ({
      body: '',
      nextStep: text.includes('Tuesday') ? { title: 'Call', dueDay, dueTime: null } : null,
    }),
    'followUps.create': () => ({ operationId, id }),
    'followUps.update': () => ({ operationId }),
    'followUps.list': () => ({
      followUps: [
        {
          id,
          contact: { ...contact, companyName: null },
          title: 'Send invoce',
          reason: null,
          dueDay,
          dueTime: null,
          timeZone: null,
          firstDueDay: dueDay,
          snoozeCount: 0,
          priority: 0,
          recurrence: { mode: 'fixed', every: 1, unit: 'month' },
          status: 'open',
          completedAt: null,
          outcome: null,
        },
      ],
    }),
  })

beforeEach(() => useDrafts.setState({ drafts: {} }))

const what = () => screen.getByRole('textbox', { name: 'What' })

test('Enter twice plans one step', async () => {
  const wire = start()
  await renderPage(<PlanDialog plan={{ contact, title: '' }} onClose={() => {}} />)
  fireEvent.change(what(), { target: { value: 'Call Tuesday' } })
  const form = what().closest('form')
  if (form === null) throw new Error('a form expected')
  fireEvent.submit(form)
  fireEvent.submit(form)
  await waitFor(() => expect(wire.calls.some((one) => one.name === 'followUps.create')).toBe(true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(wire.calls.filter((one) => one.name === 'followUps.create')).toHaveLength(1)
})

test('what was typed stands there when it is opened again, and is gone once planned', async () => {
  start()
  const dialog = <PlanDialog plan={{ contact, title: '' }} onClose={() => {}} />
  const { unmount } = await renderPage(dialog)
  await userEvent.type(what(), 'Call Tuesday')
  unmount()
  await renderPage(dialog)
  expect(what()).toHaveProperty('value', 'Call Tuesday')
  await userEvent.type(what(), '{Enter}')
  await waitFor(() => expect(what()).toHaveProperty('value', ''))
})

test('a step that is planned is changed: only what differs is sent', async () => {
  const wire = start()
  await renderPage(<StepDialogs />)
  openStepDialog({ act: 'change', step: { id, title: 'Send invoce', dueDay, contact } })
  const title = await screen.findByRole('textbox', { name: 'What' })
  await userEvent.clear(title)
  await userEvent.type(title, 'Send invoice{Enter}')
  await waitFor(() =>
    expect(wire.calls.findLast((one) => one.name === 'followUps.update')?.input).toEqual({
      id,
      title: 'Send invoice',
    }),
  )
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a step without words or a day is not saved, and the dialog says what is missing', async () => {
  const wire = start()
  await renderPage(<StepDialogs />)
  openStepDialog({ act: 'change', step: { id, title: 'Send invoce', dueDay, contact } })
  await userEvent.clear(await screen.findByRole('textbox', { name: 'What' }))
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Say what is to be done.')).toBeTruthy()
  expect(screen.getByText('Say when, for example Tuesday.')).toBeTruthy()
  expect(wire.calls.some((one) => one.name === 'followUps.update')).toBe(false)
})

test('a step that another window has done is said to be no longer open', async () => {
  start()
  await renderPage(<StepDialogs />)
  const other = { id: 4 as FollowUpId, title: 'Done elsewhere', dueDay, contact }
  openStepDialog({ act: 'change', step: other })
  expect(await screen.findByText('This step is no longer open.')).toBeTruthy()
})
