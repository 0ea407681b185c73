import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ActivitiesRepository } from '#main/features/activities/activities.repository.ts'
import type { ContactFilter } from '#main/features/contacts/contact-filter.ts'
import { type ContactSort, sortShapes } from '#main/features/contacts/contact-order.ts'
import { ContactRecordRepository } from '#main/features/contacts/contact-record.repository.ts'
import { ContactsRepository } from '#main/features/contacts/contacts.repository.ts'
import { MailPointsRepository } from '#main/features/emails/mail-points.repository.ts'
import { SearchRepository } from '#main/features/search/search.repository.ts'
import type { ContactId, TagId } from '#shared/domain/ids.ts'
import {
  type GeneratedPeople,
  openGeneratedPeople,
  planOf,
} from '#tests/support/generated-people.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-plans-'))
let people: GeneratedPeople

beforeAll(async () => {
  people = await openGeneratedPeople(folder, { contacts: 3000, activities: 30_000 })
})

afterAll(() => {
  people.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The plans of what `work` asks, each statement once. */
const plansOf = (work: () => void): string[][] => {
  people.statements.length = 0
  work()
  const run = [...people.statements]
  return run.map((statement) => planOf(people.reader, statement))
}

const sorts = Object.keys(sortShapes) as ContactSort[]
const id = 11 as ContactId

/** A whole table read without an index, or rows sorted that an index could give in order. */
const dearSteps = (plans: readonly (readonly string[])[]): string[] =>
  plans.flat().filter((step) => /^SCAN (?:c|a|contacts|activities)\b(?! USING)/u.test(step))
const sortSteps = (plans: readonly (readonly string[])[]): string[] =>
  plans.flat().filter((step) => step.includes('TEMP B-TREE FOR ORDER BY'))

const page = (sort: ContactSort, isDescending: boolean, filter: ContactFilter = {}): void => {
  const ready = people.list.ready(filter)
  const request = { ...ready, order: { sort, isDescending }, limit: 51, offset: 0, after: null }
  const first = people.repository.page(request)
  const place = first.at(-1)?.place ?? null
  people.repository.page({ ...request, after: place })
  people.repository.page({ ...request, offset: 2000 })
}

describe('built-in sorts', () => {
  it.each(sorts)('%s reads along its index, page by page and at an offset', (sort) => {
    const plans = plansOf(() => {
      page(sort, false)
      page(sort, true)
    })
    expect(dearSteps(plans)).toEqual([])
    expect(sortSteps(plans)).toEqual([])
    const pages = plans.filter((plan) => plan.some((step) => step.includes('contacts_by_')))
    expect([...new Set(pages.flat())]).toMatchSnapshot()
  })
})

it('everybody is counted along the smallest index', () => {
  const plans = plansOf(() => people.repository.count(people.list.ready({})))
  expect(plans.flat().filter((step) => step.includes('contacts_by_kind'))).toEqual([
    'SCAN contacts USING COVERING INDEX contacts_by_kind',
    'SEARCH contacts USING COVERING INDEX contacts_by_kind (kind=?)',
  ])
})

const filters: Record<string, ContactFilter> = {
  kind: { kind: 'company' },
  tag: { tagIds: [3 as TagId] },
  stage: { stages: ['grow'] },
  company: { companyIds: [5 as ContactId] },
  country: { countries: ['PT'] },
  source: { sources: ['Fair'] },
  importance: { importances: [2] },
  'no next step': { hasNextStep: false },
  cold: { isCold: true },
  search: { search: 'ann' },
}

describe('filters', () => {
  it.each(Object.keys(filters))('%s reads no table from end to end', (name) => {
    const plans = plansOf(() => {
      for (const sort of sorts) page(sort, false, filters[name])
      people.repository.count(people.list.ready(filters[name] ?? {}))
    })
    expect(dearSteps(plans)).toEqual([])
  })

  it.each(['kind', 'no next step', 'cold'])('%s keeps name and last contact in order', (name) => {
    const plans = plansOf(() => {
      page('name', false, filters[name])
      page('last-contact', true, filters[name])
    })
    expect(sortSteps(plans)).toEqual([])
  })
})

it('rows, record, timeline and search read by index', () => {
  const plans = plansOf(() => {
    people.views.rows([id, 12 as ContactId])
    const record = new ContactRecordRepository(people.reader)
    record.facts(id)
    record.points(id)
    const mailPoints = new MailPointsRepository(people.reader)
    mailPoints.of(id)
    mailPoints.firstOf(id)
    record.addresses(id)
    record.importantDates(id)
    record.customValues(id)
    record.relations(id)
    record.people(id)
    record.peopleCount(id)
    record.stageHistory(id)
    record.nextSteps(id)
    record.activityCounts(id)
    const timeline = new ActivitiesRepository(people.reader)
    timeline.timeline({ contactId: id, kinds: null, after: null, limit: 50 })
    timeline.timeline({ contactId: id, kinds: ['call'], after: { at: 1, id: 1 }, limit: 50 })
    const search = new SearchRepository(people.reader)
    search.topHits('"ann" *', { folded: 'ann', typed: 'ann' }, 48)
    search.candidates([id])
    search.activityNotes('"mee" *', 12)
    search.contactNotes('"mee" *', 12)
    search.changed(12)
    search.met(12)
    const contacts = new ContactsRepository(people.reader)
    contacts.companiesByKey('x')
    contacts.sameNameAndCompany(['x'], null)
    contacts.havingPoint('email', ['x'])
  })
  expect(dearSteps(plans)).toEqual([])
  expect(plans).toMatchSnapshot()
})
