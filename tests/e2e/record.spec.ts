import type { Locator, Page } from '@playwright/test'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo, line } from './support/screen.ts'

// A day of the calendar.
const longAgo = '2026-01-05' as CalendarDate

const addAna = (kith: Kith) =>
  kith.call('contacts.create', {
    kind: 'person',
    displayName: 'Ana Ferreira',
    companyName: 'Porto Studio',
    jobTitle: 'Owner',
    points: [
      { kind: 'email', raw: 'ana@porto-studio.example' },
      { kind: 'phone', raw: '912 345 678' },
    ],
  })

const open = async (page: Page, id: number, name: string): Promise<void> => {
  await goTo(page, `/contacts/${id}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

const facts = (page: Page): Locator => page.getByRole('complementary', { name: 'Facts' })
const fact = (page: Page, label: string): Locator =>
  facts(page).getByRole('button', { name: new RegExp(`^${label}: `) })
const field = (page: Page, label: string): Locator =>
  facts(page).getByRole('textbox', { name: label, exact: true })

/** Opens a fact that has no value yet: the plus of its section, and its name where there are more. */
const addFact = async (page: Page, section: string, label: string): Promise<void> => {
  await facts(page)
    .getByRole('region', { name: section })
    .getByRole('button', { name: 'Add a fact' })
    .click()
  await page.getByRole('menuitem', { name: label, exact: true }).click()
}

test.beforeEach(async ({ kith }) => kith.setUp())

test('a fact is text until it is clicked; Enter and leaving keep, Esc restores', async ({
  app,
  kith,
}) => {
  const { id } = await addAna(kith)
  await open(app, id, 'Ana Ferreira')
  await fact(app, 'Role').click()
  await field(app, 'Role').fill('Director')
  await expect(facts(app).getByText('was Owner')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(fact(app, 'Role')).toContainText('Owner')

  await fact(app, 'Role').click()
  await field(app, 'Role').fill('Director')
  await app.keyboard.press('Enter')
  await expect(fact(app, 'Role')).toContainText('Director')
  await expect(facts(app).getByLabel('Saved')).toBeVisible()

  await addFact(app, 'More', 'Source')
  await field(app, 'Source').fill('Fair in Porto')
  await app.getByRole('heading', { level: 1 }).click()
  await expect(fact(app, 'Source')).toContainText('Fair in Porto')
  const saved = await kith.call('contacts.get', { id })
  expect(saved).toMatchObject({ jobTitle: 'Director', source: 'Fair in Porto' })
})

test('a note saves itself while one writes', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await open(app, id, 'Ana Ferreira')
  await addFact(app, 'More', 'Notes')
  await field(app, 'Notes').fill('Likes early mornings.')
  await expect
    .poll(async () => (await kith.call('contacts.get', { id })).notes)
    .toBe('Likes early mornings.')
  await expect(field(app, 'Notes')).toBeFocused()
})

test('a phone that cannot be read is kept as typed and says so', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await open(app, id, 'Ana Ferreira')
  await fact(app, 'Phone').click()
  await field(app, 'Phone').fill('12')
  await app.keyboard.press('Enter')
  await expect(facts(app).getByText('Not read as a number. Kept as typed.')).toBeVisible()
  await expect(fact(app, 'Phone')).toContainText('12')
  await fact(app, 'Phone').click()
  await field(app, 'Phone').fill('912 345 679')
  await app.keyboard.press('Enter')
  await expect(facts(app).getByText('Not read as a number. Kept as typed.')).toBeHidden()
  const { points } = await kith.call('contacts.get', { id })
  expect(points.find((point) => point.kind === 'phone')?.normalized).toBe('+351912345679')
})

test('L and C log a call; both readings stand there before it is saved', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await open(app, id, 'Ana Ferreira')
  await app.keyboard.press('l')
  await app.keyboard.press('c')
  const composer = app.getByRole('textbox', { name: 'Log what happened' })
  await expect(composer).toBeFocused()
  await app.keyboard.type('She likes the draft. Call again next Tuesday 3pm')
  await expect(app.getByText(/^Logs a call, today/)).toBeVisible()
  await expect(app.getByText(/^Call again, Tue .* 15:00$/)).toBeVisible()
  expect((await kith.call('activities.list', { contactId: id })).activities).toEqual([])

  await app.keyboard.press('Escape')
  await expect(composer).toHaveValue(/She likes the draft/)
  await composer.focus()
  await app.keyboard.press('Control+Enter')
  await expect(app.getByText(/^Call logged, next step Tue/)).toBeVisible()
  await expect(composer).toHaveValue('')
  const timeline = app.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByText('She likes the draft.')).toBeVisible()
  const bar = app.getByRole('region', { name: 'Next step' })
  await expect(bar).toContainText('Call again')
  const [step] = (await kith.call('contacts.get', { id })).nextSteps
  expect(step).toMatchObject({ title: 'Call again', dueTime: '15:00' })
})

test('done takes an outcome and asks for the next step', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await kith.call('followUps.create', { contactId: id, title: 'Send offer', dueDay: longAgo })
  await open(app, id, 'Ana Ferreira')
  await app.keyboard.press('e')
  const dialog = app.getByRole('dialog', { name: 'Done: Send offer' })
  await expect(dialog.getByRole('textbox', { name: 'How did it go?' })).toBeFocused()
  await app.keyboard.type('She takes it')
  await expect(dialog.getByText('Nothing else is planned with Ana Ferreira.')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Message' }).click()
  await dialog.getByRole('textbox', { name: 'And then?' }).fill('Ask for the logo')
  await expect(dialog.getByText('Say when, for example Tuesday.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'And then?' }).fill('Ask for the logo tomorrow 10am')
  await expect(dialog.getByText(/^Ask for the logo, /)).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(app.getByRole('region', { name: 'Next step' })).toContainText('Ask for the logo')
  const { activities } = await kith.call('activities.list', { contactId: id })
  expect(activities[0]).toMatchObject({ kind: 'message', outcome: 'She takes it' })
})

test('later offers days by number and says where it moved', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await kith.call('followUps.create', { contactId: id, title: 'Send offer', dueDay: longAgo })
  await open(app, id, 'Ana Ferreira')
  await app.keyboard.press('h')
  const dialog = app.getByRole('dialog', { name: 'Later' })
  await expect(dialog.getByRole('button', { name: /Tomorrow/ })).toBeFocused()
  await app.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('button', { name: /In two days/ })).toBeFocused()
  await app.keyboard.press('1')
  await expect(dialog).toBeHidden()
  await expect(app.getByText(/^Moved to /)).toBeVisible()
  const [step] = (await kith.call('followUps.list', { contactId: id })).followUps
  expect(step).toMatchObject({ snoozeCount: 1, firstDueDay: '2026-01-05' })
  await app.keyboard.press('Control+z')
  await expect(app.getByRole('region', { name: 'Next step' })).toContainText('days late')
})

test('two people are tied, and each side has its own name for it', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  const other = await kith.call('contacts.create', { kind: 'person', displayName: 'Luis Costa' })
  await open(app, id, 'Ana Ferreira')
  await facts(app).getByRole('button', { name: 'Add somebody' }).click()
  const dialog = app.getByRole('dialog', { name: 'Add somebody' })
  await dialog.getByRole('combobox', { name: 'Who' }).fill('Luis')
  await app.getByRole('option', { name: 'Luis Costa' }).click()
  await dialog.getByRole('combobox', { name: 'Relation' }).click()
  await app.getByRole('option', { name: 'Manages' }).click()
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(facts(app).getByText('Manages')).toBeVisible()
  await facts(app).getByRole('link', { name: 'Luis Costa' }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Luis Costa' })).toBeVisible()
  await expect(facts(app).getByText('Reports to')).toBeVisible()
  await expect(facts(app).getByRole('link', { name: 'Ana Ferreira' })).toBeVisible()
  expect((await kith.call('contacts.get', { id: other.id })).relations).toHaveLength(1)
})

test('a company shows its people', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await kith.call('contacts.create', {
    kind: 'person',
    displayName: 'Luis Costa',
    companyName: 'Porto Studio',
  })
  await open(app, id, 'Ana Ferreira')
  await facts(app).getByRole('link', { name: 'Porto Studio' }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Porto Studio' })).toBeVisible()
  await expect(facts(app).getByRole('listitem')).toHaveCount(2)
  await facts(app).getByRole('link', { name: 'Luis Costa' }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Luis Costa' })).toBeVisible()
})

test('a birthday without a year', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await open(app, id, 'Ana Ferreira')
  await facts(app).getByRole('button', { name: 'Add a date' }).click()
  const dialog = app.getByRole('dialog', { name: 'Add a date' })
  await dialog.getByRole('textbox', { name: 'Day' }).fill('31')
  await dialog.getByRole('textbox', { name: 'Month' }).fill('2')
  await app.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('This day does not exist.')
  await dialog.getByRole('textbox', { name: 'Day' }).fill('29')
  await app.keyboard.press('Enter')
  await expect(fact(app, 'Birthday')).toContainText('29 February')
  const { importantDates } = await kith.call('contacts.get', { id })
  expect(importantDates).toMatchObject([{ kind: 'birthday', year: null, month: 2, day: 29 }])
})

test('own fields take values of their kind', async ({ app, kith }) => {
  await kith.call('customFields.create', { name: 'Budget', type: 'money' })
  const options = ['Small', 'Large']
  await kith.call('customFields.create', { name: 'Size', type: 'choice', options })
  const { id } = await addAna(kith)
  await open(app, id, 'Ana Ferreira')
  await addFact(app, 'Own fields', 'Budget')
  await field(app, 'Budget').fill('1250.5')
  await app.keyboard.press('Enter')
  await expect(fact(app, 'Budget')).toContainText('€1,250.50')
  // One that is left over needs no menu.
  await facts(app).getByRole('button', { name: 'Size', exact: true }).click()
  await app.getByRole('option', { name: 'Large' }).click()
  await expect(fact(app, 'Size')).toContainText('Large')
  const { customValues } = await kith.call('contacts.get', { id })
  expect(customValues.map(({ value }) => value)).toEqual([
    { type: 'money', amountMinor: 125_050, currency: 'EUR' },
    { type: 'choice', value: 'Large' },
  ])
})

for (const words of [
  {
    language: 'en',
    facts: 'Facts',
    menu: 'More about ana@porto-studio.example',
    set: 'Wants no mail',
    isSet: 'ana@porto-studio.example gets no more mail',
    mark: 'wants no mail',
    clear: 'Wants mail again',
    isClear: 'ana@porto-studio.example is no longer marked “wants no mail”',
    undo: /^Undo/,
  },
  {
    language: 'zh-CN',
    facts: '资料',
    menu: 'ana@porto-studio.example的更多操作',
    set: '不收邮件',
    isSet: '不再发邮件到 ana@porto-studio.example',
    mark: '不收邮件',
    clear: '可以收邮件',
    isClear: '已去掉 ana@porto-studio.example 的“不收邮件”标记',
    undo: /^撤销/,
  },
] as const) {
  test(`that an address wants no mail is noted, taken back and undone: ${words.language}`, async ({
    app,
    kith,
  }) => {
    const { id } = await addAna(kith)
    await kith.call('settings.updateMachine', { language: words.language })
    await open(app, id, 'Ana Ferreira')
    const said = app.getByRole('complementary', { name: words.facts }).getByText(words.mark)
    const choose = async (act: string): Promise<void> => {
      await app.getByRole('button', { name: words.menu }).click()
      await app.getByRole('menuitem', { name: act, exact: true }).click()
    }
    const reason = async () => {
      const { points } = await kith.call('contacts.get', { id })
      return points.find(({ kind }) => kind === 'email')?.noMail
    }
    await choose(words.set)
    await expect(app.getByText(words.isSet)).toBeVisible()
    await expect(said).toBeVisible()
    expect(await reason()).toBe('unsubscribed')
    await app.getByRole('button', { name: words.undo }).click()
    await expect(said).toHaveCount(0)

    await choose(words.set)
    await expect(said).toBeVisible()
    await choose(words.clear)
    await expect(app.getByText(words.isClear)).toBeVisible()
    await expect(said).toHaveCount(0)
    expect(await reason()).toBeNull()
  })
}

test('a wish that is not this note’s to take back is offered no menu', async ({ app, kith }) => {
  const { id } = await addAna(kith)
  await kith.call('suppressions.add', { address: 'ana@porto-studio.example' })
  await open(app, id, 'Ana Ferreira')
  await app.getByRole('button', { name: 'More about ana@porto-studio.example' }).click()
  await expect(app.getByRole('menuitem', { name: 'Does not work' })).toBeVisible()
  await expect(app.getByRole('menuitem', { name: /mail/ })).toHaveCount(0)
})

test('[ and ] walk along the list the record was opened from', async ({ app, kith }) => {
  for (const displayName of ['Ana Ferreira', 'Ben Okafor', 'Carla Souza']) {
    await kith.call('contacts.create', { kind: 'person', displayName })
  }
  await goTo(app, '/contacts')
  await line(app, 'Ana Ferreira').getByRole('link').click()
  const name = app.getByRole('heading', { level: 1 })
  await expect(name).toHaveText('Ana Ferreira')
  await app.keyboard.press(']')
  await expect(name).toHaveText('Ben Okafor')
  await app.keyboard.press(']')
  await expect(name).toHaveText('Carla Souza')
  await app.keyboard.press('[')
  await expect(name).toHaveText('Ben Okafor')
})
