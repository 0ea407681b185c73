import { join } from 'node:path'
import { expect, test } from './support/kith.ts'

test.beforeEach(async ({ kith }) => {
  await kith.setUp()
})

test('a move is said to be done when it is', async ({ app, kith }) => {
  await app.goto(`${kith.origin}/#/settings?section=data`)
  await app.getByRole('button', { name: 'Move it' }).click()
  const dialog = app.getByRole('dialog')
  const path = join(kith.folder, 'elsewhere')
  await dialog.getByRole('textbox').fill(path)
  await dialog.getByRole('textbox').press('Enter')
  await expect(app.getByText(`Moved to ${path}`)).toBeVisible()
  await expect(app.getByText(path, { exact: true })).toBeVisible()
})
