import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { domainOf } from '#main/features/imports/matching/known-companies.ts'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { ImportRuns } from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const companies = 'Company,Website,Email\n'
const known = `${companies}Lumen Studio GmbH,https://www.lumen.example/about,
Weber & Sohn,,info@weber.example
Azul AB,linkedin.com/company/azul,azul@gmail.com
`
const people = () =>
  runs.connection.reader
    .allSql<{ name: string; company: string | null }>(
      `select c.display_name as name, k.display_name as company from contacts c
        left join contacts k on k.id = c.company_id where c.kind = 'person' order by c.id`,
    )
    .map(({ name, company }) => `${name}: ${company}`)
const companyNames = () =>
  runs.connection.reader
    .allSql<{ name: string }>(
      `select display_name as name from contacts where kind = 'company' order by id`,
    )
    .map(({ name }) => name)

/** Brings a file, and again, which must change nothing. */
const bringTwice = async (text: string): Promise<void> => {
  await runs.bring(text)
  const before = canonicalDump(runs.database)
  const again = await runs.plan(text)
  expect(again.counts).toMatchObject({ new: 0, changed: 0, duplicates: 0, newCompanies: 0 })
  await runs.commit(again)
  expect(canonicalDump(runs.database)).toBe(before)
}

describe('a new person without a company', () => {
  it('belongs to the company whose domain their e-mail has', async () => {
    await runs.bring(known)
    const text = `Name,Email
Ana Ferreira,ana@lumen.example
Rui Teles,rui@weber.example
Eva Klein,eva@gmail.com
Tom Berg,tom@linkedin.com
Zoe Martin,zoe@other.example
`
    const plan = await runs.plan(text)
    const [ana, , eva] = runs.rows(plan, 'new').rows
    expect(ana).toMatchObject({
      companyName: null,
      companyFound: { name: 'Lumen Studio GmbH', by: 'email-domain' },
    })
    expect(ana?.changes).toContainEqual({
      field: 'company',
      label: null,
      type: null,
      before: null,
      after: 'Lumen Studio GmbH',
      kind: 'fills-blank',
    })
    expect(eva?.companyFound).toBeNull()
    await bringTwice(text)
    expect(people()).toEqual([
      'Ana Ferreira: Lumen Studio GmbH',
      'Rui Teles: Weber & Sohn',
      'Eva Klein: null',
      'Tom Berg: null',
      'Zoe Martin: null',
    ])
  })

  it('belongs to nobody where two companies have the domain, and to the one another row names', async () => {
    await runs.bring(`${known}Lumen Shop,https://lumen.example/shop,\n`)
    await bringTwice(`Name,Email,Company
Ana Ferreira,ana@lumen.example,
Rui Teles,rui@weber.example,
Rui Teles,rui@weber.example,Nowak Logistik
`)
    expect(people()).toEqual(['Ana Ferreira: null', 'Rui Teles: Nowak Logistik'])
  })

  it('is the only one: of who is known nothing is guessed', async () => {
    await runs.bring('Name,Email\nAna Ferreira,ana@lumen.example\n')
    await runs.bring(known)
    await bringTwice('Name,Email\nAna Ferreira,ana@lumen.example\n')
    expect(people()).toEqual(['Ana Ferreira: null'])
  })

  it('is shown again when the company has gone meanwhile', async () => {
    await runs.bring(known)
    const text = 'Name,Email,Company\nAna Ferreira,ana@lumen.example,\nRui Teles,,Azul\n'
    const plan = await runs.plan(text)
    // One of the two companies is called otherwise now; both plans rely on it.
    const columns = [{ field: 'company' }, { field: 'link' }, { field: 'email' }] as const
    await runs.bring('Company,Website,Email\n,https://lumen.example,azul@gmail.com\n', {
      columns: [...columns],
    })
    expect(await runs.commit(plan)).toMatchObject({ code: 'data-moved', counts: { new: 2 } })
  })
})

describe('a company that is called with another legal form', () => {
  it('is the one that is known', async () => {
    await runs.bring(known)
    const text = `Name,Company
Ana Ferreira,Lumen Studio
Zoe Martin,Azul
Rui Teles,LUMEN STUDIO G.m.b.H.
Eva Klein,Weber & Sohn KG
Tom Berg,Weber AG
王伟,华信科技
`
    const plan = await runs.plan(text)
    expect(plan.counts).toMatchObject({ new: 6, newCompanies: 2 })
    const [ana, , rui, , tom] = runs.rows(plan, 'new').rows
    expect(ana).toMatchObject({
      companyName: 'Lumen Studio',
      companyFound: { name: 'Lumen Studio GmbH', by: 'legal-form' },
    })
    expect(ana?.changes).toContainEqual(
      expect.objectContaining({ field: 'company', after: 'Lumen Studio GmbH' }),
    )
    expect(rui?.companyFound?.name).toBe('Lumen Studio GmbH')
    expect(tom?.companyFound).toBeNull()
    await bringTwice(text)
    expect(people()).toEqual([
      'Ana Ferreira: Lumen Studio GmbH',
      'Zoe Martin: Azul AB',
      'Rui Teles: Lumen Studio GmbH',
      'Eva Klein: Weber & Sohn',
      'Tom Berg: Weber AG',
      '王伟: 华信科技',
    ])
    await bringTwice('Name,Company\n王小明,华信科技有限公司\n')
    expect(companyNames()).toEqual([
      'Lumen Studio GmbH',
      'Weber & Sohn',
      'Azul AB',
      'Weber AG',
      '华信科技',
    ])
  })

  it('stays another one where two fit or a row of the file is it', async () => {
    const both = await runs.plan(`${companies}Azul AB,,\nAzul Oy,,\nWeber GmbH,,\n`)
    await runs.commit(await runs.revise(both, { decisions: [{ row: 3, verdict: 'different' }] }))
    await runs.bring('Name,Company\nZoe Martin,Azul\n')
    const plan = await runs.plan('Name,Company,Kind\nTom Berg,Weber,person\n,Weber,company\n')
    const decided = await runs.revise(plan, { decisions: [{ row: 3, verdict: 'different' }] })
    await runs.commit(decided)
    expect(people()).toEqual(['Zoe Martin: Azul', 'Tom Berg: Weber'])
  })

  it('stays who it was when a company with another form comes', async () => {
    await runs.bring(known)
    const text = 'Name,Company\nAna Ferreira,Lumen Studio\n'
    await bringTwice(text)
    await bringTwice('Name,Company\nTom Berg,Lumen Studio AG\nAna Ferreira,Lumen Studio\n')
    await bringTwice(text)
    expect(people()).toEqual(['Ana Ferreira: Lumen Studio GmbH', 'Tom Berg: Lumen Studio AG'])
    await bringTwice('Name,Company\nEva Klein,Lumen Studio\nMax Holm,Lumen Studio OHG\n')
    expect(people()).toContain('Eva Klein: Lumen Studio')
  })

  it('says the same as Kith, so nothing is overwritten', async () => {
    await runs.bring('Name,Company,Email\nAna Ferreira,Lumen Studio GmbH,ana@x.example\n')
    const columns = [
      { field: 'display-name' },
      { field: 'company', rule: 'overwrite' },
      { field: 'email' },
    ] as const
    const text = 'Name,Company,Email\nAna Ferreira,Lumen Studio,ana@x.example\n'
    const plan = await runs.plan(text, { columns: [...columns] })
    expect(plan.counts).toMatchObject({ changed: 0, unchanged: 1, newCompanies: 0 })
    expect(runs.rows(plan, 'unchanged').rows[0]?.changes).toContainEqual({
      field: 'company',
      label: null,
      type: null,
      before: 'Lumen Studio GmbH',
      after: 'Lumen Studio GmbH',
      kind: 'same',
    })
  })
})

it.each([
  ['email', 'ana@lumen.example', 'lumen.example'],
  ['email', 'ana@gmail.com', null],
  ['link', 'https://www.Lumen.example:8080/a?b', 'lumen.example'],
  ['link', 'shop.lumen.example', 'shop.lumen.example'],
  ['link', 'https://www.linkedin.com/company/lumen', null],
  ['link', 'gmx.de', null],
  ['link', 'no page', null],
])('domain of %s %s: %s', (kind, value, domain) => {
  expect(domainOf(kind, value)).toBe(domain)
})

it('gives each row what is its own where companies, people and repeated people are mixed', async () => {
  await runs.bring('Name,Email\nOld Friend,old@mail.example\n')
  await bringTwice(`Name,Company,Email,Phone
Ana Ferreira,Only Named AB,ana@mail.example,
,Own Row GmbH,office@own.example,
Rui Teles,Own Row GmbH,rui@mail.example,
Old Friend,,old@mail.example,+351 912 345 678
Ana Ferreira,Only Named AB,ana@mail.example,+351 912 345 679
,Second Row GmbH,office@second.example,
`)
  const points = runs.connection.reader.allSql<{ text: string }>(
    `select c.display_name || ', ' || coalesce(k.display_name, '') || ': '
        || coalesce(group_concat(p.raw, ' ' order by p.id), '') as text
      from contacts c left join contacts k on k.id = c.company_id
        left join contact_points p on p.contact_id = c.id
      group by c.id order by c.id`,
  )
  expect(points.map(({ text }) => text)).toEqual([
    'Old Friend, : old@mail.example +351 912 345 678',
    'Only Named AB, : ',
    'Own Row GmbH, : office@own.example',
    'Second Row GmbH, : office@second.example',
    'Ana Ferreira, Only Named AB: ana@mail.example +351 912 345 679',
    'Rui Teles, Own Row GmbH: rui@mail.example',
  ])
})
