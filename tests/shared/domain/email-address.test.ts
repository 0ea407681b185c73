import { domainToASCII } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isRoleAddress, normalizeEmail, parseEmail } from '#shared/domain/email-address.ts'

describe('normalizeEmail', () => {
  it.each([
    ['Anna.Meyer@Example.COM', 'anna.meyer@example.com'],
    ['  mailto:a+b@c.de ', 'a+b@c.de'],
    ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['anna@münchen.中国', 'anna@xn--mnchen-3ya.xn--fiqs8s'],
    ['张三@例え.テスト', '张三@xn--r8jz45g.xn--zckzah'],
    ['ａｎｎａ@example.com', 'anna@example.com'],
  ])('reads %s', (raw, normalized) => {
    expect(normalizeEmail(raw)).toBe(normalized)
  })

  it.each([
    'anna',
    'anna@',
    '@example.com',
    'a@b@example.com',
    'a b@example.com',
    '"anna"@example.com',
    'anna@example',
    'anna@-example.com',
    'anna@exa mple.com',
    '.anna@example.com',
    'an..na@example.com',
    'anna@example..com',
    'anna@127.0.0.1',
    'anna@exam_ple.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'bcd.'.repeat(70)}com`,
    'anna@example.com, ben@example.com',
    'a\u0000@example.com',
    'a\ud800@example.com',
  ])('refuses %j', (raw) => {
    expect(normalizeEmail(raw)).toBeNull()
  })
})

it('writes international domains as Node does', () => {
  for (const domain of [
    'bücher.de',
    'köln-düsseldorf.example',
    '中文测试.公司',
    'ñandú.com.ar',
    'ελλάδα.gr',
  ]) {
    expect(parseEmail(`a@${domain}`)?.domain).toBe(domainToASCII(domain))
  }
})

it('tells roles from people', () => {
  const isRole = (raw: string): boolean | undefined => {
    const address = parseEmail(raw)
    return address ? isRoleAddress(address) : undefined
  }
  expect(['info@x.de', 'Sales+web@x.de', 'anna@x.de', 'infohannah@x.de'].map(isRole)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
