import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { english } from '#shared/i18n/resources.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo } from './support/screen.ts'

const listed = resolve(import.meta.dirname, '../architecture/languages.json')
// The file is checked by the test of the languages.
const { latinInChinese } = JSON.parse(readFileSync(listed, 'utf8')) as {
  latinInChinese: Record<string, string[]>
}
const allowed = [...Object.values(latinInChinese).flat(), 'CSV', '简体中文']

/**
 * Latin words on the screen: texts, names for screen readers, placeholders and tooltips.
 *
 * Left out: key caps, whose letters are those of the keyboard, and places marked as data.
 */
const latinOnScreen = (page: Page, data = '', folder = ''): Promise<string[]> =>
  page.evaluate(
    ({ allowed, data, folder }) => {
      const isLeftOut = (element: Element): boolean =>
        element.closest(`kbd, script, style, [lang=en]${data === '' ? '' : `, ${data}`}`) !== null
      const names = ['aria-label', 'placeholder', 'title', 'alt', 'aria-roledescription']
      const texts: string[] = []
      for (const element of document.body.querySelectorAll('*')) {
        if (isLeftOut(element) || !element.checkVisibility({ visibilityProperty: true })) continue
        for (const name of names) texts.push(element.getAttribute(name) ?? '')
        const isTick = element.matches('[type=checkbox], [type=radio]')
        if (element instanceof HTMLInputElement && !isTick) texts.push(element.value)
        for (const node of element.childNodes) {
          if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '')
        }
      }
      const words = (text: string) =>
        text
          .replaceAll(folder, '')
          .replaceAll(/https?:[\w/.:-]+/g, '')
          .match(/[A-Za-z\u00C0-\u024F][\w\u00C0-\u024F'’-]*/g) ?? []
      return texts.filter((text) => words(text).some((word) => !allowed.includes(word)))
    },
    { allowed, data, folder },
  )

interface Place {
  readonly name: string
  readonly open: (page: Page) => Promise<void>
  /** Selector of what is data and not a word of Kith's. */
  readonly data?: string
}

const at =
  (path: string) =>
  async (page: Page): Promise<void> => {
    await goTo(page, path)
    await page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first().waitFor()
  }

const withKeys =
  (path: string, ...keys: string[]) =>
  async (page: Page): Promise<void> => {
    await at(path)(page)
    if (path === '/contacts') await page.getByRole('grid').waitFor()
    for (const key of keys) await page.keyboard.press(key)
  }

// Whatever gets words is walked through, without being listed here as well.
const { label: _label, ...sectionWords } = english.settings.sections
const sections = Object.keys(sectionWords)
const topics = Object.keys(english.help.topics)

const emptyPlaces: readonly Place[] = [
  { name: 'Today without people', open: at('/today') },
  { name: 'contacts without people', open: at('/contacts') },
  { name: 'history', open: at('/history') },
]

const menuOf =
  (path: string, name: string) =>
  async (page: Page): Promise<void> => {
    await at(path)(page)
    await page.getByRole('button', { name, exact: true }).click()
    await page.getByRole('menu').waitFor()
  }

const dialogOf =
  (path: string, name: string | RegExp) =>
  async (page: Page): Promise<void> => {
    await at(path)(page)
    await page.getByRole('button', { name }).first().click()
  }

/** The values of every field one can filter by. */
const filterPlaces = [
  '阶段',
  '标签',
  '公司',
  '国家',
  '来源',
  '重要程度',
  '类型',
  '下一步',
  '联系节奏',
].map(
  (field): Place => ({
    name: `filter by ${field}`,
    open: async (page) => {
      await withKeys('/contacts', 'f')(page)
      await page.getByRole('menuitem', { name: field }).click()
      await page.getByRole('menuitemcheckbox').first().waitFor()
    },
  }),
)

const placesOf = (person: number, company: number): readonly Place[] => [
  { name: 'Today', open: at('/today') },
  { name: 'done', open: withKeys('/today', 'e') },
  { name: 'later', open: withKeys('/today', 'h') },
  { name: 'contacts', open: at('/contacts') },
  { name: 'contacts selected', open: withKeys('/contacts', 'ArrowDown', 'x') },
  { name: 'tag picker', open: withKeys('/contacts', 'ArrowDown', 't') },
  { name: 'stage picker', open: withKeys('/contacts', 'ArrowDown', 's') },
  { name: 'peek', open: withKeys('/contacts', 'ArrowDown', ' ') },
  { name: 'filters', open: withKeys('/contacts', 'f') },
  { name: 'columns', open: menuOf('/contacts', '列') },
  { name: 'new contact', open: withKeys('/contacts', 'n') },
  { name: 'nobody matches', open: at('/contacts?filter=%7B%22search%22%3A%22%E9%BE%98%22%7D') },
  { name: 'record', open: at(`/contacts/${person}`) },
  { name: 'quick log', open: withKeys(`/contacts/${person}`, 'l', 'c', '1') },
  { name: 'plan', open: withKeys(`/contacts/${person}`, 'p') },
  { name: 'record, more', open: menuOf(`/contacts/${person}`, '更多') },
  { name: 'add a tie', open: dialogOf(`/contacts/${person}`, '加一个人') },
  { name: 'add a date', open: dialogOf(`/contacts/${person}`, '加日子') },
  { name: 'add an address', open: dialogOf(`/contacts/${person}`, '加地址') },
  { name: 'add a way to reach', open: dialogOf(`/contacts/${person}`, /给.*加联系方式/) },
  { name: 'company', open: at(`/contacts/${company}`) },
  { name: 'somebody who is gone', open: at('/contacts/99999') },
  { name: 'history', open: withKeys('/history', 'Enter') },
  { name: 'bin', open: dialogOf('/history', /回收站/) },
  { name: 'import', open: at('/imports') },
  { name: 'palette', open: withKeys('/today', 'Control+k') },
  { name: 'shortcuts', open: withKeys('/today', '?'), data: '[class*=keys]' },
  { name: 'outbox', open: at('/outbox') },
  { name: 'answers', open: at('/outbox?view=answers') },
  { name: 'templates', open: at('/outbox/templates') },
  { name: 'a mail', open: at(`/outbox/write?contact=${person}`) },
  { name: 'no such page', open: at('/nowhere') },
  ...sections.map((section) => ({
    name: `settings ${section}`,
    open: at(`/settings?section=${section}`),
    // The folder, the versions and the packages are names of their own.
    ...(section === 'data' ? { data: '[class*=path]' } : {}),
    ...(section === 'about' ? { data: 'td, [class*=facts]' } : {}),
  })),
  ...topics.map((topic) => ({
    name: `help ${topic}`,
    open: async (page: Page) => {
      await at(`/help?topic=${topic}`)(page)
      // The page before has a head as well.
      await page.getByRole('heading', { level: 1, name: '帮助' }).waitFor()
    },
  })),
]

const seed = async (kith: Kith) => {
  const { id: person } = await kith.call('contacts.create', {
    kind: 'person',
    displayName: '张珊',
    companyName: '青禾设计',
    jobTitle: '设计师',
    stage: 'retain',
    importance: 3,
    preferredChannel: 'call',
    tags: ['常客'],
    points: [{ kind: 'phone', raw: '138 0000 0001' }],
    addresses: [{ city: '上海', country: 'CN' }],
    importantDates: [{ kind: 'birthday', year: null, month: 12, day: 1 }],
  })
  const other = await kith.call('contacts.create', { kind: 'person', displayName: '李伟' })
  const tie = { fromContactId: person, toContactId: other.id, kind: 'manager-report' } as const
  await kith.call('relations.create', tie)
  await kith.call('customFields.create', { name: '预算', type: 'money' })
  await kith.call('activities.log', { contactId: person, kind: 'call', body: '聊了新项目' })
  // A day of the calendar.
  const dueDay = '2026-01-05' as CalendarDate
  await kith.call('followUps.create', { contactId: person, title: '发报价', dueDay })
  await kith.call('contacts.update', { id: other.id, source: '朋友介绍' })
  const company = (await kith.call('contacts.get', { id: person })).company?.id ?? person
  return { person, company }
}

const walk = async (page: Page, places: readonly Place[]): Promise<void> => {
  page.setDefaultTimeout(10_000)
  for (const place of places) {
    await test.step(place.name, async () => {
      await place.open(page)
      // Floating parts fade in.
      await page.waitForFunction(() =>
        document.getAnimations().every((one) => one.pending === false),
      )
      expect.soft(await latinOnScreen(page, place.data ?? ''), place.name).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    })
  }
}

const chinese = async (kith: Kith): Promise<void> => {
  const owner = { ownerName: '何诺', businessName: '何诺咨询' }
  const place = { country: 'CN', currency: 'CNY' }
  await kith.call('settings.updateBusiness', { ...owner, ...place, isSetUp: true })
  await kith.call('settings.updateMachine', { language: 'zh-CN' })
}

test('in Chinese no screen shows a Latin word of Kith’s', async ({ app, kith }) => {
  await kith.call('settings.updateMachine', { language: 'zh-CN' })
  await app.reload()
  await app.getByRole('heading', { level: 1 }).first().waitFor()
  expect.soft(await latinOnScreen(app, '', `${kith.folder}/workspace`), 'first run').toEqual([])

  await chinese(kith)
  await app.reload()
  await walk(app, emptyPlaces)
  const { person, company } = await seed(kith)
  await app.emulateMedia({ reducedMotion: 'reduce' })
  await walk(app, [...placesOf(person, company), ...filterPlaces])
})

test('the wizard and its words are Chinese too', async ({ app, kith }) => {
  await chinese(kith)
  await app.reload()
  await goTo(app, '/imports')
  const rows = ['姓名,公司,电话,鞋码', '张珊,青禾设计,138 0000 0001,36', '李伟,,12,']
  const opened = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: '选择文件' }).click()
  const buffer = Buffer.from(rows.join('\n'))
  await (await opened).setFiles({ name: '名单', mimeType: 'text/csv', buffer })
  await app.getByText('鞋码').first().waitFor()
  expect.soft(await latinOnScreen(app), 'read').toEqual([])
  await app.keyboard.press('Control+Enter')
  await app.getByRole('combobox').first().waitFor()
  expect.soft(await latinOnScreen(app), 'columns').toEqual([])
  await app.keyboard.press('Control+Enter')
  await app.getByRole('dialog').getByRole('navigation').waitFor()
  expect.soft(await latinOnScreen(app), 'rehearsal').toEqual([])
  await app.keyboard.press('Control+Enter')
  await app.getByRole('button', { name: /撤销/ }).waitFor()
  expect.soft(await latinOnScreen(app), 'result').toEqual([])
})

test('the language changes at once, without restart and both ways', async ({ app, kith }) => {
  await kith.setUp()
  await goTo(app, '/settings?section=machine')
  await expect(app.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await app.getByRole('combobox', { name: 'Language' }).click()
  await app.getByRole('option', { name: '简体中文' }).click()
  await expect(app.getByRole('heading', { level: 1, name: '设置' })).toBeVisible()
  await expect(app.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(app.getByRole('link', { name: '联系人' })).toBeVisible()

  await app.keyboard.press('Escape')
  await app.keyboard.press('Control+k')
  await expect(app.getByRole('combobox', { name: /搜索/ })).toBeFocused()
  await app.keyboard.type('english')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expect(app.locator('html')).toHaveAttribute('lang', 'en')
})

test('dates, order of names and money follow the language', async ({ app, kith }) => {
  await chinese(kith)
  const { person } = await seed(kith)
  await kith.call('contacts.update', { id: person, givenName: '珊', familyName: '张' })
  await app.reload()
  await goTo(app, `/contacts/${person}`)
  await expect(app.getByRole('heading', { level: 1, name: '张珊' })).toBeVisible()
  await expect(app.getByText('12月1日').first()).toBeVisible()
  await kith.call('settings.updateMachine', { language: 'en' })
  await app.reload()
  await expect(app.getByText('1 December').first()).toBeVisible()
})

test('shortcuts stay silent while an input method composes', async ({ app, kith }) => {
  await kith.setUp()
  await kith.call('contacts.create', { kind: 'person', displayName: '张珊' })
  await goTo(app, '/contacts')
  await expect(app.getByRole('grid')).toBeVisible()
  const compose = (key: string, on: string): Promise<void> =>
    app.evaluate(
      ({ key, on }) => {
        const target = document.querySelector(on) ?? document.body
        const bubbles = { bubbles: true, cancelable: true }
        target.dispatchEvent(new CompositionEvent('compositionstart', bubbles))
        target.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, ...bubbles }))
        target.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, ...bubbles }))
      },
      { key, on },
    )
  for (const key of ['n', '?', 'x', 'Delete', 'f', '/']) await compose(key, 'body')
  await expect(app.getByRole('dialog')).toBeHidden()
  await expect(app.getByRole('menu')).toBeHidden()
  await expect(app.getByRole('region', { name: 'With the selected' })).toBeHidden()
  expect((await kith.call('contacts.count', {})).people).toBe(1)

  // Enter that takes a candidate neither opens a line of the palette nor saves a fact.
  await app.keyboard.press('Control+k')
  const palette = app.getByRole('combobox', { name: 'Search or do' })
  await palette.fill('张珊')
  // Until the search answers, the first line offers a new contact of that name.
  await expect(app.getByRole('option').first()).not.toContainText('New contact')
  await compose('Enter', '[role=combobox]')
  await expect(palette).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1, name: '张珊' })).toBeVisible()

  await app.getByRole('button', { name: /^Name: / }).click()
  const name = app.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('张设计')
  await compose('Enter', 'input[aria-label=Name]')
  await compose('Escape', 'input[aria-label=Name]')
  await expect(name).toHaveValue('张设计')
  await app.keyboard.press('n')
  await expect(app.getByRole('dialog')).toBeHidden()
  await app.keyboard.press('Escape')
  await app.keyboard.press('n')
  await expect(app.getByRole('dialog', { name: 'New contact' })).toBeVisible()
})
