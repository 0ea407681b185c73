import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ToRow } from '#renderer/features/emails/composer/composer-rows.tsx'
import type { ContactId } from '#shared/domain/ids.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const point = (raw: string, takesMail: boolean) => ({
  kind: 'email',
  raw,
  isPrimary: !takesMail,
  isInvalid: false,
  takesMail,
})

test('a mail goes to the address that takes mail, and any other can be picked', async () => {
  fakeWire({
    // A contact, as far as the row looks at it.
    'contacts.get': () =>
      ({ points: [point('ana@home.example', false), point('ana@work.example', true)] }) as never,
  })
  await renderPage(
    // The only contact of this test.
    <ToRow contactId={1 as ContactId} name="Ana" toAddress={null} isEditable onPick={() => {}} />,
  )
  const address = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Address' })
  expect(address.value).toBe('ana@work.example')
})
