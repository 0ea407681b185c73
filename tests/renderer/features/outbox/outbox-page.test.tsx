import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { hideToast } from '#renderer/ui/toast-store.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { friday, mail, monday, openOutbox } from '#tests/support/open-outbox.tsx'
import type { Answers } from '#tests/support/render-page.tsx'
import { shownAccount } from '#tests/support/shown-account.ts'

afterEach(() => hideToast())

const current = () =>
  screen.getAllByRole('row').find((row) => row.getAttribute('aria-selected') === 'true')
    ?.textContent

const uncertain = [mail(1, 'Nadia', { state: 'uncertain' })]
const held = [
  mail(2, 'Emre', { state: 'held', reason: 'answered' }),
  mail(3, 'Rita', { state: 'held', reason: 'bad-address', toAddress: 'rita@mail' }),
]
const scheduled = [mail(4, 'Jonas'), mail(5, 'Marek', { unlessAnswered: true })]

test('the head says which mailbox could not be read, and why', async () => {
  const imap = { host: 'imap.hale.example', port: 993, security: 'tls' } as const
  const lastSyncAt = Date.now() - 100 * 3_600_000
  const account = shownAccount({ imap, lastSyncAt, lastSyncError: 'auth' })
  await openOutbox(
    { scheduled },
    {},
    { 'emailAccounts.list': () => ({ accounts: [account], secretStore: 'ready' }) },
  )
  const words =
    /^The mailbox of nora@hale\.example has not been read for 4 days: the server does not/
  expect(await screen.findByText(words)).toBeTruthy()
  expect(screen.getByText(/^Next leaves/)).toBeTruthy()
})

test('groups stand in their order, with the reason and when the next one leaves', async () => {
  const { wire } = await openOutbox({
    uncertain,
    held,
    scheduled,
    sent: [mail(6, 'Claire', { state: 'sent', sentAt: monday - 1, answeredAt: monday })],
  })
  await screen.findByText('“About Nadia”')
  expect(screen.getAllByRole('grid').map((grid) => grid.getAttribute('aria-label'))).toEqual([
    'Not sure',
    'Held back',
    'Scheduled',
    'Sent',
  ])
  expect(screen.getByText('Next leaves Mon 23 Nov, 09:00')).toBeTruthy()
  expect(screen.getByText(/This computer must be on then/)).toBeTruthy()
  expect(screen.getByText('2 of 80 today')).toBeTruthy()
  expect(screen.getByText('They answered, so this reminder was stopped.')).toBeTruthy()
  expect(screen.getByText(/^The address rita@mail is not complete/)).toBeTruthy()
  expect(screen.getAllByText('was Mon 23 Nov')).toHaveLength(2)
  expect(screen.getByText('answered 23 Nov')).toBeTruthy()
  expect(wire.calls.filter(({ name }) => name.startsWith('emails.'))).toHaveLength(2)
})

test('cancel has an undo, and what left meanwhile is left alone', async () => {
  const { wire, user } = await openOutbox(
    { scheduled },
    {},
    {
      'emails.cancel': ({ ids }) =>
        ids.length > 1
          ? {
              ok: false,
              error: { code: 'has-left', message: '', data: { ids: [scheduled[0]?.id] } },
            }
          : // An operation of History.
            { operationId: 77 as never, cancelled: 1 },
      'history.undo': () => ({ ok: false, error: { code: 'already-undone', message: '' } }),
    },
  )
  await screen.findByText('“About Jonas”')
  await user.keyboard('{Control>}a{/Control}')
  await user.click(
    within(screen.getByLabelText('Selected mails')).getByRole('button', { name: 'Cancel' }),
  )
  await screen.findByText(/Mail to Marek cancelled/)
  expect(wire.calls.filter(({ name }) => name === 'emails.cancel').map((one) => one.input)).toEqual(
    [{ ids: [4, 5] }, { ids: [5] }],
  )
  await user.click(screen.getByRole('button', { name: /Undo/ }))
  await waitFor(() =>
    expect(wire.calls).toContainEqual({ name: 'history.undo', input: { id: 77 } }),
  )
})

test('what is planned leaves now or at another time, and undo gives back the time before', async () => {
  let state: 'waiting' | 'sent' = 'waiting'
  const { wire, user } = await openOutbox(
    { scheduled },
    {},
    {
      'emails.schedule': ({ ids }) => ({
        // An operation of History.
        operationId: 78 as never,
        scheduled: ids.length,
        firstAt: monday,
        lastAt: monday + (ids.length - 1) * 90_000,
      }),
      'history.undo': () => ({ ok: false, error: { code: 'already-undone', message: '' } }),
      'emails.get': () =>
        // Only what is read of it.
        ({ email: { state } }) as Output<'emails.get'>,
    },
  )
  await screen.findByText('“About Jonas”')
  await user.click(screen.getAllByRole('button', { name: 'Send now' })[0] ?? document.body)
  await screen.findByText('Mail to Jonas leaves in 10 seconds')
  state = 'sent'
  await user.click(screen.getByRole('button', { name: /Undo/ }))
  await screen.findByText('1 mail has left meanwhile')
  await user.keyboard('jw')
  await user.click(await screen.findByRole('button', { name: 'When, Marek?' }))
  await screen.findByText(/^Mail to Marek leaves Mon 23 Nov, 09:00 now/)
  await user.keyboard('{Control>}a{/Control}w')
  await user.click(await screen.findByRole('button', { name: 'When, everybody?' }))
  const planned = () => wire.calls.filter(({ name }) => name === 'emails.schedule')
  await screen.findByText(/^2 mails leave one by one from .* 09:00 on now, the last about .*09:01/)
  expect(planned().map(({ input }) => input)).toEqual([
    { ids: [4], when: { kind: 'now' }, unlessAnswered: false },
    // What it waits for stays.
    { ids: [5], when: friday, unlessAnswered: 'as-before' },
    // All of them are one act.
    { ids: [4, 5], when: friday, unlessAnswered: 'as-before' },
  ])
})

test('a doubtful mail is sent again only after a question', async () => {
  const { wire, user } = await openOutbox({ uncertain })
  await screen.findByText('“About Nadia”')
  await user.keyboard('{Shift>}s{/Shift}')
  const dialog = await screen.findByRole('dialog', { name: 'Send it again?' })
  expect(dialog.textContent).toContain('Nadia gets it twice')
  expect(wire.calls.some(({ name }) => name === 'emails.decide')).toBe(false)
  await user.click(within(dialog).getByRole('button', { name: 'Send again' }))
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'emails.decide',
      input: { ids: [1], decision: 'resend' },
    }),
  )
})

test('keys move, mark a range and act on all of it', async () => {
  const overdue = { state: 'held', reason: 'clock' } as const
  const { wire, user } = await openOutbox({
    held: [mail(2, 'Emre', overdue), mail(3, 'Rita', overdue)],
    scheduled,
  })
  await screen.findByText('“About Emre”')
  expect(current()).toContain('Emre')
  await user.keyboard('jjj')
  expect(current()).toContain('Marek')
  await user.keyboard('kkk{Shift>}{ArrowDown}{/Shift}')
  expect(screen.getByText('2 selected')).toBeTruthy()
  await user.keyboard('{Shift>}s{/Shift}')
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'emails.decide',
      input: { ids: [2, 3], decision: 'release' },
    }),
  )
  expect(await screen.findByText('2 mails leave as soon as they can')).toBeTruthy()
})

test.each([
  {
    group: 'scheduled',
    state: 'waiting',
    named: ['Move', 'Select', 'Open', 'Send', 'Another time', 'Cancel it'],
  },
  { group: 'sent', state: 'sent', named: ['Move', 'Select', 'Open'] },
] as const)('of a mail that is $state only keys are named that do something', async (one) => {
  await openOutbox({ [one.group]: [mail(1, 'Ana', { state: one.state })] })
  await screen.findByText('“About Ana”')
  const all = ['Move', 'Select', 'Open', 'Send', 'Another time', 'Cancel it']
  const bar = within(screen.getByRole('contentinfo'))
  expect(all.filter((hint) => bar.queryByText(hint) !== null)).toEqual(one.named)
})

test('one switch stops everything', async () => {
  const { wire, user } = await openOutbox({ scheduled })
  await user.click(await screen.findByRole('button', { name: 'Stop all sending' }))
  await waitFor(() =>
    expect(wire.calls).toContainEqual({ name: 'emails.switch', input: { isOn: false } }),
  )
})

test('after a restore nothing leaves before the owner says so', async () => {
  const { wire, user } = await openOutbox({ held }, { holdAll: 'restored' })
  await screen.findByText(/2 mails that were still planned in it may have left already/)
  await user.click(screen.getByRole('button', { name: 'Let them go' }))
  await waitFor(() => expect(wire.calls).toContainEqual({ name: 'emails.releaseAll', input: {} }))
})

test('what was due while the computer was off is asked once for all', async () => {
  const late = { state: 'held', reason: 'overdue' } as const
  const { wire, user } = await openOutbox({ held: [mail(2, 'Emre', late), mail(3, 'Rita', late)] })
  await user.click(await screen.findByRole('button', { name: 'Send all 2' }))
  await waitFor(() =>
    expect(wire.calls).toContainEqual({
      name: 'emails.decide',
      input: { ids: [2, 3], decision: 'release' },
    }),
  )
})

test('also when more was due than the page shows, without reading the rest', async () => {
  const ids = Array.from({ length: 500 }, (_, n) => (n + 1) as EmailId)
  const late = { state: 'held', reason: 'overdue' } as const
  const { wire, user } = await openOutbox(
    { held: [mail(1, 'Emre', late), mail(2, 'Rita', late)] },
    {},
    { 'emails.overdue': () => ({ ids }) },
  )
  await user.click(await screen.findByRole('button', { name: 'Cancel all 500' }))
  await waitFor(() => expect(wire.calls).toContainEqual({ name: 'emails.cancel', input: { ids } }))
  expect(wire.calls.filter(({ name }) => name === 'emails.list')).toEqual([])
})

test('says what belongs here while nothing waits', async () => {
  await openOutbox({}, { nextAt: null })
  await screen.findByText('No mail waits here')
  expect(screen.getByText('No mail is waiting to leave.')).toBeTruthy()
})

test('a mail that an answer stopped stands where it was planned', async () => {
  const { wire, user } = await openOutbox(
    {
      stopped: [mail(8, 'Emre', { state: 'draft', reason: 'answered' })],
      drafts: [mail(9, 'Ana', { state: 'draft' })],
    },
    {},
    // An operation of History.
    { 'emails.deleteMany': () => ({ operationId: 78 as never, deleted: 1 }) },
  )
  const stopped = await screen.findByRole('grid', { name: 'Stopped by an answer' })
  expect(within(stopped).getAllByRole('row')).toHaveLength(1)
  await user.click(within(stopped).getByRole('button', { name: 'Delete' }))
  await screen.findByText('Draft deleted')
  expect(wire.calls).toContainEqual({ name: 'emails.deleteMany', input: { ids: [8] } })
})

/** The row of a batch, and what the host says of its mails. */
const batch = (count: number, more: Partial<Output<'emails.batch'>> = {}) => {
  const names = ['Ana', 'Ben', 'Cleo', 'Dana', 'Emil']
  const together = { count, names: names.slice(0, 3) }
  const line = mail(20, 'Ana', { batch: 'b', subject: 'A small thank you', together })
  const mails = Array.from({ length: count }, (_, n) => ({ id: mail(20 + n, '').id, name: 'P' }))
  const answer: Output<'emails.batch'> = { line, mails, stopped: [], ...more }
  return {
    line,
    answers: {
      'emails.batch': () => answer,
      // An operation of History.
      'emails.cancel': (input) => ({ operationId: 80 as never, cancelled: input.ids.length }),
    } satisfies Answers,
  }
}

test('what goes to a selection is one row, and is cancelled as one', async () => {
  const { line, answers } = batch(5)
  const { wire, user } = await openOutbox({ scheduled: [mail(4, 'Jonas'), line] }, {}, answers)
  const row = (await screen.findByText('5 people, one mail each')).closest<HTMLElement>(
    '[role=row]',
  )
  expect(screen.getAllByRole('row')).toHaveLength(2)
  expect(row?.textContent).toContain('Ana, Ben, Cleo and 2 more')
  await user.keyboard('j{Delete}')
  await screen.findByText(/5 mails cancelled/)
  expect(wire.calls).toContainEqual({
    name: 'emails.cancel',
    input: { ids: [20, 21, 22, 23, 24] },
  })
  const asked = wire.calls.filter(({ name }) => name === 'emails.groups')
  expect(asked[0]?.input).toMatchObject({
    groups: expect.arrayContaining([{ group: 'scheduled', limit: 50, together: true }]),
  })
})

test('more than a thousand mails of a selection are one act', async () => {
  const { line, answers } = batch(1001)
  const { wire, user } = await openOutbox({ scheduled: [mail(4, 'Jonas'), line] }, {}, answers)
  await screen.findByText('1001 people, one mail each')
  await user.keyboard('{Control>}a{/Control}')
  expect(screen.getByText('1002 selected')).toBeTruthy()
  await user.keyboard('{Delete}')
  await screen.findByText(/1002 mails cancelled/)
  const asked = wire.calls.filter(({ name }) => name === 'emails.cancel')
  expect(asked.map(({ input }) => (input as Input<'emails.cancel'>).ids.length)).toEqual([1002])
})

test('who of a selection is to get no mail stands apart, and is not cancelled with it', async () => {
  const stopped = [mail(21, 'Ben', { batch: 'b', reason: 'unsubscribed' })]
  const line = mail(20, 'Ana', { batch: 'b', together: { count: 2, names: ['Ana', 'Cleo'] } })
  const mails = [20, 22].map((id) => ({ id: mail(id, '').id, name: 'P' }))
  const { line: whole, answers } = batch(3, { line, mails, stopped })
  const { wire, user } = await openOutbox({ scheduled: [whole] }, {}, answers)
  const row = (await screen.findByText('2 people, one mail each')).closest('[role=row]')
  expect(row?.textContent).toContain('Ana and Cleo')
  expect(screen.getAllByRole('row')).toHaveLength(2)
  expect(screen.getByText('Ben')).toBeTruthy()
  await user.keyboard('{Delete}')
  await screen.findByText(/2 mails cancelled/)
  expect(wire.calls).toContainEqual({ name: 'emails.cancel', input: { ids: [20, 22] } })
})

test('an act that was stopped says that no mail was changed', async () => {
  const stopped = { 'emails.cancel': () => ({ operationId: null, cancelled: 0 }) }
  const { user } = await openOutbox({ scheduled: [mail(4, 'Jonas')] }, {}, stopped)
  await screen.findByText('Jonas')
  await user.keyboard('j{Delete}')
  expect(await screen.findByText('No mail was changed.')).toBeTruthy()
})

test('drafts are thrown away in one act', async () => {
  const { wire, user } = await openOutbox(
    {
      stopped: [8, 9].map((id) => mail(id, 'Emre', { state: 'draft', reason: 'answered' })),
    },
    {},
    // An operation of History.
    { 'emails.deleteMany': ({ ids }) => ({ operationId: 78 as never, deleted: ids.length }) },
  )
  await screen.findByRole('grid', { name: 'Stopped by an answer' })
  await user.keyboard('{Control>}a{/Control}{Delete}')
  await screen.findByText('2 drafts deleted')
  expect(wire.calls).toContainEqual({ name: 'emails.deleteMany', input: { ids: [8, 9] } })
})

test('a mail that is deleted from a menu gives the focus to the next one', async () => {
  const held = ['Ana', 'Ben'].map((name, n) =>
    mail(20 + n, name, { state: 'held', reason: 'unreachable' }),
  )
  const mails = { held }
  const { refresh, user } = await openOutbox(
    mails,
    {},
    {
      'emails.cancel': ({ ids }) => {
        mails.held = held.filter(({ id }) => !ids.includes(id))
        return { cancelled: 1, operationId: null }
      },
    },
  )
  const row = (name: string) => screen.getByRole('row', { name: new RegExp(`About ${name}`) })
  await screen.findByText('“About Ana”')
  await user.click(within(row('Ana')).getByRole('button', { name: /^More/ }))
  await user.click(await screen.findByRole('menuitem', { name: 'Cancel' }))
  await refresh()
  await waitFor(() => expect(screen.queryByText('“About Ana”')).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(row('Ben')))
})
