import { describe, expect, test } from 'vitest'
import {
  isNarrowed,
  readContactsSearch,
  withSearchText,
  withSort,
} from '#renderer/features/contacts/list/contacts-search.ts'

describe('the address of the list', () => {
  test('keeps what it knows and drops the rest', () => {
    expect(
      readContactsSearch({
        filter: { stages: ['grow'], tagIds: [], nonsense: 1 },
        sort: 'last-contact',
        direction: 'desc',
        isNew: true,
        name: 'Ana',
        other: 'x',
      }),
    ).toEqual({
      filter: { stages: ['grow'] },
      sort: 'last-contact',
      direction: 'desc',
      isNew: true,
      name: 'Ana',
    })
  })

  test.each([
    [{ sort: 'height', direction: 'up', filter: 'all', isNew: 'yes' }],
    [{ filter: {} }],
    [{ filter: [] }],
    [{}],
  ])('reads %j as the whole list', (raw) => {
    expect(readContactsSearch(raw)).toEqual({})
  })

  test('an empty search text leaves no trace', () => {
    expect(withSearchText({ filter: { search: 'a' } }, '  ')).toEqual({})
    expect(withSearchText({ filter: { kind: 'person', search: 'a' } }, '')).toEqual({
      filter: { kind: 'person' },
    })
    expect(withSearchText({ sort: 'name' }, 'an')).toEqual({
      sort: 'name',
      filter: { search: 'an' },
    })
  })

  test('a second choice of a column turns the order round', () => {
    expect(withSort({}, 'name')).toEqual({ sort: 'name', direction: 'desc' })
    expect(withSort({ sort: 'name', direction: 'desc' }, 'name')).toEqual({
      sort: 'name',
      direction: 'asc',
    })
    expect(withSort({ sort: 'name', direction: 'desc' }, 'stage')).toEqual({
      sort: 'stage',
      direction: 'asc',
    })
  })

  test('a filter without values narrows nothing', () => {
    expect(isNarrowed(undefined)).toBe(false)
    expect(isNarrowed({})).toBe(false)
    expect(isNarrowed({ isCold: false })).toBe(true)
    expect(isNarrowed({ search: 'x' })).toBe(true)
  })
})
