import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { email, open } from '#tests/support/open-composer.tsx'

test('asks before another program gets a mail to somebody who wants none', async () => {
  const data = { code: 'suppressed', isBlocking: true, field: null } as const
  const error = { code: 'not-wanted', message: '', data } as const
  const { inputs } = await open(
    {},
    {
      'emailAccounts.list': () => ({ accounts: [], secretStore: 'not-set-up' }),
      'emails.markSent': ({ anyway }) =>
        // An operation of History.
        anyway === true ? { operationId: 5 as never } : { ok: false, error },
    },
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Mark as sent' }))
  const dialog = await screen.findByRole('dialog', { name: 'Let it go all the same?' })
  expect(dialog.textContent).toContain('Claire Dubois said stop')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Mark as sent' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Go on all the same' }))
  const { id } = email
  const asked = [{ id }, { id }, { id, anyway: true }]
  await waitFor(() => expect(inputs('emails.markSent')).toEqual(asked))
})
