import { expect, test } from 'vitest'
import { checkAddress, domainOf, readAddress } from '#main/engines/email/address-check.ts'
import { usualMs } from '#tests/support/machine-pace.ts'

test.each([
  ['ada@example.com', 'ada@example.com'],
  ['Ada.Lovelace+CRM@Example.COM', 'ada.lovelace+crm@example.com'],
  ["o'brien@example.com", "o'brien@example.com"],
  ['!#$%&*+-/=?^_`{|}~@example.com', '!#$%&*+-/=?^_`{|}~@example.com'],
  ['info@Bücher.example', 'info@xn--bcher-kva.example'],
  ['info@例子.广告', 'info@xn--fsqu00a.xn--4rr70v'],
  ['info@例子。广告', 'info@xn--fsqu00a.xn--4rr70v'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
])('%s is good', (raw, address) => {
  const checked = checkAddress(raw)
  expect(checked).toEqual({ ok: true, value: address })
  expect(checked.ok && domainOf(checked.value)).toBe(address.split('@')[1])
})

test.each([
  ['', 'address-empty'],
  ['ada', 'address-without-at'],
  ['ada@b@example.com', 'address-with-two-ats'],
  ['b@e.com, evil@x.com', 'address-with-two-ats'],
  ['Group:evil@x.com;', 'address-bad-name'],
  ['"b@e.com"@x.com', 'address-with-two-ats'],
  ['"b"@x.com', 'address-bad-name'],
  ['b(comment)@x.com', 'address-bad-name'],
  ['Ada <ada@x.com>', 'address-bad-name'],
  ['ada@x.com>', 'address-bad-domain'],
  ['ada @x.com', 'address-bad-name'],
  [' ada@x.com', 'address-bad-name'],
  ['ada@x.com ', 'address-bad-domain'],
  ['ada@x.com\r\nBcc: evil@x.com', 'address-with-two-ats'],
  ['ada@x.com\r\nRCPT TO:evil', 'address-bad-domain'],
  ['ada\u0000@x.com', 'address-bad-name'],
  ['ada@x\u0000.com', 'address-bad-domain'],
  ['ada@x.com\u2028', 'address-bad-domain'],
  ['\u202eada@x.com', 'address-bad-name'],
  ['ada@\u202ex.com', 'address-bad-domain'],
  ['ada@x\u00adx.com', 'address-bad-domain'],
  ['ädä@x.com', 'address-bad-name'],
  ['\u212aada@x.com', 'address-bad-name'],
  ['ada＠x.com', 'address-without-at'],
  ['.ada@x.com', 'address-bad-name'],
  ['ada.@x.com', 'address-bad-name'],
  ['a..b@x.com', 'address-bad-name'],
  ['@x.com', 'address-bad-name'],
  ['ada@', 'address-bad-domain'],
  ['ada@localhost', 'address-bad-domain'],
  ['ada@127.0.0.1', 'address-bad-domain'],
  ['ada@0x7f.1', 'address-bad-domain'],
  ['ada@[127.0.0.1]', 'address-bad-domain'],
  ['ada@x..com', 'address-bad-domain'],
  ['ada@-x.com', 'address-bad-domain'],
  ['ada@x%2ecom', 'address-bad-domain'],
  ['ada@x_y.com', 'address-bad-domain'],
  ['=?utf-8?q?ada?=@x.com,', 'address-bad-domain'],
  [`${'a'.repeat(65)}@example.com`, 'address-bad-name'],
  [`a@${'b.'.repeat(130)}com`, 'address-too-long'],
  [`a@${'ü.'.repeat(60)}com`, 'address-bad-domain'],
])('%j is no address: %s', (raw, code) => {
  expect(checkAddress(raw)).toEqual({ ok: false, error: { code, data: {} } })
})

test('takes no time over long or nasty texts', async () => {
  const ms = await usualMs(500, () => {
    for (const part of ['a.', '@', 'a', '-', 'ü', '.', '!'])
      for (let n = 0; n < 50; n += 1) checkAddress(part.repeat(100_000))
    for (const part of ['a.', 'a', '-', 'ü.']) checkAddress(`a@${part.repeat(120)}`)
  })
  expect(ms).toBeLessThan(500)
})

test.each([
  ['mailto:ada@example.com', 'ada@example.com'],
  [' MailTo:Ada@Example.com\n', 'ada@example.com'],
  ['ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ada@example.com'],
  ['ｍａｉｌｔｏ：ada@example.com', 'ada@example.com'],
])('%j is read as it is meant', (typed, address) => {
  expect(readAddress(typed)).toEqual({ ok: true, value: address })
})

test.each([
  'mailto:',
  'mailto:mailto:ada@example.com',
  'mailto:ada@example.com?cc=evil@x.com',
  'ada@example.com，evil@x.com',
  '＜ada@example.com＞',
  'ada@example.com\r\nBcc: evil@x.com',
  '\u212Bada@example.com',
  'ada\u202e@example.com',
])('%j stays none, however it is read', (typed) => {
  expect(readAddress(typed).ok).toBe(false)
})
