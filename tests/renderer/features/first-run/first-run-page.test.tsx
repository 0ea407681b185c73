import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { FirstRunPage } from '#renderer/features/first-run/first-run-page.tsx'
import type { Beginning } from '#renderer/features/first-run/use-first-run.ts'
import type { Output } from '#shared/contract/index.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const status: Output<'app.status'> = {
  version: '0.1.0',
  schemaVersion: 1,
  workspace: {
    path: '/home/nora/Kith/My business',
    name: 'My business',
    isSample: false,
    isSynced: true,
    bytes: 0,
    isLogMissing: false,
  },
  health: 'good',
  isSetUp: false,
  lastBackupAt: null,
  nextReminderAt: null,
  failedSwitch: null,
  timeZone: 'UTC',
  host: { kind: 'loopback', openFolder: false, nativeMenu: false, notifications: false },
}

const open = async (fails = false) => {
  const onBegin = vi.fn<(beginning: Beginning) => void>()
  const wire = fakeWire({
    'app.status': () => status,
    'app.openSample': () => ({}),
    'settings.updateMachine': () => ({}),
    'settings.updateBusiness': () =>
      fails
        ? { ok: false, error: { code: 'unreachable', message: 'gone' } }
        : { operationId: null, phonesRead: 0 },
  })
  await renderPage(<FirstRunPage onBegin={onBegin} move={null} />)
  const changes = () => wire.calls.filter((call) => !/get|status/.test(call.name))
  return { onBegin, changes }
}

describe('the first run', () => {
  it('finds a country by its first letters, typed over the one that stands there', async () => {
    const { onBegin } = await open()
    const country = screen.getByRole('combobox', { name: 'Country' })
    await userEvent.click(country)
    await userEvent.keyboard('Portu{Enter}')
    await waitFor(() => expect(country).toHaveProperty('value', 'Portugal'))
    expect(onBegin).not.toHaveBeenCalled()
  })

  it('keeps the four things and begins with the import on Enter', async () => {
    const { onBegin, changes } = await open()
    await userEvent.type(screen.getByRole('textbox', { name: 'Your name' }), 'Nora Hale{Enter}')
    await waitFor(() => expect(onBegin).toHaveBeenCalledWith('bring'))
    expect(changes()).toEqual([
      {
        name: 'settings.updateBusiness',
        input: {
          ownerName: 'Nora Hale',
          country: 'US',
          currency: 'USD',
          weekStart: 7,
          isSetUp: true,
        },
      },
    ])
  })

  it('starts empty without a name', async () => {
    const { onBegin, changes } = await open()
    await userEvent.click(screen.getByRole('button', { name: /Start empty/ }))
    await waitFor(() => expect(onBegin).toHaveBeenCalledWith('empty'))
    expect(changes()[0]?.input).not.toHaveProperty('ownerName')
  })

  it('opens the sample in the language of the screen and changes nothing else', async () => {
    const { onBegin, changes } = await open()
    await userEvent.click(screen.getByRole('button', { name: /sample people/ }))
    await waitFor(() => expect(onBegin).toHaveBeenCalledWith('sample'))
    expect(changes()).toEqual([{ name: 'app.openSample', input: { language: 'en' } }])
  })

  it('says what went wrong and stays', async () => {
    const { onBegin } = await open(true)
    await userEvent.click(screen.getByRole('button', { name: /Start empty/ }))
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('does not answer'))
    expect(onBegin).not.toHaveBeenCalled()
  })

  it('shows the folder and warns of one that is synced', async () => {
    await open()
    await waitFor(() => expect(screen.getByText(/My business/)).toBeTruthy())
    expect(screen.getByText(/synced by another program/)).toBeTruthy()
  })
})
