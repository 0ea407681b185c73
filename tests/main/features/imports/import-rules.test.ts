import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { ImportRuns, type TestRule, type TestTarget } from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const one = <Row>(sql: string): Row | undefined => runs.connection.reader.firstSql<Row>(sql)
const all = (sql: string): unknown[] =>
  runs.connection.reader.allSql<object>(sql).map((row) => Object.values(row).join('|'))

const person = 'Name,Email,Phone,Company,Job,Birthday,Level,City,Tags\n'
const targets = (rule?: TestRule): TestTarget[] => {
  const level = { name: 'Level', type: 'choice' as const, options: ['A1'] }
  const columns: TestTarget[] = [
    { field: 'display-name' },
    { field: 'email' },
    { field: 'phone' },
    { field: 'company' },
    { field: 'job-title' },
    { field: 'birthday' },
    { field: 'custom-field', customField: level },
    { field: 'address-city' },
    { field: 'tags' },
  ]
  return columns.map((target) => (rule === undefined ? target : { ...target, rule }))
}
const before = `${person}Ana Ferreira,ana@x.pt,912000111,Lumen,Owner,1984-03-14,A1,Porto,VIP\n`
const after = `${person}Ana Maria Ferreira,ana@x.pt,912000222,Weber,Buyer,1985-04-15,B2,Lisboa,Regular\n`
const blank = `${person},ana@x.pt,,,,,,,\n`

const state = () => ({
  name: one<{ n: string }>(`select display_name as n from contacts where kind = 'person'`)?.n,
  company: one<{ n: string }>(
    `select k.display_name as n from contacts c join contacts k on k.id = c.company_id`,
  )?.n,
  job: one<{ n: string }>(`select job_title as n from contacts where kind = 'person'`)?.n,
  phones: all(`select normalized from contact_points where kind = 'phone' order by id`),
  birthday: all('select year, month, day from important_dates'),
  level: all('select text_value from custom_values'),
  cities: all('select city from addresses order by position, id'),
  tags: all('select name from contact_tags m join tags t on t.id = m.tag_id order by name'),
})
const first = {
  name: 'Ana Ferreira',
  company: 'Lumen',
  job: 'Owner',
  phones: ['+351912000111'],
  birthday: ['1984|3|14'],
  level: ['A1'],
  cities: ['Porto'],
  tags: ['VIP'],
}

describe('rules of columns', () => {
  const cases: readonly [TestRule | undefined, ReturnType<typeof state>][] = [
    [
      undefined,
      {
        ...first,
        phones: ['+351912000111', '+351912000222'],
        cities: ['Porto', 'Lisboa'],
        tags: ['Regular', 'VIP'],
      },
    ],
    ['fill-blanks', first],
    [
      'add',
      {
        ...first,
        phones: ['+351912000111', '+351912000222'],
        cities: ['Porto', 'Lisboa'],
        tags: ['Regular', 'VIP'],
      },
    ],
    [
      'overwrite',
      {
        name: 'Ana Maria Ferreira',
        company: 'Weber',
        job: 'Buyer',
        phones: ['+351912000222'],
        birthday: ['1985|4|15'],
        level: ['B2'],
        cities: ['Lisboa'],
        tags: ['Regular', 'VIP'],
      },
    ],
  ]
  it.each(cases)('%s: what is there and what comes', async (rule, expected) => {
    await runs.bring(before, { columns: targets() })
    expect(state()).toEqual(first)
    const columns = targets(rule)
    const plan = await runs.plan(after, { columns })
    const kinds = new Set(runs.rows(plan, 'changed').rows[0]?.changes.map(({ kind }) => kind))
    expect(kinds.has('overwrites')).toBe(rule === 'overwrite')
    await runs.commit(plan)
    expect(state()).toEqual(expected)
    const dump = canonicalDump(runs.database)
    for (const text of [after, blank]) {
      const again = await runs.plan(text, { columns })
      expect(again.counts).toMatchObject({ new: 0, changed: 0, duplicates: 0, newFields: [] })
      await runs.commit(again)
    }
    expect(canonicalDump(runs.database)).toBe(dump)
    expect(all(`select options from custom_fields`)).toEqual([
      rule === 'overwrite' ? '["A1","B2"]' : '["A1"]',
    ])
  })

  it('tell how many people have something else', async () => {
    await runs.bring(before, { columns: targets() })
    const plan = await runs.plan(after, { columns: targets() })
    expect(runs.columns(plan).map(({ header, differing }) => [header, differing])).toEqual([
      ['Name', 1],
      ['Email', 0],
      ['Phone', 1],
      ['Company', 1],
      ['Job', 1],
      ['Birthday', 1],
      ['Level', 1],
      ['City', 1],
      ['Tags', 0],
    ])
  })

  it('change with a revision, for every column of the fact', async () => {
    await runs.bring(before, { columns: targets() })
    const plan = await runs.plan(after, { columns: targets() })
    const revised = await runs.revise(plan, {
      rules: [
        { column: 2, rule: 'overwrite' },
        { column: 6, rule: 'overwrite' },
      ],
    })
    await runs.commit(revised)
    expect(state()).toMatchObject({ phones: ['+351912000222'], level: ['B2'], job: 'Owner' })
  })

  it('keep what the file confirms', async () => {
    const phone = { field: 'phone', rule: 'overwrite' } as const
    const columns: TestTarget[] = [{ field: 'display-name' }, { field: 'email' }, phone, phone]
    const file = (...phones: string[]) => `Name,Email,P1,P2\nAna,ana@x.pt,${phones.join(',')}\n`
    await runs.bring(file('912000111', '912000333'), { columns })
    await runs.bring(file('912000222', '912000111'), { columns })
    expect(state().phones).toEqual(['+351912000111', '+351912000222'])
    const again = await runs.plan(file('912000222', '912000111'), { columns })
    expect(again.counts).toMatchObject({ changed: 0, unchanged: 1 })
  })

  it('hear the first of several rows about one person', async () => {
    const columns = targets('overwrite')
    await runs.bring(before, { columns })
    const rows = `Ana Ferreira,ana@x.pt,912000444,Lumen,Buyer,,B1,,\nAna Ferreira,ana@x.pt,912000555,Lumen,Seller,,B2,,\n`
    await runs.bring(person + rows, { columns })
    expect(state()).toMatchObject({ job: 'Buyer', level: ['B1'] })
    expect(new Set(state().phones)).toEqual(new Set(['+351912000444', '+351912000555']))
    expect((await runs.plan(person + rows, { columns })).counts).toMatchObject({
      new: 0,
      changed: 0,
    })
  })
})

describe('amounts', () => {
  it('are in the currency that they name, else their column, else the business', async () => {
    const rows = ['Ana,ana@x.pt,12800,5 €', 'Rui,rui@x.pt,20 USD,7 €', 'Eva,eva@x.pt,9,8']
    await runs.bring(['Name,Email,消费(元),Fee', ...rows].join('\n'))
    const kept = all(
      'select integer_value, currency from custom_values order by currency, integer_value',
    )
    expect(kept).toEqual(['900|CNY', '1280000|CNY', '500|EUR', '700|EUR', '800|EUR', '2000|USD'])
  })
})

describe('amounts in a field of numbers', () => {
  it('stay as they are typed in the notes, and are told', async () => {
    const points = {
      field: 'custom-field',
      customField: { name: 'Points', type: 'number' },
    } as const
    const columns: TestTarget[] = [{ field: 'display-name' }, { field: 'email' }, points]
    const cells = ['€ 1.200', '1200 CHF', '$12.50', '300元', '7,5']
    const rows = cells.map((cell, n) => `P${n},p${n}@x.pt,"${cell}"`)
    const text = `Name,Email,Points\n${rows.join('\n')}\n`
    const plan = await runs.plan(text, { columns })
    expect(runs.rows(plan, 'new').rows[0]?.changes).toMatchObject([
      { field: 'email' },
      { field: 'notes', after: 'Points: € 1.200' },
    ])
    await runs.commit(plan)
    expect(all('select notes from contacts where notes is not null order by id')).toEqual(
      cells.slice(0, 4).map((cell) => `Points: ${cell}`),
    )
    expect(all('select number_value from custom_values')).toEqual(['7.5'])
    expect((await runs.plan(text, { columns })).counts).toMatchObject({ new: 0, changed: 0 })
  })
})

describe('rows that change somebody', () => {
  it('are told apart from the people whom Kith had', async () => {
    await runs.bring('Name,Email,City\nAna,ana@x.pt,\n')
    const text =
      'Name,Email,City,Phone\nAna,ana@x.pt,Porto,\nRui,rui@x.pt,,\nRui,rui@x.pt,Braga,\nAna,ana@x.pt,,912345678\n'
    const plan = await runs.plan(text, {})
    expect(plan.counts).toMatchObject({ rows: 4, new: 1, changed: 3 })
    expect(await runs.commit(plan)).toMatchObject({ changedPeople: 1 })
  })
})

describe('what every person of the file gets', () => {
  it('is a tag, and a stage where there is none', async () => {
    await runs.bring('Name,Email,Stage\nAna,ana@x.pt,grow\nRui,rui@x.pt,\n')
    const text = 'Name,Email\nAna,ana@x.pt\nRui,rui@x.pt\nEva,eva@x.pt\n'
    const choices = { addTags: ['Import Nov 2026'], setStage: 'convert' as const }
    const plan = await runs.plan(text, choices)
    expect(plan.counts).toMatchObject({ new: 1, changed: 2 })
    expect(await runs.commit(plan)).toMatchObject({ created: { tagged: 3 } })
    expect(all('select display_name, stage from contacts order by id')).toEqual([
      'Ana|grow',
      'Rui|convert',
      'Eva|convert',
    ])
    expect((await runs.plan(text, choices)).counts).toMatchObject({ new: 0, changed: 0 })
  })
})

describe('custom fields', () => {
  it('are created with the import, found by name the next time, and undone with it', async () => {
    const text = 'Name,Email,Points\nAna,ana@x.pt,7\nRui,rui@x.pt,8.5\nEva,eva@x.pt,9\n'
    const columns: TestTarget[] = [
      { field: 'display-name' },
      { field: 'email' },
      { field: 'custom-field', customField: { name: 'Points', type: 'number' } },
    ]
    const plan = await runs.plan(text, { columns })
    expect(plan.counts.newFields).toEqual(['Points'])
    await runs.commit(plan)
    expect(all('select number_value from custom_values order by id')).toEqual(['7', '8.5', '9'])
    const again = await runs.plan(text, { columns })
    expect(again.counts).toMatchObject({ new: 0, changed: 0, newFields: [] })
  })

  it('are the key where the owner has numbers', async () => {
    const columns: TestTarget[] = [
      { field: 'own-id', customField: { name: 'Customer', type: 'text' } },
      { field: 'display-name' },
      { field: 'email' },
    ]
    const matchBy: Input<'imports.plan'>['matchBy'] = ['own-id', 'email']
    const choices = { columns, matchBy }
    await runs.bring('No,Name,Email\n17,Ana,ana@x.pt\n18,Anna,ana@x.pt\n', choices)
    expect(all('select display_name from contacts order by id')).toEqual(['Ana', 'Anna'])
    const plan = await runs.plan('No,Name,Email\n18,Anna F.,other@x.pt\n19,Ana,ana@x.pt\n', choices)
    expect(plan.counts.changed).toBe(1)
    expect(runs.rows(plan, 'changed').rows).toMatchObject([{ row: 2, matchedBy: 'own-id' }])
  })
})

describe('the same people again', () => {
  it('are nobody new and nothing changed, however the file was made', async () => {
    const rows = [
      ['Ana Ferreira', 'ana@lumen.studio', '+351 912 345 678', 'Lumen Studio', '14.03.1984'],
      ['João Antunes', 'joao@lumen.studio', '912 000 111', 'Lumen Studio', '24.01.1970'],
      ['王小明', 'wang@huaxin.cn', '+86 139 1234 5678', '华信科技有限公司', '31.12.1990'],
      ['Zoë Müller', '', '+49 171 5543210', '', '01.02.1960'],
      ['K. Lindqvist', '', '', 'Ek Ceramics AB', ''],
    ]
    const header = ['Name', 'E-Mail', 'Telefon', 'Firma', 'Geburtstag']
    const file = (lines: readonly (readonly string[])[]) =>
      `${lines.map((cells) => cells.join(';')).join('\n')}\n`
    await runs.bring(file([header, ...rows]))
    const dump = canonicalDump(runs.database)
    const permuted = [4, 2, 0, 3, 1]
    const changed = rows.map(([name = '', email = '', phone = '', company = '', born = '']) => [
      name,
      email.toUpperCase(),
      phone.replaceAll(' ', '').replace('+', '00'),
      company,
      born,
    ])
    const variants: (string | Uint8Array)[] = [
      file([header, ...rows.toReversed()]),
      file([header, ...rows].map((cells) => permuted.map((at) => cells[at] ?? ''))),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(file([header, ...rows]), 'utf16le')]),
      file([header, ...changed])
        .replaceAll(';', '\t')
        .replaceAll('\n', '\r\n'),
    ]
    for (const variant of variants) {
      const plan = await runs.plan(variant)
      expect(plan.counts).toMatchObject({ rows: 5, new: 0, changed: 0, unchanged: 5 })
      await runs.commit(plan)
    }
    expect(canonicalDump(runs.database)).toBe(dump)
  })
})
