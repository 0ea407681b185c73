import { expect, test } from 'vitest'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { headState } from '#renderer/features/outbox/head-state.ts'
import { actsOf, commonActs, sendActOf } from '#renderer/features/outbox/mail-acts.ts'
import { emailReason, emailState } from '#shared/contract/email-states.ts'
import type { Output } from '#shared/contract/index.ts'

// The acts follow from state and reason alone.
const mail = (state: MailLine['state'], reason: MailLine['reason'] = null) =>
  ({ state, reason }) as MailLine

test('there is a way out of every reason and out of every state', () => {
  for (const reason of emailReason.options) {
    expect([reason, actsOf(mail('held', reason)).length > 0]).toEqual([reason, true])
  }
  for (const state of emailState.options) expect(actsOf(mail(state)).length).toBeGreaterThan(0)
})

test('only the owner sends a doubtful mail again, and only that one', () => {
  const resends = emailState.options.filter((state) => actsOf(mail(state)).includes('resend'))
  expect(resends).toEqual(['uncertain'])
  expect(actsOf(mail('uncertain'))[0]).toBe('arrived')
  expect(actsOf(mail('uncertain', 'not-found'))[0]).toBe('resend')
})

test('what left or leaves cannot be cancelled or sent', () => {
  for (const state of ['sent', 'claimed', 'body'] as const) {
    expect(actsOf(mail(state))).not.toContain('cancel')
    expect(sendActOf(mail(state))).toBeUndefined()
  }
})

test('what somebody forbade is never sent from here', () => {
  for (const reason of ['unsubscribed', 'hard-bounce', 'do-not-contact', 'wish-in-bin'] as const) {
    expect(actsOf(mail('suppressed', reason))).not.toContain('send')
    expect(sendActOf(mail('held', reason))).toBeUndefined()
    expect(sendActOf(mail('waiting', reason))).toBeUndefined()
  }
  for (const reason of ['unsubscribed', 'do-not-contact', 'wish-in-bin'] as const) {
    expect(sendActOf(mail('suppressed', reason))).toBeUndefined()
  }
  for (const state of ['waiting', 'deferred'] as const) {
    expect(actsOf(mail(state, 'unsubscribed'))).toEqual(['cancel', 'suppressions', 'edit'])
  }
  expect(sendActOf(mail('deferred', 'connection'))).toBe('sendNow')
})

test('the second mail to an address is sent anyway or cancelled', () => {
  expect(actsOf(mail('held', 'same-address'))).toEqual(['send', 'cancel', 'edit'])
})

test('an address that did not exist is repaired, tried again, or allowed again', () => {
  const acts = ['address', 'retry', 'suppressions', 'edit', 'rest']
  expect(actsOf(mail('suppressed', 'hard-bounce'))).toEqual(acts)
})

test('several mails share the acts that fit each of them', () => {
  const overdue = mail('held', 'overdue')
  expect(commonActs([overdue, mail('held', 'clock')])).toEqual(['sendNow', 'cancel'])
  expect(commonActs([overdue, mail('waiting')])).toEqual(['cancel'])
  expect(commonActs([mail('waiting'), mail('waiting')])).toEqual([
    'leaveNow',
    'anotherTime',
    'cancel',
  ])
  expect(commonActs([mail('uncertain'), mail('uncertain')])).toEqual(['resend', 'arrived', 'rest'])
  expect(commonActs([mail('uncertain'), overdue])).toEqual([])
  expect(commonActs([])).toEqual([])
})

type Outbox = Output<'emails.outbox'>
type Accounts = Output<'emailAccounts.list'>

test('the head says the first thing that keeps mail here', () => {
  // Only what decides.
  const outbox = { isSwitchedOn: true, isLocked: false, nextAt: 5 } as Outbox
  const accounts = (pausedReason: 'auth' | null) =>
    ({ accounts: [{ address: 'a@x.example', pausedReason }] }) as Accounts
  const kind = (part: Partial<Outbox>, all: Accounts | undefined) =>
    headState({ ...outbox, ...part }, all).kind
  expect([
    kind({ isSwitchedOn: false, isLocked: true }, accounts('auth')),
    kind({}, { ...accounts(null), accounts: [] }),
    kind({ isLocked: true }, accounts('auth')),
    kind({}, accounts('auth')),
    kind({}, accounts(null)),
    kind({ nextAt: null }, undefined),
  ]).toEqual(['off', 'no-account', 'locked', 'paused', 'next', 'nothing'])
})
