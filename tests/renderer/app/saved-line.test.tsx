import { QueryClient } from '@tanstack/react-query'
import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { attempt, call, currentTransport } from '#renderer/api/client.ts'
import { noteWritten } from '#renderer/api/last-save.ts'
import { keepCacheFresh } from '#renderer/api/live-cache.ts'
import { SavedLine } from '#renderer/app/saved-line.tsx'
import type { Output } from '#shared/contract/index.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const status: Output<'app.status'> = {
  version: '0.1.0',
  schemaVersion: 1,
  workspace: {
    path: '/home/nora/Kith/My business',
    name: 'My business',
    isSample: false,
    isSynced: false,
    bytes: 0,
    isLogMissing: false,
  },
  health: 'good',
  isSetUp: true,
  lastBackupAt: null,
  nextReminderAt: null,
  failedSwitch: null,
  timeZone: 'UTC',
  host: { kind: 'loopback', openFolder: false, nativeMenu: false, notifications: false },
}

beforeEach(() => noteWritten())

it.each([
  ['en', 'Saved · no backup yet', 'Not saved: the disk is full'],
  ['zh-CN', '已保存 · 还没有备份', '没能保存：磁盘已满'],
] as const)('says in %s that there was no room, until something is written', async (...row) => {
  const [language, saved, notSaved] = row
  const { announce } = fakeWire({
    'app.status': () => status,
    'contacts.create': () => ({ ok: false, error: { code: 'disk-full', message: 'no room' } }),
    'tags.list': () => ({ ok: false, error: { code: 'bug', message: 'another matter' } }),
  })
  const stop = keepCacheFresh(new QueryClient(), currentTransport())
  await renderPage(<SavedLine />, { language })
  expect((await screen.findByRole('status')).textContent).toBe(saved)
  await act(() => attempt('tags.list', {}))
  expect(screen.getByRole('status').textContent).toBe(saved)
  await act(async () => {
    await call('contacts.create', { kind: 'person', displayName: 'Ana' }).catch(() => undefined)
  })
  expect(screen.getByRole('status').textContent).toBe(notSaved)
  act(() => announce({ type: 'change', seq: 1, operationId: null, actor: 'owner', tables: {} }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe(saved))
  stop()
})
