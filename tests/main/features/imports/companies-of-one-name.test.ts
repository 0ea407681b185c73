import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { ImportRuns, type TestPlan } from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const companies = () =>
  runs.connection.reader
    .allSql<{ text: string }>(
      `select c.display_name || coalesce(' | ' || (select group_concat(a.city, ', ') from addresses a
          where a.contact_id = c.id), '') || coalesce(' | ' || (select group_concat(p.raw, ', ')
          from contact_points p where p.contact_id = c.id), '')
          || coalesce(' | ' || nullif(c.notes, ''), '') as text
        from contacts c where c.kind = 'company' order by c.id`,
    )
    .map(({ text }) => text)

const numbers = [
  'Company;Registration number;Phone',
  'Nova GmbH;HRB 1234;+49 30 1234567',
  'Nova GmbH;HRB 9999;+49 89 7654321',
].join('\n')
const vat = 'Firma;USt-IdNr.\nNova GmbH;DE123456789\nNova GmbH;DE987654321'
const chinese = '公司;统一社会信用代码\n新星公司;91310000MA1K35X12A\n新星公司;91110000MA1K35X99B'
const domains = 'Company,Website\nNova,https://nova.example\nNova,https://nova-soft.example'
const towns = 'Company,City\nNova,Berlin\nNova,München'
const bringsNothing = { new: 0, changed: 0, newCompanies: 0 }

const decide = async (plan: TestPlan, verdict: 'same' | 'different'): Promise<TestPlan> => {
  let decided = plan
  for (let round = 0; decided.counts.duplicates > 0 && round < 4; round += 1) {
    const decisions = runs.rows(decided, 'duplicates').rows.map(({ row, candidates: [best] }) => ({
      row,
      verdict,
      ...(verdict === 'same' && best?.row ? { otherRow: best.row } : {}),
    }))
    decided = await runs.revise(decided, { decisions })
  }
  return decided
}

describe('two companies of one name in one file', () => {
  it.each([
    ['numbers', numbers, 'other-number'],
    ['tax numbers', vat, 'other-number'],
    ['Chinese numbers', chinese, 'other-number'],
    ['domains', domains, 'other-domain'],
    ['towns', towns, 'other-town'],
  ] as const)('with different %s are asked about, with the reason', async (_, file, reason) => {
    const plan = await runs.plan(file)
    expect(plan.counts).toMatchObject({ rows: 2, new: 1, changed: 0, duplicates: 1 })
    const [asked] = runs.rows(plan, 'duplicates').rows
    expect(asked).toMatchObject({
      row: 3,
      kind: 'company',
      candidates: [{ row: 2, reasons: ['same-name', reason] }],
    })
    // What they differ in stands side by side.
    const differing = asked?.candidates[0]?.facts.filter(({ inFile, inKith }) => inFile !== inKith)
    expect(differing).not.toEqual([])
  })

  it.each([
    ['numbers', numbers],
    ['tax numbers', vat],
    ['domains', domains],
    ['towns', towns],
  ])('with different %s bring nothing the second time, whatever was decided', async (_, file) => {
    for (const verdict of ['later', 'same', 'different'] as const) {
      runs.close()
      runs = await ImportRuns.open()
      const plan = await runs.plan(file)
      await runs.commit(verdict === 'later' ? plan : await decide(plan, verdict))
      expect(companies()).toHaveLength(verdict === 'different' ? 2 : 1)
      const before = canonicalDump(runs.database)
      const [head = '', one = '', other = ''] = file.split('\n')
      for (const text of [file, [head, other, one].join('\n')]) {
        const again = await runs.bring(text)
        expect({ verdict, ...again.counts }).toMatchObject(bringsNothing)
        expect(again.counts.duplicates).toBe(verdict === 'later' ? 1 : 0)
      }
      expect(canonicalDump(runs.database)).toBe(before)
    }
  })

  it('do not both become the known one that says neither', async () => {
    await runs.bring('Company\nNova GmbH')
    const plan = await runs.plan(numbers)
    expect(plan.counts).toMatchObject({ new: 0, changed: 0, duplicates: 2 })
    await runs.commit(plan)
    expect((await runs.bring(numbers)).counts).toMatchObject({ ...bringsNothing, duplicates: 2 })
    expect(companies()).toEqual(['Nova GmbH'])
  })

  it('wait again when their people have made the company meanwhile', async () => {
    const file = [
      'Name;Company;E-mail',
      'Ana;Firm 1 zh;ana@a.example',
      ';Firm 8 zh;y@firms.example',
      ';Firm 1 zh;x@firms.example',
    ].join('\n')
    const { duplicates } = (await runs.bring(file)).counts
    expect(duplicates).toBeGreaterThan(0)
    expect((await runs.bring(file)).counts).toMatchObject({ ...bringsNothing, duplicates })
  })

  it('lose no cell, however they are decided', async () => {
    await runs.commit(await decide(await runs.plan(numbers), 'same'))
    expect(companies()).toEqual([
      'Nova GmbH | +49 30 1234567, +49 89 7654321 | Registration number: HRB 1234\nRegistration number: HRB 9999',
    ])
    runs.close()
    runs = await ImportRuns.open()
    await runs.commit(await decide(await runs.plan(numbers), 'different'))
    expect(companies()).toEqual([
      'Nova GmbH | +49 30 1234567 | Registration number: HRB 1234',
      'Nova GmbH | +49 89 7654321 | Registration number: HRB 9999',
    ])
  })

  it('are not joined by a row that says neither town', async () => {
    const plan = await runs.plan(`${towns.replace('\n', '\nNova,\n')}\nNova,Berlin\n`)
    expect(plan.counts).toMatchObject({ rows: 4, new: 1, changed: 0, duplicates: 3 })
  })

  it('are one where nothing speaks against it, or something that weighs more speaks for it', async () => {
    const one = 'Company,City,Email\nNova,Berlin,info@nova.example\nNova,,sales@nova.example\n'
    expect((await runs.plan(`${one}Nova,Hamburg,x@nova.example\n`)).counts).toMatchObject({
      new: 1,
      changed: 2,
      duplicates: 0,
    })
  })

  it('are one by number, whatever else differs', async () => {
    const file = 'Company,City,VAT number\nNova,Berlin,DE123456789\nNova,Hamburg,DE 123 456 789\n'
    expect((await runs.plan(file)).counts).toMatchObject({ new: 1, changed: 1, duplicates: 0 })
  })
})

describe('a company of the name of a known one', () => {
  it('in another town is asked about', async () => {
    await runs.bring('Company,City\nNova,Berlin\n')
    const plan = await runs.plan('Company,City\nNova,München\n')
    expect(plan.counts).toMatchObject({ ...bringsNothing, duplicates: 1 })
    expect(runs.rows(plan, 'duplicates').rows).toMatchObject([
      { candidates: [{ name: 'Nova', reasons: ['same-name', 'other-town'] }] },
    ])
  })

  it('goes to the one of several that says the same, and to none where it may be either', async () => {
    await runs.commit(await decide(await runs.plan(towns), 'different'))
    const phone = 'Company,City,Phone\nNova,München,+49 89 7654321\n'
    expect((await runs.bring(phone)).counts).toMatchObject({ changed: 1, duplicates: 0 })
    expect(companies()).toEqual(['Nova | Berlin', 'Nova | München | +49 89 7654321'])
    const bare = await runs.plan('Company,Phone\nNova,+49 40 1112223\n')
    expect(bare.counts).toMatchObject({ ...bringsNothing, duplicates: 1 })
    expect(runs.rows(bare, 'duplicates').rows[0]?.candidates).toHaveLength(2)
  })
})
