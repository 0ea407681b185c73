import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { exportWritten } from '#shared/contract/exports.ts'
import type { Output } from '#shared/contract/index.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open: TestApplication[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

const start = async (): Promise<TestApplication> => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  open.push(app)
  await app.call('settings.updateBusiness', { country: 'PT', currency: 'EUR' })
  return app
}

const ended = async (app: TestApplication, id: JobId): Promise<Output<'jobs.get'>> => {
  for (;;) {
    const job = await app.call('jobs.get', { id })
    if (job.status !== 'queued' && job.status !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** People with everything an export can carry. */
const fill = async (app: TestApplication): Promise<void> => {
  const field = async (
    name: string,
    type: 'text' | 'number' | 'money' | 'date' | 'boolean' | 'choice' | 'link',
    options?: string[],
  ) => (await app.call('customFields.create', { name, type, ...(options && { options }) })).id
  const level = await field('Level', 'choice', ['A1', 'B2', 'C1'])
  const paid = await field('Paid', 'money')
  const score = await field('Score', 'number')
  const isMember = await field('Member', 'boolean')
  const since = await field('Since', 'date')
  const page = await field('Page', 'link')
  const code = await field('Code', 'text')
  await app.call('contacts.create', {
    kind: 'company',
    displayName: 'Lumen, Estúdio "L"',
    points: [{ kind: 'email', raw: 'info@lumen.example' }],
  })
  const { id } = await app.call('contacts.create', {
    kind: 'person',
    displayName: 'Weber, Maria',
    givenName: 'Maria',
    familyName: 'Weber',
    nickname: 'Mia',
    companyName: 'Lumen, Estúdio "L"',
    jobTitle: '-',
    stage: 'grow',
    source: 'N/A',
    importance: 3,
    preferredChannel: 'message',
    language: 'pt-PT',
    timeZone: 'Europe/Lisbon',
    doNotContact: true,
    notes: 'line one\n=1+1\n\nTel.: 無',
    tags: ['Regular', 'a; b', 'x, y', 'VIP'],
    points: [
      { kind: 'email', raw: 'Maria@Lumen.example', label: 'work', isPrimary: true },
      { kind: 'email', raw: 'info@lumen.example' },
      { kind: 'phone', raw: '912 345 678', label: 'mobile' },
      { kind: 'phone', raw: '+49 30 1234567 ext. 12', label: 'Kanzlei' },
      { kind: 'phone', raw: '912 000 ask her' },
      { kind: 'phone', raw: '138****5678' },
      { kind: 'messenger', service: 'wechat', raw: 'maria_w' },
      { kind: 'link', service: 'linkedin', raw: 'https://linkedin.example/in/maria' },
    ],
    addresses: [
      {
        label: 'home',
        street: 'Rua 1\n2.º Dto',
        city: 'Porto',
        postalCode: '4000-001',
        country: 'PT',
      },
      { label: 'work', street: 'Gasse 3', city: 'Wien', country: 'AT' },
    ],
    importantDates: [
      { kind: 'birthday', year: null, month: 2, day: 29 },
      { kind: 'anniversary', year: 2019, month: 6, day: 1 },
      { kind: 'other', label: 'First lesson', year: 2020, month: 1, day: 31 },
    ],
    customValues: [
      { fieldId: level, value: { type: 'choice', value: 'B2' } },
      { fieldId: paid, value: { type: 'money', amountMinor: -123_456, currency: 'EUR' } },
      { fieldId: score, value: { type: 'number', value: 0.1 } },
      { fieldId: isMember, value: { type: 'boolean', value: false } },
      { fieldId: since, value: { type: 'date', value: '2024-02-29' as never } },
      { fieldId: page, value: { type: 'link', value: 'https://example.com/?a=1,2' } },
      { fieldId: code, value: { type: 'text', value: '007' } },
    ],
  })
  const maria = await app.call('contacts.get', { id })
  const invalid = maria.points.find(({ raw }) => raw === 'info@lumen.example')
  if (invalid === undefined) throw new Error('a point is missing')
  await app.call('contacts.updatePoint', { id: invalid.id, isInvalid: true, optedOut: true })
  // A number typed while the business was in another country.
  await app.call('settings.updateBusiness', { country: 'ES' })
  const points = [{ kind: 'phone' as const, raw: '912 555 111' }]
  await app.call('contacts.create', {
    kind: 'person',
    displayName: '欧阳静',
    tags: ['vip'],
    points,
  })
  await app.call('settings.updateBusiness', { country: 'PT' })
  // The same name twice: only their permanent names tell them apart.
  for (let n = 0; n < 2; n += 1) {
    await app.call('contacts.create', { kind: 'person', displayName: 'Ana Silva' })
  }
}

const contactFacts = `select c.uid, c.kind, c.display_name, c.given_name, c.family_name, c.nickname,
  k.uid, c.job_title, c.stage, c.source, c.importance, c.preferred_channel, c.language, c.time_zone,
  c.do_not_contact, c.notes, c.created_at from contacts c left join contacts k on k.id = c.company_id`
const owned = (columns: string, table: string) =>
  `select c.uid, ${columns} from ${table} x join contacts c on c.id = x.contact_id`

/** All that the file carries, by permanent names; row numbers are a workspace's own affair. */
const facts = (app: TestApplication): string[] => {
  const queries = [
    contactFacts,
    owned(
      `x.kind, x.service, x.label, x.raw, x.normalized, x.is_primary, x.is_invalid, x.opted_out,
        row_number() over (partition by x.contact_id, x.kind order by x.position, x.id)`,
      'contact_points',
    ),
    owned(
      `x.label, x.street, x.extended, x.city, x.region, x.postal_code, x.country,
        row_number() over (partition by x.contact_id order by x.position, x.id)`,
      'addresses',
    ),
    owned('x.kind, x.label, x.year, x.month, x.day', 'important_dates'),
    `${owned('g.name', 'contact_tags')} join tags g on g.id = x.tag_id`,
    `${owned('f.name, x.text_value, x.number_value, x.integer_value, x.currency', 'custom_values')}
      join custom_fields f on f.id = x.field_id`,
    'select name, type, options from custom_fields',
  ]
  const file = join(app.workspace, 'workspace.db')
  return queries.flatMap((query, index) =>
    execFileSync('sqlite3', ['-readonly', '-json', file, query], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${index} ${line.replace(/^[[]|[\],]+$/gu, '')}`)
      .toSorted(),
  )
}

type Format = 'csv' | 'xlsx'

const exported = async (app: TestApplication, format: Format): Promise<string> => {
  const { jobId } = await app.call('exports.create', { format, mode: 'lossless' })
  const { file } = exportWritten.parse((await ended(app, jobId)).outcome)
  const stored = app.application.files.find(file)
  if (stored === undefined) throw new Error('the export has no file')
  return stored.path
}

const imported = async (app: TestApplication, path: string) => {
  const stored = await app.application.files.receive(createReadStream(path), 'contacts.csv')
  if (!stored.ok) throw new Error(stored.error.code)
  const { jobId } = await app.call('imports.plan', { file: stored.value.handle })
  expect((await ended(app, jobId)).outcome).toMatchObject({ code: 'planned' })
  const { counts } = await app.call('imports.rehearsal', { jobId })
  const commit = await app.call('imports.commit', { planId: jobId })
  expect((await ended(app, commit.jobId)).outcome).toMatchObject({ code: 'applied' })
  return counts
}

it.each(['csv', 'xlsx'] as const)(
  'comes back as %s into an empty workspace as it was, permanent names included',
  async (format) => {
    const [from, to] = [await start(), await start()]
    await fill(from)
    const counts = await imported(to, await exported(from, format))
    expect(counts).toMatchObject({ rows: 5, new: 5, problems: 0, duplicates: 0 })
    expect(facts(to)).toEqual(facts(from))
  },
)

it('changes nothing where it came from', async () => {
  const app = await start()
  await fill(app)
  const before = facts(app)
  const counts = await imported(app, await exported(app, 'csv'))
  expect(counts).toMatchObject({ rows: 5, new: 0, changed: 0, unchanged: 5 })
  expect(facts(app)).toEqual(before)
})
