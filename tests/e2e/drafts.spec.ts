import { expect, test } from './support/kith.ts'
import { goTo } from './support/screen.ts'

test.beforeEach(async ({ kith }) => kith.setUp())

const claire = { kind: 'person', displayName: 'Claire Dubois' } as const

test('whoever writes on and on loses no more than seconds to a kill', async ({ kith, page }) => {
  const { id } = await kith.call('contacts.create', claire)
  await page.goto(kith.url)
  await page.waitForFunction(() => sessionStorage.getItem('kith.token') !== null)
  await goTo(page, `/outbox/write?contact=${id}`)
  await expect(page.getByRole('textbox', { name: 'Subject' })).toBeFocused()
  await page.keyboard.press('Enter')
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await expect(text).toBeFocused()
  // Never a pause of a second.
  const began = Date.now()
  for (let word = 1; Date.now() - began < 5500; word += 1) {
    await page.keyboard.type(`${word} `)
    await page.waitForTimeout(150)
  }
  const written = Number((await text.textContent())?.trim().split(' ').at(-1))
  const [, draft = 'none'] = /email=(\d+)/.exec(page.url()) ?? []
  const url = await kith.killAndStart()
  const next = await page.context().newPage()
  await next.goto(url)
  await next.waitForFunction(() => sessionStorage.getItem('kith.token') !== null)
  await goTo(next, `/outbox/write?email=${draft}`)
  const kept = next.getByRole('textbox', { name: 'Text', exact: true })
  await expect(kept).toContainText('1 2 3')
  const last = Number((await kept.textContent())?.trim().split(' ').at(-1))
  // Three seconds of some six words each, and the one that was being typed.
  expect(last).toBeGreaterThan(written - 24)
})

test('an answer and a draft are written on and left by keys alone', async ({ kith, app }) => {
  const { id: contactId } = await kith.call('contacts.create', claire)
  const text = app.getByRole('textbox', { name: 'Text', exact: true })
  const openDraft = async (subject: string, body: string): Promise<number> => {
    const { id } = await kith.call('emails.create', { contactId, subject, body })
    await goTo(app, `/outbox/write?email=${id}`)
    return id
  }
  await openDraft('Re: Your offer', '')
  await expect(text).toBeFocused()
  await app.keyboard.press('Escape')
  await expect(text).toHaveCount(0)
  await openDraft('Winter', '<p>Hello</p>')
  await expect(text).toBeFocused()
  await app.keyboard.type(' Claire')
  await expect(text).toHaveText('Hello Claire')
  // A click beside the fields leaves the keys with the page.
  await app.getByRole('heading', { level: 1 }).click()
  await app.keyboard.press('Escape')
  await expect(text).toHaveCount(0)
})

test('a window that is closed at once takes the last words along', async ({ kith, app }) => {
  const { id } = await kith.call('contacts.create', claire)
  await goTo(app, `/outbox/write?contact=${id}`)
  await expect(app.getByRole('textbox', { name: 'Subject' })).toBeFocused()
  await app.keyboard.type('Written in a hurry')
  await app.close({ runBeforeUnload: true })
  const subjects = async () =>
    (await kith.call('emails.list', { group: 'drafts' })).emails.map(({ subject }) => subject)
  await expect.poll(subjects).toEqual(['Written in a hurry'])
})

test('templates stand among the pages about mail, and Esc leads back from them', async ({
  kith,
  app,
}) => {
  await kith.call('templates.create', { name: 'Mine', language: 'en', subject: '', body: '' })
  await goTo(app, '/outbox')
  const tab = (name: string) => app.getByRole('radio', { name })
  await tab('Templates').click()
  await expect(tab('Templates')).toBeChecked()
  await app.getByRole('textbox', { name: 'Text', exact: true }).click()
  await app.keyboard.type('Dear all')
  await app.keyboard.press('Escape')
  await expect(tab('Outbox')).toBeChecked()
  const { templates } = await kith.call('templates.list', {})
  expect(templates.find(({ name }) => name === 'Mine')?.body).toContain('Dear all')
  await tab('Templates').click()
  await app.getByRole('button', { name: 'Birthday' }).click()
  await app.keyboard.press('Escape')
  await expect(tab('Outbox')).toBeChecked()
})

test('a template that cannot be saved is not lost unasked', async ({ kith, app }) => {
  const body = '<p>Dear {{ contact.name }}</p>'
  await kith.call('templates.create', { name: 'Mine', language: 'en', subject: '', body })
  await goTo(app, '/outbox/templates')
  const text = app.getByRole('textbox', { name: 'Text', exact: true })
  await text.click()
  await app.keyboard.press('Control+End')
  await text.evaluate((element) => {
    const data = new DataTransfer()
    data.setData('text/plain', ' and {{ First Name }}')
    const paste = { clipboardData: data, bubbles: true, cancelable: true }
    element.dispatchEvent(new ClipboardEvent('paste', paste))
  })
  const problem = 'A field in this text cannot be read: First Name'
  await expect(app.getByRole('alert').or(app.getByText(problem)).first()).toBeVisible()
  const dialog = app.getByRole('dialog', { name: 'This text is not saved' })
  await app.getByRole('button', { name: 'Birthday' }).click()
  await expect(dialog).toContainText(problem)
  await dialog.getByRole('button', { name: 'Stay here' }).click()
  await expect(text).toContainText('and {{ First Name }}')
  await app.getByRole('link', { name: 'Today' }).click()
  await dialog.getByRole('button', { name: 'Leave without it' }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
})
