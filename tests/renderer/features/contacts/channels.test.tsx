import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { ContactPoint } from '#renderer/features/contacts/contact-types.ts'
import { Channels } from '#renderer/features/contacts/record/channels.tsx'
import type { ContactId } from '#shared/domain/ids.ts'
import { renderPage } from '#tests/support/render-page.tsx'
import { shownToast } from '#tests/support/shown-toast.ts'

const mailTo = (noMail: ContactPoint['noMail']): ContactPoint =>
  // A point, as far as the channels look at it.
  ({ kind: 'email', raw: 'ana@lumen.example', isInvalid: false, takesMail: true, noMail }) as never

// The only contact of these tests.
const contactId = 1 as ContactId

test('an address that takes mail is written to', async () => {
  await renderPage(<Channels contactId={contactId} points={[mailTo(null)]} look="buttons" />)
  const write = screen.getByRole('link', { name: 'Write' })
  expect(write.getAttribute('href')).toBe('#/outbox/write?contact=1')
})

test.each([
  ['unsubscribed', /^No mail goes to ana@lumen\.example: they asked for no more/],
  ['hard-bounce', /^No mail goes to ana@lumen\.example: it did not exist/],
] as const)('an address that gets no mail (%s) invites nobody to write', async (noMail, words) => {
  for (const look of ['buttons', 'icons'] as const) {
    const view = await renderPage(
      <Channels contactId={contactId} points={[mailTo(noMail)]} look={look} />,
    )
    expect(screen.queryByRole('link')).toBeNull()
    const write = screen.getByRole('button', { name: /^Write/ })
    expect(write.getAttribute('aria-disabled')).toBe('true')
    await userEvent.tab()
    expect(document.activeElement).toBe(write)
    expect((await screen.findByRole('tooltip')).textContent).toMatch(words)
    await userEvent.click(write)
    expect(shownToast()?.text).toMatch(words)
    view.unmount()
  }
})

test('the first address may want no mail while another takes it', async () => {
  const first = { ...mailTo('unsubscribed'), isPrimary: true, takesMail: false }
  const points = [first, { ...mailTo(null), raw: 'ana@work.example' }]
  await renderPage(<Channels contactId={contactId} points={points} look="icons" />)
  expect(screen.getByRole('link', { name: 'Write: ana@work.example' })).toBeTruthy()
})
