import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AnswersRepository } from '#main/features/mailboxes/answers.repository.ts'
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
})

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

it('answers are paged by indexes alone', () => {
  const repository = new AnswersRepository(people.reader)
  for (const [onlyWaiting, index] of [
    [true, 'contacts_waiting'],
    [false, 'messages_came'],
  ] as const) {
    people.statements.length = 0
    repository.page({ onlyWaiting, after: { place: 1, id: 1 }, limit: 50 })
    const plan = people.statements.flatMap((statement) => planOf(people.reader, statement))
    expect(plan.join('\n')).toContain(`COVERING INDEX ${index}`)
    // What is left to sort is what stands on the page.
    expect(plan.filter((step) => /^SCAN (?!s$)/u.test(step))).toEqual([])
  }
})
