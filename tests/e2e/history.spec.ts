import type { Locator, Page } from '@playwright/test'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo, line } from './support/screen.ts'

const addAna = (kith: Kith) =>
  kith.call('contacts.create', { kind: 'person', displayName: 'Ana Ferreira', jobTitle: 'Owner' })

const lines = (page: Page): Locator =>
  page
    .getByRole('grid', { name: 'Changes' })
    .getByRole('row')
    .filter({ has: page.locator('time') })

test.beforeEach(async ({ kith }) => kith.setUp())

test('every operation stands there with Undo, newest first', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await kith.call('contacts.update', { id, jobTitle: 'Director' })
  await kith.call('contacts.addTag', { selection: { ids: [id] }, name: 'Regular' })
  await kith.call('activities.log', { contactId: id, kind: 'call' })
  await kith.call('contacts.setStage', { selection: { ids: [id] }, stage: 'retain' })
  await kith.call('contacts.delete', { selection: { ids: [id] } })
  const { operations } = await kith.call('history.list', {})
  await goTo(app, '/history')
  await expect(lines(app)).toHaveCount(operations.length)
  await expect(lines(app).getByRole('button', { name: 'Undo' })).toHaveCount(operations.length)
  await expect(lines(app).first()).toContainText('Deleted Ana Ferreira')
  await expect(lines(app).nth(1)).toContainText('to Retain')
  await expect(lines(app).nth(5)).toContainText('Added Ana Ferreira')

  await app.getByRole('radio', { name: 'By rules' }).click()
  await expect(app.getByText('No rule has changed anything yet.')).toBeVisible()
})

test('Enter shows what was changed, U undoes and does it again', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await kith.call('contacts.update', { id, jobTitle: 'Director' })
  await goTo(app, '/history')
  await expect(lines(app).first()).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Enter')
  const details = app.getByRole('grid', { name: 'Changes' }).getByRole('row').nth(1)
  await expect(details.getByText('Role', { exact: true })).toBeVisible()
  await expect(details.getByText('Owner', { exact: true })).toBeVisible()
  await expect(details.getByText('Director', { exact: true })).toBeVisible()

  const jobTitle = async () => (await kith.call('contacts.get', { id })).jobTitle
  await app.keyboard.press('u')
  await expect.poll(jobTitle).toBe('Owner')
  await expect(lines(app).getByRole('button', { name: 'Redo' })).toHaveCount(1)
  await lines(app).getByRole('button', { name: 'Redo' }).click()
  await expect.poll(jobTitle).toBe('Director')
})

test('an undo in the middle asks about what another window changed since', async ({
  app,
  kith,
}) => {
  const { id } = await addAna(kith)
  await kith.call('contacts.update', { id, jobTitle: 'Director' })
  const before = (await kith.call('history.list', { limit: 1 })).operations[0]
  await kith.callElsewhere('contacts.update', { id, jobTitle: 'Partner' })
  await kith.callElsewhere('contacts.update', { id, source: 'Fair' })
  await goTo(app, '/history')
  const middle = lines(app).nth(2)
  await middle.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByRole('alert')).toHaveText(
    '1 thing has changed since. Yours stays unless you take it back.',
  )
  await expect(app.getByText('now Partner')).toBeVisible()
  await expect(app.getByRole('radio', { name: 'Keep mine' })).toBeChecked()
  await app.getByRole('button', { name: 'Leave everything' }).click()
  await expect(app.getByRole('alert')).toBeHidden()
  expect((await kith.call('contacts.get', { id })).jobTitle).toBe('Partner')

  await middle.getByRole('button', { name: 'Undo' }).click()
  await app.getByRole('radio', { name: 'Take back' }).click()
  await app.getByRole('button', { name: 'Undo now' }).click()
  await expect.poll(async () => (await kith.call('contacts.get', { id })).jobTitle).toBe('Owner')
  const after = await kith.call('contacts.get', { id })
  expect(after.source).toBe('Fair')
  const { operations } = await kith.call('history.list', {})
  expect(operations.find((operation) => operation.id === before?.id)?.state).toBe('undone')
})

test('the bin brings a deleted person back', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await kith.call('activities.log', { contactId: id, kind: 'call', body: 'Likes the draft' })
  await kith.call('contacts.delete', { selection: { ids: [id] } })
  await goTo(app, '/history')
  await app.getByRole('button', { name: 'Bin 1' }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Bin' })).toBeVisible()
  await expect(lines(app)).toHaveCount(1)
  await lines(app).getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByText('The bin is empty.')).toBeVisible()
  await goTo(app, '/contacts')
  await line(app, 'Ana Ferreira').getByRole('link').click()
  await expect(app.getByText('Likes the draft')).toBeVisible()
})

test('the bin brings back some of a deletion, by keys, and undo takes them away again', async ({
  app,
  kith,
}) => {
  const names = ['Ann Lee', 'Ben Okafor', 'Cy Young', 'Dee Silva']
  const ids = []
  for (const displayName of names) {
    ids.push((await kith.call('contacts.create', { kind: 'person', displayName })).id)
  }
  await kith.call('contacts.delete', { selection: { ids } })
  await goTo(app, '/history')
  await app.getByRole('button', { name: 'Bin 4' }).click()
  await app.getByRole('button', { name: 'Choose', exact: true }).click()
  const people = app.getByRole('listbox', { name: 'Who is still deleted' })
  await expect(people.getByRole('option', { name: 'Ann Lee' })).toBeFocused()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('x')
  await app.keyboard.press('Shift+ArrowDown')
  await expect(app.getByRole('button', { name: 'Bring back 2' })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(people.getByRole('option')).toHaveText([/Ann Lee/, /Dee Silva/])
  await expect(lines(app).first()).toContainText('2 still deleted')

  await app.getByRole('searchbox', { name: 'Search by name' }).fill('silva')
  await expect(people.getByRole('option')).toHaveText([/Dee Silva/])
  await app.getByRole('searchbox', { name: 'Search by name' }).fill('nobody')
  await app.getByRole('button', { name: 'Clear the search' }).click()
  await expect(people.getByRole('option')).toHaveCount(2)

  await expect(app.getByText('2 contacts brought back')).toBeVisible()
  await app.keyboard.press('Control+z')
  await expect(people.getByRole('option')).toHaveCount(4)
  await app.getByRole('button', { name: /^Choose everybody of/ }).click()
  await app.getByRole('button', { name: 'Bring back 4' }).click()
  await expect(app.getByText('The bin is empty.')).toBeVisible()
  expect((await kith.call('contacts.count', {})).people).toBe(4)
})

test('a conflict met by Ctrl+Z leads to History', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await goTo(app, `/contacts/${id}`)
  const role = app.getByRole('button', { name: /^Role: / })
  await role.click()
  await app.getByRole('textbox', { name: 'Role', exact: true }).fill('Director')
  await app.keyboard.press('Enter')
  await expect(role).toContainText('Director')
  await kith.callElsewhere('contacts.update', { id, jobTitle: 'Partner' })
  await expect(role).toContainText('Partner')
  await app.keyboard.press('Control+z')
  await app.getByRole('button', { name: 'Open History' }).click()
  await expect(lines(app).nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(app.getByText(/1 thing has changed since/)).toBeVisible()
})
