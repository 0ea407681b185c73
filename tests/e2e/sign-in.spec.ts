import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import { type OAuthServer, startOAuthServer } from '#tests/support/oauth-server.ts'
import { type PostOffice, startPostOffice } from '#tests/support/post-office.ts'
import { test as base, expect, type Kith } from './support/kith.ts'
import { inspectLook } from './support/look.ts'

/** Tests with a provider that signs people in, and mail servers that take its tokens. */
const test = base.extend<{ hasClient: boolean; provider: OAuthServer; office: PostOffice }>({
  /** Whether Kith is registered there. */
  hasClient: [true, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from it
  provider: async ({}, provide) => {
    const provider = await startOAuthServer()
    await provide(provider)
    await provider.stop()
  },
  office: async ({ provider }, provide) => {
    const office = await startPostOffice({ filesSent: true, knowsPlus: true, tokensOf: provider })
    await provide(office)
    await office.stop()
  },
  hostEnv: async ({ provider, office, hasClient }, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-clients-'))
    const file = join(folder, 'oauth-clients.json')
    writeFileSync(file, provider.clientsFile({ withClient: hasClient }))
    await provide({ NODE_EXTRA_CA_CERTS: office.caFile, KITH_OAUTH_CLIENTS: file })
    rmSync(folder, { recursive: true, force: true })
  },
})

test.skip(dovecotObstacle !== null, dovecotObstacle ?? '')

const openSettings = async (app: Page, kith: Kith): Promise<void> => {
  await kith.setUp()
  await kith.call('emailAccounts.unlock', { passphrase: 'a long passphrase' })
  await app.goto(`${kith.origin}/#/settings?section=mail`)
}

const account = (office: PostOffice) => ({
  address: 'nora@hale.example',
  fromName: 'Nora Hale',
  provider: 'outlook',
  auth: 'oauth' as const,
  smtp: { host: 'localhost', port: office.smtpPort, security: 'tls' as const },
  imap: { host: 'localhost', port: office.imap.tlsPort, security: 'tls' as const },
  userName: 'nora',
  signature: null,
  dailyLimit: 200,
})

/** Presses a button that opens the provider's page, decides there, and reads what it then says. */
const decide = async (app: Page, button: string, choice: 'Allow' | 'No'): Promise<string> => {
  const opened = app.context().waitForEvent('page')
  await app.getByRole('button', { name: button }).click()
  const page = await opened
  await expect(page.getByText('May Kith read your mail?')).toBeVisible()
  await expect(
    app.getByText('Sign in with Microsoft in your browser, then come back'),
  ).toBeVisible()
  await page.getByRole('link', { name: choice }).click()
  const said = await page.getByRole('heading').textContent()
  await page.close()
  return said ?? ''
}

test('the owner signs in with the provider, and again when that has ended', async ({
  app,
  kith,
  provider,
  office,
}) => {
  await openSettings(app, kith)
  await kith.call('emailAccounts.create', account(office))
  const settings = app.getByRole('region', { name: 'Mail accounts' })
  await expect(settings.getByText('Nora Hale · needs you to sign in')).toBeVisible()
  await expect(settings.getByLabel('Password', { exact: true })).toBeHidden()

  expect(await decide(app, 'Sign in with Microsoft', 'No')).toBe('Not signed in')
  await expect(settings.getByText('You did not allow it, so nothing has changed.')).toBeVisible()
  await inspectLook(app, 'mail-sign-in-denied', 'en')

  expect(await decide(app, 'Sign in with Microsoft', 'Allow')).toBe('Signed in')
  await expect(settings.getByText('Everything works.')).toBeVisible()
  await expect(settings.getByText(/^Nora Hale · tested/)).toBeVisible()
  expect(office.taken).toHaveLength(2)

  provider.revoke('all')
  await kith.call('mailboxes.sync', {})
  await expect(settings.getByText('Nora Hale · paused: sign in again')).toBeVisible()
  await settings.getByRole('button', { name: 'Test' }).click()
  await expect(settings.getByText('does not accept this sign-in').first()).toBeVisible()
  await inspectLook(app, 'mail-sign-in-again', 'en')
  await kith.call('settings.updateMachine', { language: 'zh-CN' })
  await expect(app.getByRole('button', { name: '重新用 Microsoft 登录' })).toBeVisible()
  await inspectLook(app, 'mail-sign-in-again', 'zh-CN')
  await kith.call('settings.updateMachine', { language: 'en' })

  expect(await decide(app, 'Sign in again with Microsoft', 'Allow')).toBe('Signed in')
  await expect(settings.getByText('Everything works.')).toBeVisible()
  await expect(settings.getByText(/^Nora Hale · tested/)).toBeVisible()
})

test('a sign-in that waits can be stopped', async ({ app, kith, office }) => {
  await openSettings(app, kith)
  await kith.call('emailAccounts.create', account(office))
  const opened = app.context().waitForEvent('page')
  await app.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  const page = await opened
  await expect(app.getByRole('link', { name: 'Open the page again' })).toHaveAttribute(
    'href',
    page.url(),
  )
  await inspectLook(app, 'mail-sign-in-waits', 'en')
  await app.getByRole('button', { name: 'Stop' }).click()
  await expect(app.getByText('The sign-in was stopped.')).toBeVisible()
})

test('a new account is begun with the sign-in of its provider', async ({ app, kith }) => {
  await openSettings(app, kith)
  await app.getByRole('button', { name: 'Add an account' }).click()
  const form = app.getByRole('form', { name: 'New mail account' })
  await form.getByLabel('Your e-mail address').fill('nora@gmail.com')
  await expect(form.getByLabel('App password', { exact: true })).toBeVisible()
  await expect(form.getByRole('button', { name: 'Sign in with Google instead' })).toBeVisible()
  await inspectLook(app, 'mail-account-gmail', 'en')
  await form.getByLabel('Your e-mail address').fill('nora@outlook.com')
  await expect(form.getByText(/You sign in with Microsoft in your browser/)).toBeVisible()
  await inspectLook(app, 'mail-account-sign-in', 'en')
  await form.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  // These servers are Microsoft's, and the provider of the test has others.
  await expect(app.getByText('Kith cannot sign in for this account.')).toBeVisible()
  await expect(app.getByText('Nora Hale · needs you to sign in')).toBeVisible()
  const [made] = (await kith.call('emailAccounts.list', {})).accounts
  expect(made).toMatchObject({ auth: 'oauth', provider: 'outlook', hasSecret: false })
})

test.describe('where Kith is not registered', () => {
  test.use({ hasClient: false })

  test('it says why, and the owner’s own client ID opens the way', async ({
    app,
    kith,
    provider,
    office,
  }) => {
    await openSettings(app, kith)
    await app.getByRole('button', { name: 'Add an account' }).click()
    const form = app.getByRole('form', { name: 'New mail account' })
    await form.getByLabel('Your e-mail address').fill('nora@gmail.com')
    await expect(form.getByLabel('App password', { exact: true })).toBeVisible()
    await expect(form.getByRole('button', { name: /Google/ })).toBeHidden()
    await form.getByLabel('Your e-mail address').fill('nora@outlook.com')
    await expect(form.getByText(/Kith is not registered with Microsoft/)).toBeVisible()
    await expect(form.getByText(/opens in your own mail program/)).toBeVisible()
    await expect(form.getByRole('button', { name: /Sign in|Add and test/ })).toBeHidden()

    await app.getByRole('button', { name: 'Advanced: a client ID of your own' }).click()
    const own = app.getByRole('form', { name: 'Client ID for Microsoft' })
    await own.getByLabel('Client ID for Microsoft').fill('not one')
    await own.getByRole('button', { name: 'Keep' }).click()
    await expect(own.getByText('without spaces')).toBeVisible()
    await inspectLook(app, 'mail-own-client', 'en')
    await kith.call('settings.updateMachine', { language: 'zh-CN' })
    await expect(app.getByRole('form', { name: 'Microsoft 的客户端 ID' })).toBeVisible()
    await inspectLook(app, 'mail-own-client', 'zh-CN')
    await kith.call('settings.updateMachine', { language: 'en' })
    await own.getByLabel('Client ID for Microsoft').fill(provider.clientId)
    await own.getByLabel('Its secret').fill(provider.clientSecret)
    await own.getByRole('button', { name: 'Keep' }).click()
    await expect(
      app.getByText(`by your client ID ${provider.clientId} and its secret`),
    ).toBeVisible()
    await expect(form.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
    await form.getByRole('button', { name: 'Cancel' }).click()

    await kith.call('emailAccounts.create', account(office))
    expect(await decide(app, 'Sign in with Microsoft', 'Allow')).toBe('Signed in')
    await expect(app.getByText('Everything works.')).toBeVisible()
    await app.getByRole('button', { name: 'Remove the client ID for Microsoft' }).click()
    await expect(app.getByRole('form', { name: 'Client ID for Microsoft' })).toBeVisible()
  })
})
