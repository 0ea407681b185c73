import { expect, test } from 'vitest'
import { type MachineReason, machineReason } from '#main/engines/email/incoming/machine-mail.ts'
import { readHeaders } from '#main/engines/email/incoming/mail-headers.ts'

const answering = (subject: string): string =>
  `From: Ana <ana@example.com>\nIn-Reply-To: <1@hale.example>\nSubject: ${subject}`

const mails: readonly (readonly [headers: string, reason: MachineReason | null])[] = [
  ['From: "Jetmail System" <>', 'mailer-daemon'],
  ['From: MDaemon@mail.example.com', 'mailer-daemon'],
  ['From: "System Administrator" <it@example.com>\nSubject: Undeliverable: x', 'mailer-daemon'],
  ['From: SMTP_Mail_Service@example.org\nSubject: Returned Mail - Error', 'mailer-daemon'],
  ['From: ppp-request@example.org\nX-Mailman-Version: 2.0.4', 'list'],
  // Persons whose name, domain or subject look a little like it.
  ['From: "System Administrator" <it@example.com>\nSubject: Your new password', null],
  ['From: "System Administrator" <it@example.com>\nSubject: Re: Delivery failure', null],
  ['From: Ana <ana@mailservice.example>\nSubject: Delivery problem', null],
  ['From: Ana <ana@example.com>\nSubject: Undeliverable parcel', null],
  // Subjects of automatic answers, and of persons who write about them.
  ['From: Ana <ana@example.com>\nSubject: Out of office', 'out-of-office'],
  ['From: Ana <ana@example.com>\nSubject: On vacation until 2026-12-01', 'out-of-office'],
  [answering('Autoreply: Winter'), 'out-of-office'],
  [answering('自动回复: 报价'), 'out-of-office'],
  [answering('Out of office - Re: Winter'), 'out-of-office'],
  ['From: Ana <ana@example.com>\nSubject: Autoreply: proposal', null],
  [answering('On vacation until Monday - yes, send it'), null],
  [answering('On vacation, but please send it'), null],
  [answering('自动回复功能的报价'), null],
]

test.each(mails)('%j: %s', (headers, reason) => {
  expect(machineReason(readHeaders(`${headers}\n\n`))).toBe(reason)
})
