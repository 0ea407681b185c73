import { addressParser } from 'postal-mime'
import { expect, test } from 'vitest'
import { readBounce } from '#main/engines/email/incoming/bounce.ts'
import { htmlWords } from '#main/engines/email/incoming/html-words.ts'
import { machineReason } from '#main/engines/email/incoming/machine-mail.ts'
import { peopleOf, readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { parseIncoming } from '#main/engines/email/incoming/parse-incoming.ts'
import { replyText } from '#main/engines/email/incoming/reply-text.ts'
import { threadPlace } from '#main/engines/email/incoming/threading.ts'
import { readUnsubscribe } from '#main/engines/email/incoming/unsubscribe.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import { usualMs } from '#tests/support/machine-pace.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const failure = 'From: MAILER-DAEMON@x.example\nSubject: failure\n\n'

const deep = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
  ).join('')

const hostile: Readonly<Record<string, string>> = {
  nothing: '',
  'a hundred thousand parts': `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(100_000)}`,
  'a thousand levels': deep(1000),
  'four hundred levels': deep(400),
  'a header of five megabytes': `X: ${'a'.repeat(5e6)}`,
  'a hundred thousand headers': 'X: a\n'.repeat(100_000),
  'a long list of recipients': `To: ${'a@x.example, '.repeat(50_000)}\n\nHello`,
  'groups in groups in many headers': `${`To: ${'g:'.repeat(5000)}\n`.repeat(20)}\nHello`,
  'groups in groups': `To: ${'g:'.repeat(120_000)}\n\nHello`,
  'encoded words': `Subject: ${'=?utf-8?B?4pyT?= '.repeat(20_000)}\n\nHello`,
  'an unknown charset':
    'Subject: =?nobody?Q?=FF?=\nContent-Type: text/plain; charset=nobody\n\n\xff',
  'broken base64': 'Content-Transfer-Encoding: base64\n\n====\u0000!!!!',
  'nothing but less-than': `Content-Type: text/html\n\n${'<'.repeat(500_000)}`,
  'nothing but comments': `Content-Type: text/html\n\n${'<!--'.repeat(100_000)}`,
  'quotes in quotes': `Content-Type: text/html\n\n${'<blockquote>a'.repeat(40_000)}`,
  'empty lines': `${failure}${'\n'.repeat(500_000)}`,
  attributions: `${failure}${`On ${'a '.repeat(120)}\n`.repeat(400)}`,
  'words of failure': failure + 'the user mailbox recipient account address '.repeat(10_000),
  addresses: failure + '<a@b.example>:\n'.repeat(30_000),
  reports: `Content-Type: multipart/report; boundary=b\n\n${'--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822;a@x.example\nAction: failed\n\n'.repeat(300)}`,
}

const readAll = async (source: Uint8Array): Promise<void> => {
  const parsed = await parseIncoming(source)
  if (!parsed.ok) return
  readBounce(parsed.value)
  machineReason(parsed.value.headers)
  replyText(parsed.value.text)
  readUnsubscribe(parsed.value)
  threadPlace(parsed.value.headers)
}

test.each(Object.entries(hostile))('%s: read or refused, and quickly', async (_, text) => {
  expect(await usualMs(1500, () => readAll(bytes(text)))).toBeLessThan(1500)
})

test('whatever is done to a report, reading it throws nothing', async () => {
  const random = new SeededRandom(8)
  const mail = bytes(
    `${failure.trim()}\nContent-Type: multipart/report; boundary="b"\n\n--b\n\nHi\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822;a@x.example\nStatus: 5.1.1\n--b--`,
  )
  for (let n = 0; n < 300; n++) {
    const copy = Uint8Array.from(mail)
    for (let k = 0; k < 8; k++) copy[random.integer(copy.length)] = random.integer(256)
    expect(await readAll(copy.subarray(0, random.integer(copy.length)))).toBeUndefined()
  }
})

test('HTML becomes words: nothing of it runs, nothing of it stays', () => {
  const html =
    '<style>p{}</style><script>alert(1)</script><p>Yes &amp; no&#8230;</p><ul><li>one</ul>' +
    '<!-- <b> --><blockquote>Hello<br>Ana</blockquote><img src=x onerror=y>end'
  expect(htmlWords(html)).toBe('Yes & no…\n- one\n> Hello\n> Ana\nend')
})

test('headers are unfolded, and lines that are none are passed over', () => {
  const headers = readHeaders('\n\nSubject: a\n b\nnonsense\nTo: x\nTo: y\n\nBody: no')
  expect([...headers]).toEqual([
    ['subject', ['a b']],
    ['to', ['x', 'y']],
  ])
})

test('an address written in the usual way is the one the parser finds', () => {
  const random = new SeededRandom(7)
  const pieces = ['ana@a.example', '<', '>', ' ', '"', ',', ':', ';', '@', '(', ')', 'Ana', '\\']
  const made = Array.from({ length: 5_000 }, () =>
    Array.from({ length: 1 + random.integer(8) }, () => pieces[random.integer(pieces.length)]).join(
      '',
    ),
  )
  const usual = ['Ana <ana@a.example>', '"Ross, Ana" <ana@a.example>', ' Ana B. <ana@a.example> ']
  for (const value of [
    ...usual,
    '=?utf-8?q?Ana?= <ana@a.example>',
    'ana@x <b@c.example>',
    ...made,
  ]) {
    const wanted = new Map<string, string>()
    for (const { address = '', name } of addressParser(value, { flatten: true })) {
      const normalized = normalizeEmail(address)
      if (normalized !== null && !wanted.has(normalized)) wanted.set(normalized, name)
    }
    expect([value, ...peopleOf(new Map([['from', [value]]]), 'from')]).toEqual([value, ...wanted])
  }
  const ana = new Map([['from', ['Ana B. <ana@a.example>']]])
  expect([...peopleOf(ana, 'from')]).toEqual([['ana@a.example', 'Ana B.']])
})
