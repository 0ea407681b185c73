import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { AnswersPage } from '#renderer/features/outbox/answers-page.tsx'
import { useKeyboard } from '#renderer/ui/commands/use-keyboard.ts'
import { ToastPlace } from '#renderer/ui/toast.tsx'
import { hideToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'
import { type Answers, fakeWire, renderPage } from '#tests/support/render-page.tsx'

type Answer = Output<'mailboxes.answers'>['answers'][number]

const answer = (id: number, name: string, isWaiting: boolean): Answer =>
  ({
    id,
    activityId: 10 + id,
    contact: { id: 100 + id, name },
    subject: `From ${name}`,
    words: `${name} writes`,
    at: Date.UTC(2026, 10, 20, 9) - id * 60_000,
    isWaiting,
    // The brands of ids exist in types only.
  }) as Answer

const start = async (answers: readonly Answer[], more: Answers = {}) => {
  const wire = fakeWire({
    'mailboxes.answers': ({ onlyWaiting }) => ({
      answers: answers.filter(({ isWaiting }) => onlyWaiting !== true || isWaiting),
      nextCursor: null,
      waitingCount: answers.filter(({ isWaiting }) => isWaiting).length,
    }),
    'emails.outbox': () =>
      // Only what the head reads of it.
      ({
        counts: {
          drafts: 0,
          stopped: 0,
          uncertain: 0,
          held: 0,
          scheduled: 0,
          sending: 0,
          failed: 0,
          sentToday: 0,
        },
        nextAt: null,
        isSwitchedOn: true,
        holdAll: null,
        isLocked: false,
      }) as Output<'emails.outbox'>,
    'emailAccounts.list': () =>
      ({ accounts: [] as never[] }) as unknown as Output<'emailAccounts.list'>,
    ...more,
  })
  const Screen = () => {
    useKeyboard()
    return (
      <>
        <AnswersPage onWrite={() => {}} />
        <ToastPlace />
      </>
    )
  }
  await renderPage(<Screen />)
  const inputs = (name: string) =>
    wire.calls.filter((one) => one.name === name).map(({ input }) => input)
  return { inputs, user: userEvent.setup() }
}

afterEach(() => hideToast())

const mails = [answer(1, 'Ana', true), answer(2, 'Rita', false), answer(3, 'Omar', true)]

test('who waits stands first, and each mail once', async () => {
  await start(mails)
  const waiting = await screen.findByRole('grid', { name: 'Waiting for your answer' })
  expect(within(waiting).getAllByRole('row')).toHaveLength(2)
  const earlier = screen.getByRole('grid', { name: 'Earlier' })
  expect(
    within(earlier)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual([expect.stringContaining('Rita')])
  expect(within(earlier).queryByRole('button', { name: 'No answer needed' })).toBeNull()
  expect(screen.getByRole('radio', { name: /Answers/ }).textContent).toContain('2')
})

test('E says that no answer is needed, R begins one', async () => {
  const { inputs, user } = await start(mails, {
    'activities.update': () => ({ operationId: null }),
    // Only what the page reads of it.
    'emails.create': () => ({ id: 7, operationId: null }) as Output<'emails.create'>,
  })
  await screen.findByRole('grid', { name: 'Waiting for your answer' })
  await user.keyboard('je')
  await waitFor(() => expect(inputs('activities.update')).toEqual([{ id: 13, isAnswered: true }]))
  await user.keyboard('kr')
  await waitFor(() =>
    expect(inputs('emails.create')).toEqual([
      { contactId: 101, answersMessageId: 1, subject: 'Re: From Ana' },
    ]),
  )
})

test('without a mail account it says what would stand here, and leads there', async () => {
  await start([])
  expect(await screen.findByRole('heading', { name: 'Nobody has written yet' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Set up mail' })).toBeTruthy()
})
