import { expect, test } from 'vitest'
import { openTestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('remembers the business in the workspace and the machine outside of it', async () => {
  const folder = temporaryFolder()
  const first = await openTestApplication({ folder })
  const before = await first.call('settings.get', {})
  expect(before.business.isSetUp).toBe(false)
  const { operationId } = await first.call('settings.updateBusiness', {
    ownerName: 'Nora Hale',
    country: 'PT',
    currency: 'EUR',
    isSetUp: true,
  })
  expect(operationId).toBeGreaterThan(0)
  await first.call('settings.updateMachine', { theme: 'dark' })
  await first.close()

  const second = await openTestApplication({ folder })
  expect(await second.call('settings.get', {})).toEqual({
    business: {
      ...before.business,
      ownerName: 'Nora Hale',
      country: 'PT',
      currency: 'EUR',
      isSetUp: true,
    },
    machine: { ...before.machine, theme: 'dark' },
  })
  await second.close()
})

test('a setting that is already so makes no operation', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  await app.call('settings.updateBusiness', { country: 'PT' })
  expect(await app.call('settings.updateBusiness', { country: 'PT' })).toEqual({
    operationId: null,
  })
  await app.close()
})

test('other windows hear of a setting of the machine, History does not', async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  const heard: unknown[] = []
  app.application.events.subscribe((event) => heard.push(event))
  await app.call('settings.updateMachine', { theme: 'dark' })
  expect(heard).toEqual([
    { type: 'change', seq: 1, operationId: null, actor: 'owner', tables: { settings: 'many' } },
  ])
  expect((await app.call('history.list', {})).operations).toEqual([])
  await app.close()
})
