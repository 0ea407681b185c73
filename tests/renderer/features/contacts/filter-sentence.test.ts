import { describe, expect, test } from 'vitest'
import type { ContactFilter } from '#renderer/features/contacts/contact-types.ts'
import {
  filterFields,
  toggled,
  tokensOf,
  withValues,
} from '#renderer/features/contacts/list/filter-sentence.ts'
import { contactFilter } from '#shared/contract/contacts.ts'
import type { ContactId, TagId } from '#shared/domain/ids.ts'

const everything: ContactFilter = {
  search: 'an',
  kind: 'person',
  tagIds: [7 as TagId, 9 as TagId],
  stages: ['grow', 'none'],
  companyIds: [3 as ContactId],
  countries: ['PT'],
  sources: ['Fair'],
  importances: [3],
  hasNextStep: false,
  isCold: true,
}

describe('the filter as a sentence', () => {
  test('has one token per field, in order, without the search text', () => {
    const tokens = tokensOf(everything)
    expect(tokens.map((token) => token.field)).toEqual([...filterFields])
    expect(tokens[0]).toEqual({ field: 'stage', relation: 'is-any-of', values: ['grow', 'none'] })
    expect(tokens.find((token) => token.field === 'next')?.values).toEqual(['no'])
    expect(tokens.find((token) => token.field === 'cold')?.values).toEqual(['yes'])
  })

  test('taken apart and put together it is the same filter, as the contract reads it', () => {
    const again = tokensOf(everything).reduce<ContactFilter>(
      (filter, token) => withValues(filter, token.field, token.values),
      { search: 'an' },
    )
    expect(again).toEqual(everything)
    expect(contactFilter.parse(again)).toEqual(everything)
  })

  test('a field without values no longer narrows', () => {
    expect(withValues(everything, 'tag', [])).not.toHaveProperty('tagIds')
    expect(tokensOf(undefined)).toEqual([])
  })

  test('clicking toggles; fields of one value replace', () => {
    expect(toggled({ stages: ['grow'] }, 'stage', 'retain')).toEqual(['grow', 'retain'])
    expect(toggled({ stages: ['grow'] }, 'stage', 'grow')).toEqual([])
    expect(toggled({ kind: 'person' }, 'kind', 'company')).toEqual(['company'])
    expect(toggled({ hasNextStep: false }, 'next', 'no')).toEqual([])
  })
})
