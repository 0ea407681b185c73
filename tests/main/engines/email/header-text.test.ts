import { expect, test } from 'vitest'
import { fileNameText, headerText, messageIdsIn } from '#main/engines/email/header-text.ts'
import { mailDate } from '#main/engines/email/mail-date.ts'

test.each([
  ['a\r\nBcc: b@c.d', 'a Bcc: b@c.d'],
  ['a\u0000\u0085\u2028\u2029b', 'a b'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['=?utf-8?q?=0D=0ABcc:_x?=', '= ?utf-8?q?=0D=0ABcc:_x?='],
  ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
  ['\ud800x', '\ufffdx'],
  ['x'.repeat(600), 'x'.repeat(500)],
])('%j in a header is %j', (text, line) => {
  expect(headerText(text, 500)).toBe(line)
})

test.each([
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['C:\\a"b.pdf', 'C_a_b.pdf'],
  ['', 'file'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(146)}.pdf`],
  ['a\r\nContent-Type: x.txt', 'a Content-Type_ x.txt'],
])('the file name %j is %j', (name, clean) => {
  expect(fileNameText(name)).toBe(clean)
})

test('Message-IDs of strangers are taken one by one', () => {
  expect(messageIdsIn('<a@b>\r\n\t<c@d> (x) <e f@g> <h@\u00ef> <i@j>')).toEqual([
    '<a@b>',
    '<c@d>',
    '<i@j>',
  ])
  const many = Array.from({ length: 50 }, (_, n) => `<${String(n)}@x>`)
  expect(messageIdsIn(many.join(' '))).toEqual(['<0@x>', ...many.slice(-19)])
  expect(messageIdsIn('<'.repeat(100_000))).toEqual([])
})

test.each([
  ['Europe/Berlin', 'Tue, 24 Nov 2026 10:00:05 +0100'],
  ['America/St_Johns', 'Tue, 24 Nov 2026 05:30:05 -0330'],
  ['Asia/Kathmandu', 'Tue, 24 Nov 2026 14:45:05 +0545'],
  ['UTC', 'Tue, 24 Nov 2026 09:00:05 +0000'],
])('a date in %s', (zone, date) => {
  expect(mailDate(Date.parse('2026-11-24T09:00:05Z'), zone)).toBe(date)
})
