import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { SuppressionsSection } from '#renderer/features/settings/suppressions-section.tsx'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import type { Output } from '#shared/contract/index.ts'
import { type Answers, fakeWire, renderPage } from '#tests/support/render-page.tsx'

const start = async (more: Answers = {}) => {
  const wire = fakeWire({
    'suppressions.list': () => ({
      suppressions: [
        {
          address: 'ana@lumen.example',
          reason: 'unsubscribe',
          note: null,
          at: Date.UTC(2026, 10, 3),
        },
        { address: null, reason: 'erasure', note: null, at: Date.UTC(2026, 9, 3) },
      ],
    }),
    'suppressions.add': ({ address }) =>
      address.includes('@')
        ? {}
        : { ok: false, error: { code: 'not-an-address', message: '', data: { field: 'address' } } },
    'suppressions.lift': () => ({}),
    'emails.stopped': () => ({ emails: [] }),
    ...more,
  })
  await renderPage(
    <>
      <SuppressionsSection />
      <ToastPlace />
    </>,
  )
  return { wire, user: userEvent.setup() }
}

test('lists whom no mail goes to, with why and since when', async () => {
  await start()
  await screen.findByText('ana@lumen.example')
  expect(screen.getByText('Asked for no more mail on 3 Nov')).toBeTruthy()
  expect(screen.getByText('Erased person (only a fingerprint is kept)')).toBeTruthy()
})

test('adds an address, and says when it is none', async () => {
  const { wire, user } = await start()
  const field = await screen.findByLabelText('Address that gets no mail')
  await user.type(field, 'nobody{Enter}')
  await screen.findByText('This is no e-mail address.')
  await user.clear(field)
  await user.type(field, 'ben@x.example{Enter}')
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'suppressions.add',
      input: { address: 'ben@x.example' },
    }),
  )
})

test('lifts only with a reason', async () => {
  const { wire, user } = await start()
  await user.click(await screen.findByRole('button', { name: 'Allow mail again' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: 'Allow mail again' }))
  await within(dialog).findByText('Say why, so that you can tell later.')
  await user.type(within(dialog).getByLabelText('Why'), 'asked for it on the phone{Enter}')
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'suppressions.lift',
      input: { address: 'ana@lumen.example', note: 'asked for it on the phone' },
    }),
  )
})

test('offers what a wish had stopped after it is lifted, and sends nothing by itself', async () => {
  const stopped = (id: number, name: string) => ({
    id,
    contact: { name },
    subject: `About ${name}`,
    dueAt: null,
  })
  const emails = [stopped(7, 'Ana'), stopped(8, 'Ben')]
  const { wire, user } = await start({
    // Only what the dialog shows of a mail.
    'emails.stopped': () => ({ emails }) as unknown as Output<'emails.stopped'>,
    'emails.decide': ({ ids }) => ({ decided: ids.length }),
  })
  await user.click(await screen.findByRole('button', { name: 'Allow mail again' }))
  await user.type(await screen.findByLabelText('Why'), 'she called{Enter}')
  const dialog = await screen.findByRole('dialog', { name: '2 mails had been stopped' })
  expect(within(dialog).getByText('“About Ben”')).toBeTruthy()
  expect(wire.calls.some(({ name }) => name === 'emails.decide')).toBe(false)
  await user.click(within(dialog).getByRole('button', { name: 'Send all 2 now' }))
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'emails.decide',
      input: { ids: [7, 8], decision: 'release' },
    }),
  )
})
