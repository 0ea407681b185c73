import { expect, test } from 'vitest'
import { readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { foundMail } from '#main/features/mailboxes/found-mail.ts'

const now = Date.UTC(2026, 10, 20, 12)
const at = (text: string): number => Date.parse(text)
const date = 'Fri, 20 Nov 2026 09:30:00 +0000'
const received = 'Fri, 20 Nov 2026 09:31:00 +0000'

test.each([
  ['by a server’s word', { Received: `from a by b; ${received}`, Date: date }, received, received],
  ['by its date', { Date: date }, date, new Date(now).toUTCString()],
  ['by the clock', {}, new Date(now).toUTCString(), new Date(now).toUTCString()],
  [
    'by the clock where it is from the future',
    { Date: 'Fri, 20 Nov 2037 09:30:00 +0000' },
    new Date(now).toUTCString(),
    new Date(now).toUTCString(),
  ],
])('a mail without a time in its folder came %s', (_, headers, arrived, latest) => {
  const block = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const mail = foundMail({ uid: 1, headers: readHeaders(block.join('\n')), arrivedAt: 0, now })
  expect([mail.arrivedAt, mail.latestAt]).toEqual([at(arrived), at(latest)])
  expect(mail.at).toBe('Received' in headers ? at(date) : at(arrived))
})

test.each([
  ['To: nora+u-abcdefghijklmnop@hale.example', true],
  ['To: nora@hale.example\nDelivered-To: nora+u-abcdefghijklmnop@hale.example', true],
  ['To: list@relay.example\nX-Original-To: nora+u-abcdefghijklmnop@hale.example', true],
  ['To: nora@hale.example\nSubject: unsubscribe abcdefghijklmnop', true],
  ['To: nora+shop@hale.example\nSubject: Winter', false],
])('whether a mail may ask for no more is told by its headers: %s', (block, may) => {
  const mail = foundMail({ uid: 1, headers: readHeaders(block), arrivedAt: now, now })
  expect(mail.mayUnsubscribe).toBe(may)
})
