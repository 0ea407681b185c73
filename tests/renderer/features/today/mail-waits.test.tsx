import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { MailWaits } from '#renderer/features/today/mail-waits.tsx'
import type { Output } from '#shared/contract/index.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

type Outbox = Output<'emails.outbox'>

const counts = {
  drafts: 3,
  uncertain: 0,
  held: 0,
  scheduled: 2,
  sending: 0,
  failed: 0,
  sentToday: 1,
}
const quiet: Outbox = { counts, nextAt: null, isSwitchedOn: true, holdAll: null, isLocked: false }

const start = async (
  outbox: Partial<Outbox>,
  pausedReason: 'auth' | null = null,
  auth: 'password' | 'oauth' = 'password',
) => {
  fakeWire({
    'emails.outbox': () => ({ ...quiet, ...outbox }),
    // Only what the line reads of an account.
    'emailAccounts.list': () =>
      ({
        accounts: [{ address: 'nora@hale.example', pausedReason, auth }],
      }) as Output<'emailAccounts.list'>,
  })
  await renderPage(<MailWaits />)
}

test.each<[Partial<Outbox>, string]>([
  [
    { counts: { ...counts, uncertain: 1, held: 2 } },
    '3 mails wait for you: 1 not sure, 2 held back.',
  ],
  [{ counts: { ...counts, failed: 1 } }, '1 mail waits for you: 1 not delivered.'],
  [{ isLocked: true }, 'Mail is locked: the passwords have to be unlocked.'],
  [{ holdAll: 'restored' }, 'No mail leaves before you say so.'],
])('says what waits: %#', async (outbox, words) => {
  await start(outbox)
  await screen.findByText(words)
  expect(screen.getByRole('button', { name: 'Open the outbox' })).toBeTruthy()
})

test('names a paused account', async () => {
  await start({}, 'auth')
  expect(await screen.findByText('Mail of nora@hale.example is paused.')).toBeTruthy()
})

test('asks to sign in again where the provider ended it', async () => {
  await start({}, 'auth', 'oauth')
  const words = 'Mail of nora@hale.example is paused until you sign in again.'
  expect(await screen.findByText(words)).toBeTruthy()
})

test('is silent while everything goes its way', async () => {
  await start({})
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(screen.queryByRole('button')).toBeNull()
})
