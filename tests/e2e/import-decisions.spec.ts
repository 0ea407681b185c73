import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo } from './support/screen.ts'
import {
  choose,
  csvOf,
  expectGroups,
  group,
  moveBirthday,
  press,
  toRehearsal,
  wizard,
} from './support/wizard.ts'

const rows = [
  'Name;Firma;E-Mail;Telefon;Geburtstag;Niveau',
  'Ana Ferreira;Lumen Studio;ana@lumen.example;+351 912 345 678;14.03.1984;C1',
  'Maria Weber;Weber & Sohn;info@weber.example;+49 171 554321;;A2',
  'Élodie Marchand;Atelier Nord;elodie@atelier.example;+33 6 12 34 56 78;30.02.1990;B1',
  'Rita Campos;;rita.campos@mail;+44 7700 900123;12.08.1995;B2',
  'Henrik Sørensen;;henrik@sorensen.example;+45 20 12 34 56;03.11.1979;B2',
  'Claire Dubois;;claire@dubois.example;;;',
]

const person = async (
  kith: Kith,
  displayName: string,
  points: readonly (readonly ['email' | 'phone', string])[],
  companyName?: string,
): Promise<number> => {
  const { id } = await kith.call('contacts.create', {
    kind: 'person',
    displayName,
    points: points.map(([kind, raw]) => ({ kind, raw })),
    ...(companyName === undefined ? {} : { companyName }),
  })
  return id
}

/** Three people the file is about, in one way or another. */
const seed = async (
  page: Page,
  kith: Kith,
): Promise<{ readonly ana: number; readonly jonas: number }> => {
  await kith.setUp()
  const ana = await person(
    kith,
    'Ana Ferreira',
    [
      ['email', 'ana@lumen.example'],
      ['phone', '+351 912 345 670'],
    ],
    'Lumen Studio',
  )
  const jonas = await person(
    kith,
    'Jonas Weber',
    [
      ['email', 'jonas@weber.example'],
      ['phone', '+49 171 554321'],
    ],
    'Weber & Sohn',
  )
  await person(kith, 'Claire Dubois', [['email', 'claire@dubois.example']])
  // The page was opened before.
  await page.reload()
  return { ana, jonas }
}

const bring = async (page: Page, lines: readonly string[] = rows): Promise<void> => {
  await choose(page, csvOf(lines, 'clients.csv'))
  await wizard(page)
    .getByText(/^We read/)
    .waitFor()
  await toRehearsal(page)
}

const cell = (page: Page, name: string) => wizard(page).getByRole('row', { name: new RegExp(name) })

test('a wrong cell keeps its row from nothing, is repaired in place, or its row set aside', async ({
  app,
  kith,
}) => {
  await seed(app, kith)
  await bring(app)
  const understood = 'Not all understood'
  await expectGroups(app, { 'Possible duplicates': 1, 'Rows with a problem': 0, New: 3 })
  await expectGroups(app, { [understood]: 2 })
  await group(app, understood).click()
  const elodie = cell(app, 'Élodie Marchand')
  await expect(elodie.getByText('This day does not exist')).toBeVisible()
  const { violations } = await new AxeBuilder({ page: app }).include('[role=dialog]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await elodie.getByRole('textbox').fill('28.02.1990')
  await app.keyboard.press('Enter')
  await expect(elodie.getByText('Repaired, was “30.02.1990”')).toBeVisible()
  await expect(elodie.getByText('becomes a new person')).toBeVisible()
  await expectGroups(app, { [understood]: 1, New: 3 })

  const rita = cell(app, 'Rita Campos')
  await rita.getByRole('button', { name: 'Set aside' }).click()
  await expectGroups(app, { New: 2, 'Left out': 1 })
  await group(app, 'Left out').click()
  await press(app, 'Take it in again')
  await expectGroups(app, { [understood]: 1, New: 3 })
  expect((await kith.call('contacts.count', {})).people).toBe(3)
})

test('a row with several wrong cells is repaired by keys, cell by cell', async ({ app, kith }) => {
  await kith.setUp()
  await app.reload()
  const [head = '', , , elodie = ''] = rows
  await bring(app, [head, elodie.replace('elodie@atelier.example', 'elodie@atelier')])
  // What is repaired may be answered later than what is still wrong.
  await app.route('**/call/imports.rehearsedRows', async (route) => {
    if (route.request().postData()?.includes('"repaired"')) await app.waitForTimeout(400)
    await route.continue()
  })
  await group(app, 'Not all understood').click()
  const email = wizard(app).getByRole('textbox', { name: 'E-Mail, to repair' })
  const birthday = wizard(app).getByRole('textbox', { name: 'Geburtstag, to repair' })
  await expect(birthday).toHaveValue('30.02.1990')
  await email.focus()
  await app.keyboard.press('Control+a')
  await app.keyboard.type('elodie@atelier.example')
  await app.keyboard.press('Enter')
  await expect(wizard(app).getByText('Repaired, was “elodie@atelier”')).toBeVisible()
  await expect(email).toBeFocused()
  await expectGroups(app, { 'Not all understood': 1 })
  await birthday.focus()
  await app.keyboard.press('Control+a')
  await app.keyboard.type('28.02.1990')
  // Nothing is imported before what was typed is rehearsed.
  await app.keyboard.press('Control+Enter')
  await expect(wizard(app).getByText('Repaired, was “30.02.1990”')).toBeVisible()
  await expect(birthday).toBeFocused()
  await expect(wizard(app).getByText('becomes a new person')).toBeVisible()
  await press(app, 'Import 1 row')
  await expect(wizard(app).getByText('Done. The one row is accounted for.')).toBeVisible()
  const { rows: people } = await kith.call('contacts.list', { filter: { search: 'lodie' } })
  const found = await kith.call('contacts.get', { id: people[0]?.id ?? (0 as never) })
  expect(found.notes ?? '').toBe('')
  expect(found.points.map(({ raw }) => raw)).toContain('elodie@atelier.example')
})

test('a row that looks like a total comes in all the same when the owner says so', async ({
  app,
  kith,
}) => {
  await kith.setUp()
  await app.reload()
  const [head = '', ana = ''] = rows
  await bring(app, [head, ana, 'Total;;;;;', 'Somme;;;;;'])
  await expectGroups(app, { 'Rows with a problem': 2, New: 1 })
  await group(app, 'Rows with a problem').click()
  const total = cell(app, 'Total')
  await expect(total.getByText('This looks like a total or a heading')).toBeVisible()
  const { violations } = await new AxeBuilder({ page: app }).include('[role=dialog]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  // By keys alone, and taken back by keys.
  const letIn = total.getByRole('button', { name: 'Import it anyway' })
  await letIn.focus()
  await app.keyboard.press('Enter')
  await expect(total.getByText('Comes in as it is')).toBeVisible()
  await expectGroups(app, { 'Rows with a problem': 1, New: 2 })
  await total.getByRole('button', { name: 'Not after all' }).focus()
  await app.keyboard.press('Enter')
  await expectGroups(app, { 'Rows with a problem': 2, New: 1 })
  await letIn.click()
  await expectGroups(app, { 'Rows with a problem': 1, New: 2 })
  await press(app, 'Import 2 rows, set 1 aside')
  await expect(wizard(app).getByText('Done. All 3 rows are accounted for.')).toBeVisible()
  await expect(wizard(app).getByText('1 with a problem')).toBeVisible()
  const people = await kith.call('contacts.list', { filter: { kind: 'person' } })
  expect(people.rows.map((one) => one.displayName).toSorted()).toEqual(['Ana Ferreira', 'Total'])
})

test('cells that repeat the one above say so', async ({ app, kith }) => {
  await kith.setUp()
  await app.reload()
  await choose(app, csvOf(['Name;Firma', 'Ana Ferreira;Lumen', 'Rui Costa;〃'], 'clients.csv'))
  await wizard(app)
    .getByText(/^We read/)
    .waitFor()
  await app.keyboard.press('Control+Enter')
  await expect(wizard(app).getByText(/1 cell repeats the one above \(〃\)/)).toBeVisible()
  await app.keyboard.press('Control+Enter')
  await expectGroups(app, { New: 2 })
  await group(app, 'New').click()
  await wizard(app).getByText('Rui Costa').first().click()
  const said = wizard(app).getByText('Taken from the row above, where the file has 〃: Firma.')
  await expect(said).toBeVisible()
})

test('rows that stay outside are saved as CSV, or repaired as a file of their own', async ({
  app,
  kith,
}) => {
  await seed(app, kith)
  await bring(app, [...rows, ';;;;28.02.1991;B1', 'Total;;;;;'])
  await group(app, 'Rows with a problem').click()
  const saved = app.waitForEvent('download')
  await press(app, 'Save these rows as CSV')
  const text = readFileSync(await (await saved).path(), 'utf8')
  expect(text).toContain('Name;Firma;E-Mail;Telefon;Geburtstag;Niveau')
  expect(text).toContain('28.02.1991')
  expect(text).toContain('Total')
  expect(text).not.toContain('Henrik')

  await press(app, 'Import 5 rows, set 3 aside')
  await expect(wizard(app).getByText('Done. All 8 rows are accounted for.')).toBeVisible()
  await expect(wizard(app).getByText('2 with a problem, 1 possible duplicate')).toBeVisible()
  await press(app, /^Repair/)
  await expect(wizard(app).getByText(/3 with people/)).toBeVisible()
})

test('possible duplicates are decided by keys, and taken back', async ({ app, kith }) => {
  const { jonas } = await seed(app, kith)
  await bring(app, [...rows, 'Jonas Weber-Lang;Weber & Sohn;;;;'])
  await expectGroups(app, { 'Possible duplicates': 2 })
  await group(app, 'Possible duplicates').click()
  await expect(wizard(app).getByText('In the file, row 3')).toBeVisible()
  await expect(wizard(app).locator('mark').first()).toBeVisible()
  await app.keyboard.press('j')
  await expect(wizard(app).getByText('In the file, row 8')).toBeVisible()
  await app.keyboard.press('k')
  await app.keyboard.press('d')
  await expect(wizard(app).getByText('In the file, row 8')).toBeVisible()
  await app.keyboard.press('s')
  await expectGroups(app, { 'Possible duplicates': 0, New: 4 })
  await expect(wizard(app).getByText('2 decided')).toBeVisible()
  const take = wizard(app).getByRole('button', { name: 'Take back' })
  await take.first().click()
  await expectGroups(app, { 'Possible duplicates': 1 })
  // The letters decide about the pair that is in sight.
  await expect(wizard(app).getByText('In the file, row 3')).toBeVisible()
  await app.keyboard.press('d')
  await expectGroups(app, { 'Possible duplicates': 0 })
  await press(app, 'Import 7 rows')
  await expect(wizard(app).getByText(/^By your hand: 1 called the same person/)).toBeVisible()
  const same = await kith.call('contacts.get', { id: jonas as never })
  expect(same.displayName).toBe('Jonas Weber')
  const { people } = await kith.call('contacts.count', {})
  expect(people).toBe(7)
})

test('the rule of a column shows whom it changes, and a row can be left out', async ({
  app,
  kith,
}) => {
  const { ana } = await seed(app, kith)
  await bring(app, [rows[0] ?? '', rows[1] ?? '', rows[5] ?? ''])
  await group(app, 'Changed').click()
  await expect(wizard(app).getByRole('heading', { name: 'Ana Ferreira' })).toBeVisible()
  const phone = wizard(app).getByRole('row', { name: /^Phone/ })
  await expect(phone.getByText('adds', { exact: true })).toBeVisible()
  // The e-mail is the same, but the owner knows better.
  await expect(wizard(app).getByRole('button', { name: 'Different people' })).toBeVisible()
  await app.keyboard.press('d')
  await expectGroups(app, { New: 2, Changed: 0 })
  await group(app, 'New').click()
  await expect(wizard(app).getByText('You said: different people.')).toBeVisible()
  await press(app, 'Take back')
  await expectGroups(app, { New: 1, Changed: 1 })
  await group(app, 'Changed').click()
  await press(app, 'Back')
  await wizard(app)
    .getByRole('button', { name: /^Telefon, if Kith/ })
    .click()
  await app.getByRole('menuitemradio', { name: 'Overwrite' }).click()
  await press(app, /^Rehearse/)
  await group(app, 'Changed').click()
  await expect(phone.getByText('overwrites')).toBeVisible()
  await expect(phone.locator('del')).toContainText('912 345 670')
  const rule = wizard(app).getByRole('radiogroup', { name: 'Phone of everybody' })
  await expect(wizard(app).getByText('1 person gets another value than today')).toBeVisible()
  await rule.getByRole('radio', { name: 'Fill blanks only' }).click()
  await expect(phone.getByText('yours stays')).toBeVisible()
  await rule.getByRole('radio', { name: 'Overwrite' }).click()
  await expect(phone.getByText('overwrites')).toBeVisible()
  await group(app, 'New').click()
  await press(app, 'Leave this row out')
  await expectGroups(app, { New: 0, Changed: 1, 'Left out': 1 })
  await press(app, 'Import 1 row, set 1 aside')
  await wizard(app).getByText(/^Done/).waitFor()
  const { points } = await kith.call('contacts.get', { id: ana as never })
  const phones = points.filter(({ kind }) => kind === 'phone')
  expect(phones.map(({ normalized }) => normalized)).toEqual(['+351912345678'])
})

test('undo asks about what was edited since, and puts the rest back', async ({ app, kith }) => {
  const { ana } = await seed(app, kith)
  await bring(app, [rows[0] ?? '', rows[1] ?? '', rows[5] ?? ''])
  // Somebody else was quicker: nothing is written before the owner has seen it.
  const [, mobile] = (await kith.call('contacts.get', { id: ana as never })).points
  await kith.callElsewhere('contacts.updatePoint', {
    id: mobile?.id ?? (0 as never),
    raw: '+351 912 345 678',
  })
  await press(app, 'Import 2 rows')
  await expect(wizard(app).getByText(/^Something changed in Kith since/)).toBeVisible()
  expect((await kith.call('contacts.count', {})).people).toBe(3)
  await press(app, 'Import 2 rows')
  await wizard(app).getByText(/^Done/).waitFor()
  await moveBirthday(kith, ana as never)
  await press(app, 'Undo the import')
  const question = wizard(app).getByRole('group', { name: 'Undo' })
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: 'Undo' }).click()
  await expect(wizard(app).getByText(/^Import undone/)).toBeVisible()
  expect((await kith.call('contacts.count', {})).people).toBe(3)
  const now = await kith.call('contacts.get', { id: ana as never })
  expect(now.importantDates).toMatchObject([{ year: 1984, month: 3, day: 15 }])
  expect(now.points.filter(({ kind }) => kind === 'phone')).toHaveLength(1)
  // What the import remembered is gone with it, and the keys still work.
  await expect(wizard(app).getByText(/^Done|^Remembered/)).toHaveCount(0)
  await app.keyboard.press('Escape')
  await expect(wizard(app)).toHaveCount(0)
})

test('the next file with these columns takes one click and says who is missing', async ({
  app,
  kith,
}) => {
  await kith.setUp()
  await app.reload()
  const [head = '', ...people] = rows.slice(0, 2).concat(rows.slice(5))
  await bring(app, [head, ...people])
  await press(app, 'Import 3 rows')
  await expect(wizard(app).getByText(/^Remembered: the next file/)).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(wizard(app)).toBeHidden()

  const again = [head, people[0] ?? '', 'Eva Lund;;eva@lund.example;;;']
  await choose(app, csvOf(again, 'clients_november.csv'))
  await expect(wizard(app).getByText(/^Kith knows these columns: “clients”/)).toBeVisible()
  await press(app, /^Rehearse/)
  await expectGroups(app, { New: 1, Unchanged: 1, 'Missing here': 2 })
  await group(app, 'Missing here').click()
  await expect(wizard(app).getByText('Henrik Sørensen')).toBeVisible()
  await press(app, 'Back')
  await expect(wizard(app).getByText('6 columns, all placed')).toBeVisible()
  await app.keyboard.press('Escape')

  await goTo(app, '/settings?section=imports')
  await app.getByRole('button', { name: 'Forget clients' }).click()
  await expect(app.getByText('No file remembered yet. The import offers it.')).toBeVisible()
  await app.keyboard.press('Control+z')
  await expect(app.getByText(/last used .* for clients/)).toBeVisible()
})
