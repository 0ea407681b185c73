import type { Page } from '@playwright/test'
import type { EmailId } from '#shared/domain/ids.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { inspectLook, prepareLook } from './support/look.ts'
import { goTo } from './support/screen.ts'

type Language = 'en' | 'zh-CN'

const people = [
  ['Claire Dubois', 'Claire', 'claire@dubois.example'],
  ['王伟', null, 'wang@wei.example'],
  ['office@ceramics.example', null, 'office@ceramics.example'],
  ['Henrik Sørensen', 'Henrik', null],
] as const

const words = {
  en: {
    starter: 'payment-reminder',
    templates: 'Templates',
    template: 'Template',
    days: 'In another number of days…',
    leaves: 'When it leaves',
    text: 'Text',
    none: 'Open in my mail program',
  },
  'zh-CN': {
    starter: 'payment-reminder',
    templates: '模板',
    template: '模板',
    days: '其他天数…',
    leaves: '什么时候发',
    text: '正文',
    none: '用我的邮件程序打开',
  },
} as const

const paper = (page: Page) => page.frameLocator('iframe[sandbox]')

/** One mail to one person, and one to all of them, in the words of a text that ships. */
const write = async (kith: Kith, language: Language): Promise<{ one: EmailId; many: EmailId }> => {
  const ids = []
  for (const [displayName, givenName, raw] of people) {
    const points = raw === null ? [] : [{ kind: 'email', raw } as const]
    const person = { kind: 'person', displayName, givenName, points } as const
    ids.push((await kith.call('contacts.create', person)).id)
  }
  const { templates } = await kith.call('templates.list', {})
  const { starter } = words[language]
  const text = templates.find((one) => one.starter === starter && one.language === language)
  const [contactId] = ids
  if (text === undefined || contactId === undefined) throw new Error('nothing to write')
  const { subject, body, name } = text
  await kith.call('templates.create', { name: `${name} 2`, language, subject, body })
  const { id: one } = await kith.call('emails.create', { contactId, subject, body })
  const unknown = body.replace('</p>', ' {{ first_name }}</p>')
  const toAll = { selection: { ids }, accountId: null, subject, body: unknown }
  const [many] = (await kith.call('emails.createMany', toAll)).ids
  if (many === undefined) throw new Error('nobody is written to')
  return { one, many }
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`how mails are written, in ${language}`, async ({ kith, app }) => {
    const said = words[language]
    await prepareLook(app)
    await kith.setUp()
    await kith.call('settings.updateMachine', { language })
    const drafts = await write(kith, language)

    await test.step('without an account', async () => {
      await goTo(app, `/outbox/write?email=${drafts.one}`)
      await expect(app.getByRole('button', { name: said.none })).toBeVisible()
      await expect(paper(app).getByText('Nora Hale')).toBeVisible()
      await inspectLook(app, 'composer-other-program', language)
    })

    await test.step('the accounts', async () => {
      const account = { provider: null, imap: null, dailyLimit: 200 } as const
      const smtp = { host: '127.0.0.1', port: 9, security: 'tls' } as const
      const nora = { address: 'nora@hale.example', fromName: 'Nora Hale', userName: 'nora' }
      const signature = '<p>Nora Hale<br>Hale Coaching, Porto</p>'
      await kith.call('emailAccounts.create', { ...account, smtp, ...nora, signature })
      const studio = { address: 'studio@hale.example', fromName: 'Hale Studio', userName: 'st' }
      await kith.call('emailAccounts.create', { ...account, smtp, ...studio, signature: null })
      await goTo(app, '/settings?section=mail')
      await expect(app.getByText('studio@hale.example').first()).toBeVisible()
      await inspectLook(app, 'mail-accounts', language)
    })

    await test.step('to one', async () => {
      await goTo(app, `/outbox/write?email=${drafts.one}`)
      await expect(paper(app).getByText('Hale Coaching, Porto')).toBeVisible()
      await inspectLook(app, 'composer', language)
      await app.getByRole('button', { name: said.template, exact: true }).click()
      await expect(app.getByRole('menuitem').first()).toBeVisible()
      await inspectLook(app, 'composer-templates', language)
      await app.keyboard.press('Escape')
      await app.getByRole('button', { name: said.leaves }).click()
      await app.getByRole('menuitem', { name: said.days }).click()
      await app.getByRole('dialog').getByRole('textbox').fill('400')
      await inspectLook(app, 'composer-days', language)
      await app.keyboard.press('Escape')
    })

    await test.step('to many', async () => {
      await goTo(app, `/outbox/write?email=${drafts.many}`)
      await expect(app.getByText('first_name', { exact: false }).first()).toBeVisible()
      await expect(paper(app).getByText('Hale Coaching, Porto')).toBeVisible()
      await inspectLook(app, 'composer-many', language)
    })

    await test.step('texts to begin with', async () => {
      await goTo(app, '/outbox/templates')
      await expect(app.getByRole('radio', { name: said.templates })).toBeChecked()
      await expect(app.getByRole('textbox', { name: said.text, exact: true })).toBeVisible()
      await inspectLook(app, 'templates', language)
    })
  })
}
