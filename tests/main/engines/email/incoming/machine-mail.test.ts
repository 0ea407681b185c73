import { expect, test } from 'vitest'
import { type MachineReason, machineReason } from '#main/engines/email/incoming/machine-mail.ts'
import { readHeaders } from '#main/engines/email/incoming/mail-headers.ts'

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
]

test.each(mails)('%j: %s', (headers, reason) => {
  expect(machineReason(readHeaders(`${headers}\n\n`))).toBe(reason)
})
