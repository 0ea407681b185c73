import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Activity } from '#renderer/features/contacts/contact-types.ts'
import { EntryDialog } from '#renderer/features/contacts/record/entry-dialog.tsx'
import type { ActivityId, ContactId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const entry: Activity = {
  id: 3 as ActivityId,
  contactId: 1 as ContactId,
  kind: 'note',
  at: Date.parse('2026-11-20T09:00Z'),
  day: '2026-11-20' as Activity['day'],
  direction: null,
  durationMinutes: null,
  body: 'old',
  outcome: null,
  mail: null,
  isAnswered: false,
  followUp: null,
}

test('sends only what was changed, and asks where another window changed the text', async () => {
  const refusal = { code: 'changed-elsewhere', message: '', data: { now: 'theirs' } }
  const wire = fakeWire({
    'activities.update': ({ basedOn }) =>
      basedOn?.text === 'theirs' ? { operationId: null } : { ok: false, error: refusal },
  })
  const onClose = vi.fn<() => void>()
  await renderPage(<EntryDialog entry={entry} onClose={onClose} />)
  const text = await screen.findByRole('textbox', { name: 'What happened' })
  await userEvent.clear(text)
  await userEvent.type(text, 'mine')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('theirs')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Keep both' }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  const basedOn = (was: string) => ({ text: was, otherwise: 'ask' })
  expect(wire.calls.map(({ input }) => input)).toEqual([
    { id: 3, body: 'mine', basedOn: basedOn('old') },
    { id: 3, body: 'theirs\n\nmine', basedOn: basedOn('theirs') },
  ])
})
