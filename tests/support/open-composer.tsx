import { vi } from 'vitest'
import { Composer } from '#renderer/features/emails/composer/composer.tsx'
import type { Check, Email, Preview } from '#renderer/features/emails/mail-types.ts'
import { type Answers, fakeWire, renderPage } from './render-page.tsx'
import { shownAccount } from './shown-account.ts'
import { shownEmail } from './shown-email.ts'

/** The account that mail leaves from. */
export const account = shownAccount()
/** The draft. */
export const email = shownEmail({
  subject: 'Thank you, {{ contact.given_name | default: "there" }}',
  accountId: account.id,
  body: '<p>Dear {{ contact.city }},</p>',
})
/** It as its reader will see it. */
export const preview = (checks: Check[] = []): Preview => ({
  from: account.address,
  to: 'claire@dubois.example',
  subject: 'Thank you, Claire',
  html: '<p>Dear Lyon,</p>',
  text: 'Dear Lyon,',
  checks,
  leavesAt: null,
})

/** Opens the composer on it. */
export const open = async (shown: Partial<Email>, answers: Answers = {}) => {
  const wire = fakeWire({
    'emailAccounts.list': () => ({ accounts: [account], secretStore: 'ready' }),
    'templates.list': () => ({ templates: [] }),
    'search.recent': () => ({ contacts: [] }),
    'emails.preview': () => preview(),
    'emails.check': () => ({ checks: [], leavesAt: null }),
    'emails.update': () => ({ operationId: null }),
    'emails.schedule': () => ({ operationId: null, scheduled: 1, firstAt: null, lastAt: null }),
    ...answers,
  })
  const onLeave = vi.fn<() => void>()
  await renderPage(
    <Composer
      email={{ ...email, ...shown }}
      contact={email.contact}
      followUpId={null}
      onCreated={() => undefined}
      onCarryOn={() => undefined}
      onLeave={onLeave}
    />,
  )
  const inputs = (name: string) =>
    wire.calls.filter((call) => call.name === name).map((call) => call.input)
  return { inputs, onLeave }
}
