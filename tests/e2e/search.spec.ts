import type { Locator, Page } from '@playwright/test'
import { expect, type Kith, test } from './support/kith.ts'

const seed = async (kith: Kith): Promise<void> => {
  await kith.setUp()
  const ana = await kith.call('contacts.create', {
    kind: 'person',
    displayName: 'Ana Ferreira',
    companyName: 'Porto Studio',
    points: [
      { kind: 'phone', raw: '+351 912 345 678' },
      { kind: 'email', raw: 'hello@ferreira-design.example' },
    ],
  })
  await kith.call('activities.log', {
    contactId: ana.id,
    kind: 'note',
    body: 'Prefers hand-made paper for the invitation.',
  })
  for (const displayName of ['张珊', '曾子墨', 'Mariana Lopes', 'Zoe Summers']) {
    await kith.call('contacts.create', { kind: 'person', displayName })
  }
}

const options = (page: Page): Locator => page.getByRole('option')
const people = (page: Page): Locator =>
  page.getByRole('group', { name: 'People and companies' }).getByRole('option')

/** Types into the open palette in place of what stands there. */
const look = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Search or do' }).fill(text)
}

test.beforeEach(async ({ app, kith }) => {
  await seed(kith)
  await app.reload()
  await expect(app.getByRole('main')).toBeVisible()
  await app.keyboard.press('Control+k')
  await expect(app.getByRole('combobox', { name: 'Search or do' })).toBeFocused()
})

test('names are found by the starts of their words', async ({ app }) => {
  await look(app, 'fer an')
  await expect(people(app)).toHaveText([/Ana Ferreira/])
  await look(app, 'ana')
  await expect(people(app)).toHaveText([/Ana Ferreira/])
  await look(app, 'porto')
  await expect(people(app).filter({ hasText: 'Ana Ferreira' })).toBeVisible()
  await expect(people(app).filter({ hasText: 'company' })).toBeVisible()
})

test('Chinese names are found by any character, pinyin and initials', async ({ app }) => {
  await look(app, '珊')
  await expect(people(app)).toHaveText([/张珊/])
  await look(app, 'zs')
  await expect(people(app).first()).toContainText('张珊')
  await look(app, 'zhang')
  await expect(people(app)).toHaveText([/张珊/])
  // The surname is read Zēng, the character elsewhere cèng.
  await look(app, 'zengzi')
  await expect(people(app)).toHaveText([/曾子墨/])
})

test('a phone is found in any format, an e-mail inside, a note by its words', async ({ app }) => {
  for (const typed of ['00351912345678', '912-345-678', '(912) 345 678', '345678']) {
    await look(app, typed)
    await expect(people(app)).toHaveText([/Ana Ferreira/])
  }
  await look(app, 'eira-des')
  await expect(people(app)).toHaveText([/Ana Ferreira/])
  await look(app, 'hand-made')
  const notes = app.getByRole('group', { name: 'In notes' }).getByRole('option')
  await expect(notes).toHaveText([/hand-made paper/])
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1, name: 'Ana Ferreira' })).toBeVisible()
})

test('goes to a page and runs a command, by keyboard only', async ({ app }) => {
  await app.keyboard.type('hist')
  const chosen = app.getByRole('option', { selected: true })
  await expect(chosen).toContainText('Go to History')
  await app.keyboard.press('ArrowUp')
  await expect(chosen).toContainText('New contact “hist”')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  await expect(app.getByRole('listbox')).toBeHidden()

  await app.keyboard.press('Control+k')
  await expect(app.getByRole('combobox', { name: 'Search or do' })).toBeFocused()
  await app.keyboard.type('light')
  await expect(chosen).toContainText('Switch between light and dark')
  const html = app.locator('html')
  const before = await html.getAttribute('data-mantine-color-scheme')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('listbox')).toBeHidden()
  await expect(html).not.toHaveAttribute('data-mantine-color-scheme', before ?? '')
})

test('Esc closes it and gives the focus back; a name nobody has becomes a new contact', async ({
  app,
}) => {
  await app.keyboard.press('Escape')
  await expect(app.getByRole('listbox')).toBeHidden()
  await app.keyboard.press('Control+k')
  await expect(app.getByRole('combobox', { name: 'Search or do' })).toBeFocused()
  await app.keyboard.type('Quentin Blake')
  await expect(options(app)).toHaveText([/New contact “Quentin Blake”/])
  await app.keyboard.press('Enter')
  const dialog = app.getByRole('dialog', { name: 'New contact' })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Quentin Blake')
})

test('recent people stand there before anything is typed', async ({ app }) => {
  const recent = app.getByRole('group', { name: 'Recent' }).getByRole('option')
  await expect(recent.first()).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1 })).not.toHaveText('Today')
})

test('opened again at once it is empty, and a quick Enter takes the person', async ({ app }) => {
  const field = app.getByRole('combobox', { name: 'Search or do' })
  await app.keyboard.type('hist')
  await app.keyboard.press('Escape')
  await app.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('')
  await app.keyboard.type('Ana Ferreira')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1, name: 'Ana Ferreira' })).toBeVisible()
})
