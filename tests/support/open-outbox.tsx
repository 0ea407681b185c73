import userEvent from '@testing-library/user-event'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { OutboxPage } from '#renderer/features/outbox/outbox-page.tsx'
import { useKeyboard } from '#renderer/ui/commands/use-keyboard.ts'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { type Answers, fakeWire, renderPage } from './render-page.tsx'
import { shownLine } from './shown-email.ts'

type Group = Input<'emails.list'>['group']
type Outbox = Output<'emails.outbox'>

/** When planned mails are due. */
export const monday = Date.UTC(2026, 10, 23, 9)
/** A mail that waits for that time, unless said otherwise. */
export const mail = (id: number, name: string, part: Partial<MailLine> = {}): MailLine =>
  shownLine({
    // Ids are brands on plain numbers.
    id: id as EmailId,
    contact: { id: (100 + id) as ContactId, name, companyName: null },
    toAddress: `${name.toLowerCase()}@example.com`,
    subject: `About ${name}`,
    dueAt: monday,
    ...part,
  })

/** Opens the outbox with mails and answers of the host. */
export const openOutbox = async (
  mails: Partial<Record<Group, readonly MailLine[]>>,
  outbox: Partial<Outbox> = {},
  more: Answers = {},
) => {
  const count = (group: Group) => mails[group]?.length ?? 0
  const wire = fakeWire({
    'emails.groups': ({ groups }) => ({
      pages: groups.map(({ group }) => ({ emails: [...(mails[group] ?? [])], nextCursor: null })),
    }),
    'mailboxes.answers': () => ({ answers: [], nextCursor: null, waitingCount: 0 }),
    'emails.outbox': () => ({
      counts: {
        drafts: 0,
        stopped: count('stopped'),
        uncertain: count('uncertain'),
        held: count('held'),
        scheduled: count('scheduled'),
        sending: count('sending'),
        failed: count('failed'),
        sentToday: 2,
      },
      nextAt: monday,
      isSwitchedOn: true,
      holdAll: null,
      isLocked: false,
      ...outbox,
    }),
    'emailAccounts.list': () =>
      // Only what the head reads of an account.
      ({
        accounts: [{ address: 'nora@hale.example', pausedReason: null, dailyLimit: 80 }],
      }) as Output<'emailAccounts.list'>,
    'emails.overdue': () => ({
      ids: (mails.held ?? []).filter(({ reason }) => reason === 'overdue').map(({ id }) => id),
    }),
    'emails.decide': ({ ids }) => ({ decided: ids.length }),
    'emails.switch': () => ({}),
    'emails.releaseAll': () => ({ released: 3 }),
    ...more,
  })
  const Screen = () => {
    useKeyboard()
    return (
      <>
        <OutboxPage
          view="outbox"
          onWrite={() => {}}
          askTime={({ contact, onPick }) => (
            <button type="button" onClick={() => onPick(friday)}>
              When, {contact === null ? 'everybody' : contact.name}?
            </button>
          )}
        />
        <ToastPlace />
      </>
    )
  }
  const { queryClient } = await renderPage(<Screen />)
  const refresh = () => queryClient.invalidateQueries()
  return { wire, user: userEvent.setup(), refresh }
}

/** What its question about another time answers. */
export const friday = { kind: 'at', wall: '2026-11-27T10:30', timeZone: 'Europe/Lisbon' } as const
