import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { MailWaits } from '#renderer/features/today/mail-waits.tsx'
import type { Output } from '#shared/contract/index.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'
import { shownAccount } from '#tests/support/shown-account.ts'

type Outbox = Output<'emails.outbox'>

const counts = {
  drafts: 3,
  stopped: 0,
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

const imap = { host: 'imap.hale.example', port: 993, security: 'tls' } as const
const hoursAgo = (hours: number): number => Date.now() - hours * 3_600_000 - 60_000

const startWith = async (accounts: Output<'emailAccounts.list'>['accounts']) => {
  fakeWire({
    'emails.outbox': () => quiet,
    'emailAccounts.list': () => ({ accounts, secretStore: 'ready' }),
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

test('names a mailbox that could not be read for a day, and why', async () => {
  await startWith([
    shownAccount({
      address: 'b@hale.example',
      imap,
      lastSyncAt: hoursAgo(2),
      lastSyncError: 'tls',
    }),
    shownAccount({ imap, lastSyncAt: hoursAgo(26), lastSyncError: 'connect' }),
  ])
  const words =
    'The mailbox of nora@hale.example has not been read for 26 hours: the server does not answer. See whether this computer is online, then test the account. Until then Kith does not know who answered, or who wants no more mail.'
  expect(await screen.findByText(words)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Open the account' })).toBeTruthy()
})

test('names a mailbox that was never read, a day after it was set up', async () => {
  const account = { imap, lastSyncError: 'auth' } as const
  await startWith([shownAccount({ ...account, createdAt: hoursAgo(25) })])
  expect(
    await screen.findByText(
      /^The mailbox of nora@hale\.example has not been read since it was set/,
    ),
  ).toBeTruthy()
})

test('is silent of a mailbox that failed lately, or that Kith was closed for', async () => {
  await startWith([
    shownAccount({ imap, lastSyncAt: hoursAgo(23), lastSyncError: 'connect' }),
    shownAccount({ imap, lastSyncAt: hoursAgo(90), lastSyncError: null }),
    shownAccount({ imap, createdAt: hoursAgo(1), lastSyncError: 'connect' }),
    shownAccount({ imap: null, createdAt: hoursAgo(90) }),
  ])
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(screen.queryByRole('button')).toBeNull()
})

test('is silent while everything goes its way', async () => {
  await start({})
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(screen.queryByRole('button')).toBeNull()
})
