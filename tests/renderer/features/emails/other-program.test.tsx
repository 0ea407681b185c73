import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { email, open } from '#tests/support/open-composer.tsx'

test.each([
  { code: 'suppressed', said: 'Claire Dubois said stop' },
  { code: 'hard-bounce', said: 'Mail to Claire Dubois came back' },
] as const)(
  'asks before another program gets a mail that is left out: $code',
  async ({ code, said }) => {
    const data = { code, isBlocking: true, field: null } as const
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
    expect(dialog.textContent).toContain(said)
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Mark as sent' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Go on all the same' }))
    const { id } = email
    const asked = [{ id }, { id }, { id, anyway: true }]
    await waitFor(() => expect(inputs('emails.markSent')).toEqual(asked))
  },
)
