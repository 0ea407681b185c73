import type { Page } from '@playwright/test'
import type { ContactId } from '#shared/domain/ids.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { inspectLook } from './support/look.ts'
import { goTo } from './support/screen.ts'

const people = [
  ['Claire Dubois', 'Claire', 'claire@dubois.example'],
  ['Luca Moretti', 'Luca', 'luca@moretti.example'],
  ['王伟', null, 'wang@wei.example'],
  ['office@ceramics.example', null, 'office@ceramics.example'],
  ['Henrik Sørensen', 'Henrik', null],
] as const

const addPeople = async (kith: Kith): Promise<readonly ContactId[]> => {
  const ids: ContactId[] = []
  for (const [displayName, givenName, raw] of people) {
    const { id } = await kith.call('contacts.create', {
      kind: 'person',
      displayName,
      givenName,
      points: raw === null ? [] : [{ kind: 'email', raw }],
    })
    ids.push(id)
  }
  return ids
}

const addAccount = (kith: Kith) =>
  kith.call('emailAccounts.create', {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: { host: '127.0.0.1', port: 9, security: 'tls' },
    imap: null,
    userName: 'nora',
    signature: null,
    dailyLimit: 200,
  })

const openRecord = async (page: Page, id: number, name: string): Promise<void> => {
  await goTo(page, `/contacts/${id}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

const drafts = async (kith: Kith) => (await kith.call('emails.list', { group: 'drafts' })).emails

/** Types a brace and takes the first field that the text finds. */
const typeField = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.type('{')
  await expect(page.getByRole('textbox', { name: 'Find a field' })).toBeFocused()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Find a field' })).toHaveCount(0)
}

test.beforeEach(async ({ kith }) => kith.setUp())

test('a mail is written by keyboard, keeps itself, and can be taken back', async ({
  app,
  kith,
}) => {
  const [claire = 0] = await addPeople(kith)
  await addAccount(kith)
  await openRecord(app, claire, 'Claire Dubois')
  await app.keyboard.press('m')
  await expect(app.getByRole('textbox', { name: 'Subject' })).toBeFocused()
  await app.keyboard.type('A small thank you, ')
  await typeField(app, 'given')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('textbox', { name: 'Text' })).toBeFocused()
  await app.keyboard.type('Dear friend in ')
  await typeField(app, 'city')
  await app.keyboard.type(', see the attached offer.')

  // The field has no value and no other word: the mail stays until one of them is there.
  await expect(app.getByText(/“city” is empty, and no other word/)).toBeVisible()
  await app.getByText('city', { exact: true }).click()
  const otherWord = app.getByRole('textbox', { name: /city/ })
  await expect(otherWord).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(otherWord).toBeFocused()
  await app.keyboard.type('town')
  await app.keyboard.press('Enter')
  await expect(app.getByText(/“city” is empty, and no other word/)).toHaveCount(0)
  await expect(app.getByText(/“city” is empty, so the other word stands there/)).toBeVisible()
  const paper = app.frameLocator('iframe[sandbox]')
  await expect(paper.getByText('Dear friend in town, see the attached offer.')).toBeVisible()
  await expect(app.getByText('The text speaks of an attachment, but none is there')).toBeVisible()
  const chosen = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: 'Attach' }).first().click()
  await (await chosen).setFiles({
    name: 'Offer.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.alloc(9),
  })
  await expect(app.getByRole('list', { name: 'Files that go along' })).toContainText('1 KB')

  await expect
    .poll(async () => (await drafts(kith))[0]?.subject)
    .toBe('A small thank you, {{ contact.given_name }}')
  const [draft] = await drafts(kith)
  if (draft === undefined) throw new Error('no draft was kept')
  expect((await kith.call('emails.get', { id: draft.id })).email).toMatchObject({
    body: '<p>Dear friend in {{ contact.city | default: "town" }}, see the attached offer.</p>',
    attachments: [{ name: 'Offer.pdf', size: 9 }],
  })

  await app.getByRole('button', { name: 'When it leaves' }).click()
  await app.getByRole('menuitem', { name: 'In 3 days, unless they answer' }).click()
  await expect(app.getByRole('button', { name: /^Schedule, / })).toBeVisible()
  await app.getByRole('textbox', { name: 'Text' }).click()
  await app.keyboard.press('Control+Enter')
  await expect(app.getByText('Mail to Claire Dubois scheduled')).toBeVisible()
  await expect(app.getByRole('heading', { level: 1, name: 'Claire Dubois' })).toBeVisible()
  expect((await kith.call('emails.outbox', {})).counts).toMatchObject({ scheduled: 1, drafts: 0 })
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByRole('textbox', { name: 'Text' })).toContainText('see the attached offer')
  expect((await kith.call('emails.outbox', {})).counts).toMatchObject({ scheduled: 0, drafts: 1 })
})

test('a selection gets one mail each; who cannot get one is left out', async ({ app, kith }) => {
  await addPeople(kith)
  await addAccount(kith)
  await goTo(app, '/contacts')
  await app.getByRole('grid').waitFor()
  await app.keyboard.press('Control+a')
  await app.getByRole('button', { name: 'Mail', exact: true }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Mail to 5 people' })).toBeVisible()
  await app.getByRole('button', { name: 'Template' }).click()
  await app.getByRole('menuitem', { name: 'Three months quiet' }).click()
  await expect(app.getByText('Henrik Sørensen has no e-mail address')).toBeVisible()
  await expect(app.getByRole('button', { name: 'Send 4 mails now' })).toBeVisible()
  await inspectLook(app, 'composer', 'en')
  await app.getByRole('button', { name: 'Next person' }).click()
  await app.getByRole('button', { name: 'When it leaves' }).click()
  await app.getByRole('menuitem', { name: 'Next working morning' }).click()
  await app.getByRole('button', { name: /^Schedule 4 mails, / }).click()
  await expect(app.getByText('4 mails scheduled')).toBeVisible()
  expect((await kith.call('emails.outbox', {})).counts).toMatchObject({ scheduled: 4, drafts: 1 })
})

test('templates and the composer in Chinese; without an account another program sends', async ({
  app,
  kith,
}) => {
  const [claire = 0] = await addPeople(kith)
  await kith.call('settings.updateMachine', { language: 'zh-CN', theme: 'system' })
  await app.reload()
  await goTo(app, '/outbox/templates')
  await expect(app.getByRole('heading', { level: 1, name: '模板' })).toBeVisible()
  await inspectLook(app, 'templates', 'zh-CN')
  await app.getByRole('button', { name: '三个月没有联系' }).click()
  await app.getByRole('button', { name: '存成自己的' }).click()
  await expect(app.getByRole('textbox', { name: '名称' })).toHaveValue('三个月没有联系')

  await goTo(app, `/outbox/write?contact=${claire}`)
  await expect(app.getByRole('textbox', { name: '主题' })).toBeFocused()
  await app.keyboard.type('您好')
  await app.keyboard.press('Enter')
  await app.keyboard.type('好久没联系了。')
  await expect(app.frameLocator('iframe[sandbox]').getByText('好久没联系了。')).toBeVisible()
  await inspectLook(app, 'composer', 'zh-CN')
  const saved = app.waitForEvent('download')
  await app.getByRole('button', { name: '用我的邮件程序打开' }).click()
  expect((await saved).suggestedFilename()).toBe('您好.eml')
  await app.getByRole('button', { name: '标为已发送' }).click()
  await expect(app.getByText('已记下：给Claire Dubois的邮件已发送')).toBeVisible()
  const { activities } = await kith.call('activities.list', { contactId: claire as ContactId })
  expect(activities.map(({ kind }) => kind)).toEqual(['mail-sent'])
})
