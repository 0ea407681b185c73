import { describe, expect, test } from 'vitest'
import {
  canBeBulk,
  countedDomain,
  type GmailAccount,
  isPersonalGmail,
  mostToGmail,
  wouldBeBulk,
} from '#main/engines/email/gmail-bulk.ts'

const dayMs = 86_400_000
const many = (count: number, at: number): number[] => Array(count).fill(at)
const account = (facts: Partial<GmailAccount>): GmailAccount => ({
  perDay: 2000,
  past: [],
  planned: [],
  wished: [],
  ...facts,
})

test.each([
  ['ana@gmail.com', true],
  [' Ana.B@GoogleMail.com ', true],
  ['ana@gmail.com.example', false],
  ['ana@notgmail.com', false],
  ['gmail.com@lumen.example', false],
])('%s is a personal address at Gmail: %s', (address, is) => {
  expect(isPersonalGmail(address)).toBe(is)
})

test.each([
  ['ada@Lumen.example', 'lumen.example'],
  ['ada@news.lumen.example', 'lumen.example'],
  ['ada@mail.lumen.co.uk', 'lumen.co.uk'],
  ['ada@lumen.com.cn', 'lumen.com.cn'],
  ['ada@mail.abc.de', 'abc.de'],
])('%s counts as %s', (address, domain) => {
  expect(countedDomain(address)).toBe(domain)
})

test('two accounts cannot send so much, three can', () => {
  expect(canBeBulk([account({}), account({})])).toBe(false)
  expect(canBeBulk([account({}), account({}), account({})])).toBe(true)
  expect(canBeBulk([account({}), account({}), account({ perDay: 500 })])).toBe(false)
})

describe('a domain', () => {
  const nearly = [
    account({ planned: many(2000, 0) }),
    account({ planned: many(2000, dayMs / 2) }),
    account({ planned: many(mostToGmail - 4001, dayMs - 2) }),
  ]

  test('may send up to the limit in 24 hours, and no mail more', () => {
    const [a, b] = nearly
    if (a === undefined || b === undefined) throw new Error('no accounts')
    const third = (count: number) => account({ wished: many(count, dayMs - 1) })
    expect(wouldBeBulk([a, b, third(mostToGmail - 4000)])).toBe(false)
    expect(wouldBeBulk([a, b, third(mostToGmail - 3999)])).toBe(true)
  })

  test('has room again when 24 hours have passed', () => {
    const wish = (at: number) => [...nearly, account({ wished: many(2, at) })]
    expect(wouldBeBulk(wish(dayMs - 1))).toBe(true)
    expect(wouldBeBulk(wish(dayMs))).toBe(false)
  })

  test('that is beyond it already may still plan for other days', () => {
    // Their limits were higher yesterday.
    const full = [1, 2, 3].map(() => account({ perDay: 1800, past: many(2000, 0) }))
    expect(wouldBeBulk([...full, account({ wished: [dayMs] })])).toBe(false)
    expect(wouldBeBulk([...full, account({ wished: [dayMs - 1] })])).toBe(true)
  })

  test('sends no more than its accounts let through, the rest on the next day', () => {
    const queue = account({ perDay: 200, wished: many(6000, 0) })
    expect(wouldBeBulk([queue])).toBe(false)
    const spilling = account({ planned: many(4000, 0) })
    const tomorrow = account({ planned: many(2000, dayMs) })
    const wish = (count: number) => account({ wished: many(count, dayMs) })
    expect(wouldBeBulk([spilling, tomorrow, wish(mostToGmail - 4000)])).toBe(false)
    expect(wouldBeBulk([spilling, tomorrow, wish(mostToGmail - 3999)])).toBe(true)
  })
})
