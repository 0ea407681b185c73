import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MatchCandidate, matchContact } from '#main/engines/search/match.ts'
import { readQuery } from '#main/engines/search/query.ts'
import { SearchRepository } from '#main/features/search/search.repository.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { type GeneratedPeople, openGeneratedPeople } from '#tests/support/generated-people.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-search-'))
let people: GeneratedPeople
let signedPoints: string[]
let candidates: { readonly id: ContactId; readonly candidate: MatchCandidate }[]

beforeAll(async () => {
  people = await openGeneratedPeople(folder, { contacts: 600, activities: 50 })
  const ids = people.reader.allSql<{ id: ContactId }>('select id from contacts').map(({ id }) => id)
  candidates = new SearchRepository(people.reader).candidates(ids).map((row) => ({
    id: row.id,
    candidate: {
      displayName: row.displayName,
      isPerson: row.kind === 'person',
      otherNames: [row.givenName, row.familyName, row.nickname].filter((name) => name !== null),
      jobTitle: row.jobTitle,
      companyName: row.companyName,
      points: (JSON.parse(row.points) as [string, string, string | null][]).map(
        ([kind, raw, normalized]) => ({ kind, raw, normalized, shown: raw }),
      ),
    },
  }))
  const points = candidates.flatMap(({ candidate }) => candidate.points)
  signedPoints = points.map(({ raw }) => raw).filter((raw) => /[@._+-]/u.test(raw))
})

afterAll(() => {
  people.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The index's hits. */
const indexed = (text: string): Set<number> => {
  const { search, ...ready } = people.list.ready({ search: text })
  const names = { names: search?.names ?? null, notes: null }
  const order = { sort: 'created' as const, isDescending: false }
  const page = people.repository.page({
    ...ready,
    search: names,
    order,
    limit: 5000,
    offset: 0,
    after: null,
  })
  return new Set(page.map(({ id }) => id))
}

/** The hits found by looking at everybody. */
const looked = (text: string): Set<number> => {
  const query = readQuery(text)
  return new Set(
    candidates.flatMap(({ id, candidate }) => (matchContact(query, candidate) ? [id] : [])),
  )
}

const pieces = (random: SeededRandom): string => {
  const { candidate } = candidates[random.integer(candidates.length)]!
  const texts = [
    candidate.displayName,
    candidate.companyName ?? candidate.displayName,
    ...candidate.points.map(({ raw }) => raw),
  ]
  const text = random.pick(texts)
  const start = random.integer(Math.max(1, text.length - 1))
  return text.slice(start, start + 1 + random.integer(9))
}

/** Three or four characters with a sign of an address or number among them. */
const aroundSigns = (random: SeededRandom): string => {
  const text = random.pick(signedPoints)
  const signs = [...text.matchAll(/[@._+-]/gu)].map(({ index }) => index)
  const start = random.pick(signs) - random.integer(4)
  return text.slice(Math.max(0, start), start + 3 + random.integer(2))
}

const letters = (random: SeededRandom): string =>
  Array.from({ length: 1 + random.integer(4) }, () => random.pick([...'aeilmnorsuzhgwydcxf'])).join(
    '',
  )

it('finds exactly whom one finds by looking at everybody', () => {
  const random = new SeededRandom(5)
  const texts = [
    ...Array.from({ length: 160 }, () => pieces(random)),
    ...Array.from({ length: 80 }, () => letters(random)),
    ...Array.from({ length: 80 }, () => aroundSigns(random)),
    ...Array.from({ length: 50 }, () => `${letters(random)} ${pieces(random)}`),
    'zs',
    'ds',
    'shan',
    'chou',
    'oy',
    'ouyangn',
    'shh',
    'mueller',
    "o'b",
    'gmail.com',
    '+351',
  ].filter((text) => text.trim() !== '')
  let found = 0
  for (const text of texts) {
    const hits = indexed(text)
    const expected = looked(text)
    found += expected.size > 0 ? 1 : 0
    expect([text, hits]).toEqual([text, expected])
  }
  expect(found).toBeGreaterThan(220)
})

it('never fails, whatever is typed', () => {
  const random = new SeededRandom(9)
  const signs = [
    '"',
    '*',
    '(',
    ')',
    ':',
    '-',
    'AND',
    'NOT',
    '\u0000',
    '\ud800',
    '𝒜',
    '한',
    'ア',
    'ं',
    '١',
    '^',
    '+',
    '{',
    '😀',
    "'",
  ]
  for (let round = 0; round < 500; round += 1) {
    const text = Array.from({ length: 1 + random.integer(8) }, () => random.pick(signs)).join('')
    expect(indexed(text).size).toBeGreaterThanOrEqual(0)
  }
})
