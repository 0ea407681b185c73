import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { TodayAnswer } from '#renderer/features/today/reason-words.ts'
import { TodayPage, type TodayTarget } from '#renderer/features/today/today-page.tsx'
import { useKeyboard } from '#renderer/ui/commands/use-keyboard.ts'
import type { Input } from '#shared/contract/index.ts'
import { fakeWire, renderPage } from '#tests/support/render-page.tsx'

const rhythm = {
  contactDays: [],
  contactDayCount: 0,
  lastContactDay: null,
  silenceDays: null,
  medianGapDays: null,
  shortestGapDays: null,
  longestGapDays: null,
  state: 'not-enough-data',
  isRoughGuess: false,
  dueDay: null,
  agreed: null,
}
const person = (id: number, displayName: string) => ({
  id,
  kind: 'person',
  displayName,
  givenName: null,
  familyName: null,
  company: null,
  rhythm,
})
const line = (id: number, name: string, title: string) => ({
  followUp: { id, title, dueDay: '2026-11-17', dueTime: null, priority: 0 },
  contact: person(id, name),
  reason: { code: 'stated', text: `because of ${name}` },
  daysLate: 3,
})
type Lines = Input<'today.get'>['lines']
const nothing = {
  day: '2026-11-20',
  answered: [],
  answeredCount: 0,
  overdue: [],
  overdueCount: 0,
  today: [],
  todayCount: 0,
  cold: [],
  coldCount: 0,
  dates: [],
  datesCount: 0,
  upcoming: [],
  upcomingCount: 0,
  doneToday: { followUps: 0, contacts: 0 },
  nextReminderAt: null,
}

const start = async (part: object | ((lines: Lines) => object)) => {
  // Only what the page reads of the answer is there.
  const answer = (lines: Lines) =>
    ({ ...nothing, ...(typeof part === 'function' ? part(lines) : part) }) as unknown as TodayAnswer
  const wire = fakeWire({
    'today.get': ({ lines }) => answer(lines),
    'contacts.count': () => ({ people: 2, companies: 0 }),
  })
  const onDone = vi.fn<(target: TodayTarget) => void>()
  const onLater = vi.fn<(target: TodayTarget) => void>()
  const Screen = () => {
    useKeyboard()
    return (
      <TodayPage
        renderPeek={(contactId) => <output>{`peek ${contactId}`}</output>}
        onDone={onDone}
        onLater={onLater}
      />
    )
  }
  await renderPage(<Screen />)
  return { onDone, onLater, wire, user: userEvent.setup() }
}

const selectedName = () =>
  screen.getAllByRole('row').find((row) => row.getAttribute('aria-selected') === 'true')
    ?.textContent

test('J and K move through all groups, E and H act on the selected line', async () => {
  const { onDone, onLater, user } = await start({
    overdue: [line(1, 'Ana', 'Send the offer'), line(2, 'Henrik', 'Ask for the address')],
    overdueCount: 2,
    cold: [{ contact: person(3, 'Sofia'), reason: { code: 'year-unknown' } }],
    coldCount: 1,
  })
  await screen.findByText('Send the offer')
  expect(selectedName()).toContain('Ana')
  expect(screen.getByText('peek 1')).toBeTruthy()

  await user.keyboard('j')
  expect(selectedName()).toContain('Henrik')
  expect(document.activeElement?.textContent).toContain('Henrik')
  await user.keyboard('e')
  expect(onDone.mock.calls[0]?.[0].step?.title).toBe('Ask for the address')

  await user.keyboard('jj')
  expect(selectedName()).toContain('Sofia')
  await user.keyboard('e')
  expect(onDone).toHaveBeenCalledTimes(1)
  await user.keyboard('h')
  expect(onLater.mock.calls[0]?.[0]).toMatchObject({ step: null, title: 'Get in touch' })

  await user.keyboard('kkk')
  expect(selectedName()).toContain('Ana')
})

test('says what was done when nothing is left', async () => {
  await start({ doneToday: { followUps: 3, contacts: 1 }, coldCount: 2 })
  await screen.findByText('All done')
  expect(
    screen.getByText('3 steps done today. 1 person contacted. 2 people are going cold.'),
  ).toBeTruthy()
})

test('says that nothing is due when nothing was', async () => {
  await start({ coldCount: 3 })
  await waitFor(() => expect(screen.getByText('Nothing due today.')).toBeTruthy())
  expect(screen.getByText('3 people are going cold.')).toBeTruthy()
})

test('what is not shown at first is counted and one press away', async () => {
  const birthday = (id: number) => ({
    id,
    kind: 'birthday',
    label: null,
    contact: person(id, `Born ${id}`),
    day: '2026-11-21',
    inDays: 1,
    years: null,
    reason: { code: 'year-unknown' },
  })
  const { user } = await start((lines) => ({
    dates: Array.from({ length: Math.min(33, lines?.dates ?? 20) }, (_, n) => birthday(n + 1)),
    datesCount: 33,
  }))
  await screen.findByText('Born 20')
  expect(screen.getByText('33')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show 13 more' }))
  await screen.findByText('Born 33')
  expect(screen.queryByRole('button', { name: /more/ })).toBeNull()
})

const wrote = {
  id: 7,
  activityId: 70,
  contact: person(3, 'Claire Dubois'),
  subject: 'January',
  words: 'January works. Could you send me two dates?',
  at: Date.UTC(2026, 10, 20, 8, 42),
  reason: {
    code: 'answered',
    answersAt: Date.UTC(2026, 10, 12, 9),
    stoppedCount: 1,
    stoppedDueAt: Date.UTC(2026, 10, 23, 9),
    hasNextStep: false,
  },
}

test('who answered stands on top; E says that no answer is needed', async () => {
  const { user, wire } = await start({
    answered: [wrote],
    answeredCount: 1,
    overdue: [line(1, 'Ana', 'Send the offer')],
    overdueCount: 1,
  })
  await screen.findByText('“January works. Could you send me two dates?”')
  expect(selectedName()).toContain('Claire Dubois')
  expect(
    screen.getByText(
      'Answers your mail of 12 Nov. The reminder planned for Mon 23 Nov was stopped.',
    ),
  ).toBeTruthy()
  await user.keyboard('j')
  expect(screen.getByText('08:42')).toBeTruthy()
  await user.keyboard('ke')
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'activities.update',
      input: { id: 70, isAnswered: true },
    }),
  )
})

test('R writes an answer to them', async () => {
  const { user, wire } = await start({ answered: [wrote], answeredCount: 1 })
  await screen.findByText(/January works/)
  await user.keyboard('r')
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'emails.create',
      input: { contactId: 3, answersMessageId: 7, subject: 'Re: January' },
    }),
  )
})
