import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { HostEvent } from '#shared/contract/wire.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const rebuilt = (app: TestApplication): Promise<HostEvent> =>
  new Promise((resolve) => {
    const stop = app.application.events.subscribe((event) => {
      if (event.type !== 'rebuilt') return
      stop()
      resolve(event)
    })
  })

test.each(['en', 'zh-CN'] as const)(
  'opens 300 invented people in %s and leaves them',
  async (language) => {
    const app = await openTestApplication({ folder: temporaryFolder() })
    await app.call('settings.updateBusiness', { ownerName: 'Mine' })
    const own = (await app.call('app.status', {})).workspace.path

    const opened = rebuilt(app)
    await app.call('app.openSample', { language })
    await opened
    const sample = await app.call('app.status', {})
    expect(sample.workspace.isSample).toBe(true)
    expect(sample.isSetUp).toBe(true)
    expect(await app.call('contacts.count', {})).toEqual({ people: 300, companies: 38 })

    const left = rebuilt(app)
    await app.call('app.leaveSample', {})
    await left
    const after = await app.call('app.status', {})
    expect(after.workspace).toMatchObject({ path: own, isSample: false })
    expect((await app.call('settings.get', {})).business.ownerName).toBe('Mine')
    expect(existsSync(sample.workspace.path)).toBe(false)
    expect(await app.reply('app.leaveSample', {})).toMatchObject({ error: { code: 'not-sample' } })
    await app.close()
  },
)
