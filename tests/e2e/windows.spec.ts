import { expect, test } from './support/kith.ts'

test.beforeEach(async ({ kith }) => {
  await kith.setUp()
  await kith.call('contacts.create', { kind: 'person', displayName: 'Ana Ferreira' })
})

test('F5 keeps the page, its key and its place', async ({ app }) => {
  await app.getByRole('link', { name: /Contacts/ }).click()
  await expect(app.getByText('Ana Ferreira')).toBeVisible()
  expect(app.url()).not.toContain('launch')
  await app.reload()
  await expect(app.getByText('Ana Ferreira')).toBeVisible()
})

test('a second tab asks the first for a key, and both stay fresh', async ({
  app,
  context,
  kith,
}) => {
  await expect(app.getByRole('link', { name: /Contacts/ })).toBeVisible()
  const second = await context.newPage()
  await second.goto(`${kith.origin}/#/contacts`)
  await expect(second.getByText('Ana Ferreira')).toBeVisible()

  await app.getByRole('link', { name: /Contacts/ }).click()
  await kith.call('contacts.create', { kind: 'person', displayName: 'Claire Dubois' })
  await expect(app.getByText('Claire Dubois')).toBeVisible()
  await expect(second.getByText('Claire Dubois')).toBeVisible()
})

test('a stranger without a key is told how to start', async ({ browser, kith }) => {
  const stranger = await browser.newPage()
  await stranger.goto(`${kith.origin}/#/contacts`)
  await expect(stranger.getByRole('heading', { name: 'Start Kith first' })).toBeVisible()
  await expect(stranger.getByText('Ana Ferreira')).toBeHidden()
  await stranger.close()
})

test('a second start opens the Kith that runs', async ({ browser, kith }) => {
  const url = await kith.startAgain()
  expect(new URL(url).origin).toBe(kith.origin)
  const window = await browser.newPage()
  await window.goto(url)
  await expect(window.getByRole('link', { name: /Contacts/ })).toBeVisible()
  await window.close()
})

test('dark and light follow the system and can be chosen', async ({ app, kith }) => {
  await app.emulateMedia({ colorScheme: 'dark' })
  const html = app.locator('html')
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await kith.call('settings.updateMachine', { theme: 'light' })
  await app.reload()
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light')
})
