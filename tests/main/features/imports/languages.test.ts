import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId, JobId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { targetText } from '#tests/support/read-content.ts'

// Every rehearsal and every import starts a thread of its own.
const fixtures = join(import.meta.dirname, '../../../fixtures/imports/languages')
const names = readdirSync(fixtures)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => name.replace('.csv', ''))

let folder: string
let app: TestApplication

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-languages-'))
  app = await openTestApplication({ folder })
  await app.call('settings.updateBusiness', { country: 'PT', currency: 'EUR' })
})
afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const ended = async (id: JobId): Promise<Output<'jobs.get'>> => {
  for (;;) {
    const job = await app.call('jobs.get', { id })
    if (job.endedAt !== null) return job
    await pause(5)
  }
}

type Contact = Output<'contacts.get'>

const valueText = (value: Contact['customValues'][number]['value']): string =>
  value.type === 'money' ? `${value.amountMinor} ${value.currency}` : String(value.value)

const byText = (one: string, other: string): number => (one < other ? -1 : 1)

/** A contact in one line, with everything its row brought. */
const contactText = (contact: Contact, fields: ReadonlyMap<number, string>): string => {
  const points = (kinds: readonly string[]) =>
    contact.points
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ normalized, raw }) => normalized ?? raw)
  const parts = [
    contact.displayName,
    contact.jobTitle,
    contact.company?.name,
    ...points(['email']),
    ...points(['phone']),
    ...points(['messenger', 'link']),
    ...contact.addresses.map(({ street, city, region, postalCode, country }) =>
      [street, city, region, postalCode, country].filter((part) => part !== null).join(', '),
    ),
    ...contact.importantDates.map(({ year, month, day }) => `${year ?? ''}-${month}-${day}`),
    contact.source,
    contact.tags.map(({ name }) => name).join(', '),
    contact.notes,
    ...contact.customValues.map(({ fieldId, value }) =>
      value === null ? '' : `${fields.get(fieldId)}: ${valueText(value)}`,
    ),
  ]
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' | ')
}

const contacts = async (kind: 'person' | 'company'): Promise<string[]> => {
  const { fields } = await app.call('customFields.list', {})
  const named = new Map(fields.map(({ id, name }) => [Number(id), name] as const))
  const { rows } = await app.call('contacts.list', { sort: 'name', limit: 100 })
  const found: string[] = []
  for (const { id } of rows.filter((row) => row.kind === kind)) {
    const contact = await app.call('contacts.get', { id: id satisfies ContactId })
    found.push(contactText(contact, named))
  }
  return found.toSorted(byText)
}

it.each(names)('a file Kith never saw lands whole in a Portuguese workspace: %s', async (name) => {
  const expected = JSON.parse(readFileSync(join(fixtures, `${name}.expected.json`), 'utf8'))
  const stored = await app.application.files.receive(
    createReadStream(join(fixtures, `${name}.csv`)),
    `${name}.csv`,
  )
  if (!stored.ok) throw new Error('refused')
  const file = stored.value.handle

  const { format, columns } = await app.call('imports.inspect', { file })
  expect(`${format.encoding} ${format.delimiter} ${format.headerRow} ${format.country}`).toBe(
    expected.format,
  )
  expect(columns.map(({ target }) => targetText(target))).toEqual(expected.columns)

  const { jobId } = await app.call('imports.plan', { file })
  expect((await ended(jobId)).status).toBe('done')
  const { counts } = await app.call('imports.rehearsal', { jobId })
  expect(counts).toMatchObject(expected.counts)
  const wrong = async (group: 'problems' | 'kept') =>
    (await app.call('imports.rehearsedRows', { jobId, group })).rows.map(
      ({ row, problem }) => `${row} ${problem?.code} ${problem?.value}`,
    )
  expect(await wrong('problems')).toEqual(expected.problems)
  expect(await wrong('kept')).toEqual(expected.kept ?? [])

  const { jobId: commit } = await app.call('imports.commit', { planId: jobId })
  expect((await ended(commit)).status).toBe('done')
  expect(await contacts('person')).toEqual(expected.people.toSorted(byText))
  // Companies that only people name have nothing else.
  const companies = expected.companies && (await contacts('company'))
  expect(companies).toEqual(expected.companies)
  await app.call('imports.undo', { jobId: commit })
})
