import { expect, test } from 'vitest'
import { wordsOf } from '#main/engines/email/incoming/mail-headers.ts'
import { maxMailBytes, parseIncoming } from '#main/engines/email/incoming/parse-incoming.ts'
import { readUnsubscribe } from '#main/engines/email/incoming/unsubscribe.ts'
import { encodeText } from '#tests/fixtures/imports/encode-text.ts'
import { usualMs } from '#tests/support/machine-pace.ts'

/** A mail whose lines are written in one encoding, whatever they say of it. */
const mailOf = (encoding: string, ...lines: readonly string[]): Uint8Array =>
  encodeText(lines.join('\r\n'), encoding)

const read = async (mail: Uint8Array) => {
  const parsed = await parseIncoming(mail)
  if (!parsed.ok) throw new Error('not readable')
  const { headers, text } = parsed.value
  const isStop = readUnsubscribe(parsed.value)?.isStopWord === true
  return { subject: wordsOf(headers, 'subject'), text, isStop }
}

const charsets = [
  '',
  'Content-Type: text/plain',
  'Content-Type: text/plain; charset=us-ascii',
  'Content-Type: text/plain; charset="utf-8"',
  'Content-Type: text/plain; charset=unknown-8bit',
].map((header) => (header === '' ? [] : [header]))

const requests = [
  ['gb18030', '回复：冬天的优惠', '请退订，谢谢。'],
  ['gb18030', '回复：冬天的优惠', '退订'],
  ['big5', '回覆：冬天的優惠', '請退訂，謝謝。'],
  ['windows-1252', 'Grüße aus Köln', 'Ich möchte keine E-Mails mehr von Ihnen erhalten.'],
  ['windows-1251', 'Привет из Москвы', 'Отписаться'],
  ['utf-8', 'Grüße aus Köln', 'Ich möchte keine E-Mails mehr von Ihnen erhalten.'],
] as const

test.each(requests)(
  '%s without a true charset is read: %s, %s',
  async (encoding, subject, text) => {
    for (const charset of charsets) {
      const mail = mailOf(encoding, `Subject: ${subject}`, ...charset, '', text)
      expect.soft(await read(mail), charset.join()).toEqual({ subject, text, isStop: true })
    }
  },
)

test.each(requests)(
  '%s in parts without a true charset is read: %s, %s',
  async (encoding, _, text) => {
    for (const type of [
      'text/plain',
      'text/plain; charset=us-ascii',
      'TEXT/PLAIN;\r\n\tCharset="utf-8"',
    ]) {
      const head = ['Subject: Re: Winter', 'Content-Type: multipart/mixed; boundary=b', '']
      const other = ['--b', 'Content-Type: application/pdf', '', 'x', '--b--', '']
      const mail = mailOf(encoding, ...head, '--b', `Content-Type: ${type}`, '', text, ...other)
      expect.soft((await read(mail)).text, type).toBe(text)
    }
  },
)

test.each([
  ['<meta charset="gbk">', 'gb18030'],
  ['<meta http-equiv=Content-Type content="text/html; charset=gb2312">', 'gb18030'],
  ['<meta http-equiv="content-type" content="text/html; charset=Big5">', 'big5'],
])('HTML is read whose charset stands only in it: %s', async (meta, encoding) => {
  const words = encoding === 'big5' ? '取消訂閱' : '取消订阅'
  const html = encodeText(`<html><head>${meta}</head><body><p>${words}</p></body>`, encoding)
  const base64 = Buffer.from(html).toString('base64')
  const quoted = [...html].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('')
  const sent = [
    ['8bit', Buffer.from(html).toString('latin1')],
    ['base64', base64],
    ['quoted-printable', quoted.replace(/.{72}/gu, '$&=\r\n')],
  ] as const
  for (const [transfer, body] of sent) {
    const head = ['Subject: Re: Winter', `Content-Transfer-Encoding: ${transfer}`]
    const mail = [...head, 'Content-Type: text/html', '', body].join('\r\n')
    expect.soft(await read(Buffer.from(mail, 'latin1')), transfer).toMatchObject({
      text: words,
      isStop: true,
    })
  }
})

test('a charset that is named and true is believed, in its own part alone', async () => {
  const own = 'Content-Type: text/plain; charset=koi8-r'
  const head = ['Content-Type: multipart/mixed; boundary=b', '', '--b', own, '']
  const first = mailOf('koi8-r', ...head, 'Иван', '--b', 'Content-Type: text/plain', '', '')
  const second = mailOf('gb18030', '请退订，谢谢。', '--b--', '')
  expect((await read(Buffer.concat([first, second]))).text).toBe('Иван\n\n请退订，谢谢。')
  const plain = mailOf('koi8-r', 'Subject: Привет', own, '', 'Иван')
  expect(await read(plain)).toMatchObject({ subject: 'Привет', text: 'Иван' })
})

test('the charset of an encoded subject tells that of a text too short to tell', async () => {
  const subject = `Subject: =?euc-kr?B?${Buffer.from(encodeText('감사', 'euc-kr')).toString('base64')}?=`
  expect(await read(mailOf('euc-kr', subject, '', '수신거부'))).toMatchObject({
    subject: '감사',
    text: '수신거부',
    isStop: true,
  })
})

test.each([
  ['it’s fine', 'windows-1252'],
  ['配信停止をお願いします', 'iso-2022-jp'],
])('signs that files of old Macs and of Japan have as well: %s', async (text, encoding) => {
  const escaped = '\u001b$BG[?.Dd;_$r$*4j$$$7$^$9\u001b(B'
  const bytes = encoding === 'iso-2022-jp' ? Buffer.from(escaped) : encodeText(text, encoding)
  expect((await read(Buffer.concat([Buffer.from('Subject: Re\n\n'), bytes]))).text).toBe(text)
})

test('words that quote a header of a part stay as they are', async () => {
  const quoted = '你好\n\nContent-Type: text/plain; charset=us-ascii'
  const mail = mailOf('gb18030', 'Content-Type: text/plain', '', quoted)
  expect((await read(mail)).text).toBe(quoted)
})

test('a mail with a broken sign is still the UTF-8 that it says', async () => {
  const head = Buffer.from('Content-Type: text/plain; charset=utf-8\n\n')
  const mail = Buffer.concat([
    head,
    Buffer.from('请退订，谢谢。祝好，王小明'),
    Buffer.from([0xe8, 0xb0]),
  ])
  expect((await read(mail)).text).toBe('请退订，谢谢。祝好，王小明\ufffd')
})

test('to find the encoding takes some milliseconds, however long the mail', async () => {
  const rows = encodeText('请不要再给我发邮件，谢谢！退订\r\n', 'gb18030')
  const long = Buffer.concat([
    Buffer.from('Subject: Re\r\nContent-Type: text/html\r\n\r\n'),
    ...Array.from({ length: 1400 }, () => rows),
    Buffer.alloc(maxMailBytes, 0xb1),
  ])
  await read(long)
  expect(await usualMs(1000, () => read(long))).toBeLessThan(1000)
})
