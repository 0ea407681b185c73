import { act, renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Account, Email } from '#renderer/features/emails/mail-types.ts'
import { usePlan } from '#renderer/features/emails/when/use-plan.ts'
import { shownAccount } from '#tests/support/shown-account.ts'
import { shownEmail } from '#tests/support/shown-email.ts'

const imap = { host: 'imap.hale.example', port: 993, security: 'tls' } as const
const isRead = shownAccount({ imap })
const at = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'UTC' } as const
const draft = shownEmail({ sendAt: null, unlessAnswered: false })
const planned = { sendAt: '2031-11-25T09:00', timeZone: 'UTC' }

const plan = (email: Email | null, account: Account | undefined) =>
  renderHook(() => usePlan(email, account)).result

it.each<[string, Email | null, Account | undefined, boolean]>([
  ['a new mail where answers are read', null, isRead, true],
  ['a draft where answers are read', draft, isRead, true],
  ['a draft without a mailbox', draft, shownAccount(), false],
  ['a draft without an account', draft, undefined, false],
  [
    'one that was planned without',
    shownEmail({ ...planned, unlessAnswered: false }),
    isRead,
    false,
  ],
  ['one that was planned with it', shownEmail({ ...planned, unlessAnswered: true }), isRead, true],
])('an answer stops what is planned for later: %s', (_, email, account, stops) => {
  const result = plan(email, account)
  for (const when of [at, { kind: 'next-morning' } as const]) {
    act(() => result.current.setWhen(when))
    expect(result.current).toMatchObject({ stops, unlessAnswered: stops })
  }
})

it('the owner switches it off and on', () => {
  const result = plan(draft, isRead)
  act(() => result.current.setWhen(at))
  act(() => result.current.setStops(false))
  expect(result.current).toMatchObject({ stops: false, unlessAnswered: false })
  act(() => result.current.setStops(true))
  expect(result.current.unlessAnswered).toBe(true)
})

it('is never asked of an account whose mail nobody reads', () => {
  const result = plan(
    shownEmail({ ...planned, unlessAnswered: true }),
    shownAccount({ imap: null }),
  )
  for (const when of [at, { kind: 'in-days', days: 3 } as const]) {
    act(() => result.current.setWhen(when))
    expect(result.current).toMatchObject({ isRead: false, stops: false, unlessAnswered: false })
  }
})

it('means nothing for what leaves at once, and always holds for some days without an answer', () => {
  const result = plan(draft, isRead)
  expect(result.current).toMatchObject({ when: { kind: 'now' }, unlessAnswered: false })
  act(() => result.current.setStops(false))
  act(() => result.current.setWhen({ kind: 'in-days', days: 3 }))
  expect(result.current.unlessAnswered).toBe(true)
})
