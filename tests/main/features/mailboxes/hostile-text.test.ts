import { expect, test } from 'vitest'
import { firstLines } from '#main/engines/email/first-lines.ts'
import { headerText, messageIdsIn } from '#main/engines/email/header-text.ts'
import { readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { isPersonAddress } from '#main/engines/email/incoming/person-address.ts'
import { stripSubject } from '#main/engines/email/incoming/threading.ts'
import { foundMail } from '#main/features/mailboxes/found-mail.ts'
import { readMail } from '#main/features/mailboxes/read-mail.ts'
import { usualMs } from '#tests/support/machine-pace.ts'

/**
 * Whatever a stranger sends of this size is read within this time, in milliseconds: several times
 * what it takes, and far less than what a pattern takes that begins anew at each
 * character.
 */
const characters = 100_000
const mostMs = 250

/** What patterns that go over a text again and again stumble on. */
const repeated: readonly string[] = [
  ...'-()<>[] \t\n.,;:"\\@a1*_',
  ...'- |( |-\n| \n|>\n|> a\n|()|a |a.|a-|a@|<a@b>|<a|g:|=?|=?a?q?|&#|re:|re[1]:|on |from: '.split(
    '|',
  ),
  ...'退订|。|\u3000|stop |user |failed |delivery |recipient |550 |5.1.1 |message-id:|+u-'.split(
    '|',
  ),
]

const daemon = 'From: mailer-daemon@x.example\nSubject: failure'
const report = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'
/** Where it may stand in a mail. */
const places: Readonly<Record<string, (text: string) => string>> = {
  'the writer': (text) => `From: system ${text} <a@b.example>\nSubject: ${text}\n\nHi`,
  recipients: (text) => `From: ${text}\n${`To: ${text}\nCc: ${text}\n`.repeat(3)}\nHi`,
  dates: (text) => `Date: Fri, 20 Nov 2020 10:00:00 +0000 ${text}\nReceived: x; ${text}\n\nHi`,
  'a date alone': (text) => `From: a@b.example\nDate: ${text}\n\nHi`,
  subjects: (text) => `Subject: auto: ${text}\n\n`,
  'an unsubscribe link': (text) => `To: a+u-${text}@b\nSubject: unsubscribe ${text}\n\n`,
  ids: (text) => `Message-ID: ${text}\nIn-Reply-To: ${text}\nReferences: ${text}\n\nHi`,
  marks: (text) =>
    `Content-Type: multipart/report; ${text}\nReturn-Path: ${text}\nAuto-Submitted: ${text}\nPrecedence: ${text}\n\nHi`,
  'a text': (text) => `From: a@b.example\n\n${text}`,
  'a wish': (text) => `From: a@b.example\n\nHello Ana,\n\nplease stop ${text}`,
  HTML: (text) => `From: a@b.example\nContent-Type: text/html\n\n<p>${text}`,
  'a plain bounce': (text) => `${daemon}\n\n${text}`,
  'a bounce with a reason': (text) => `${daemon}\n\n-- ${text}\nuser ${text}\n(reason: 550 ${text}`,
  'a report': (text) =>
    `${daemon}\n${report}\n\n--b\n\n${text}\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822;${text}\nAction: failed\nStatus: ${text}\nDiagnostic-Code: smtp; ${text}\n--b\nContent-Type: message/rfc822\n\nMessage-ID: ${text}\n\n--b--`,
}

const texts = repeated.map((one) => ({
  one,
  text: one.repeat(Math.ceil(characters / one.length)).slice(0, characters),
}))

const slow = async (work: (text: string) => unknown): Promise<readonly string[]> => {
  const found: string[] = []
  for (const { one, text } of texts) {
    const ms = await usualMs(mostMs, () => work(text))
    if (ms > mostMs) found.push(`${JSON.stringify(one)}: ${ms} ms`)
  }
  return found
}

test.each(Object.entries(places))(
  '%s: a hundred thousand characters are read at once',
  async (_, place) => {
    const bytes = (text: string) => new TextEncoder().encode(place(text))
    const now = Date.UTC(2026, 10, 20)
    const find = (text: string) =>
      foundMail({ uid: 1, headers: readHeaders(place(text)), arrivedAt: now, now })
    expect(await slow(find)).toEqual([])
    expect(await slow((text) => readMail(bytes(text), () => new Map()))).toEqual([])
  },
)

test.each([
  stripSubject,
  firstLines,
  messageIdsIn,
  isPersonAddress,
  (text: string) => isPersonAddress(`${text}@b.example`),
  (text: string) => isPersonAddress(`a@${text}`),
  (text: string) => headerText(text, 200),
])('%o reads a hundred thousand characters at once', async (work) => {
  expect(await slow(work)).toEqual([])
})
