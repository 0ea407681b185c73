import { describe, expect, test } from 'vitest'
import type { ContactPoint } from '#renderer/features/contacts/contact-types.ts'
import {
  addressOf,
  bestPoint,
  guessPointKind,
  guessService,
} from '#renderer/features/contacts/record/reach.ts'

const point = (part: Partial<ContactPoint>): ContactPoint =>
  ({
    id: 1,
    kind: 'phone',
    service: null,
    label: null,
    raw: '',
    normalized: null,
    formatted: null,
    isPrimary: false,
    isInvalid: false,
    optedOut: false,
    takesMail: false,
    sharedWith: 0,
    ...part,
  }) as ContactPoint

describe('where it belongs', () => {
  test.each([
    ['linkedin.com/in/ana', 'link', 'linkedin'],
    ['https://www.xiaohongshu.com/user/1', 'link', 'xiaohongshu'],
    ['https://notx.com/a', 'link', 'website'],
    ['@ana', 'messenger', 'other'],
  ] as const)('%s as a %s: %s', (typed, kind, service) => {
    expect(guessService(typed, kind)).toBe(service)
  })
})

describe('what was typed', () => {
  test.each([
    ['ana@lumen.studio', 'email'],
    ['+351 912 345 678', 'phone'],
    ['(0)21-1234567', 'phone'],
    ['21 234 5678 ext. 12', 'phone'],
    ['021-65432100 转 8012', 'phone'],
    ['https://lumen.studio', 'link'],
    ['linkedin.com/in/ana', 'link'],
    ['www.lumen.studio', 'link'],
    ['zhoumin_qh', 'messenger'],
    ['@ana', 'messenger'],
    ['12', 'messenger'],
  ])('%s is a %s', (typed, kind) => {
    expect(guessPointKind(typed)).toBe(kind)
  })
})

describe('where a click leads', () => {
  test.each<[Partial<ContactPoint>, string | null]>([
    [{ kind: 'phone', raw: '91 23', normalized: null }, 'tel:9123'],
    [{ kind: 'phone', raw: '912 345 678', normalized: '+351912345678' }, 'tel:+351912345678'],
    [{ kind: 'email', raw: 'Ana@X.com', normalized: 'ana@x.com' }, 'mailto:ana@x.com'],
    [{ kind: 'email', raw: 'a@x.com?bcc=b@y.com' }, 'mailto:a@x.com%3Fbcc%3Db%40y.com'],
    [{ kind: 'link', raw: 'lumen.studio/x' }, 'https://lumen.studio/x'],
    [{ kind: 'link', raw: 'javascript:alert(1)' }, null],
    [{ kind: 'link', raw: 'data:text/html,x' }, null],
    [
      { kind: 'messenger', service: 'whatsapp', raw: '+351 912 345 678' },
      'https://wa.me/351912345678',
    ],
    [{ kind: 'messenger', service: 'telegram', raw: '@ana' }, 'https://t.me/ana'],
    [{ kind: 'messenger', service: 'wechat', raw: 'zhoumin_qh' }, null],
  ])('%j', (part, address) => {
    expect(addressOf(point(part))).toBe(address)
  })

  test('the primary way goes first, one that does not work never', () => {
    const points = [
      point({ raw: 'a', isInvalid: true, isPrimary: true }),
      point({ raw: 'b' }),
      point({ raw: 'c', isPrimary: true }),
    ]
    expect(bestPoint(points, 'phone')?.raw).toBe('c')
    expect(bestPoint(points.slice(0, 2), 'phone')?.raw).toBe('b')
    expect(bestPoint(points, 'email')).toBeUndefined()
  })
})
