import { expect, test } from 'vitest'
import {
  knownRelation,
  relationChoices,
  relationKinds,
} from '#renderer/features/contacts/relation-kinds.ts'
import { relationKind } from '#shared/contract/relations.ts'

test('offers every kind of the contract, those that differ by side both ways', () => {
  expect(new Set(relationKinds)).toEqual(new Set(relationKind.options))
  const sides = (kind: string) =>
    relationChoices.filter((choice) => choice.kind === kind).map((choice) => choice.side)
  expect(sides('referred')).toEqual(['backward', 'forward'])
  expect(sides('friend')).toEqual(['forward'])
})

test('an unknown kind is another tie', () => {
  expect(knownRelation('referred')).toBe('referred')
  expect(knownRelation('godparent')).toBe('other')
})
