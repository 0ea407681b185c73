import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContactFilter } from '#main/features/contacts/contact-filter.ts'
import { type ContactSort, sortShapes } from '#main/features/contacts/contact-order.ts'
import type { ContactId, TagId } from '#shared/domain/ids.ts'
import { type GeneratedPeople, openGeneratedPeople } from '#tests/support/generated-people.ts'
import { type ContactFact, meets, readFacts, sortFacts } from './contact-list.oracle.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-list-'))
const sorts = Object.keys(sortShapes) as ContactSort[]
let people: GeneratedPeople
let facts: ContactFact[]

beforeAll(async () => {
  people = await openGeneratedPeople(folder, { contacts: 1800, activities: 6000 })
  const ids = people.reader.allSql<{ id: ContactId }>('select id from contacts').map(({ id }) => id)
  const cold = new Set(
    people.views.rows(ids).flatMap(({ id, rhythm }) => (rhythm.state === 'cold' ? [id] : [])),
  )
  facts = readFacts(people.reader, (id) => cold.has(id as ContactId))
})

afterAll(() => {
  people.close()
  rmSync(folder, { recursive: true, force: true })
})

/** All pages of a list, one after the other. */
const pageThrough = (
  filter: ContactFilter,
  order: { sort: ContactSort; isDescending: boolean },
  limit: number,
): number[] => {
  const ready = people.list.ready(filter)
  const ids: number[] = []
  let after = null
  for (;;) {
    const page = people.repository.page({ ...ready, order, limit, offset: 0, after })
    ids.push(...page.map(({ id }) => id))
    const last = page.at(-1)
    if (page.length < limit || last === undefined) return ids
    after = last.place
  }
}

const tag = (id: number): TagId => id as TagId
const filters: Record<string, ContactFilter> = {
  none: {},
  companies: { kind: 'company' },
  people: { kind: 'person' },
  'one tag': { tagIds: [tag(3)] },
  'many tags': { tagIds: Array.from({ length: 15 }, (_, index) => tag(index + 1)) },
  'one stage': { stages: ['grow'] },
  'no stage': { stages: ['none'] },
  'a stage or none': { stages: ['none', 'retain'] },
  'a company': { companyIds: [7 as ContactId] },
  countries: { countries: ['PT', 'CN'] },
  'a country nobody lives in': { countries: ['LI'] },
  source: { sources: ['Fair'] },
  importance: { importances: [1, 3] },
  'no next step': { hasNextStep: false },
  'next step': { hasNextStep: true },
  cold: { isCold: true },
  'not cold': { isCold: false },
  'people, most countries': { kind: 'person', countries: ['PT', 'DE', 'CN', 'FR', 'GB', 'US'] },
  everything: {
    kind: 'person',
    tagIds: [tag(1), tag(2), tag(3), tag(4)],
    stages: ['grow', 'retain', 'none'],
    sources: ['Fair', 'Website', 'Referral'],
    hasNextStep: true,
  },
}

describe('the list', () => {
  it.each(Object.keys(filters))('is the one found by comparing everybody: %s', (name) => {
    const filter = filters[name] ?? {}
    const meant = facts.filter((fact) => meets(fact, filter))
    for (const sort of sorts) {
      for (const isDescending of [false, true]) {
        const expected = sortFacts(meant, sort, isDescending)
        const order = { sort, isDescending }
        expect(pageThrough(filter, order, 701), `${sort} ${isDescending}`).toEqual(expected)
        for (const offset of [1, 1700]) {
          const ready = people.list.ready(filter)
          const page = people.repository.page({ ...ready, order, limit: 60, offset, after: null })
          expect(page.map(({ id }) => id)).toEqual(expected.slice(offset, offset + 60))
        }
      }
    }
  })

  it.each(Object.keys(filters))('counts whom it shows: %s', (name) => {
    const filter = filters[name] ?? {}
    const meant = facts.filter((fact) => meets(fact, filter))
    expect(people.repository.count(people.list.ready(filter))).toEqual({
      people: meant.filter(({ kind }) => kind === 'person').length,
      companies: meant.filter(({ kind }) => kind === 'company').length,
    })
  })

  it('gives every value of the filter menus with its count', () => {
    for (const column of ['country', 'source'] as const) {
      const counts = people.repository.facet(column)
      for (const { value, count } of counts) {
        expect(count).toBe(facts.filter((fact) => fact[column] === value).length)
      }
      const all = new Set(facts.flatMap((fact) => fact[column] ?? []))
      expect(new Set(counts.map(({ value }) => value))).toEqual(all)
    }
  })
})
