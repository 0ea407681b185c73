import PostalMime from 'postal-mime'
import { expect, onTestFinished, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { idleAccount } from '#tests/support/mail-accounts.ts'
import { MemorySecrets } from '#tests/support/memory-secrets.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open = async () => {
  const server = await startSmtpCatcher('starttls')
  onTestFinished(() => server.stop())
  const app = await openTestApplication({
    folder: temporaryFolder(),
    secrets: new MemorySecrets(),
    trustedCertificates: [testCertificates().authority],
    isSelfActing: true,
  })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', {
    ...idleAccount,
    imap: null,
    smtp: { host: 'localhost', port: server.port, security: 'starttls' },
    signature: '<p>Nora Hale<br>Porto</p>',
  })
  await app.call('emailAccounts.setPassword', { id: accountId, password: 'secret' })
  await app.call('settings.updateBusiness', { ownerName: 'Nora Hale' })
  const contact = async (displayName: string, raw: string) =>
    (
      await app.call('contacts.create', {
        kind: 'person',
        displayName,
        points: [{ kind: 'email', raw }],
      })
    ).id
  const to = [await contact('Bob', 'bob@x.example'), await contact('王伟', 'wei@x.example')]
  return { app, server, accountId, to }
}

test.each([
  ['en', 'three-months-quiet', '<p>Warm regards,</p><p>Nora Hale<br />Porto</p>'],
  ['zh-CN', 'payment-reminder', '<p>祝商祺</p><p>Nora Hale<br />Porto</p>'],
] as const)(
  'in %s the preview of %s is the mail that leaves, signed once',
  async (language, starter, end) => {
    const { app, server, accountId, to } = await open()
    const { templates } = await app.call('templates.list', {})
    const template = templates.find((one) => one.starter === starter && one.language === language)
    if (template === undefined) throw new Error('no such text')
    const written = { accountId, subject: template.subject, body: template.body }
    const { ids } = await app.call('emails.createMany', { selection: { ids: to }, ...written })
    const previews = []
    for (const [place, contactId] of to.entries()) {
      const id = ids[place]
      if (id === undefined) throw new Error('one mail each')
      const shown = { id, contactId, ...written, attachmentCount: 1 }
      previews.push(await app.call('emails.preview', shown))
    }
    await app.call('emails.schedule', { ids, when: { kind: 'now' } })
    app.clock.advance(11_000)
    await app.call('emails.switch', { isOn: true })
    await expect.poll(() => server.mails.length, { timeout: 10_000 }).toBeGreaterThan(0)
    const [mail] = server.mails
    const { html, text, subject } = await PostalMime.parse(mail?.bytes ?? '')
    const preview = previews.find((one) => one.to === mail?.to[0])
    expect(html?.trim()).toBe(preview?.html.trim())
    expect(text?.trim()).toBe(preview?.text.trim())
    expect(subject).toBe(preview?.subject)
    expect(html).toContain(end)
  },
)

test('a field that nobody knows is told by its name', async () => {
  const { app, accountId, to } = await open()
  const look = async (subject: string, body: string) => {
    const [contactId] = to
    if (contactId === undefined) throw new Error('somebody is written to')
    return app.call('emails.preview', { contactId, accountId, subject, body })
  }
  const found = { isBlocking: true }
  expect((await look('Hi {{first_name}}', '<p>a</p>')).checks).toEqual([
    { ...found, code: 'unknown-field', field: 'first_name' },
  ])
  const broken = await look('Hi', '<p>Dear {{ First Name }}</p>')
  expect(broken.checks).toEqual([{ ...found, code: 'bad-template', field: 'First Name' }])
  expect(broken.html).toContain('<p>Dear {{ First Name }}</p><p>Nora Hale<br />Porto</p>')
})
