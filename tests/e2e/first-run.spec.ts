import { expect, test } from './support/kith.ts'

test('four things, then an empty list that says what to do', async ({ app, kith }) => {
  await app.getByRole('textbox', { name: 'Your name' }).fill('Nora Hale')
  await app.getByRole('button', { name: /Start empty/ }).click()
  await expect(app.getByRole('heading', { name: 'Nobody here yet' })).toBeVisible()
  const { business } = await kith.call('settings.get', {})
  expect(business).toMatchObject({ ownerName: 'Nora Hale', isSetUp: true, country: 'GB' })

  await app.reload()
  await expect(app.getByRole('heading', { name: 'Nobody here yet' })).toBeVisible()
})

test('speaks Chinese as soon as it is chosen', async ({ app }) => {
  await app.getByRole('combobox', { name: 'Language' }).click()
  await app.getByRole('option', { name: '简体中文' }).click()
  await expect(app.getByRole('textbox', { name: '你的名字' })).toBeVisible()
  await expect(app.locator('html')).toHaveAttribute('lang', 'zh-CN')
})

test('the sample is clearly marked and left in one click', async ({ app, kith }) => {
  await app.getByRole('textbox', { name: 'Your name' }).fill('Nora Hale')
  await app.getByRole('button', { name: /Look around with sample people/ }).click()
  await expect(app.getByText('You are looking at sample people.')).toBeVisible()
  await app.getByRole('button', { name: 'Leave' }).click()
  await expect(app.getByText('You are looking at sample people.')).toBeHidden()
  await expect(app.getByRole('textbox', { name: 'Your name' })).toHaveValue('Nora Hale')
  expect((await kith.call('app.status', {})).workspace.isSample).toBe(false)
  expect(await kith.call('contacts.count', {})).toEqual({ people: 0, companies: 0 })
})
