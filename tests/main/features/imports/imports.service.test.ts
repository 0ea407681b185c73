import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import DatabaseConstructor from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bulkStep } from '#main/db/bulk.ts'
import { tableRegistry } from '#main/db/table-registry.ts'
import type { importCommitOutcome, importPlanOutcome } from '#shared/contract/import-outcomes.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { JobId, OperationId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'

type PlanOutcome = ReturnType<typeof importPlanOutcome.parse>
type CommitOutcome = ReturnType<typeof importCommitOutcome.parse>

// Every rehearsal and every import starts a thread of its own.
let folder: string
let app: TestApplication

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-imports-'))
  app = await openTestApplication({ folder })
  await app.call('settings.updateBusiness', { country: 'PT' })
})
afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const upload = async (text: string | Uint8Array, name = 'people.csv') => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : Buffer.from(text)
  const stored = await app.application.files.receive(Readable.from([bytes]), name)
  if (!stored.ok) throw new Error('refused')
  return stored.value.handle
}

const ended = async (id: JobId): Promise<Output<'jobs.get'>> => {
  for (;;) {
    const job = await app.call('jobs.get', { id })
    if (job.endedAt !== null) return job
    await pause(5)
  }
}

const plan = async (text: string, more: Partial<Input<'imports.plan'>> = {}) => {
  const { jobId } = await app.call('imports.plan', { file: await upload(text), ...more })
  const job = await ended(jobId)
  expect(job.status).toBe('done')
  // The job's own schema.
  return { jobId, outcome: job.outcome as PlanOutcome }
}
const counted = async (text: string, more: Partial<Input<'imports.plan'>> = {}) => {
  const { jobId, outcome } = await plan(text, more)
  if (outcome.code !== 'planned') throw new Error(outcome.code)
  const { rows, leftOut, ...groups } = outcome.counts
  const { duplicates, problems, unchanged, changed } = groups
  expect(groups.new + changed + unchanged + duplicates + problems + leftOut).toBe(rows)
  return { jobId, counts: outcome.counts }
}
const commit = async (planId: JobId): Promise<CommitOutcome> => {
  const job = await ended((await app.call('imports.commit', { planId })).jobId)
  expect(job.status).toBe('done')
  return job.outcome as CommitOutcome
}
const bring = async (text: string): Promise<CommitOutcome & { operationId?: OperationId | null }> =>
  commit((await counted(text)).jobId)
const rows = async (jobId: JobId, group: Input<'imports.rehearsedRows'>['group']) =>
  (await app.call('imports.rehearsedRows', { jobId, group })).rows

const undoable = Object.entries(tableRegistry)
  .filter(([, { kind }]) => kind === 'undoable' || kind === 'derived')
  .map(([name]) => name)
  .filter((name) => !/^search_(names|notes|activities)$/.test(name))

/** Everything the owner would see, as one text. */
const dump = (): string => {
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'), { readonly: true })
  const tables = undoable.map((name) => [
    name,
    database.prepare(`select * from ${name} order by 1`).all(),
  ])
  database.close()
  return createHash('sha256').update(JSON.stringify(tables)).digest('hex')
}
const query = <Row>(sql: string): Row[] => {
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'), { readonly: true })
  const found = database.prepare(sql).all() as Row[]
  database.close()
  return found
}

const csv = [
  'Name;Firma;E-Mail;Telefon;Geburtstag;Niveau;Bemerkung;Tags',
  'Ana Ferreira;Lumen Studio;ana@lumen.studio;+351 912 345 678;14.03.1984;C1;vegetarian;Regular',
  'João Antunes;Lumen Studio;joao@lumen.studio;912 000 111;24.01.;B1;;Regular, VIP',
  ';Weber & Sohn;info@weber-sohn.de;+49 171 5543210;;;;',
].join('\n')

describe('imports.inspect', () => {
  it('shows columns with samples and what each becomes', async () => {
    const shown = await app.call('imports.inspect', { file: await upload(csv, 'clients.csv') })
    expect(shown).toMatchObject({
      fileName: 'clients.csv',
      format: { kind: 'text', encoding: 'utf-8', delimiter: ';', quote: '"', headerRow: 1 },
      lines: 4,
      rows: 3,
      isWhole: true,
    })
    expect(
      shown.columns.map(({ header, target, isRecognised }) => [header, target.field, isRecognised]),
    ).toEqual([
      ['Name', 'display-name', true],
      ['Firma', 'company', true],
      ['E-Mail', 'email', true],
      ['Telefon', 'phone', true],
      ['Geburtstag', 'birthday', true],
      ['Niveau', 'custom-field', true],
      ['Bemerkung', 'notes', true],
      ['Tags', 'tags', true],
    ])
    expect(shown.columns[5]).toMatchObject({ samples: ['C1', 'B1'], filled: 2 })
    expect(shown.preview.map(({ line }) => line)).toEqual([1, 2, 3, 4])
  })

  it.each([
    ['not-a-table', Buffer.from('%PDF-1.7\n')],
    ['empty-file', Buffer.from('Name,Email\n')],
  ])('refuses plainly: %s', async (code, bytes) => {
    const reply = await app.reply('imports.inspect', { file: await upload(bytes) })
    expect(reply).toMatchObject({ ok: false, error: { code } })
  })
})

describe('an import', () => {
  it('brings people, companies, points, dates, tags and notes in one operation', async () => {
    const { jobId, counts } = await counted(csv)
    expect(counts).toEqual({
      rows: 3,
      new: 3,
      changed: 0,
      unchanged: 0,
      duplicates: 0,
      problems: 0,
      leftOut: 0,
      decidedSame: 0,
      decidedDifferent: 0,
      repaired: 0,
      kept: 0,
      newCompanies: 1,
      newFields: ['Niveau'],
      missing: null,
    })
    const before = dump()
    const outcome = await commit(jobId)
    expect(outcome).toMatchObject({ code: 'applied', counts })
    if (outcome.code !== 'applied') return
    const list = await app.call('contacts.list', {})
    expect(list.rows.map(({ displayName, kind }) => `${kind} ${displayName}`).toSorted()).toEqual([
      'company Lumen Studio',
      'company Weber & Sohn',
      'person Ana Ferreira',
      'person João Antunes',
    ])
    const ana = list.rows.find(({ displayName }) => displayName === 'Ana Ferreira')!
    const record = await app.call('contacts.get', { id: ana.id })
    expect(record).toMatchObject({
      notes: 'vegetarian',
      customValues: [{ value: { value: 'C1' } }],
      company: { name: 'Lumen Studio' },
    })
    expect(record.points.map(({ kind, normalized }) => [kind, normalized])).toEqual([
      ['email', 'ana@lumen.studio'],
      ['phone', '+351912345678'],
    ])
    expect(record.importantDates).toMatchObject([
      { kind: 'birthday', year: 1984, month: 3, day: 14 },
    ])
    expect(query('select uid from contacts group by uid')).toHaveLength(4)

    const { operations } = await app.call('history.list', {})
    expect(operations.filter(({ code }) => code === 'imports.commit')).toHaveLength(1)
    await app.call('history.undo', { id: outcome.operationId! })
    expect(dump()).toBe(before)
  })

  it('brings nothing the second time', async () => {
    await bring(csv)
    const before = dump()
    const { jobId, counts } = await counted(csv)
    expect(counts).toMatchObject({ new: 0, changed: 0, unchanged: 3, problems: 0, newCompanies: 0 })
    expect(await commit(jobId)).toMatchObject({ code: 'applied', operationId: null })
    expect(dump()).toBe(before)
  })

  it('fills blanks, adds, and never erases', async () => {
    const { id } = await app.call('contacts.create', {
      kind: 'person',
      displayName: 'Ana Ferreira',
      jobTitle: 'Owner',
      notes: 'met in Porto',
      points: [{ kind: 'email', raw: 'ana@lumen.studio' }],
      tags: ['Regular'],
    })
    const before = dump()
    const text =
      'Name,Position,E-mail,Phone,Tags,Niveau\nAna F.,Designer,ANA@lumen.studio,912 345 678,"regular, VIP",C1'
    const { jobId, counts } = await counted(text)
    expect(counts).toMatchObject({ new: 0, changed: 1 })
    expect(await rows(jobId, 'changed')).toMatchObject([
      {
        row: 2,
        contactId: id,
        matchedBy: 'email',
        changes: [
          { field: 'jobTitle', before: 'Owner', after: 'Designer', kind: 'yours-stays' },
          { field: 'email', kind: 'same' },
          { field: 'phone', before: null, after: '912 345 678', kind: 'fills-blank' },
          {
            field: 'custom-field',
            label: 'Niveau',
            before: null,
            after: 'C1',
            kind: 'fills-blank',
          },
          { field: 'tag', after: 'regular', kind: 'same' },
          { field: 'tag', before: 'Regular', after: 'VIP', kind: 'adds' },
        ],
      },
    ])
    const outcome = await commit(jobId)
    const record = await app.call('contacts.get', { id })
    expect(record).toMatchObject({
      displayName: 'Ana Ferreira',
      jobTitle: 'Owner',
      notes: 'met in Porto',
    })
    expect(record.tags.map(({ name }) => name).toSorted()).toEqual(['Regular', 'VIP'])
    expect(record.points).toHaveLength(2)
    expect((await counted(text)).counts).toMatchObject({ unchanged: 1 })
    if (outcome.code === 'applied') await app.call('history.undo', { id: outcome.operationId! })
    expect(dump()).toBe(before)
  })

  it('tells what is wrong with which row, and sets aside only who has no name', async () => {
    const text =
      'Name,E-mail,Phone\nAna,ana@x.pt,\nRita,rita@mail,\nRui,,91 23\n,?,/\nZé,ze@x.pt,,surplus\n'
    const { jobId, counts } = await counted(text)
    expect(counts).toMatchObject({ rows: 5, new: 4, problems: 1, kept: 3 })
    const wrong = async (group: 'problems' | 'kept') => {
      const found = await rows(jobId, group)
      return found.map(({ row, problem: p }) => [row, p?.code, p?.column, p?.value])
    }
    expect(await wrong('problems')).toEqual([[5, 'no-name', 'Name', '']])
    expect(await wrong('kept')).toEqual([
      [3, 'email-unreadable', 'E-mail', 'rita@mail'],
      [4, 'phone-too-short', 'Phone', '91 23'],
      [6, 'too-many-cells', null, 'surplus'],
    ])
    await commit(jobId)
    expect((await app.call('contacts.count', {})).people).toBe(4)
    expect((await counted(text)).counts).toMatchObject({ unchanged: 4, problems: 1 })
  })

  it('takes the columns as they are given', async () => {
    const columns: Input<'imports.plan'>['columns'] = [{ field: 'company' }, { field: 'ignore' }]
    const { jobId } = await counted('Name,E-mail\nLumen,nobody', { columns })
    expect(await rows(jobId, 'new')).toMatchObject([{ name: 'Lumen', problem: null }])
  })
})

describe('who is the same', () => {
  const outcomes = async (text: string) => {
    const { jobId } = await counted(text)
    const groups = ['new', 'changed', 'unchanged', 'duplicates'] as const
    const found = await Promise.all(
      groups.map(async (group) =>
        (await rows(jobId, group)).map(
          ({ row, matchedBy, sameAsRow }) =>
            [row, [group, matchedBy, sameAsRow].filter((part) => part !== null).join(' ')] as const,
        ),
      ),
    )
    return found
      .flat()
      .toSorted(([a], [b]) => a - b)
      .map(([, words]) => words)
  }
  const existing = (
    displayName: string,
    points: Input<'contacts.create'>['points'] = [],
    companyName?: string,
  ) =>
    app.call('contacts.create', {
      kind: 'person',
      displayName,
      points,
      ...(companyName ? { companyName } : {}),
    })

  it('is told by e-mail, phone, or name and company', async () => {
    await existing('Ana Ferreira', [{ kind: 'email', raw: 'ana@x.pt' }])
    await existing('Rui Teles', [{ kind: 'phone', raw: '912 000 111' }])
    await existing('João Antunes', [], 'Lumen Studio')
    expect(
      await outcomes(
        'Name,Company,Email,Phone\nFerreira,,ANA@x.pt,\nR. Teles,,,+351 912000111\nJoao ANTUNES,lumen studio,,\nJoao Antunes,Other,,\n',
      ),
    ).toEqual(['unchanged email', 'unchanged phone', 'unchanged name-and-company', 'new'])
  })

  it('is not told by addresses of roles and shared phones alone', async () => {
    await existing('Jonas Weber', [
      { kind: 'email', raw: 'info@weber.de' },
      { kind: 'phone', raw: '+49 30 123456' },
    ])
    expect(
      await outcomes(
        'Name,Email,Phone\nMaria Weber,info@weber.de,\nKlaus Weber,,+49 30 123456\nJonas Weber,info@weber.de,\n',
      ),
    ).toEqual(['duplicates', 'new', 'unchanged email'])
  })

  it('holds within the file too', async () => {
    expect(
      await outcomes(
        'Name,Company,Email,Phone\nAna,,ana@x.pt,\nAna,,ana@x.pt,912000111\nRui,Lumen,,\nRui,LUMEN,,\nEva,,eva@x.pt,213456789\nTom,,tom@x.pt,213456789\n',
      ),
    ).toEqual(['new', 'changed email 2', 'new', 'unchanged name-and-company 4', 'new', 'new'])
  })

  it('keeps the other name of somebody found by e-mail as a note', async () => {
    const { id } = await existing('Ana Ferreira', [{ kind: 'email', raw: 'family@x.pt' }])
    await bring('Name,Email\nRui Silva,family@x.pt\n')
    expect((await app.call('contacts.get', { id })).notes).toBe('Name: Rui Silva')
  })
})

describe('the plan and the workspace', () => {
  it('writes nothing when a line would come out otherwise', async () => {
    const { jobId } = await counted('Name,Email\nAna,ana@x.pt\nRui,rui@x.pt\n')
    await app.call('contacts.create', {
      kind: 'person',
      displayName: 'Ana',
      points: [{ kind: 'email', raw: 'ana@x.pt' }],
    })
    const before = dump()
    expect(await commit(jobId)).toMatchObject({
      code: 'data-moved',
      counts: { new: 1, unchanged: 1 },
    })
    expect(dump()).toBe(before)
    expect(await rows(jobId, 'unchanged')).toMatchObject([{ name: 'Ana', matchedBy: 'email' }])
    expect(await commit(jobId)).toMatchObject({ code: 'applied', counts: { new: 1 } })
    expect((await app.call('contacts.count', {})).people).toBe(2)
  })

  it('applies when what was done meanwhile changes no line', async () => {
    const { jobId } = await counted('Name,Email\nAna,ana@x.pt\n')
    await app.call('contacts.create', { kind: 'person', displayName: 'Somebody Else' })
    expect(await commit(jobId)).toMatchObject({ code: 'applied' })
  })

  it('leaves nothing behind when it is cancelled', async () => {
    // More than one step of the commit, and names that are not alike: comparing them takes long.
    const names = Array.from({ length: bulkStep + 500 }, (_, n) => ((n + 7) ** 3).toString(36))
    const text = `Name,Email\n${names.map((name) => `${name},${name}@x.pt\n`).join('')}`
    const { jobId: planJob } = await app.call('imports.plan', { file: await upload(text) })
    await app.call('jobs.cancel', { id: planJob })
    expect((await ended(planJob)).status).toBe('cancelled')
    expect(await app.reply('imports.rehearsal', { jobId: planJob })).toMatchObject({
      error: { code: 'not-ready' },
    })

    const { jobId } = await counted(text)
    const before = dump()
    const { jobId: commitJob } = await app.call('imports.commit', { planId: jobId })
    while ((await app.call('jobs.get', { id: commitJob })).phase !== 'applying') await pause(2)
    await app.call('jobs.cancel', { id: commitJob })
    expect((await ended(commitJob)).status).toBe('cancelled')
    expect(dump()).toBe(before)
    expect(
      (await app.call('history.list', {})).operations.some(({ code }) => code === 'imports.commit'),
    ).toBe(false)
    expect(await commit(jobId)).toMatchObject({ code: 'applied' })
  })

  it('tells of a row whose quotation mark never closes, and of none below it', async () => {
    const text = `Name,Email\n${'Ana,ana@x.pt\n'.repeat(4000)}"Rui,rui@x.pt\nEva,eva@x.pt\n`
    const { jobId } = await counted(text)
    const kept = await app.call('imports.rehearsedRows', { jobId, group: 'kept' })
    expect(kept.rows).toMatchObject([{ row: 4002, problem: { code: 'broken-quotes' } }])
  })
})
