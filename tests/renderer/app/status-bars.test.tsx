import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { StatusBars } from '#renderer/app/status-bars.tsx'
import type { Output } from '#shared/contract/index.ts'
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
  timeZone: 'UTC',
  host: { kind: 'loopback', openFolder: false, nativeMenu: false, notifications: false },
}

const open = async (answer: Output<'app.status'>, language: 'en' | 'zh-CN' = 'en') => {
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
