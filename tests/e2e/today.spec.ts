import type { Locator, Page } from '@playwright/test'
import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo, toast } from './support/screen.ts'

const hourMs = 3_600_000

const add = async (kith: Kith, displayName: string) =>
  (await kith.call('contacts.create', { kind: 'person', displayName })).id

/** One line of each kind, the first two of them due. */
const seed = async (kith: Kith): Promise<CalendarDate> => {
  const { day } = await kith.call('today.get', {})
  const ana = await add(kith, 'Ana Ferreira')
  const offer = { title: 'Send offer', dueDay: addDays(day, -2), reason: 'She asked for it.' }
  await kith.call('followUps.create', { contactId: ana, ...offer })
  const ben = await add(kith, 'Ben Okafor')
  await kith.call('followUps.create', {
    contactId: ben,
    title: 'Call about the draft',
    dueDay: day,
  })
  const carla = await add(kith, 'Carla Souza')
  const visit = { title: 'Visit the studio', dueDay: addDays(day, 3) }
  await kith.call('followUps.create', { contactId: carla, ...visit })
  const dana = await add(kith, 'Dana Novak')
  for (const daysAgo of [120, 110, 100, 90, 80, 70]) {
    // Noon: so many times 24 hours before a late evening may be a day less, where clocks changed.
    const at = Date.parse(`${addDays(day, -daysAgo)}T12:00:00Z`)
    await kith.call('activities.log', { contactId: dana, kind: 'call', at })
  }
  const emil = await add(kith, 'Emil Berg')
  const [, month = 1, date = 1] = addDays(day, 5).split('-').map(Number)
  const birthday = { kind: 'birthday', year: null, month, day: date } as const
  await kith.call('contacts.addImportantDate', { contactId: emil, date: birthday })
  return day
}

const selected = (page: Page): Locator => page.getByRole('row', { selected: true })
const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name })

test.describe('Today', () => {
  test.beforeEach(async ({ kith }) => {
    await kith.setUp()
    await seed(kith)
  })

  test('every line says why', async ({ app }) => {
    await goTo(app, '/today')
    await expect(row(app, 'Ana Ferreira')).toContainText('She asked for it.')
    await expect(row(app, 'Ana Ferreira')).toContainText('2 days late')
    await expect(row(app, 'Ben Okafor')).toContainText('Planned today.')
    await expect(row(app, 'Carla Souza')).toContainText('Planned today.')
    await expect(row(app, 'Dana Novak')).toContainText(
      'Usually every 10 days, now 70 (6 contacts).',
    )
    await expect(row(app, 'Emil Berg')).toContainText('Year not known.')
    const sections = app.getByRole('main').getByRole('grid')
    expect(await sections.evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      'Overdue',
      'Today',
      'Going cold',
      'Birthdays and dates',
      'Next 7 days',
    ])
  })

  test('is worked off by the keyboard alone', async ({ app, kith }) => {
    await app.keyboard.press('g')
    await app.keyboard.press('t')
    await expect(selected(app)).toContainText('Ana Ferreira')
    await app.keyboard.press('j')
    await expect(selected(app)).toContainText('Ben Okafor')
    await app.keyboard.press('k')
    await expect(selected(app)).toContainText('Ana Ferreira')

    await app.keyboard.press('e')
    const done = app.getByRole('dialog', { name: 'Done: Send offer' })
    await expect(done.getByRole('textbox', { name: 'How did it go?' })).toBeFocused()
    await app.keyboard.type('Sent')
    await app.keyboard.press('Enter')
    await expect(done).toBeHidden()
    await expect(row(app, 'Ana Ferreira')).toBeHidden()
    await expect(selected(app)).toContainText('Ben Okafor')

    await app.keyboard.press('h')
    const later = app.getByRole('dialog', { name: 'Later' })
    await expect(later).toBeVisible()
    await app.keyboard.press('1')
    await expect(later).toBeHidden()
    await expect(app.getByText('All done')).toBeVisible()
    await expect(app.getByText('1 step done today.')).toBeVisible()

    await expect(selected(app)).toContainText('Dana Novak')
    await app.keyboard.press('l')
    await app.keyboard.press('m')
    const composer = app.getByRole('textbox', { name: 'Log what happened' })
    await expect(composer).toBeFocused()
    await app.keyboard.type('Coffee at the market')
    await app.keyboard.press('Control+Enter')
    await expect(toast(app).filter({ hasText: 'Meeting logged' })).toBeVisible()
    await expect(row(app, 'Dana Novak')).toBeHidden()

    await app.keyboard.press('Escape')
    await app.keyboard.press('j')
    await app.keyboard.press('k')
    await expect(selected(app)).toContainText('Emil Berg')
    await app.keyboard.press('Enter')
    await expect(app.getByRole('heading', { level: 1, name: 'Emil Berg' })).toBeVisible()
    const { overdueCount, todayCount } = await kith.call('today.get', {})
    expect({ overdueCount, todayCount }).toEqual({ overdueCount: 0, todayCount: 0 })
  })

  test('what is typed at once goes to the person just chosen', async ({ app, kith }) => {
    await goTo(app, '/today')
    await expect(app.getByRole('complementary', { name: 'Ana Ferreira' })).toBeVisible()
    // The record of the next person comes late, as on a slow machine.
    await app.route('**/call/contacts.get', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800))
      await route.continue()
    })
    await app.keyboard.press('j')
    await expect(selected(app)).toContainText('Ben Okafor')
    await app.keyboard.press('l')
    await app.keyboard.press('m')
    await app.keyboard.type('Coffee')
    await app.keyboard.press('Control+Enter')
    await expect(toast(app).filter({ hasText: 'Meeting logged' })).toBeVisible()
    const logged = async (name: string) => {
      const { rows } = await kith.call('contacts.list', { limit: 10 })
      const contactId = rows.find((row) => row.displayName === name)?.id
      if (contactId === undefined) throw new Error(`nobody is called ${name}`)
      const { activities } = await kith.call('activities.list', { contactId, limit: 10 })
      return activities.filter(({ body }) => body === 'Coffee').length
    }
    expect([await logged('Ana Ferreira'), await logged('Ben Okafor')]).toEqual([0, 1])
  })

  test('Space puts the person away and back; Ctrl+Z brings a line back', async ({ app }) => {
    await goTo(app, '/today')
    const peek = app.getByRole('complementary', { name: 'Ana Ferreira' })
    await expect(peek).toBeVisible()
    await app.keyboard.press('Space')
    await expect(peek).toBeHidden()
    await app.keyboard.press('Space')
    await expect(peek).toBeVisible()
    await app.keyboard.press('e')
    await app.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    await expect(row(app, 'Ana Ferreira')).toBeHidden()
    await app.keyboard.press('Control+z')
    await expect(row(app, 'Ana Ferreira')).toContainText('2 days late')
  })
})

const clock = (hoursFromNow: number): WallTime => {
  const zone = { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Lisbon' } as const
  const time = new Intl.DateTimeFormat('en-GB', zone).format(Date.now() + hoursFromNow * hourMs)
  // The format writes 24 hours and two digits, as a wall time is.
  return time as WallTime
}

test('a step that comes due is announced elsewhere, not on Today itself', async ({ app, kith }) => {
  await kith.setUp()
  await kith.call('settings.updateBusiness', { quietFrom: clock(-2), quietTo: clock(2) })
  const contactId = await add(kith, 'Ana Ferreira')
  const { day } = await kith.call('today.get', {})
  const plan = (title: string) =>
    kith.call('followUps.create', { contactId, title, dueDay: day, dueTime: clock(0) })
  const endQuiet = () =>
    kith.call('settings.updateBusiness', { quietFrom: clock(6), quietTo: clock(7) })

  await goTo(app, '/contacts')
  // A page that is still starting hears of nothing.
  await app.getByRole('grid').waitFor()
  await plan('Send offer')
  await endQuiet()
  await expect(app.getByText('1 next step is due.')).toBeVisible()
  await app.getByRole('button', { name: 'Open Today' }).click()
  await expect(row(app, 'Ana Ferreira')).toContainText('Send offer')
  await expect(app.getByText('1 next step is due.')).toBeHidden()

  await kith.call('settings.updateBusiness', { quietFrom: clock(-2), quietTo: clock(2) })
  await plan('Call about the draft')
  await endQuiet()
  await expect.poll(async () => (await kith.call('today.get', {})).nextReminderAt).toBeNull()
  // What is changed after the reminder reaches the page after it.
  await kith.call('contacts.update', { id: contactId, displayName: 'Ana Ferreira Lima' })
  await expect(row(app, 'Ana Ferreira Lima')).toHaveCount(2)
  await expect(app.getByText('1 next step is due.')).toBeHidden()
})
