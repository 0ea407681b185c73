import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { MailSection } from '#renderer/features/settings/mail-section.tsx'
import type { Output } from '#shared/contract/index.ts'
import type { EmailAccountId, JobId } from '#shared/domain/ids.ts'
import { type Answers, fakeWire, renderPage } from '#tests/support/render-page.tsx'
import { shownAccount } from '#tests/support/shown-account.ts'
import { shownToast } from '#tests/support/shown-toast.ts'

type List = Output<'emailAccounts.list'>
const failure = (code: string, data: unknown = {}) => ({
  ok: false as const,
  error: { code, message: code, data },
})

const business = {
  ownerName: 'Nora Hale',
  businessName: '',
  country: 'PT',
  currency: 'EUR',
  weekStart: 1,
  isSetUp: true,
}
const machine = {
  language: 'en',
  theme: 'light',
  singleKeyShortcuts: true,
  notifications: true,
} as const

const open = async (list: Partial<List>, answers: Answers = {}) => {
  const wire = fakeWire({
    // The times of day do not matter here.
    'settings.get': () => ({ business, machine }) as unknown as Output<'settings.get'>,
    'emailAccounts.list': () => ({ accounts: [shownAccount()], secretStore: 'ready', ...list }),
    'emailAccounts.presets': () => ({ presets: [] }),
    ...answers,
  })
  const { queryClient } = await renderPage(<MailSection />)
  await waitFor(() => expect(screen.getByText(/through your own account/)).toBeTruthy())
  const inputs = (name: string) =>
    wire.calls.filter((call) => call.name === name).map((call) => call.input)
  return Object.assign(inputs, { refresh: () => queryClient.invalidateQueries() })
}

const type = async (label: string, text: string): Promise<void> => {
  await userEvent.type(screen.getByLabelText(label, { selector: 'input' }), text)
}
const click = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }))

describe('a store of passwords that is shut', () => {
  it('is unlocked, and says when the passphrase is wrong or was tried too often', async () => {
    const replies = [failure('wrong-passphrase'), failure('too-many-attempts', { waitMs: 1500 })]
    const inputs = await open(
      { secretStore: 'locked', accounts: [shownAccount({ hasSecret: null })] },
      { 'emailAccounts.unlock': () => replies.shift() ?? {} },
    )
    expect(screen.getByText('Nora Hale · locked')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Test' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Add an account' })).toBeNull()
    await type('Passphrase', 'one')
    await click('Unlock')
    await waitFor(() => expect(screen.getByText('That is not the passphrase.')).toBeTruthy())
    expect(screen.getByLabelText<HTMLInputElement>('Passphrase').value).toBe('')
    await type('Passphrase', 'two')
    await click('Unlock')
    await waitFor(() => expect(screen.getByText(/Wait 2 seconds/)).toBeTruthy())
    expect(inputs('emailAccounts.unlock')).toEqual([{ passphrase: 'one' }, { passphrase: 'two' }])
  })

  it('is begun anew when the passphrase was forgotten', async () => {
    const inputs = await open({ secretStore: 'locked' }, { 'emailAccounts.startOver': () => ({}) })
    await click('I forgot it')
    await type('Passphrase', 'a new passphrase')
    await type('Once more', 'a new passphrast')
    await click('Begin anew')
    expect(screen.getByText('The two are not the same.')).toBeTruthy()
    await type('Passphrase', 'a new passphrase')
    await type('Once more', 'a new passphrase')
    await click('Begin anew')
    await waitFor(() =>
      expect(inputs('emailAccounts.startOver')).toEqual([{ passphrase: 'a new passphrase' }]),
    )
  })

  it('says that it cannot be read, and offers to begin anew', async () => {
    await open({ secretStore: 'unavailable', accounts: [] })
    expect(screen.getByRole('alert').textContent).toMatch(/cannot be read/)
    expect(screen.getByRole('button', { name: 'Begin anew' })).toBeTruthy()
  })
})

const imap = { host: 'imap.hale.example', port: 993, security: 'tls' } as const

describe('an account', () => {
  it.each([
    [{ hasSecret: false }, 'needs its password'],
    [{ pausedReason: 'auth' }, 'paused: the password was refused'],
    [{ auth: 'oauth', hasSecret: false }, 'needs you to sign in'],
    [{ auth: 'oauth', pausedReason: 'auth' }, 'paused: sign in again'],
    [{ auth: 'oauth', lastSyncError: 'auth' }, 'paused: sign in again'],
    [{ pausedReason: 'policy' }, 'paused: the provider refuses these mails'],
    [{ imap, lastSyncError: 'connect' }, 'mailbox not read: the server does not answer'],
    [
      { imap, lastSyncError: 'cut' },
      'mailbox not read to its end: the server breaks off. Kith tries again, less and less often',
    ],
    [{}, 'not tested yet'],
  ] as const)('%j: %s', async (changes, words) => {
    await open({ accounts: [shownAccount(changes)] })
    expect(screen.getByText(`Nora Hale · ${words}`)).toBeTruthy()
  })

  const failedTest: Answers = {
    'emailAccounts.setPassword': () => ({}),
    // As above.
    'emailAccounts.test': () => ({ jobId: 7 as JobId }),
    'jobs.get': ({ id }) => ({
      id,
      kind: 'emailAccounts.test',
      status: 'done',
      phase: null,
      done: 0,
      total: 5,
      rate: null,
      remainingMs: null,
      outcome: {
        steps: [{ step: 'smtp', status: 'failed', problem: 'auth', reply: '535 5.7.8 no' }],
      },
      createdAt: 0,
      endedAt: 1,
    }),
  }

  it('is tested as it is: what was seen of other servers goes, and comes back with them', async () => {
    const list = { accounts: [shownAccount()] }
    const { refresh } = await open(list, failedTest)
    await click('Test')
    const verdict = () => screen.queryByText('This does not work yet.')
    await waitFor(() => expect(verdict()).toBeTruthy())
    const smtp = { host: 'smtp.other.example', port: 465, security: 'tls' } as const
    list.accounts = [shownAccount({ smtp })]
    await refresh()
    await waitFor(() => expect(verdict()).toBeNull())
    list.accounts = [shownAccount()]
    await refresh()
    await waitFor(() => expect(verdict()).toBeTruthy())
  })

  it('takes its password, empties the field and tests itself', async () => {
    const inputs = await open({ accounts: [shownAccount({ hasSecret: false })] }, failedTest)
    await type('Password', 'geheim')
    await click('Keep')
    await waitFor(() => expect(screen.getByText('This does not work yet.')).toBeTruthy())
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('')
    expect(screen.getByText(/refused the user name or the password/)).toBeTruthy()
    expect(screen.getByText('The server said: 535 5.7.8 no')).toBeTruthy()
    expect(inputs('emailAccounts.setPassword')).toEqual([{ id: 3, password: 'geheim' }])
    expect(inputs('emailAccounts.test')).toEqual([{ id: 3 }])
    await click('Change password or servers')
    expect(screen.getByRole('button', { name: 'Change the servers' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Change password or servers' })).toBeNull()
  })

  it('is deleted at once, with Undo', async () => {
    const inputs = await open({}, { 'emailAccounts.delete': () => ({ operationId: null }) })
    await click('Delete the account nora@hale.example')
    await waitFor(() => expect(inputs('emailAccounts.delete')).toEqual([{ id: 3 }]))
    await waitFor(() =>
      expect(shownToast()).toMatchObject({
        text: 'Account nora@hale.example deleted',
      }),
    )
  })

  it('that the owner signed in for says that the provider still lets Kith in', async () => {
    const google = { id: 'google', name: 'Google', hasClient: true } as const
    await open(
      { accounts: [shownAccount({ auth: 'oauth', signInWith: 'google' })] },
      {
        'emailAccounts.delete': () => ({ operationId: null }),
        'emailAccounts.signInProviders': () => ({
          providers: [{ ...google, ownClientId: null, hasOwnSecret: false }],
        }),
      },
    )
    await userEvent.click(screen.getByRole('button', { name: /Nora Hale/ }))
    await screen.findByRole('button', { name: /Google/ })
    await click('Delete the account nora@hale.example')
    await waitFor(() =>
      expect(shownToast()?.text).toBe(
        'Account nora@hale.example deleted. Google still lets Kith in; Help says where to end that.',
      ),
    )
  })

  it('that is not used first can be', async () => {
    // As above.
    const other = shownAccount({
      id: 4 as EmailAccountId,
      address: 'b@hale.example',
      isDefault: false,
    })
    const inputs = await open(
      { accounts: [shownAccount(), other] },
      { 'emailAccounts.setDefault': () => ({ operationId: null }) },
    )
    await click('Use this one first')
    await waitFor(() => expect(inputs('emailAccounts.setDefault')).toEqual([{ id: 4 }]))
  })
})

describe('an account that signs in with its provider', () => {
  const microsoft = shownAccount({
    provider: 'outlook',
    auth: 'oauth',
    signInWith: 'microsoft',
    hasSecret: false,
  })
  const known = {
    id: 'microsoft' as const,
    name: 'Microsoft',
    hasClient: true,
    ownClientId: null,
    hasOwnSecret: false,
  }
  const presets: Answers = {
    'emailAccounts.presets': () => ({
      presets: [
        {
          id: 'outlook',
          name: 'Outlook.com',
          domains: ['outlook.com'],
          smtp: microsoft.smtp,
          imap: microsoft.smtp,
          otherHosts: ['smtp.office365.com'],
          needs: 'oauth-only',
          signInWith: 'microsoft',
          helpUrl: null,
        },
      ],
    }),
  }
  const clients = (hasClient: boolean | null): Answers => ({
    ...presets,
    'emailAccounts.signInProviders': () => ({ providers: [{ ...known, hasClient }] }),
  })

  it('offers to sign in, and no field for a password', async () => {
    await open({ accounts: [microsoft] }, clients(true))
    expect(await screen.findByRole('button', { name: 'Sign in with Microsoft' })).toBeTruthy()
    expect(screen.queryByLabelText('Password')).toBeNull()
  })

  it('says why it cannot, and what works all the same', async () => {
    await open({ accounts: [microsoft] }, clients(false))
    expect(await screen.findByText(/Kith is not registered with Microsoft/)).toBeTruthy()
    expect(screen.getByText(/opens in your own mail program/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Sign in/ })).toBeNull()
  })

  it('is known by its server where the domain is somebody’s own', async () => {
    await open({ accounts: [] }, clients(true))
    await click('Add an account')
    await type('Your e-mail address', 'nora@hale.example')
    expect(screen.getByText(/Is your domain at Google or Microsoft/)).toBeTruthy()
    expect(screen.getByLabelText('Password')).toBeTruthy()
    await type('Outgoing server (SMTP)', 'smtp.office365.com')
    expect(await screen.findByRole('button', { name: 'Sign in with Microsoft' })).toBeTruthy()
    expect(screen.queryByLabelText('Password')).toBeNull()
  })

  it('can be chosen later, with its servers', async () => {
    const inputs = await open(
      { accounts: [shownAccount()] },
      { ...clients(true), 'emailAccounts.update': () => ({ operationId: null }) },
    )
    await userEvent.click(screen.getByRole('button', { name: /Nora Hale/ }))
    await click('Change the servers')
    await userEvent.click(screen.getByRole('combobox', { name: 'Provider' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Outlook.com' }))
    await click('Save the servers')
    const { smtp, address: userName } = microsoft
    await waitFor(() =>
      expect(inputs('emailAccounts.update')).toEqual([
        { id: 3, provider: 'outlook', smtp, imap: smtp, userName },
      ]),
    )
  })

  it('says nothing of it while the store is locked', async () => {
    const locked = shownAccount({ ...microsoft, hasSecret: null })
    await open({ accounts: [locked], secretStore: 'locked' }, clients(null))
    expect(screen.getByText('Nora Hale · locked')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Sign in|Advanced/ })).toBeNull()
  })
})
