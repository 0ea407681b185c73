import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Activity } from '#renderer/features/contacts/contact-types.ts'
import { MailEntry } from '#renderer/features/contacts/record/mail-entry.tsx'
import { PendingMails } from '#renderer/features/contacts/record/pending-mails.tsx'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { type Answers, fakeWire, renderPage } from '#tests/support/render-page.tsx'

const at = Date.UTC(2026, 10, 17, 18, 20)
// The brands of ids exist in types only.
const entry = (part: object = {}) =>
  ({
    id: 70,
    contactId: 3,
    kind: 'mail-received',
    at,
    day: '2026-11-17',
    direction: 'in',
    durationMinutes: null,
    body: 'Could you split the price per person?',
    outcome: null,
    isAnswered: false,
    mail: {
      id: 7,
      subject: 'Team course',
      emailId: null,
      hasBounced: false,
      asksForNoMore: false,
      hasMore: true,
    },
    followUp: null,
    ...part,
  }) as Activity

const start = async (one: Activity, answers: Answers = {}) => {
  const wire = fakeWire({
    'activities.mail': () =>
      ({
        id: 7,
        contactId: 3,
        direction: 'in',
        fromAddress: 'ana@lumen.example',
        toAddress: 'nora@hale.example',
        subject: 'Team course',
        body: 'Could you split the price per person?\n\n<b>My accountant asks again.</b>',
        at,
        isAnswered: false,
      }) as Output<'activities.mail'>,
    'activities.update': () => ({ operationId: null }),
    ...answers,
  })
  await renderPage(
    <ul>
      <MailEntry entry={one} name="Ana" />
    </ul>,
  )
  return { wire, user: userEvent.setup() }
}

test('who wrote, about what, how it begins, and that no answer left yet', async () => {
  await start(entry())
  expect(screen.getByText('Ana wrote')).toBeTruthy()
  expect(screen.getByText('Could you split the price per person?', { exact: false })).toBeTruthy()
  expect(screen.getByText('no answer yet')).toBeTruthy()
})

test('opens the whole text as words, and can be answered from there', async () => {
  const { wire, user } = await start(entry())
  await user.click(screen.getByRole('button', { name: 'Whole mail' }))
  const dialog = await screen.findByRole('dialog', { name: 'Team course' })
  await within(dialog).findByText(/<b>My accountant asks again\.<\/b>/)
  expect(within(dialog).getByText('ana@lumen.example')).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: 'Answer' }))
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'emails.create',
      input: { contactId: 3, answersMessageId: 7, subject: 'Re: Team course' },
    }),
  )
})

test('a mail of the owner says when it was answered or came back', async () => {
  const sent = { kind: 'mail-sent', direction: 'out', isAnswered: true }
  const { unmount } = await renderSent(entry(sent))
  expect(screen.getByText('answered')).toBeTruthy()
  unmount()
  const mail = {
    id: 7,
    subject: 'Offer',
    emailId: 5,
    hasBounced: true,
    asksForNoMore: false,
    hasMore: false,
  }
  await renderSent(entry({ ...sent, isAnswered: false, mail }))
  expect(screen.getByText('came back: could not be delivered')).toBeTruthy()
})

test('a mail that asks for no more says so, not that it waits for an answer', async () => {
  const mail = { id: 7, subject: 'Re: Offer', emailId: null, hasBounced: false, hasMore: false }
  await renderSent(entry({ mail: { ...mail, asksForNoMore: true }, isAnswered: true }))
  expect(screen.getByText('wants no more mail')).toBeTruthy()
  expect(screen.queryByText('no answer yet')).toBeNull()
})

const renderSent = (one: Activity) => {
  fakeWire({})
  return renderPage(
    <ul>
      <MailEntry entry={one} name="Ana" />
    </ul>,
  )
}

test('what has not left stands above the timeline and can be cancelled', async () => {
  const mail = (id: number, part: object) => ({
    id,
    contact: { id: 3, name: 'Ana', companyName: null },
    toAddress: 'ana@lumen.example',
    subject: `Mail ${id}`,
    state: 'waiting',
    reason: null,
    dueAt: Date.UTC(2026, 10, 24, 9),
    nextAttemptAt: null,
    sentAt: null,
    answeredAt: null,
    unlessAnswered: true,
    replyText: null,
    updatedAt: 0,
    batch: null,
    ...part,
  })
  const emails = [mail(2, { state: 'held', reason: 'locked' }), mail(1, {})]
  const wire = fakeWire({
    // Only what the lines read.
    'emails.pending': () => ({ emails }) as unknown as Output<'emails.pending'>,
    'emails.cancel': () => ({ operationId: 5 as never, cancelled: 1 }),
  })
  await renderPage(
    <>
      <PendingMails contactId={3 as ContactId} />
      <ToastPlace />
    </>,
  )
  await screen.findByText('leaves Tue 24 Nov, 09:00 unless they answer')
  const lines = screen.getAllByRole('listitem')
  expect(lines.map((line) => line.textContent?.includes('Mail 2'))).toEqual([true, false])
  expect(lines[0]?.textContent).toContain('The passwords are locked.')
  const user = userEvent.setup()
  await user.click(within(lines[1] as HTMLElement).getByRole('button', { name: 'Cancel' }))
  await screen.findByText(/Mail to Ana cancelled/)
  expect(wire.calls).toContainEqual({ name: 'emails.cancel', input: { ids: [1] } })
})
