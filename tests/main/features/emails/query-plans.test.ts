import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EmailsRepository } from '#main/features/emails/emails.repository.ts'
import { PlannedMailsRepository } from '#main/features/emails/planning/planned-mails.repository.ts'
import { DeliveriesRepository } from '#main/features/emails/sending/deliveries.repository.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { insertMail } from '#tests/support/generate-mail.ts'
import {
  type GeneratedPeople,
  openGeneratedPeople,
  planOf,
} from '#tests/support/generated-people.ts'

const folder = mkdtempSync(join(tmpdir(), 'kith-mail-plans-'))
const page = { limit: 51, after: { place: 0, id: 0 } }
let people: GeneratedPeople

beforeAll(async () => {
  people = await openGeneratedPeople(folder, {
    contacts: 2000,
    activities: 10_000,
    also: (database) => insertMail(database, { scheduled: 1000, messages: 2000 }),
  })
})

afterAll(() => {
  people.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The plans of what a page asks: first which mails, last what is shown of them. */
const plansOf = (read: () => unknown): { mails: string[][]; lines: string[] } => {
  people.statements.length = 0
  read()
  const plans = [...people.statements].map((statement) => planOf(people.reader, statement))
  return { mails: plans.slice(0, -1), lines: plans.at(-1) ?? [] }
}

const ofGroup = (group: 'held' | 'failed' | 'drafts' | 'stopped' | 'sent') => () =>
  new EmailsRepository(people.reader).page({ group, ...page, after: null })
const contactId = (): ContactId =>
  people.reader.firstSql<{ id: ContactId }>('select contact_id as id from emails limit 1')?.id ??
  // There are mails.
  (0 as ContactId)

it.each([
  ['held', ofGroup('held')],
  ['failed', ofGroup('failed')],
  ['drafts', ofGroup('drafts')],
  ['stopped', ofGroup('stopped')],
  ['sent', ofGroup('sent')],
  ['planned', () => new PlannedMailsRepository(people.reader).lines(page)],
  ['of one contact', () => new EmailsRepository(people.reader).pending(contactId(), 50)],
])('a page of mails picks them by an index, and reads whole what it shows: %s', (_, read) => {
  const { mails, lines } = plansOf(read)
  expect(mails.flat().filter((step) => /^SCAN (?:c|d|e|m|n|p|x)\b(?! USING)/u.test(step))).toEqual(
    [],
  )
  // Where each goes is worked out once, before anything else is read of it.
  expect(lines[0]).toBe('MATERIALIZE s')
  const scanned = lines.filter((step) => /^SCAN (?!chain|\(subquery)/u.test(step))
  expect(new Set(scanned)).toEqual(new Set(['SCAN asked VIRTUAL TABLE INDEX 1:', 'SCAN s']))
  expect(lines.filter((step) => step.includes('contact_points_opted_out'))).toHaveLength(2)
})

it('counts what waits, or is stuck, of an index alone: ten thousand in half a millisecond', () => {
  people.statements.length = 0
  // Only read here.
  new DeliveriesRepository(people.reader as never).counts()
  const steps = people.statements.flatMap((statement) => planOf(people.reader, statement))
  const counted =
    'SEARCH deliveries USING COVERING INDEX deliveries_state (state=? AND next_attempt_at>?)'
  expect(steps.filter((step) => step === counted)).toHaveLength(5)
  // Those that are under way, or doubtful, are few.
  expect(steps.filter((step) => step.includes('emails'))).toEqual([
    'SEARCH emails EXISTS USING INTEGER PRIMARY KEY (rowid=?)',
  ])
})
