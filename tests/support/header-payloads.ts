import type { SeededRandom } from './seeded-random.ts'

const breaks = [
  '\r\n',
  '\n',
  '\r',
  '\r\n ',
  '\n\t',
  '\r\r\n',
  '\u0085',
  '\u2028',
  '\u2029',
  '\v',
  '\f',
  '%0d%0a',
  '\\r\\n',
  '=0D=0A',
  '\u560d\u560a',
  '\0',
  '\u0000\r\n',
  '&#13;&#10;',
]
const headers = [
  'Bcc: evil@x.com',
  'To: evil@x.com',
  'Cc: evil@x.com',
  'From: evil@x.com',
  'Content-Type: text/html',
  'X-Evil: 1',
  'Reply-To: evil@x.com',
  'MIME-Version: 2.0',
  'Content-Disposition: attachment; filename=evil.exe',
  'Subject: evil',
  'Return-Path: <>',
]
const words = [
  'Ada',
  'Lovelace',
  'Grüße',
  '你好',
  '👩‍👩‍👧',
  'a,b',
  'a;b',
  'x'.repeat(90),
  'é'.repeat(40),
  '"',
  '\\',
  '\\"',
  '<',
  '>',
  '<evil@x.com>',
  ',',
  ';',
  ':',
  '(',
  ')',
  '(c)',
  '@',
  '.',
  ' ',
  "'",
  '=?utf-8?q?=0D=0ABcc:_evil=40x.com?=',
  '=?utf-8?b?DQpCY2M6IGV2aWxAeC5jb20=?=',
  '=?x?q?',
  '?=',
  '=?utf-8?q?=3D=3Futf-8=3Fq=3FBcc=3A=3F=3D?=',
  '=?utf-8?q?evil=40x=2Ecom?=',
  '=?',
  '=22',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u061c',
  '\ufeff',
  '\u00ad',
  '\u200b',
  '\ud800',
  '\udfff',
  'Group:evil@x.com;',
  'evil@x.com',
  'evil@x.com,',
  '--_NmP',
  '../',
  '/etc/passwd',
  'C:\\',
  '%s',
  "utf-8''",
  '*0*=',
  '; filename=evil.exe',
  '"; filename="evil.exe',
  '\t',
  '\x7f',
  '\x1b[31m',
]
const locals = [
  'bob',
  'b.o.b',
  'bob+x',
  '"bob"',
  '"b@e.com"',
  'b(c)ob',
  'bob ',
  'bób',
  "o'bob",
  '.bob',
]
const domains = ['example.org', 'bücher.example', '例子.广告', 'x.com>', '[1.2.3.4]', 'localhost']

const part = (random: SeededRandom): string => {
  const kind = random.integer(4)
  if (kind === 0) return random.pick(breaks)
  return kind === 1 ? random.pick(headers) : random.pick(words)
}

const text = (random: SeededRandom): string =>
  Array.from({ length: 1 + random.integer(7) }, () => part(random)).join('')

/** Texts that try to become a header, a part or an address of their own. */
export const headerPayload = (random: SeededRandom): string =>
  random.chance(0.2)
    ? `${random.pick(words)}${random.pick(breaks)}${random.pick(headers)}${random.pick(breaks)}`
    : text(random)

const address = (random: SeededRandom): string => `${random.pick(locals)}@${random.pick(domains)}`

/** Texts that try to be the address of somebody else; some are good addresses. */
export const addressPayload = (random: SeededRandom): string => {
  const kind = random.integer(8)
  if (kind < 2) return address(random)
  if (kind === 2) return `${address(random)}, ${address(random)}`
  if (kind === 3) return `${random.pick(words)} <${address(random)}>`
  if (kind === 4) return `${random.pick(words)}:${address(random)},evil@x.com;`
  if (kind === 5) return `${address(random)}${random.pick(breaks)}${random.pick(headers)}`
  const good = address(random)
  const at = random.integer(good.length + 1)
  return good.slice(0, at) + part(random) + good.slice(at)
}
