import type { Page } from '@playwright/test'
import type { Input } from '#shared/contract/index.ts'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo } from './support/screen.ts'

const friday: Input<'emails.schedule'>['when'] = {
  kind: 'at',
  wall: '2131-11-27T10:30',
  timeZone: 'Europe/Lisbon',
}

/** Mails to four people, planned for a time that is far off. */
const plan = async (kith: Kith, names: readonly string[]): Promise<void> => {
  await kith.setUp()
  const { id: accountId } = await kith.call('emailAccounts.create', {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: { host: 'localhost', port: 9, security: 'tls' },
    imap: null,
    userName: 'nora',
    signature: null,
    dailyLimit: 80,
  })
  for (const displayName of names) {
    const points: Input<'contacts.create'>['points'] = [
      { kind: 'email', raw: `${displayName.toLowerCase()}@lumen.example` },
    ]
    const { id: contactId } = await kith.call('contacts.create', {
      kind: 'person',
      displayName,
      points,
    })
    const text = { subject: `About ${displayName}`, body: '<p>Hello</p>' }
    const { id } = await kith.call('emails.create', { contactId, accountId, ...text })
    await kith.call('emails.schedule', { ids: [id], when: friday })
  }
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: `About ${name}` })

test('the focus stays in the list when a mail goes, and comes back from a dialog', async ({
  app,
  kith,
}) => {
  await plan(kith, ['Ana', 'Ben', 'Cleo', 'Dana'])
  await goTo(app, '/outbox')
  await row(app, 'Ana').click()

  await test.step('pressed in its row', async () => {
    await row(app, 'Ana').getByRole('button', { name: 'Cancel' }).click()
    await expect(row(app, 'Ana')).toHaveCount(0)
    await expect(row(app, 'Ben')).toBeFocused()
  })

  await test.step('with a key', async () => {
    await app.keyboard.press('Delete')
    await expect(row(app, 'Ben')).toHaveCount(0)
    await expect(row(app, 'Cleo')).toBeFocused()
  })

  await test.step('a dialog that a menu opened gives the focus back to its button', async () => {
    const more = row(app, 'Cleo').getByRole('button', { name: 'More' })
    await more.click()
    await app.getByRole('menuitem', { name: 'Another time…' }).click()
    await app.getByRole('dialog').getByLabel('Day').waitFor()
    await app.keyboard.press('Escape')
    await expect(app.getByRole('dialog')).toHaveCount(0)
    await expect(more).toBeFocused()
  })

  await test.step('a draft that is thrown away', async () => {
    await goTo(app, '/outbox?view=drafts')
    await row(app, 'Ben').click()
    await row(app, 'Ben').getByRole('button', { name: 'Delete' }).click()
    await expect(row(app, 'Ben')).toHaveCount(0)
    await expect(row(app, 'Ana')).toBeFocused()
  })
})
