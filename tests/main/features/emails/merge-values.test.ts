import { describe, expect, it } from 'vitest'
import { languageOf } from '#main/features/emails/compose/merge-values.ts'

describe('the language of a mail', () => {
  it.each([
    ['Olá', 'pt-PT', 'pt-PT'],
    ['Dear', 'Português', 'en'],
    ['Dear', 'German', 'en'],
    ['Dear', 'zh-CN', 'en'],
    ['Dear', null, 'en'],
    ['你好', 'de', 'zh-CN'],
  ])('of “%s” for a reader of %s is %s', (text, reader, language) => {
    expect(languageOf(text, reader)).toBe(language)
  })
})
