import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { TodayRepository } from '#main/features/today/today.repository.ts'
import {
  type GeneratedPeople,
  openGeneratedPeople,
  planOf,
} from '#tests/support/generated-people.ts'

let people: GeneratedPeople
const folder = mkdtempSync(join(tmpdir(), 'kith-plans-'))

beforeAll(async () => {
  people = await openGeneratedPeople(folder, { contacts: 300, activities: 2000 })
}, 60_000)

afterAll(() => {
  people.close()
  rmSync(folder, { recursive: true, force: true })
})

it('who waits for an answer is counted without reading mails, timelines or people', () => {
  people.statements.length = 0
  new TodayRepository(people.reader).countAnswers(0)
  const plan = people.statements.flatMap((statement) => planOf(people.reader, statement))
  const searches = plan.filter((step) => /^(?:SEARCH|SCAN)/u.test(step))
  expect(searches).toHaveLength(1)
  expect(searches[0]).toContain('COVERING INDEX contacts_waiting')
})
