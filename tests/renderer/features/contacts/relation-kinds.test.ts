import { expect, test } from 'vitest'
import {
  knownRelation,
  relationChoices,
  relationKinds,
} from '#renderer/features/contacts/record/relation-kinds.ts'
import { relationKind } from '#shared/contract/relations.ts'

test('offers every kind of the contract, those that differ by side both ways', () => {
  const choices = relationChoices('person')
  expect(new Set(relationKinds)).toEqual(new Set(relationKind.options))
  const sides = (kind: string) =>
    choices.filter((choice) => choice.kind === kind).map((choice) => choice.side)
  expect(sides('referred')).toEqual(['backward', 'forward'])
  expect(sides('friend')).toEqual(['forward'])
  // People work at companies.
  expect(sides('works-at')).toEqual(['forward'])
  expect(relationChoices('company').map(({ value }) => value)).toContain('works-at:backward')
})

test('an unknown kind is another tie', () => {
  expect(knownRelation('referred')).toBe('referred')
  expect(knownRelation('godparent')).toBe('other')
})
