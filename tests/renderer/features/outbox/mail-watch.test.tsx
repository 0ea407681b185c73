import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { MailWatch } from '#renderer/features/outbox/mail-watch.tsx'
import { inSight } from '#renderer/features/outbox/mail-work.ts'
import type { Language } from '#renderer/ui/view-locale.ts'
import type { Output } from '#shared/contract/index.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

type Job = Output<'jobs.get'>

const job = (part: Partial<Job>): Job => ({
  // The brands of ids exist in types only.
  id: 7 as never,
  kind: 'emails.schedule',
  status: 'running',
  phase: 'checking',
  done: 20_000,
  total: 50_000,
  rate: 5000,
  remainingMs: 6000,
  outcome: null,
  createdAt: 0,
  endedAt: null,
  ...part,
})

const start = async (language: Language, jobs: readonly Job[]) => {
  const wire = fakeWire({ 'jobs.list': () => ({ jobs: [...jobs] }), 'jobs.cancel': () => ({}) })
  await renderPage(<MailWatch />, { language })
  return wire
}

test('an act that takes longer than a second shows how far it is, and can be stopped', async () => {
  const wire = await start('en', [
    job({ id: 9 as never, kind: 'emails.cancel' }),
    job({ id: 8 as never, endedAt: 5, status: 'done' }),
    job({}),
  ])
  const { promise, resolve } = Promise.withResolvers<string>()
  const answer = inSight({ act: 'schedule', count: 50_000 }, promise)
  expect(screen.queryByRole('progressbar')).toBeNull()
  const bar = await screen.findByRole('progressbar', {}, { timeout: 4000 })
  await waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBe('40'))
  expect(bar.getAttribute('aria-label')).toBe('Looking over 50000 mails')
  expect(screen.getByText(/about 6 s|6 s/)).toBeTruthy()
  const user = userEvent.setup()
  await user.tab()
  await user.keyboard('{Enter}')
  expect(wire.calls).toContainEqual({ name: 'jobs.cancel', input: { id: 7 } })
  resolve('stopped')
  expect(await answer).toBe('stopped')
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
})

test('what is over within a second shows nothing, and asks for nothing', async () => {
  const wire = await start('en', [])
  await inSight({ act: 'cancel', count: 2 }, Promise.resolve())
  expect(screen.queryByRole('region')).toBeNull()
  expect(wire.calls).toEqual([])
})

test('in Chinese it says what is written, also before its job is known', async () => {
  await start('zh-CN', [])
  const { promise, resolve } = Promise.withResolvers<void>()
  const answer = inSight({ act: 'deleteMany', count: 3000 }, promise)
  const bar = await screen.findByRole('progressbar', {}, { timeout: 4000 })
  expect(bar.getAttribute('aria-label')).toBe('正在删除 3000 封草稿')
  expect(screen.queryByRole('button')).toBeNull()
  resolve()
  await answer
})
