import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, type Kith, test } from './support/kith.ts'
import { goTo, line } from './support/screen.ts'

const seed = async (kith: Kith): Promise<void> => {
  await kith.setUp()
  for (const displayName of ['Ana Ferreira', 'Claire Dubois', '=HYPERLINK("x")']) {
    await kith.call('contacts.create', {
      kind: 'person',
      displayName,
      points: [{ kind: 'phone', raw: '+351 912 345 678' }],
    })
  }
}

const saved = async (app: Page): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([
    app.waitForEvent('download'),
    app.getByRole('button', { name: 'Write the file' }).click(),
  ])
  return {
    name: download.suggestedFilename(),
    text: readFileSync(await download.path(), 'utf8'),
  }
}

test.describe('export', () => {
  test.beforeEach(({ kith }) => seed(kith))

  test('the view goes out as it is on screen, and opens safely', async ({ app }) => {
    await goTo(app, '/contacts')
    await app.getByRole('button', { name: 'Export', exact: true }).click()
    const dialog = app.getByRole('dialog', { name: 'Export' })
    await expect(dialog.getByRole('radio', { name: 'The 3 contacts of this view' })).toBeChecked()
    expect((await new AxeBuilder({ page: app }).analyze()).violations).toEqual([])
    const { name, text } = await saved(app)
    expect(name).toMatch(/^Contacts \d{4}-\d{2}-\d{2}\.csv$/)
    const [head, , , last] = text.split('\r\n')
    expect(head).toMatch(/^\uFEFFName[;,]/)
    expect(last).toMatch(/^"?'=HYPERLINK/)
    await expect(dialog.getByText(/3 rows in Contacts/)).toBeVisible()
  })

  test('the selected go out for Kith again, with their permanent names', async ({ app }) => {
    await goTo(app, '/contacts')
    await line(app, 'Claire Dubois').getByRole('checkbox').click()
    await app
      .getByRole('region', { name: 'With the selected' })
      .getByRole('button', { name: 'Export…' })
      .click()
    await app.getByRole('radio', { name: 'Kith again' }).click()
    const { text } = await saved(app)
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^uid,Kind,Name,/)
    expect(lines[1]).toContain('Claire Dubois')
    expect(lines).toHaveLength(3)
  })

  test('everything goes out from the settings', async ({ app }) => {
    await goTo(app, '/settings?section=data')
    await app.getByRole('button', { name: 'Export everything…' }).click()
    await app.getByRole('radio', { name: 'Everything, as a folder' }).click()
    const { name, text } = await saved(app)
    expect(name).toMatch(/\.zip$/)
    expect(text.slice(0, 2)).toBe('PK')
  })
})
