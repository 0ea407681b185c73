import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { type ImportApplication, openImportApplication } from '#tests/support/import-application.ts'
import { ImportRuns } from '#tests/support/import-runs.ts'

type Choices = Omit<Input<'imports.plan'>, 'file'>

const custom = (name: string, type: 'text' | 'number' | 'money' | 'boolean') =>
  ({ field: 'custom-field', customField: { name, type } }) as const
const columns = [
  { field: 'display-name' },
  { field: 'email' },
  { field: 'nickname' },
  { field: 'company' },
  { field: 'job-title' },
  { field: 'stage' },
  { field: 'source' },
  { field: 'language' },
  { field: 'importance' },
  { field: 'preferred-channel' },
  { field: 'time-zone' },
  { field: 'birthday' },
  { field: 'anniversary' },
  custom('Shoe', 'text'),
  custom('Points', 'number'),
  custom('Spent', 'money'),
  custom('Member', 'boolean'),
] satisfies Choices['columns']

const header =
  'Name,Email,Nick,Firm,Job,Stage,Source,Language,Importance,Channel,Zone,Born,Wed,Shoe,Points,Spent,Member'
const first =
  'Ana Ferreira,ana@x.pt,Ani,Lumen,Owner,grow,Fair,pt,1,call,Europe/Lisbon,1984-03-14,2010-05-01,38,7,12.50 EUR,yes'
const second =
  'Ana Ferreira,ana@x.pt,Nocas,Weber,Buyer,retain,Web,de,3,email,Europe/Berlin,1985-04-15,2011-06-02,39,8.5,20 USD,no'
/** The second row says something else of every fact that somebody has once. */
const file = `${[header, first, second].join('\n')}\n`
const kept = [
  'Nick: Nocas',
  'Job: Buyer',
  'Stage: retain',
  'Source: Web',
  'Language: de',
  'Firm: Weber',
  'Importance: 3',
  'Channel: email',
  'Zone: Europe/Berlin',
  'Member: false · Points: 8.5 · Shoe: 39 · Spent: 20 USD',
  'Born: 1985-04-15',
  'Wed: 2011-06-02',
]

describe('every fact that somebody has once', () => {
  let app: ImportApplication
  beforeEach(async () => {
    app = await openImportApplication()
  })
  afterEach(() => app.close())

  const notesOf = async (name: string): Promise<string[]> => {
    const { rows } = await app.call('contacts.list', {})
    const { id } = rows.find(({ displayName }) => displayName === name)!
    return ((await app.call('contacts.get', { id })).notes ?? '').split('\n')
  }

  const bring = async (text: string, choices: Choices) => {
    const { jobId } = await app.plan(text, choices)
    await app.commit(jobId)
  }

  const third =
    'Ana Ferreira,ana@x.pt,A,Old,Old job,attract,Old,fr,2,post,Europe/Paris,1990-01-01,2000-01-01,36,1,1 EUR,'
  const cases: readonly [string, string | null, 'fill-blanks' | 'overwrite'][] = [
    ['one row brings it with a new person', null, 'fill-blanks'],
    ['one row fills a blank', 'Name,Email\nAna Ferreira,ana@x.pt\n', 'fill-blanks'],
    ['one row overwrites', `${header}\n${third}\n`, 'overwrite'],
  ]
  it.each(cases)(
    'is kept as a note where %s and a later one says another',
    async (_, known, rule) => {
      if (known !== null)
        await bring(known, known.startsWith(header) ? { columns: [...columns] } : {})
      const before = canonicalDump(app.database)
      const choices = { columns: columns.map((one) => ({ ...one, rule })) }
      const plan = await app.plan(file, choices)
      const shown = (await app.rows(plan.jobId, 'changed')).rows.find(({ row }) => row === 3)
      const notes = shown?.changes.filter(({ field }) => field === 'notes') ?? []
      expect(notes.map(({ after }) => after)).toEqual(expect.arrayContaining(kept))
      expect(notes.every(({ kind }) => kind === 'fills-blank' || kind === 'adds')).toBe(true)
      await app.commit(plan.jobId)
      expect(await notesOf('Ana Ferreira')).toEqual(expect.arrayContaining(kept))
      const after = canonicalDump(app.database)
      const again = await app.plan(file, choices)
      expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
      await app.commit(again.jobId)
      expect(canonicalDump(app.database)).toBe(after)
      await app.call('imports.undo', { jobId: plan.jobId })
      expect(canonicalDump(app.database)).toBe(before)
    },
  )

  it('stays as it was beside a known one, which the rehearsal shows', async () => {
    await bring(`${header}\n${first}\n`, { columns: [...columns] })
    const { jobId, counts } = await app.plan(`${header}\n${second}\n`, { columns: [...columns] })
    expect(counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
    const [row] = (await app.rows(jobId, 'unchanged')).rows
    const stays = row?.changes.filter(({ kind }) => kind === 'yours-stays') ?? []
    expect(stays).toHaveLength(kept.join(' · ').split(' · ').length)
  })

  it('is not said twice by notes that are there', async () => {
    const choices = { columns: [...columns] }
    await bring(file, choices)
    const { rows } = await app.call('contacts.list', {})
    const { id } = rows.find(({ displayName }) => displayName === 'Ana Ferreira')!
    await app.call('contacts.update', { id, jobTitle: null })
    await bring(file, choices)
    const notes = await notesOf('Ana Ferreira')
    expect(notes).toHaveLength(new Set(notes).size)
  })
})

describe('what is said otherwise', () => {
  let runs: ImportRuns
  beforeEach(async () => {
    runs = await ImportRuns.open()
  })
  afterEach(() => runs.close())

  const bringTwice = async (text: string, choices: Choices = {}) => {
    await runs.bring(text, choices)
    const { counts } = await runs.plan(text, choices)
    expect(counts).toMatchObject({ new: 0, changed: 0 })
  }
  const notes = () =>
    runs.connection.reader.allSql<{ name: string; notes: string | null }>(
      'select display_name as name, notes from contacts order by id',
    )

  it('is a name that another row writes with other accents', async () => {
    await bringTwice('Name,Phone\nSavas Gündür,912345678\nSavaş Gündür,912345678\n')
    expect(notes()).toEqual([{ name: 'Savas Gündür', notes: 'Name: Savaş Gündür' }])
  })

  it('stays together where each row is a deal, a ticket or an order of somebody', async () => {
    const deals = [
      'Deal;Price;Closed on;Contact Name;Contact Email',
      'Relaunch;5000 EUR;2025-03-01;Ann Lee;ann@lee.com',
      'Retainer;1200 EUR;2025-06-15;Ann Lee;ann@lee.com',
      'App;9000 EUR;2025-04-20;Bo Hill;bo@hill.com',
      'Support;1200 EUR;2025-06-15;Ann Lee;ann@lee.com',
      'Support;5000 EUR;2025-03-01;Ann Lee;ann@lee.com',
    ]
    await bringTwice(deals.join('\n'))
    const [header = '', ...rows] = deals
    const { counts } = await runs.plan([header, ...rows.toReversed()].join('\n'))
    expect(counts).toMatchObject({ new: 0, changed: 0 })
    expect(notes()).toEqual([
      {
        name: 'Ann Lee',
        notes: [
          'Closed on: 2025-06-15 · Deal: Retainer · Price: 1200 EUR',
          'Closed on: 2025-06-15 · Deal: Support · Price: 1200 EUR',
          // Nothing but this differs from the row whose values are in the fields.
          'Deal: Support',
        ].join('\n'),
      },
      { name: 'Bo Hill', notes: null },
    ])
  })

  it('of a company by rows without a person is kept', async () => {
    await bringTwice('Name,Company,Birthday\n,Lumen,1984-03-14\n,Lumen,1985-04-15\n')
    expect(notes()).toEqual([{ name: 'Lumen', notes: 'Birthday: 1985-04-15' }])
  })

  it('by one row in two columns is kept, whoever else is about the same person', async () => {
    const choices = {
      columns: [
        { field: 'display-name' },
        { field: 'email' },
        { field: 'birthday' },
        { field: 'birthday' },
      ],
    } satisfies Choices
    const text = 'Name,Email,Born,Fiesta\nAna,ana@x.pt,1984-03-14,1985-04-15\nAna,ana@x.pt,,\n'
    await bringTwice(text, choices)
    expect(notes()).toEqual([{ name: 'Ana', notes: 'Born: 1985-04-15' }])
  })

  it('by one row in two columns is kept where the first overwrites', async () => {
    await runs.bring('Name,Email,Birthday\nAna,ana@x.pt,1990-01-01\n')
    const choices = {
      columns: [
        { field: 'display-name' },
        { field: 'email' },
        { field: 'birthday', rule: 'overwrite' },
        { field: 'birthday', rule: 'overwrite' },
      ],
    } satisfies Choices
    await bringTwice('Name,Email,Born,Fiesta\nAna,ana@x.pt,1984-03-14,1985-04-15\n', choices)
    expect(notes()).toEqual([{ name: 'Ana', notes: 'Born: 1985-04-15' }])
  })

  it('of days with names is kept under their names', async () => {
    const text =
      'Name,Email,Event 1 - Label,Event 1 - Value,Event 2 - Label,Event 2 - Value\n' +
      'Ana,ana@x.pt,Jubilee,2001-05-05,Name day,2001-07-01\n' +
      'Ana,ana@x.pt,Jubilee,2001-07-01,,\n'
    await bringTwice(text)
    expect(notes()).toEqual([{ name: 'Ana', notes: 'Jubilee: 2001-07-01' }])
  })

  it('is not the stage that everybody gets', async () => {
    const text = 'Name,Email,Stage\nAna,ana@x.pt,grow\nAna,ana@x.pt,\n'
    await bringTwice(text, { setStage: 'attract' })
    expect(notes()).toEqual([{ name: 'Ana', notes: null }])
  })

  it('of a part of the name is kept where the name does not say it', async () => {
    const text =
      'Name,First name,Last name,Email\nA. Ferreira,Ana,Ferreira,ana@x.pt\n' +
      'A. Ferreira,Anita,Ferreira,ana@x.pt\n'
    await bringTwice(text)
    expect(notes()).toEqual([{ name: 'A. Ferreira', notes: 'First name: Anita' }])
  })

  it('of a part that a known name leaves no room for is kept', async () => {
    await runs.bring('Name,Email\nAna Ferreira,ana@x.pt\n')
    await bringTwice('Name,First name,Last name,Email\nAna F.,Anita,F.,ana@x.pt\n')
    expect(notes()).toEqual([{ name: 'Ana Ferreira', notes: 'First name: Anita' }])
  })

  it('of the company of a company is kept', async () => {
    await runs.bring('Name,Company,Email\n,Lumen,ana@lumen.example\n')
    await bringTwice('Name,Company,Email\nAna Ferreira,Weber,ana@lumen.example\n')
    const lumen = notes().find(({ name }) => name === 'Lumen')
    expect(lumen?.notes?.split('\n').toSorted()).toEqual(['Company: Weber', 'Name: Ana Ferreira'])
  })

  it('of a name keeps the part that stays the same', async () => {
    const choices = {
      columns: [
        { field: 'display-name', rule: 'overwrite' },
        { field: 'given-name', rule: 'overwrite' },
        { field: 'email' },
      ],
    } satisfies Choices
    await runs.bring('Name,Given,Email\nA. Ferreira,Anita,ana@x.pt\n', choices)
    await bringTwice('Name,Given,Email\nAna Ferreira,Anita,ana@x.pt\n', choices)
    expect(
      runs.connection.reader.allSql(
        'select display_name as name, given_name as given from contacts',
      ),
    ).toEqual([{ name: 'Ana Ferreira', given: 'Anita' }])
  })

  it('of one name in several services is no repetition', async () => {
    const columns = [
      { field: 'display-name' },
      { field: 'email' },
      { field: 'link', service: 'instagram' },
      { field: 'link', service: 'x' },
      { field: 'messenger', service: 'whatsapp' },
      { field: 'messenger', service: 'signal' },
    ] satisfies Choices['columns']
    const header = 'Name,Email,Instagram,X,WhatsApp,Signal\n'
    const points = () =>
      runs.connection.reader
        .allSql<{ text: string }>(
          `select service || ' ' || raw as text from contact_points
            where kind in ('link', 'messenger') order by id`,
        )
        .map(({ text }) => text)
    await bringTwice(`${header}Ana,ana@x.pt,lumen,lumen,,\nAna,ana@x.pt,lumen,,ana7,\n`, {
      columns,
    })
    expect(points()).toEqual(['instagram lumen', 'x lumen', 'whatsapp ana7'])
    await bringTwice(`${header}Ana,ana@x.pt,,,,ana7\n`, { columns })
    expect(points()).toEqual(['instagram lumen', 'x lumen', 'whatsapp ana7', 'signal ana7'])
  })
})
