import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { SuppressionsSection } from '#renderer/features/settings/suppressions-section.tsx'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const start = async () => {
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
  })
  await renderPage(<SuppressionsSection />)
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
