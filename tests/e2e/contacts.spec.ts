import type { Page } from '@playwright/test'
import type { Input } from '#shared/contract/index.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo, line, namesInList } from './support/screen.ts'

const people = [
  { displayName: 'Ana Ferreira', companyName: 'Porto Studio', stage: 'retain', tags: ['Regular'] },
  { displayName: 'Claire Dubois', companyName: 'Atelier Nord', stage: 'attract' },
  { displayName: '张珊', stage: 'convert', tags: ['Regular', 'Expo'] },
  { displayName: 'Tom Weber', companyName: 'Weber & Sons', stage: 'attract' },
] satisfies Partial<Input<'contacts.create'>>[]

// A day of the calendar.
const someDay = '2030-01-02' as CalendarDate

const seed = async (kith: Kith): Promise<void> => {
  for (const person of people) {
    await kith.call('contacts.create', { kind: 'person', ...person })
  }
  const [ana] = (await kith.call('contacts.list', { filter: { search: 'Ana' } })).rows
  if (ana === undefined) throw new Error('Ana is not there')
  await kith.call('followUps.create', { contactId: ana.id, title: 'Call', dueDay: someDay })
}

const openList = async (page: Page): Promise<void> => {
  await goTo(page, '/contacts')
  await expect(line(page, 'Ana Ferreira')).toBeVisible()
}

const addFilter = async (page: Page, field: string, value: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: field, exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: value }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
}

const bulkBar = (page: Page) => page.getByRole('region', { name: 'With the selected' })

test.describe('the list', () => {
  test.beforeEach(async ({ kith }) => {
    await kith.setUp()
    await seed(kith)
  })

  test('is ordered by any head, up and down', async ({ app }) => {
    await openList(app)
    const head = app.getByRole('columnheader', { name: 'Name' })
    await expect(head).toHaveAttribute('aria-sort', 'ascending')
    const up = await namesInList(app)
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', 'descending')
    await expect.poll(() => namesInList(app)).toEqual(up.toReversed())

    const stage = app.getByRole('columnheader', { name: 'Stage' })
    await stage.getByRole('button').click()
    await expect(stage).toHaveAttribute('aria-sort', 'ascending')
    await expect(head).toHaveAttribute('aria-sort', 'none')
    await expect.poll(async () => (await namesInList(app)).length).toBe(up.length)
  })

  test('is filtered by stage, tag and nothing planned, as a sentence', async ({ app }) => {
    await openList(app)
    await addFilter(app, 'Stage', 'Attract')
    await expect(app.getByText('Show all where')).toBeVisible()
    await expect.poll(() => namesInList(app)).toEqual(['Claire Dubois', 'Tom Weber'])
    await app.getByRole('button', { name: 'Remove filter Stage' }).press('Enter')
    await expect(app.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()

    await addFilter(app, 'Tag', /Regular/)
    await expect(line(app, 'Claire Dubois')).toBeHidden()
    await expect(line(app, '张珊')).toBeVisible()
    await addFilter(app, 'Next step', 'nothing planned')
    await expect.poll(() => namesInList(app)).toEqual(['张珊'])
    await app.getByRole('button', { name: 'Remove filter Tag' }).press('Enter')
    await expect(app.getByRole('button', { name: 'nothing planned' })).toBeFocused()

    await addFilter(app, 'Stage', 'Grow')
    await expect(app.getByText('Nobody matches.')).toBeVisible()
    await app.getByRole('button', { name: 'Clear filters' }).click()
    await expect(line(app, 'Ana Ferreira')).toBeVisible()

    // By keys alone the focus goes from the field to its values.
    await app.keyboard.press('f')
    await expect(app.getByRole('menuitem', { name: 'Stage' })).toBeFocused()
    await app.keyboard.press('Enter')
    await expect(app.getByRole('menuitemcheckbox').first()).toBeFocused()
    await app.keyboard.press('Enter')
    await expect(app.getByText('Show all where')).toBeVisible()
  })

  test('is searched while one types; Ctrl+F belongs to it', async ({ app }) => {
    await openList(app)
    const search = app.getByRole('searchbox', { name: 'Search in the list' })
    await app.keyboard.press('Control+f')
    await expect(search).toBeFocused()
    await app.keyboard.type('dub')
    await expect.poll(() => namesInList(app)).toEqual(['Claire Dubois'])
    await app.keyboard.press('Escape')
    await expect(search).toHaveValue('')
    await expect(line(app, 'Tom Weber')).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(search).not.toBeFocused()
    await app.keyboard.press('/')
    await app.keyboard.type('珊')
    await expect.poll(() => namesInList(app)).toEqual(['张珊'])
    await app.reload()
    await expect(search).toHaveValue('珊')
    await expect.poll(() => namesInList(app)).toEqual(['张珊'])
  })

  test('shows the chosen columns and keeps them', async ({ app }) => {
    await openList(app)
    await app.getByRole('button', { name: 'Columns' }).click()
    await app.getByRole('menuitemcheckbox', { name: 'Stage' }).click()
    await app.getByRole('menuitemcheckbox', { name: 'Source' }).click()
    await app.keyboard.press('Escape')
    await expect(app.getByRole('columnheader', { name: 'Stage' })).toBeHidden()
    await expect(app.getByRole('columnheader', { name: 'Source' })).toBeVisible()
    await app.reload()
    await expect(app.getByRole('columnheader', { name: 'Source' })).toBeVisible()
    await app.getByRole('button', { name: 'Columns' }).click()
    await app.getByRole('menuitem', { name: 'Back to the usual columns' }).click()
    await expect(app.getByRole('columnheader', { name: 'Stage' })).toBeVisible()
  })

  test('X, Shift+arrows and all in the filter choose; tag and stage act on all', async ({
    app,
    kith,
  }) => {
    await openList(app)
    await line(app, 'Ana Ferreira').getByRole('gridcell').nth(2).click()
    await app.keyboard.press('x')
    await expect(bulkBar(app)).toContainText('1 selected')
    await app.keyboard.press('Shift+ArrowDown')
    await expect(bulkBar(app)).toContainText('2 selected')
    await app.keyboard.press('Shift+ArrowUp')
    await expect(bulkBar(app)).toContainText('1 selected')
    await app.keyboard.press('Escape')
    await expect(bulkBar(app)).toBeHidden()

    await addFilter(app, 'Kind', 'people')
    await line(app, 'Claire Dubois').getByRole('checkbox').click()
    await bulkBar(app).getByRole('button', { name: 'Select all 4' }).click()
    await expect(bulkBar(app)).toContainText('4 selected')
    await app.keyboard.press('t')
    await app.getByRole('textbox', { name: 'Tag' }).fill('Spring')
    await app.keyboard.press('Enter')
    await expect(app.getByText('4 people tagged Spring')).toBeVisible()
    await expect(line(app, 'Tom Weber')).toContainText('Spring')

    // Who was chosen stays so for the next act.
    await expect(bulkBar(app)).toContainText('4 selected')
    await line(app, 'Claire Dubois').getByRole('checkbox').click()
    await app.keyboard.press('s')
    await app.getByRole('menuitem', { name: 'Grow' }).click()
    await expect(app.getByText('3 people moved to Grow')).toBeVisible()
    const grown = await kith.call('contacts.count', { filter: { stages: ['grow'] } })
    expect(grown.people).toBe(3)

    // A line that was chosen only for the act is let go.
    await app.keyboard.press('Escape')
    await line(app, 'Claire Dubois').getByRole('gridcell').nth(2).click()
    await app.keyboard.press('t')
    await app.getByRole('textbox', { name: 'Tag' }).fill('Autumn')
    await app.keyboard.press('Enter')
    await expect(line(app, 'Claire Dubois')).toContainText('Autumn')
    await expect(bulkBar(app)).toBeHidden()
  })

  test('deletes many at once; toast, Ctrl+Z and Shift+Ctrl+Z go back and forth', async ({
    app,
  }) => {
    await openList(app)
    await addFilter(app, 'Kind', 'people')
    await line(app, 'Claire Dubois').getByRole('checkbox').click()
    await line(app, 'Tom Weber').getByRole('checkbox').click()
    await app.keyboard.press('Delete')
    await expect(app.getByText('2 contacts deleted')).toBeVisible()
    await expect(line(app, 'Tom Weber')).toBeHidden()
    await app.getByRole('button', { name: /^Undo/ }).click()
    await expect(line(app, 'Tom Weber')).toBeVisible()
    await expect(line(app, 'Claire Dubois')).toBeVisible()

    await line(app, '张珊').getByRole('checkbox').click()
    await app.keyboard.press('Delete')
    await expect(line(app, '张珊')).toBeHidden()
    await app.keyboard.press('Control+z')
    await expect(line(app, '张珊')).toBeVisible()
    await expect(app.getByText('Undone: Deleted 张珊')).toBeVisible()
    await app.keyboard.press('Shift+Control+z')
    await expect(line(app, '张珊')).toBeHidden()
    await app.keyboard.press('Control+z')
    await expect(line(app, '张珊')).toBeVisible()
  })

  test('F2 edits a cell: Enter keeps, Esc restores, words become a next step', async ({
    app,
    kith,
  }) => {
    await openList(app)
    await line(app, 'Tom Weber').getByRole('gridcell', { name: 'Weber & Sons' }).click()
    await app.keyboard.press('F2')
    const company = app.getByRole('combobox', { name: 'Company of Tom Weber' })
    await company.fill('Atelier Nord')
    await app.keyboard.press('Escape')
    await expect(line(app, 'Tom Weber')).toContainText('Weber & Sons')
    await app.keyboard.press('F2')
    await company.fill('Atelier Nord')
    await app.keyboard.press('Enter')
    await expect(line(app, 'Tom Weber')).toContainText('Atelier Nord')

    await line(app, 'Tom Weber').getByRole('gridcell', { name: 'nothing planned' }).click()
    await app.keyboard.press('F2')
    await app.keyboard.type('Send the card tomorrow')
    await expect(app.getByText('Send the card', { exact: true })).toBeVisible()
    await app.keyboard.press('Enter')
    await expect(line(app, 'Tom Weber')).toContainText('Send the card')
    const { rows } = await kith.call('contacts.list', { filter: { search: 'Tom' } })
    expect(rows[0]?.nextStep?.title).toBe('Send the card')
  })

  test('N makes a person and says who has the same e-mail', async ({ app, kith }) => {
    await kith.call('contacts.create', {
      kind: 'person',
      displayName: 'Nadia Haddad',
      points: [{ kind: 'email', raw: 'office@haddad.example' }],
    })
    await openList(app)
    await app.keyboard.press('n')
    const dialog = app.getByRole('dialog', { name: 'New contact' })
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await app.keyboard.type('Sami Haddad')
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('Office@Haddad.example')
    await expect(dialog.getByText('Perhaps already here')).toBeVisible()
    await expect(dialog.getByText('same e-mail')).toBeVisible()
    await expect(
      dialog.getByText('Nadia Haddad has this e-mail too. That is allowed.'),
    ).toBeVisible()
    await app.keyboard.press('Enter')
    await expect(app.getByRole('heading', { level: 1, name: 'Sami Haddad' })).toBeVisible()
    expect((await kith.call('contacts.count', {})).people).toBe(6)
  })
})

test.describe('a long list', () => {
  test.beforeEach(async ({ kith }) => {
    await kith.setUp()
    const names = Array.from({ length: 3000 }, (_, at) => `Person ${String(at).padStart(4, '0')}`)
    await kith.bring(`Name\n${names.join('\n')}\n`)
  })

  test('of three thousand people stays a handful of rows on screen', async ({ app }) => {
    await goTo(app, '/contacts')
    await expect(app.getByText('3,000 people')).toBeVisible()
    const grid = app.getByRole('grid')
    await expect(grid).toHaveAttribute('aria-rowcount', '3001')
    await line(app, 'Person 0000').getByRole('gridcell').nth(2).click()
    await app.keyboard.press('Control+End')
    await expect(line(app, 'Person 2999')).toBeVisible()
    expect(await grid.getByRole('row').count()).toBeLessThan(60)
    await grid.hover()
    await app.mouse.wheel(0, -54_000)
    await expect(line(app, /Person 1[45]\d\d/).first()).toBeVisible()
    expect(await grid.getByRole('row').count()).toBeLessThan(60)
    await app.keyboard.press('Control+Home')
    await expect(line(app, 'Person 0000')).toBeVisible()
  })
})
