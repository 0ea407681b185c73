import { describe, expect, test } from 'vitest'
import { asContactSelection } from '#renderer/features/contacts/list/contact-selection.ts'
import {
  everybody,
  indicesBetween,
  isSelected,
  maxIds,
  nobody,
  selectedCount,
  withContact,
  withMovedRange,
  withRange,
} from '#renderer/ui/selection.ts'
import type { ContactId } from '#shared/domain/ids.ts'

const id = (value: number) => value as ContactId

describe('who is selected', () => {
  test('nobody travels as nothing', () => {
    expect(asContactSelection(nobody, { kind: 'person' })).toBeNull()
  })

  test('a range that moves to the other side of where it began leaves the first side', () => {
    const before = [5, 6, 7, 8].map(id)
    const after = [2, 3, 4, 5].map(id)
    const moved = withMovedRange(withRange(nobody, [id(20), ...before]), { before, after })
    expect(asContactSelection(moved, undefined)).toEqual({ ids: [20, 5, 2, 3, 4] })
  })

  test('a few travel as ids', () => {
    const two = withRange(nobody, [id(4), id(5), id(4)])
    expect(selectedCount(two, 100)).toBe(2)
    expect(asContactSelection(two, { kind: 'person' })).toEqual({ ids: [4, 5] })
    expect(asContactSelection(withContact(two, id(4), false), undefined)).toEqual({ ids: [5] })
  })

  test('everybody travels as the filter minus those taken out', () => {
    const most = withContact(everybody, id(9), false)
    expect(isSelected(most, id(9))).toBe(false)
    expect(isSelected(most, id(1))).toBe(true)
    expect(selectedCount(most, 67)).toBe(66)
    expect(asContactSelection(most, { isCold: true })).toEqual({
      filter: { isCold: true },
      except: [9],
    })
    expect(asContactSelection(withContact(most, id(9), true), undefined)).toEqual({
      filter: {},
      except: [],
    })
  })

  test('a range that shrinks gives back what it had taken', () => {
    const three = withRange(nobody, [id(1), id(2), id(3)])
    expect(asContactSelection(withRange(three, [id(3)], false), undefined)).toEqual({ ids: [1, 2] })
  })

  test('no more are selected than can be acted on', () => {
    const many = Array.from({ length: maxIds + 5 }, (_, at) => id(at + 1))
    const full = withRange(nobody, many)
    expect(selectedCount(full, 5000)).toBe(maxIds)
    expect(isSelected(full, id(maxIds + 1))).toBe(false)
    const fewest = withRange(everybody, many, false)
    expect(selectedCount(fewest, 5000)).toBe(5000 - maxIds)
  })

  test('a range counts both ends, upwards and downwards', () => {
    expect(indicesBetween(3, 6)).toEqual([3, 4, 5, 6])
    expect(indicesBetween(6, 3)).toEqual([3, 4, 5, 6])
    expect(indicesBetween(2, 2)).toEqual([2])
  })
})
