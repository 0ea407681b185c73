import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportOutcome, exportWritten } from '#shared/contract/exports.ts'
import type { Input } from '#shared/contract/index.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { readZip } from '#tests/support/read-zip.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

let app: TestApplication

beforeEach(async () => {
  app = await openTestApplication({ folder: temporaryFolder() })
  await app.call('settings.updateBusiness', { country: 'DE' })
})
afterEach(() => app.close())

const person = async () => {
  const { id: fieldId } = await app.call('customFields.create', {
    name: 'Level',
    type: 'choice',
    options: ['A1', 'B2'],
  })
  return app.call('contacts.create', {
    kind: 'person',
    displayName: 'Ana "Anna" Ferreira',
    companyName: 'Lumen, Estúdio',
    stage: 'retain',
    importance: 3,
    notes: 'first line\nsecond line',
    tags: ['Regular', 'a; b'],
    points: [
      { kind: 'email', raw: 'ana@lumen.example', label: 'work' },
      { kind: 'phone', raw: '+351 912 345 678', isPrimary: true },
      { kind: 'phone', raw: '=1+1' },
    ],
    addresses: [{ city: 'Porto', country: 'PT' }],
    importantDates: [{ kind: 'birthday', year: null, month: 3, day: 14 }],
    customValues: [{ fieldId, value: { type: 'choice', value: 'B2' } }],
  })
}

const ended = async (input: Input<'exports.create'>): Promise<unknown> => {
  const { jobId } = await app.call('exports.create', input)
  for (;;) {
    const job = await app.call('jobs.get', { id: jobId })
    if (job.status === 'failed') throw new Error('the export failed')
    if (job.status !== 'done') {
      await new Promise((resolve) => setTimeout(resolve, 10))
      continue
    }
    return job.outcome
  }
}

const exported = async (input: Input<'exports.create'>) => {
  const outcome = exportWritten.parse(await ended(input))
  const file = app.application.files.find(outcome.file)
  if (file === undefined) throw new Error('no file')
  return {
    outcome,
    path: file.path,
    bytes: file.bytes,
    read: () => readFileSync(file.path, 'utf8'),
  }
}

const table = (csv: string) =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data

describe('a lossless CSV', () => {
  it('has every fact under a name the import knows', async () => {
    await person()
    const { outcome, read, bytes } = await exported({ format: 'csv', mode: 'lossless' })
    const csv = read()
    expect(outcome).toMatchObject({ rows: 2, bytes, fileName: 'Contacts 2026-11-20.csv' })
    expect(csv.startsWith('uid,Kind,Name')).toBe(true)
    const [ana, lumen] = table(csv)
    expect(ana).toMatchObject({
      Kind: 'person',
      Name: 'Ana "Anna" Ferreira',
      Company: 'Lumen, Estúdio',
      Stage: 'retain',
      Importance: '3',
      Tags: 'a; b ::: Regular',
      'E-mail 1 - Value': 'ana@lumen.example',
      'E-mail 1 - Label': 'work',
      'Phone 1 - Value': '+351 912 345 678',
      'Phone 1 - Flags': 'primary',
      'Phone 2 - Value': '=1+1',
      'Address 1 - City': 'Porto',
      Birthday: '--03-14',
      'Custom field: Level (choice: A1 | B2)': 'B2',
      Notes: 'first line\nsecond line',
    })
    expect(lumen).toMatchObject({ Kind: 'company', Name: 'Lumen, Estúdio' })
    expect(new Date(ana?.['Created at'] ?? '').getTime()).toBe(app.clock.now())
  })
})

describe('a CSV for spreadsheets', () => {
  it('begins with a byte mark, speaks the language and runs nothing', async () => {
    await person()
    const { read, outcome } = await exported({
      format: 'csv',
      mode: 'spreadsheet',
      language: 'zh-CN',
    })
    const csv = read()
    expect(outcome.fileName).toBe('联系人 2026-11-20.csv')
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    // Germany writes 1,5: its spreadsheets open semicolons.
    expect(csv.slice(1, 6)).toBe('姓名;名;')
    const [ana] = table(csv.slice(1))
    expect(ana).toMatchObject({ 电话: "'+351 912 345 678", '电话 2': "'=1+1", 国家: '葡萄牙' })
  })

  it('has the columns of the view in their order, of the selected only', async () => {
    const { id } = await person()
    const { read } = await exported({
      format: 'csv',
      selection: { ids: [id] },
      columns: ['email', 'name', 'created'],
    })
    const lines = read().slice(1).split('\r\n')
    expect(lines).toEqual([
      'E-mail;Name;Created',
      'ana@lumen.example;"Ana ""Anna"" Ferreira";2026-11-20',
      '',
    ])
  })
})

describe('selections', () => {
  it('exports all hits of a search, sorted, minus the exceptions', async () => {
    for (const name of ['Carla', 'Anton', 'Berta', 'Zoe']) {
      await app.call('contacts.create', { kind: 'person', displayName: `${name} Meyer` })
    }
    const { rows } = await app.call('contacts.list', { filter: { search: 'Zoe' } })
    const { read } = await exported({
      format: 'csv',
      selection: { filter: { search: 'Meyer' }, except: rows.map(({ id }) => id) },
      sort: 'name',
      direction: 'desc',
      columns: ['name'],
    })
    expect(read().slice(1).split('\r\n')).toEqual([
      'Name',
      'Carla Meyer',
      'Berta Meyer',
      'Anton Meyer',
      '',
    ])
  })
})

describe('a folder', () => {
  it('has every table, every attachment, a README in both languages and the file to import', async () => {
    const offer = await app.application.files.receive(
      Readable.from([Buffer.from('six €')]),
      'o.txt',
    )
    if (!offer.ok) throw new Error(offer.error.code)
    const mail = await app.call('emails.create', { contactId: (await person()).id })
    await app.call('emails.attach', { id: mail.id, file: offer.value.handle })
    const { path, outcome } = await exported({ format: 'folder' })
    expect(outcome.fileName).toBe('Kith everything 2026-11-20.zip')
    const files = await readZip(path)
    const read = (name: string) => files.get(name) ?? ''
    const names = [...files.keys()]
    const [attached = ''] = names.filter((name) => name.startsWith('attachments/'))
    expect(read(attached)).toBe('six €')
    // The mail names its file by the content.
    expect(read('tables/emails.csv')).toContain(attached.replace(/^.*\//u, ''))
    expect(names).toEqual(
      expect.arrayContaining([
        'README.en.md',
        'README.zh-CN.md',
        'contacts-to-import.csv',
        'tables/contact_points.csv',
        'tables/settings.csv',
      ]),
    )
    expect(read('README.zh-CN.md')).toContain('| `contact_points.csv` | 3 |')
    // Every table is explained.
    const readmes = ['README.en.md', 'README.zh-CN.md'].map(read).join('\n')
    expect(readmes.split('\n').filter((line) => /\|\s*\|$/u.test(line))).toEqual([])
    const points = table(read('tables/contact_points.csv'))
    expect(points.map((point) => [point['contact_name'], point['raw']])).toEqual([
      ['Ana "Anna" Ferreira', 'ana@lumen.example'],
      ['Ana "Anna" Ferreira', '+351 912 345 678'],
      ['Ana "Anna" Ferreira', '=1+1'],
    ])
    expect(table(read('tables/contacts.csv'))[0]).not.toHaveProperty('sort_key')
  })

  it('says who gets no more mail, also of addresses that nobody has', async () => {
    const { id } = await person()
    await app.call('suppressions.add', { address: 'ana@lumen.example', note: 'on the phone' })
    await app.call('suppressions.add', { address: 'nobody@left.example' })
    await app.call('suppressions.lift', { address: 'nobody@left.example', note: 'asked again' })
    await app.call('suppressions.add', { address: 'stray@left.example' })
    const files = await readZip((await exported({ format: 'folder' })).path)
    const rows = table(files.get('tables/suppressions.csv') ?? '')
    expect(rows.map((row) => [row['address'], row['action'], row['note']])).toEqual([
      ['ana@lumen.example', 'suppress', 'on the phone'],
      ['nobody@left.example', 'suppress', ''],
      ['nobody@left.example', 'lift', 'asked again'],
      ['stray@left.example', 'suppress', ''],
    ])
    const ana = table(files.get('tables/contacts.csv') ?? '').find((row) => row['id'] === `${id}`)
    const bound = table(files.get('tables/suppressed_contacts.csv') ?? '')
    expect(bound.map((row) => [row['contact_uid'], row['suppression_id']])).toEqual([
      [ana?.['uid'], rows[0]?.['id']],
    ])
    expect(files.get('README.en.md')).toMatch(/`suppressions\.csv` \| 4 \| .*`lift`/u)
  })
})

it('makes the columns of .xlsx as wide as what stands in them', async () => {
  await person()
  await app.call('contacts.create', {
    kind: 'person',
    displayName: '葡萄牙驻上海总领事馆文化处',
    notes: 'x'.repeat(500),
  })
  const sheet = (await readZip((await exported({ format: 'xlsx' })).path)).get(
    'xl/worksheets/sheet1.xml',
  )
  const widths = [...(sheet ?? '').matchAll(/<col [^>]*width="([\d.]+)"/gu)].map(([, n]) =>
    Number(n),
  )
  const { data } = Papa.parse<string[]>((await exported({ format: 'csv' })).read().slice(1))
  const named = (data[0] ?? []).map((header, at) => [header, widths[at]])
  expect(Object.fromEntries(named)).toMatchObject({
    // Each sign as wide as two letters.
    Name: '葡萄牙驻上海总领事馆文化处'.length * 2 + 2,
    'E-mail': 'ana@lumen.example'.length + 2,
    Street: 8,
    Created: 12,
    Notes: 48,
  })
})

describe('what cannot be exported', () => {
  it('is a text longer than a cell of .xlsx, and nothing is cut off', async () => {
    const notes = `${'word '.repeat(7000)}end`
    await app.call('contacts.create', { kind: 'person', displayName: 'Ana', notes })
    for (const mode of ['lossless', 'spreadsheet'] as const) {
      const outcome = exportOutcome.parse(await ended({ format: 'xlsx', mode }))
      expect(outcome).toEqual({ code: 'text-too-long', name: 'Ana', max: 32_767 })
    }
    expect(readdirSync(join(app.workspace, 'tmp'))).toEqual([])
    const { read } = await exported({ format: 'csv' })
    expect(read()).toContain(notes)
  })

  it('is a table for Kith again that is wider than the import reads', async () => {
    const points = Array.from({ length: 50 }, () => ({ kind: 'phone' as const, raw: '912345678' }))
    const { id } = await app.call('contacts.create', { kind: 'person', displayName: 'Ana', points })
    for (let n = 0; n < 55; n += 1) {
      await app.call('contacts.addPoint', { contactId: id, point: { kind: 'phone', raw: `9${n}` } })
    }
    const outcome = exportOutcome.parse(await ended({ format: 'csv', mode: 'lossless' }))
    expect(outcome).toEqual({ code: 'too-many-columns', columns: expect.any(Number), max: 512 })
    expect(await ended({ format: 'csv', mode: 'spreadsheet' })).toMatchObject({ code: 'written' })
  })

  it('is a field whose choices are longer than a cell of .xlsx', async () => {
    const options = Array.from({ length: 200 }, (_, at) => `${'choice '.repeat(28)}${at}`)
    await app.call('customFields.create', { name: 'Level', type: 'choice', options })
    await app.call('contacts.create', { kind: 'person', displayName: 'Ana' })
    const outcome = exportOutcome.parse(await ended({ format: 'xlsx', mode: 'lossless' }))
    expect(outcome).toMatchObject({
      code: 'text-too-long',
      name: expect.stringMatching(/^Custom field: Level/u),
    })
  })

  it('says that there is nobody', async () => {
    const reply = await app.reply('exports.create', { format: 'csv' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'nothing-to-export' } })
  })

  it('leaves no file behind when it is cancelled', async () => {
    await person()
    const { jobId } = await app.call('exports.create', { format: 'folder' })
    const before = readdirSync(join(app.workspace, 'tmp'))
    await app.reply('jobs.cancel', { id: jobId })
    const status = async () => (await app.call('jobs.get', { id: jobId })).status
    await expect.poll(status).not.toBe('running')
    expect(await status()).toBe('cancelled')
    expect(before.filter((name) => !name.startsWith('export-'))).toEqual([])
    expect(readdirSync(join(app.workspace, 'tmp'))).toEqual([])
  })
})
