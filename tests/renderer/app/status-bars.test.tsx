import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { StatusBars } from '#renderer/app/status-bars.tsx'
import type { Output } from '#shared/contract/index.ts'
import type { Reply } from '#shared/contract/wire.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const workspace: Output<'app.status'>['workspace'] = {
  path: '/home/nora/Kith/My business',
  name: 'My business',
  isSample: false,
  isSynced: false,
  bytes: 0,
  isLogMissing: false,
}
const status: Output<'app.status'> = {
  version: '0.1.0',
  schemaVersion: 1,
  workspace,
  health: 'good',
  isSetUp: true,
  lastBackupAt: null,
  nextReminderAt: null,
  failedSwitch: null,
  timeZone: 'UTC',
  host: { kind: 'loopback', openFolder: false, nativeMenu: false, notifications: false },
}

const open = async (answer: Output<'app.status'> | Reply, language: 'en' | 'zh-CN' = 'en') => {
  fakeWire({ 'app.status': () => answer })
  await renderPage(<StatusBars />, { language })
}

it('tells in both languages that the newest changes may be missing', async () => {
  const missing = { ...status, workspace: { ...workspace, isLogMissing: true } }
  await open(missing)
  expect((await screen.findByRole('alert')).textContent).toContain('may be missing')
  expect(screen.getByRole('button', { name: 'Open History' })).toBeDefined()
})

it('says it in Chinese too', async () => {
  await open({ ...status, workspace: { ...workspace, isLogMissing: true } }, 'zh-CN')
  expect((await screen.findByRole('alert')).textContent).toContain('可能有缺失')
})

it('is silent while all is well', async () => {
  await open(status)
  expect(screen.queryByRole('alert')).toBeNull()
})

it.each([
  ['en', 'could not be moved', 'not enough room'],
  ['zh-CN', '没能移动', '磁盘空间不足'],
] as const)(
  'tells in %s what was answered and could not be done, until it is read',
  async (...row) => {
    const [language, what, why] = row
    const failedSwitch = { act: 'move', at: 1, isDiskFull: true } as const
    await open({ ...status, failedSwitch }, language)
    const { textContent } = await screen.findByRole('alert')
    expect(textContent).toContain(what)
    expect(textContent).toContain(why)
    await userEvent.click(screen.getByRole('button', { name: /Close|关闭/ }))
    expect(screen.queryByRole('alert')).toBeNull()
  },
)

it('tells that no workspace is open', async () => {
  await open({ ok: false, error: { code: 'not-open', message: 'not open' } })
  expect((await screen.findByRole('alert')).textContent).toContain('cannot open your workspace')
})
