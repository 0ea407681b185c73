import type { CDPSession, Page } from '@playwright/test'
import { canary, findCanary, signInCanaries } from '#tests/support/canary.ts'
import { dovecotObstacle } from '#tests/support/dovecot.ts'
import { expect } from './support/kith.ts'
import { inspectLook } from './support/look.ts'
import { test } from './support/post-office.ts'
import { toast } from './support/screen.ts'

test.skip(dovecotObstacle !== null, dovecotObstacle ?? '')

const settings = (page: Page) => page.getByRole('region', { name: 'Mail accounts' })

/** Every string that the page's engine holds, after what nobody holds was swept away. */
const heapOf = async (page: Page): Promise<string> => {
  const session: CDPSession = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  // The format of the engine's own snapshots.
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] }
  return strings.join('\n')
}

const choosePassphrase = async (page: Page, passphrase: string): Promise<void> => {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('Once more').fill(passphrase)
  await page.getByRole('button', { name: 'Set the passphrase' }).click()
  await expect(page.getByRole('button', { name: 'Add an account' })).toBeVisible()
}

test('an account is set up with its provider, tested, and goes with undo', async ({
  app,
  kith,
  office,
}) => {
  await kith.setUp()
  await app.goto(`${kith.origin}/#/settings?section=mail`)
  await app.getByLabel('Passphrase', { exact: true }).fill('short')
  await app.getByRole('button', { name: 'Set the passphrase' }).click()
  await expect(app.getByText('At least 8 characters.')).toBeVisible()
  await inspectLook(app, 'mail-secrets', 'en')
  await choosePassphrase(app, 'a long passphrase')

  await app.getByRole('button', { name: 'Add an account' }).click()
  const form = app.getByRole('form', { name: 'New mail account' })
  await form.getByLabel('Your e-mail address').fill('nora@gmail.com')
  await expect(form.getByLabel('App password', { exact: true })).toBeVisible()
  await expect(form.getByText(/2-Step Verification/)).toBeVisible()
  await form.getByLabel('Your e-mail address').fill('nora@outlook.com')
  await expect(form.getByText(/Microsoft lets no program/)).toBeVisible()
  await expect(form.getByRole('button', { name: 'Add and test' })).toBeHidden()
  await inspectLook(app, 'mail-account-outlook', 'en')

  await form.getByLabel('Your e-mail address').fill('nora@hale.example')
  await form.getByLabel('Outgoing server (SMTP)').first().waitFor()
  await form.getByRole('button', { name: 'Add and test' }).click()
  await expect(form.getByText('Write it like mail.example.org.')).toHaveCount(2)
  await inspectLook(app, 'mail-servers', 'en')
  const [smtp, imap] = [/Outgoing/, /Incoming/].map((name) => form.getByRole('group', { name }))
  await smtp?.getByRole('textbox').first().fill('localhost')
  await smtp?.getByLabel('Port').fill(String(office.smtpPort))
  await imap?.getByRole('textbox').first().fill('localhost')
  await imap?.getByLabel('Port').fill(String(office.imap.tlsPort))
  await form.getByLabel('User name').fill('nora')
  await form.getByLabel('Password', { exact: true }).fill('p')
  await form.getByRole('button', { name: 'Add and test' }).click()

  await expect(settings(app).getByText('Everything works.')).toBeVisible()
  await expect(settings(app).getByText(/^Nora Hale · tested/)).toBeVisible()
  await expect(settings(app).getByText('used first')).toBeVisible()
  expect(office.taken.map(({ to }) => to)).toEqual([
    'nora@hale.example',
    'nora+kith-test@hale.example',
  ])
  await app.getByRole('button', { name: /nora@hale\.example used first/ }).click()
  await expect(app.getByText('Your provider files sent mail by itself.')).toBeVisible()
  await app.getByRole('button', { name: 'Signature: empty' }).click()
  await app.getByLabel('Signature').fill('Nora <Hale> & Co\nPorto')
  await app.keyboard.press('Control+Enter')
  await expect
    .poll(async () => (await kith.call('emailAccounts.list', {})).accounts[0]?.signature)
    .toBe('<p>Nora &#60;Hale&#62; &#38; Co<br>Porto</p>')
  await expect(app.getByRole('button', { name: /Signature: Nora <Hale> & Co/ })).toBeVisible()
  await inspectLook(app, 'mail-account', 'en')
  await kith.call('settings.updateMachine', { language: 'zh-CN' })
  await expect(app.getByRole('heading', { name: '邮箱账号' })).toBeVisible()
  await inspectLook(app, 'mail-account', 'zh-CN')
  await kith.call('settings.updateMachine', { language: 'en' })

  await app.getByRole('button', { name: 'Delete the account nora@hale.example' }).click()
  await expect(settings(app).getByText('No account yet.')).toBeVisible()
  await toast(app).getByRole('button', { name: /Undo/ }).click()
  await expect(settings(app).getByText(/^Nora Hale · tested/)).toBeVisible()
})

test('a password stays in the page no longer than it takes to send it', async ({ app, kith }) => {
  await kith.setUp()
  const server = { host: 'localhost', port: 9, security: 'tls' } as const
  await app.goto(`${kith.origin}/#/settings?section=mail`)
  await choosePassphrase(app, canary)
  await kith.call('emailAccounts.create', {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: server,
    imap: null,
    userName: 'nora',
    signature: null,
    dailyLimit: 200,
  })
  const field = settings(app).getByLabel('Password', { exact: true })
  await field.fill(canary)
  // The control: while it stands in its field it is found.
  expect(await heldValue(app)).toContain(canary)
  await settings(app).getByRole('button', { name: 'Keep' }).click()
  await expect(
    settings(app).getByText('The server does not answer.', { exact: false }),
  ).toBeVisible()
  expect(findCanary(await app.content())).toEqual([])
  expect(findCanary(await heapOf(app))).toEqual([])
  // Nor does the secret of a client of one's own.
  const { clientSecret } = signInCanaries
  await app.getByRole('button', { name: 'Advanced: a client ID of your own' }).click()
  const own = app.getByRole('form', { name: 'Client ID for Google' })
  await own.getByLabel('Client ID for Google').fill('noras-client')
  await own.getByLabel('Its secret').fill(clientSecret)
  await own.getByRole('button', { name: 'Keep' }).click()
  await expect(app.getByText('by your client ID noras-client and its secret')).toBeVisible()
  expect(findCanary(await app.content(), clientSecret)).toEqual([])
  expect(findCanary(await heapOf(app), clientSecret)).toEqual([])
  await app.evaluate((leak) => Object.assign(globalThis, { leak: `held ${leak}` }), canary)
  expect(findCanary(await heapOf(app))).not.toEqual([])
})

const heldValue = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value))
