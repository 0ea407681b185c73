import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { composeMail, type OutgoingMail, unsubscribeLink } from '#main/engines/email/mime.ts'
import { goodAddress, outgoingMail } from '#tests/support/outgoing-mail.ts'
import { hasPythonMail, readMailsWithPython } from '#tests/support/python-mail.ts'

const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('hex')
const compose = async (more: Partial<OutgoingMail> = {}): Promise<string> =>
  Buffer.from((await composeMail(outgoingMail(more))).bytes).toString('latin1')
const headerOf = (mail: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'mu').exec(
    mail.slice(0, mail.indexOf('\r\n\r\n')),
  )?.[1]

test('the bytes are the same each time, and the sum is theirs', async () => {
  const one = await composeMail(outgoingMail())
  const other = await composeMail(outgoingMail())
  expect(one.sha256).toBe(other.sha256)
  expect(one.sha256).toBe(sha256(one.bytes))
})

test('every line ends with CRLF and is short and plain', async () => {
  const mail = await compose({
    subject: 'ü'.repeat(400),
    text: `${'long '.repeat(5_000)}\nü\r\n\n.\n`,
    html: `<p>${'ü'.repeat(5_000)}</p>`,
    pictures: [{ name: 'ü.png', cid: 'a', contentType: 'image/png', bytes: Buffer.alloc(5_000) }],
  })
  expect(mail.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\u00ff\0]/u)
  expect(Math.max(...mail.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
})

test('carries its own names and dates', async () => {
  const plain = outgoingMail()
  const mail = await compose()
  expect(headerOf(mail, 'Message-ID')).toBe(plain.messageId)
  expect(headerOf(mail, 'X-Kith-Send-Id')).toBe(plain.sendId)
  expect(headerOf(mail, 'Date')).toBe('Tue, 24 Nov 2026 09:00:00 +0100')
  expect(headerOf(mail, 'From')).toBe('Eve <eve@example.com>')
  expect(headerOf(mail, 'To')).toBe('bob@example.org')
  const others = ['In-Reply-To', 'References', 'List-Unsubscribe', 'Precedence', 'Auto-Submitted']
  expect(others.map((name) => headerOf(mail, name))).toEqual(others.map(() => undefined))
})

describe('an answer', () => {
  test('names the answered mail and its thread', async () => {
    const mail = await compose({ inReplyTo: '<c@x>', references: '<a@x>\r\n <b@x> <c@x>' })
    expect(headerOf(mail, 'In-Reply-To')).toBe('<c@x>')
    expect(headerOf(mail, 'References')).toBe('<a@x> <b@x> <c@x>')
  })

  test('takes nothing else from the headers of a stranger', async () => {
    const mail = await compose({
      inReplyTo: '<c@x>\r\nBcc: evil@x.com',
      references: '<a@x>\r\nBcc: evil@x.com',
    })
    expect(headerOf(mail, 'Bcc')).toBeUndefined()
    expect(headerOf(mail, 'References')).toBe('<a@x> <c@x>')
  })
})

test('what no person wrote says so', async () => {
  const mail = await compose({ isAutomatic: true })
  expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated')
  expect(headerOf(mail, 'Precedence')).toBe('bulk')
})

describe('leaving a list', () => {
  const token = 'abcdefghijklmnop'
  const address = goodAddress('eve+crm@example.com')

  test('stands on one line, with the mark of mail to many', async () => {
    const unsubscribe = unsubscribeLink({ address, token, hasPlusAddresses: true })
    const mail = await compose({ unsubscribe })
    expect(mail).toContain(
      `\r\nList-Unsubscribe: <mailto:eve+crm+u-${token}@example.com?subject=unsubscribe%20${token}>\r\n`,
    )
    expect(headerOf(mail, 'Auto-Submitted')).toBeUndefined()
    expect(headerOf(mail, 'Precedence')).toBe('bulk')
    expect(mail).not.toContain('List-Unsubscribe-Post')
  })

  test('goes to the plain address where no other arrives', () => {
    const plain = `mailto:eve+crm@example.com?subject=unsubscribe%20${token}`
    expect(unsubscribeLink({ address, token, hasPlusAddresses: false })).toBe(plain)
    const long = goodAddress(`${'a'.repeat(60)}@example.com`)
    expect(unsubscribeLink({ address: long, token, hasPlusAddresses: true })).toBe(
      `mailto:${long}?subject=unsubscribe%20${token}`,
    )
    const odd = goodAddress('a%b&c?d@example.com')
    expect(unsubscribeLink({ address: odd, token, hasPlusAddresses: false })).toContain(
      'mailto:a%25b%26c%3Fd@example.com?',
    )
  })

  test('nothing can be added to it', async () => {
    const mail = await compose({ unsubscribe: 'mailto:a@b.c>\r\nBcc: evil@x.com, <mailto:x' })
    expect(headerOf(mail, 'Bcc')).toBeUndefined()
    expect(headerOf(mail, 'List-Unsubscribe')).toBe('<mailto:a@b.cBcc:evil@x.commailto:x>')
  })
})

test('files of mails and of no kind are only bytes', async () => {
  const types = ['message/rfc822', 'multipart/mixed', 'text/html\r\nBcc: x', 'nonsense', '']
  for (const contentType of types) {
    const mail = await compose({
      attachments: [{ name: 'a', contentType, bytes: Buffer.from('Bcc: x') }],
    })
    expect(mail).toContain('Content-Type: application/octet-stream; name=a\r\n')
  }
})

test.skipIf(!hasPythonMail())('another reader finds all of it', async () => {
  const picture = Buffer.from([1, 2, 3, 13, 10, 46, 13, 10])
  const file = Buffer.from('.\r\n.\n\0ü')
  const mail = outgoingMail({
    from: { name: 'Ève, "the" <x>', address: goodAddress('eve@example.com') },
    to: { name: '李雷', address: goodAddress('bob@bücher.example') },
    subject: `你好 ${'Grüße '.repeat(30)}`.trim(),
    text: '.\nfrom me\n你好\n',
    html: '<p>你好<img src="cid:logo"></p>',
    attachments: [{ name: '合同 – a;b.pdf', contentType: 'application/pdf', bytes: file }],
    pictures: [{ name: 'logo.png', cid: 'logo', contentType: 'image/png', bytes: picture }],
  })
  const { bytes } = await composeMail(mail)
  expect(readMailsWithPython([bytes])[0]).toMatchObject({
    types: [
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'application/pdf',
    ],
    to: ['bob@xn--bcher-kva.example'],
    toByOldRules: ['bob@xn--bcher-kva.example'],
    from: ['eve@example.com'],
    fromName: 'Ève, "the" <x>',
    subject: mail.subject,
    fileNames: ['logo.png', '合同 – a_b.pdf'],
    texts: ['.\r\nfrom me\r\n你好\r\n', '<p>你好<img src="cid:logo"></p>'],
    files: [sha256(picture), sha256(file)],
  })
})
