import { describe, expect, test } from 'vitest'
import { compareLanguages, usageProblems } from './languages.ts'

const allowed = { words: new Set(['Kith', 'CSV']), keys: ['one:typed.'] }
const compare = (english: Record<string, string>, chinese: Record<string, string>) =>
  compareLanguages({ one: english }, { one: chinese }, allowed)

describe('the two languages', () => {
  test.each([
    ['a key without Chinese', { a: 'A', b: 'B' }, { a: '甲' }, 'one:b: missing in zh-CN'],
    ['a key without English', { a: 'A' }, { a: '甲', b: '乙' }, 'one:b: missing in en'],
    [
      'another placeholder',
      { a: 'Hi {{name}}' },
      { a: '你好 {{nam}}' },
      'one:a: placeholders differ',
    ],
    ['another tag', { a: 'See <b>here</b>' }, { a: '看这里' }, 'one:a: placeholders differ'],
    ['an empty text', { a: 'A' }, { a: ' ' }, 'one:a: empty in zh-CN'],
    ['an English text in Chinese', { a: 'Save' }, { a: 'Save' }, 'one:a: Latin in zh-CN: Save'],
    ['a left-over English word', { a: 'Save it' }, { a: '保存 it' }, 'one:a: Latin in zh-CN: it'],
    [
      'a missing plural',
      { a_other: '{{count}} days' },
      { a_other: '{{count}} 天' },
      'one:a: has plural forms other',
    ],
    [
      'a Chinese singular',
      { a_one: '{{count}} day', a_other: '{{count}} days' },
      { a_one: '{{count}} 天', a_other: '{{count}} 天' },
      'one:a: has plural forms one, other; needs exactly other (zh-CN)',
    ],
  ])('refuse %s', (_name, english, chinese, problem) => {
    expect(compare(english as never, chinese as never).join('\n')).toContain(problem)
  })

  test('accept parallel texts, allowed names and numbers alone', () => {
    expect(
      compare(
        {
          a: 'Open in Kith',
          'typed.x': 'people',
          b: '{{a}}–{{b}}',
          c_one: '{{count}} day',
          c_other: '{{count}} days',
        },
        {
          a: '在 Kith 中打开',
          'typed.x': 'lian xi ren',
          b: '{{a}}–{{b}}',
          c_other: '{{count}} 天',
        },
      ),
    ).toEqual([])
  })

  test('refuse a namespace that only one language has', () => {
    expect(compareLanguages({ one: { a: 'A' } }, {}, allowed)).toEqual(['one:a: missing in zh-CN'])
  })
})

describe('the use of keys', () => {
  const words = {
    one: { 'a.b': 'x', 'stages.won': 'y', days_one: 'd', days_other: 'd', code: 'z' },
  }
  const use = (text: string, dynamic: string[] = []) =>
    usageProblems(words, [{ path: 'x.tsx', text }], dynamic)

  test('accepts literals, plurals, templates with a fixed beginning and listed prefixes', () => {
    const text = "t('a.b'); t('one:days', { count }); t(`stages.${stage}`)"
    expect(use(text, ['one:code'])).toEqual([])
  })

  test('refuses a key that nobody wrote and one that nobody uses', () => {
    const text = "t('a.c'); t('a.b'); t('days'); t(`stages.${stage}`)"
    expect(use(text)).toEqual(["x.tsx: t('a.c') has no words", 'one:code: nobody uses it'])
  })

  test('refuses a listed prefix that no key has', () => {
    const text = "t('a.b'); t('days'); t('code'); t(`stages.${stage}`)"
    expect(use(text, ['one:old.'])).toEqual([
      'one:old.: is listed as put together from data, and no key begins so',
    ])
  })

  test('a template without a fixed beginning uses nothing', () => {
    expect(use("t(`${x}`); t('a.b'); t('days'); t('code')")).toEqual([
      'one:stages.won: nobody uses it',
    ])
  })
})
