import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/kith.ts'
import { goTo, line } from './support/screen.ts'

const rows = [
  'Name,Company,E-mail,Phone,Birthday,Shoe size',
  'Ana Ferreira,Porto Studio,ana@porto-studio.example,912 345 678,14/03/1984,38',
  'João Conceição,Porto Studio,joao@porto-studio.example,913 000 111,,',
  '张珊,,zhangshan@example.com,+86 138 0000 0001,,36',
  'Claire Dubois,Atelier Nord,claire@nord.example,12,,',
]
const csv = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) }

const wizard = (page: Page): Locator => page.getByRole('dialog', { name: 'Import' })

const choose = async (page: Page, file: typeof csv): Promise<void> => {
  await goTo(page, '/imports')
  const opened = page.waitForEvent('filechooser')
  await wizard(page).getByRole('button', { name: 'Choose a file' }).click()
  await (await opened).setFiles(file)
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  wizard(page).getByRole('button', { name }).click()

/** A group of the rehearsal with the number of its rows. */
const group = (page: Page, name: string): Locator =>
  wizard(page)
    .getByRole('navigation', { name: 'Groups of rows' })
    .getByRole('button', { name: new RegExp(`^${name}`) })

test.beforeEach(async ({ kith }) => kith.setUp())

test('a file is read, rehearsed, brought in and taken back', async ({ app, kith }) => {
  await choose(app, csv)
  await expect(wizard(app).getByText('We read 6 columns')).toBeVisible()
  await expect(wizard(app).getByRole('cell', { name: 'João Conceição' })).toBeVisible()
  await expect(wizard(app).getByText('Comma ,')).toBeVisible()
  await press(app, /^Continue/)

  await expect(wizard(app).getByText('6 columns, all placed')).toBeVisible()
  const becomes = (name: string) =>
    wizard(app).getByRole('combobox', { name: `${name} becomes`, exact: true })
  await expect(becomes('E-mail')).toHaveValue('E-mail')
  await expect(becomes('Birthday')).toHaveValue('Birthday')
  await expect(becomes('Shoe size')).toHaveValue('Notes, with its name')
  await press(app, /^Rehearse/)

  await expect(group(app, 'New')).toContainText('3')
  await expect(group(app, 'Rows with a problem')).toContainText('1')
  await expect(wizard(app).getByText('Too short for a phone number')).toBeVisible()
  expect((await kith.call('contacts.count', {})).people).toBe(0)
  await group(app, 'New').click()
  await expect(wizard(app).getByText('Ana Ferreira').first()).toBeVisible()
  await press(app, 'Import 3 rows, set 1 aside')

  await expect(wizard(app).getByText('Done. All 4 rows are accounted for.')).toBeVisible()
  await expect(wizard(app).getByText('Also: 1 company created.')).toBeVisible()
  const { rows: people } = await kith.call('contacts.list', { filter: { search: 'Ana' } })
  const ana = await kith.call('contacts.get', { id: people[0]?.id ?? (0 as never) })
  expect(ana.notes).toBe('Shoe size: 38')
  expect(ana.points.map((point) => point.normalized)).toContain('+351912345678')
  expect(ana.importantDates).toMatchObject([{ year: 1984, month: 3, day: 14 }])

  await press(app, 'See the 3 new contacts')
  await expect(line(app, 'João Conceição')).toBeVisible()
  await app.keyboard.press('g')
  await app.keyboard.press('h')
  const entry = app.getByRole('row').filter({ hasText: /Imported 3 people|Imported 4 people/ })
  await entry.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => kith.call('contacts.count', {})).toEqual({ people: 0, companies: 0 })
})

test('the same file again changes nothing; undo stands in the result', async ({ app, kith }) => {
  const bringIn = async (): Promise<void> => {
    await choose(app, csv)
    await press(app, /^Continue/)
    await press(app, /^Rehearse/)
  }
  await bringIn()
  await press(app, 'Bring them in, keep these values as notes')
  await press(app, 'Import 4 rows')
  await expect(wizard(app).getByText('Done. All 4 rows are accounted for.')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(wizard(app)).toBeHidden()
  const { operations } = await kith.call('history.list', {})

  await bringIn()
  await press(app, 'Bring them in, keep these values as notes')
  await expect(group(app, 'Unchanged')).toContainText('4')
  await expect(group(app, 'New')).toContainText('0')
  await expect(group(app, 'Changed')).toContainText('0')
  await expect(wizard(app).getByText(/^Nothing to import/)).toBeVisible()
  await app.keyboard.press('Control+Enter')
  await expect(wizard(app)).toBeHidden()
  expect((await kith.call('history.list', {})).operations).toHaveLength(operations.length)

  const more = `${rows.join('\r\n')}\r\nBen Okafor,,ben@example.com,,,`
  await choose(app, { ...csv, buffer: Buffer.from(more) })
  await press(app, /^Continue/)
  await press(app, /^Rehearse/)
  await press(app, 'Import 4 rows, set 1 aside')
  await press(app, 'Undo the import')
  await expect(wizard(app).getByText('Import undone: 1 removed, 0 as before.')).toBeVisible()
  expect(await kith.call('contacts.count', {})).toEqual({ people: 4, companies: 2 })
})

test('a file in another encoding is refused in plain words', async ({ app, kith }) => {
  const latin = Buffer.from('Name,E-mail\r\nJoão Conceição,joao@example.com', 'latin1')
  await choose(app, { ...csv, buffer: latin })
  await expect(wizard(app).getByText(/^This file is not saved as UTF-8/)).toBeVisible()
  await expect(wizard(app).getByRole('button', { name: 'Choose a file' })).toBeEnabled()
  expect((await kith.call('contacts.count', {})).people).toBe(0)
})

test('an empty file and a broken quotation mark say what to do', async ({ app }) => {
  await choose(app, { ...csv, buffer: Buffer.from('Name,E-mail\r\n') })
  await expect(wizard(app).getByText(/^There is nobody in this file/)).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(wizard(app)).toBeHidden()
})

test('a long rehearsal shows how far it is and can be cancelled', async ({ app, kith }) => {
  const many = Array.from({ length: 60_000 }, (_, at) => `Person ${at},p${at}@example.com`)
  await choose(app, { ...csv, buffer: Buffer.from(['Name,E-mail', ...many].join('\n')) })
  await press(app, /^Continue/)
  await press(app, /^Rehearse/)
  await expect(
    wizard(app).getByText('Nothing is changed yet. You can cancel at any time.'),
  ).toBeVisible()
  await press(app, 'Cancel')
  await expect(wizard(app).getByText('2 columns, all placed')).toBeVisible()
  expect((await kith.call('contacts.count', {})).people).toBe(0)
  const { jobs } = await kith.call('jobs.list', {})
  await expect
    .poll(async () =>
      (await kith.call('jobs.list', {})).jobs.filter((job) => job.status === 'running'),
    )
    .toEqual([])
  expect(jobs.length).toBeLessThan(2)
})

test('Esc leaves the wizard, and nothing has happened', async ({ app, kith }) => {
  await choose(app, csv)
  await press(app, /^Continue/)
  await expect(wizard(app).getByText('6 columns, all placed')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(wizard(app)).toBeHidden()
  await expect(app.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible()
  expect(await kith.call('contacts.count', {})).toEqual({ people: 0, companies: 0 })
})
