import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalDump } from '#tests/support/canonical-dump.ts'
import { ImportRuns } from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const all = (sql: string): unknown[] =>
  runs.connection.reader.allSql<object>(sql).map((row) => Object.values(row).join('|'))
const people = () => all(`select display_name from contacts where kind = 'person' order by id`)

const known =
  'Name,Firma,Email\nJoao Antunes,Lumen Studio,\nMarie Dupont,Atelier,marie@atelier.fr\n'
const file = `Name,Firma,Email,Telefon,Notiz
João Antunes,Lumen Studio,joao@lumen.studio,912000111,
Marie Dupont-Lang,Atelier,lang@atelier.fr,,
Eva Klein,Atelier,eva@atelier.fr,,
Rita Campos,,rita@mail,,
,,,,ask Rita
`

const rehearsed = async () => {
  await runs.bring(known)
  return runs.plan(file)
}

describe('possible duplicates', () => {
  it('wait for the owner, with reasons and what both say', async () => {
    const plan = await rehearsed()
    expect(plan.counts).toMatchObject({ rows: 5, new: 2, duplicates: 2, problems: 1, kept: 1 })
    const [first, second] = runs.rows(plan, 'duplicates').rows
    expect(first).toMatchObject({
      row: 2,
      decision: null,
      candidates: [
        { contactId: 3, name: 'Joao Antunes', reasons: ['same-company', 'accents-differ'] },
      ],
    })
    expect(first?.candidates[0]?.facts).toContainEqual({
      field: 'email',
      label: null,
      type: null,
      inFile: 'joao@lumen.studio',
      inKith: null,
    })
    expect(second?.candidates[0]).toMatchObject({ name: 'Marie Dupont' })
    expect(second?.candidates[0]?.reasons).toContain('one-name-longer')
    await runs.commit(plan)
    expect(people()).toEqual(['Joao Antunes', 'Marie Dupont', 'Eva Klein', 'Rita Campos'])
  })

  it('are people of one surname, company and phone: an office phone never decides alone', async () => {
    const choices = { options: { country: 'CN' } }
    const known = '姓名,公司,电话,邮箱\n郑雨桐,西边茶行,0571-8888 1234,yutong@xibian.cn\n'
    await runs.bring(known, choices)
    const plan = await runs.plan(
      '姓名,公司,电话,邮箱\n郑雨晴,西边茶行,0571 88881234,office@xibian.cn\n叶清,西边茶行,0571 88881234,\n',
      choices,
    )
    expect(plan.counts).toMatchObject({ new: 1, duplicates: 1 })
    expect(runs.rows(plan, 'duplicates').rows[0]?.candidates).toMatchObject([
      {
        name: '郑雨桐',
        reasons: expect.arrayContaining(['same-phone', 'same-company', 'other-name']),
      },
    ])
  })

  it('are decided one by one, and undecided again', async () => {
    const plan = await rehearsed()
    const decided = await runs.revise(plan, {
      decisions: [
        { row: 2, candidate: 3 as never, verdict: 'same' },
        { row: 3, verdict: 'different' },
      ],
    })
    expect(decided.counts).toMatchObject({
      new: 3,
      changed: 1,
      duplicates: 0,
      problems: 1,
      decidedSame: 1,
      decidedDifferent: 1,
    })
    expect(runs.rows(decided, 'decided').rows.map(({ row, decision }) => [row, decision])).toEqual([
      [2, 'same'],
      [3, 'different'],
    ])
    const undone = await runs.revise(decided, { decisions: [{ row: 3, verdict: 'undecided' }] })
    expect(undone.counts).toMatchObject({ duplicates: 1, decidedSame: 1, decidedDifferent: 0 })
    await runs.revise(decided, { decisions: [{ row: 3, verdict: 'different' }] })
    await runs.commit(decided)
    expect(people()).toEqual([
      'Joao Antunes',
      'Marie Dupont',
      'Marie Dupont-Lang',
      'Eva Klein',
      'Rita Campos',
    ])
    expect(all(`select normalized from contact_points where contact_id = 3`)).toEqual([
      'joao@lumen.studio',
      '+351912000111',
    ])
    const again = await runs.plan(file)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, duplicates: 0, problems: 1 })
  })

  it('are found within the file', async () => {
    const text = 'Name,Firma,Email\nKarin Lindqvist,Ek AB,karin@ek.se\nK. Lindqvist,Ek,k@home.se\n'
    const plan = await runs.plan(text)
    expect(plan.counts).toMatchObject({ new: 1, duplicates: 1 })
    expect(runs.rows(plan, 'duplicates').rows).toMatchObject([
      { row: 3, candidates: [{ contactId: null, row: 2, name: 'Karin Lindqvist' }] },
    ])
    const same = await runs.revise(plan, {
      decisions: [{ row: 3, otherRow: 2, verdict: 'same' }],
    })
    expect(same.counts).toMatchObject({ new: 1, changed: 1, duplicates: 0 })
    await runs.commit(same)
    expect(people()).toEqual(['Karin Lindqvist'])
  })
})

describe('rows that nobody decided', () => {
  // Rows 2 and 5 are one person, who then has the address that row 6 shares with others.
  const mess = `Name,Company,Email,Phone,Notes
Rui Silva,Weber & Sohn,,213 456 789,vegetarian
Ana Silva,Lumen,,,B2
,,info@x.pt,213 456 789,
Rui Silva,Lumen,info@x.pt,,B2
Ana Silva,Lumen,ana@x.pt; rui@x.pt,912 000 111,vegetarian
`
  const turned = mess.trimEnd().split('\n')
  const again = [turned[0], ...turned.slice(1).toReversed()].join('\n').replace('213 456', '213456')

  it('wait when the same people come again, until they are decided', async () => {
    await runs.bring(mess)
    const before = canonicalDump(runs.database)
    for (const text of [mess, again]) {
      const plan = await runs.plan(text)
      expect(plan.counts).toMatchObject({ new: 0, changed: 0, duplicates: 1 })
      const [row] = runs.rows(plan, 'duplicates').rows
      expect(row).toMatchObject({ companyName: 'Lumen', contactId: null, matchedBy: null })
      expect(row?.candidates).toMatchObject([{ name: 'Rui Silva' }])
      await runs.commit(plan)
      expect(canonicalDump(runs.database)).toBe(before)
    }
    const plan = await runs.plan(mess)
    const [undecided] = runs.rows(plan, 'duplicates').rows
    const { row = 0 } = undecided ?? {}
    const candidate = undecided?.candidates[0]?.contactId ?? undefined
    const same = await runs.revise(plan, { decisions: [{ row, candidate, verdict: 'same' }] })
    expect(same.counts).toMatchObject({ new: 0, changed: 1, duplicates: 0, decidedSame: 1 })
    const different = await runs.revise(plan, {
      decisions: [{ row, candidate, verdict: 'different' }],
    })
    expect(different.counts).toMatchObject({ new: 1, changed: 0, duplicates: 0 })
    await runs.commit(different)
    expect((await runs.plan(again)).counts).toMatchObject({ new: 0, changed: 0, duplicates: 0 })
  })

  it('wait while their values are others, although they would fill no blank', async () => {
    const text = (promo: number) => `Nom,Prenom,ID,Promo,Email,Date_Debut
RICHARD,SALOME,srichard,2019,salome@x.fr,2019-09-03
Klein,Eva,eklein,2018,eva@x.fr,2018-09-03
Richard,Salomé,srichard,${promo},,2017-09-04
`
    const { counts } = await runs.bring(text(2017))
    expect(counts).toMatchObject({ new: 2, duplicates: 1 })
    const before = canonicalDump(runs.database)
    const plan = await runs.plan(text(2017))
    expect(plan.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2, duplicates: 1 })
    expect(runs.rows(plan, 'duplicates').rows[0]?.candidates[0]?.facts).toContainEqual({
      field: 'custom-field',
      label: 'Promo',
      type: expect.any(String),
      inFile: '2017',
      inKith: '2019',
    })
    await runs.commit(plan)
    expect(canonicalDump(runs.database)).toBe(before)
    const alike = text(2019).replace('2017-09-04', '2019-09-03')
    expect((await runs.plan(alike)).counts).toMatchObject({ unchanged: 3, duplicates: 0 })
  })

  it('are judged anew where whom they may be has gone', async () => {
    await runs.bring('Name,Company,Email\nAna Ferreira,Lumen,ana@x.pt\n')
    const text = 'Name,Company,Email\nA. Ferreira,Lumen,a@y.pt\n'
    await runs.bring(text)
    expect((await runs.plan(text)).counts).toMatchObject({ new: 0, duplicates: 1 })
    runs.forget('Ana Ferreira')
    expect((await runs.plan(text)).counts).toMatchObject({ new: 1, duplicates: 0 })
  })
})

describe('an exact match', () => {
  const text = 'Name,Email,Phone,Level\nAna Ferreira,ana@x.pt,912000111,B2\n'
  it('can be called another person, and again the same', async () => {
    await runs.bring('Name,Email\nAna Ferreira,ana@x.pt\n')
    const plan = await runs.plan(text)
    expect(plan.counts).toMatchObject({ new: 0, changed: 1 })
    const other = await runs.revise(plan, { decisions: [{ row: 2, verdict: 'different' }] })
    expect(other.counts).toMatchObject({ new: 1, changed: 0, decidedDifferent: 1 })
    expect(runs.rows(other, 'new').rows).toMatchObject([
      { row: 2, contactId: null, matchedBy: null, decision: 'different', candidates: [] },
    ])
    const back = await runs.revise(other, { decisions: [{ row: 2, verdict: 'undecided' }] })
    expect(back.counts).toMatchObject({ new: 0, changed: 1, decidedDifferent: 0 })
    await runs.commit(await runs.revise(back, { decisions: [{ row: 2, verdict: 'different' }] }))
    expect(people()).toEqual(['Ana Ferreira', 'Ana Ferreira'])
    expect((await runs.plan(text)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
  })

  it('of names alone, of a number of the owner and of another row can be, too', async () => {
    const columns = [
      { field: 'own-id', customField: { name: 'No', type: 'text' } },
      { field: 'display-name' },
      { field: 'company' },
      { field: 'email' },
    ] as const
    const choices = {
      columns: [...columns],
      matchBy: ['own-id', 'email', 'name-and-company'],
    } satisfies Parameters<ImportRuns['plan']>[1]
    const file = `No,Name,Company,Email
17,Ana Ferreira,Lumen,
,Rui Teles,Lumen,
,Eva Klein,,eva@x.pt
,Eva Klein,Lumen,eva@x.pt
17,Ana F.,,
`
    await runs.bring('No,Name,Company,Email\n17,Ana Ferreira,,\n,Rui Teles,Lumen,\n', choices)
    const plan = await runs.plan(file, choices)
    expect(plan.counts).toMatchObject({ rows: 5, new: 1, duplicates: 0 })
    const decisions = [2, 3, 5, 6].map((row) => ({ row, verdict: 'different' as const }))
    const other = await runs.revise(plan, { decisions })
    expect(other.counts).toMatchObject({ rows: 5, new: 5 })
    await runs.commit(other)
    const again = await runs.plan(file, choices)
    expect(again.counts).toMatchObject({ new: 0, changed: 0 })
  })
})

describe('rows with a problem', () => {
  it('come in once they are repaired', async () => {
    const plan = await rehearsed()
    const [nobody] = runs.rows(plan, 'problems').rows
    const [rita] = runs.rows(plan, 'kept').rows
    expect(rita).toMatchObject({ row: 5, problem: { column: 'Email', columnIndex: 2 } })
    expect(nobody).toMatchObject({ row: 6, problem: { code: 'no-name' } })
    const repaired = await runs.revise(plan, {
      repairs: [
        { row: 5, column: 2, value: 'rita.campos@mail.com' },
        { row: 6, column: 0, value: 'Rui Teles' },
      ],
    })
    expect(repaired.counts).toMatchObject({ new: 3, problems: 0, repaired: 2 })
    expect(runs.rows(repaired, 'repaired').rows).toMatchObject([
      {
        row: 5,
        group: 'new',
        repairs: [{ column: 2, was: 'rita@mail', now: 'rita.campos@mail.com' }],
      },
      { row: 6, group: 'new', repairs: [{ column: 0, was: '', now: 'Rui Teles' }] },
    ])
    const back = await runs.revise(repaired, {
      repairs: [{ row: 5, column: 2, value: 'rita@mail' }],
    })
    expect(back.counts).toMatchObject({ new: 3, problems: 0, kept: 1, repaired: 1 })
  })

  it('come in all the same where only a cell cannot be read, which stands in the notes', async () => {
    const plan = await rehearsed()
    const [rita] = runs.rows(plan, 'kept').rows
    expect(rita).toMatchObject({ row: 5, group: 'new', problem: { value: 'rita@mail' } })
    const note = expect.objectContaining({ field: 'notes', after: 'Email: rita@mail' })
    expect(rita?.changes).toContainEqual(note)
    const out = await runs.revise(plan, { leaveOut: [{ row: 5, isLeftOut: true }] })
    expect(out.counts).toMatchObject({ new: 1, leftOut: 1, kept: 0 })
    expect(await runs.commit(out)).toMatchObject({ code: 'applied' })
    expect(people()).not.toContain('Rita Campos')
  })

  it('stay outside for a cell where the owner wants it, and keep it as a note', async () => {
    await runs.bring(known)
    const plan = await runs.plan(file, { unreadable: 'set-aside' })
    expect(plan.counts).toMatchObject({ new: 1, problems: 2 })
    const kept = await runs.revise(plan, { problems: [{ row: 5, keepAsNote: true }] })
    expect(kept.counts).toMatchObject({ new: 2, problems: 1 })
    expect(runs.rows(kept, 'new').rows[1]?.changes).toContainEqual(
      expect.objectContaining({ field: 'notes', after: 'Email: rita@mail' }),
    )
    const back = await runs.revise(kept, { problems: [{ row: 5, keepAsNote: false }] })
    expect(back.counts).toMatchObject({ new: 1, problems: 2 })
  })
})

describe('rows that are left out', () => {
  it('bring nothing, and come back', async () => {
    const plan = await rehearsed()
    const leaveOut = [4, 5].map((row) => ({ row, isLeftOut: true }))
    const out = await runs.revise(plan, { leaveOut })
    expect(out.counts).toMatchObject({ new: 0, leftOut: 2, duplicates: 2, problems: 1 })
    expect(runs.rows(out, 'left-out').rows).toMatchObject([
      { row: 4, name: 'Eva Klein' },
      { row: 5, name: 'Rita Campos' },
    ])
    const before = canonicalDump(runs.database)
    await runs.commit(out)
    expect(canonicalDump(runs.database)).toBe(before)
    const back = await runs.revise(out, { leaveOut: [{ row: 4, isLeftOut: false }] })
    expect(back.counts).toMatchObject({ new: 1, leftOut: 1 })
  })

  it('are not who other rows are about', async () => {
    const text = 'Name,Email\nAna,ana@x.pt\nAna,ANA@x.pt\n'
    const plan = await runs.plan(text)
    expect(plan.counts).toMatchObject({ new: 1, changed: 0, unchanged: 1 })
    const out = await runs.revise(plan, { leaveOut: [{ row: 2, isLeftOut: true }] })
    expect(out.counts).toMatchObject({ new: 1, unchanged: 0, leftOut: 1 })
    expect(runs.rows(out, 'new').rows).toMatchObject([{ row: 3, sameAsRow: null }])
  })
})

it('searches rows by words of names and companies, in any order', async () => {
  const plan = await rehearsed()
  const found = (words: string) => runs.rows(plan, 'duplicates', words).rows.map(({ row }) => row)
  expect(found('antunes joao')).toEqual([2])
  expect(found('ATELIER')).toEqual([3])
  expect(found('nobody')).toEqual([])
})

it('survives what the owner does meanwhile only when every line stays', async () => {
  const plan = await rehearsed()
  const decided = await runs.revise(plan, {
    decisions: [{ row: 2, candidate: 3 as never, verdict: 'same' }],
  })
  await runs.bring('Name,Email\nSomebody Else,else@x.pt\n')
  const other = await runs.plan(file)
  expect(other.counts.new).toBe(2)
  await runs.bring('Name,Email\nEva Klein,eva@atelier.fr\n')
  const before = canonicalDump(runs.database)
  const moved = await runs.commit(decided)
  expect(moved).toMatchObject({ code: 'data-moved', counts: { new: 1, decidedSame: 1 } })
  expect(canonicalDump(runs.database)).toBe(before)
  expect(await runs.commit(decided)).toMatchObject({ code: 'applied' })
})
