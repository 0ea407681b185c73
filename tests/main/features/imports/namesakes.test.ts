import fc from 'fast-check'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImportRuns, type TestPlan } from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const people = () =>
  runs.connection.reader
    .allSql<{ text: string }>(
      `select c.display_name || coalesce(' | ' || (select group_concat(f.name || ' ' ||
          coalesce(v.text_value, v.number_value, v.integer_value), ', ')
          from custom_values v join custom_fields f on f.id = v.field_id
          where v.contact_id = c.id), '') || coalesce(' | ' || nullif(c.notes, ''), '') as text
        from contacts c where c.kind = 'person' order by c.id`,
    )
    .map(({ text }) => text)

const guests = [
  'Name;Tisch;Menü',
  'Anna Müller;Rosen;vegan',
  'Anna Müller;Tulpen;Fisch',
  'Ben Weiß;Rosen;vegan',
].join('\n')
const turned = ['Menü;Tisch;Name', 'Fisch;Tulpen;Anna Müller', 'vegan;Rosen;Ben Weiß']
  .concat('vegan;Rosen;Anna Müller')
  .join('\n')
const bringsNobody = { new: 0, changed: 0, newCompanies: 0 }

describe('people of one file who have nothing but their name in common', () => {
  it('are asked about instead of becoming one', async () => {
    const plan = await runs.plan(guests)
    expect(plan.counts).toMatchObject({ rows: 3, new: 2, duplicates: 1 })
    expect(runs.rows(plan, 'duplicates').rows).toMatchObject([
      { row: 3, candidates: [{ row: 2, name: 'Anna Müller', reasons: ['same-name'] }] },
    ])
  })

  it('stay undecided when they come again', async () => {
    await runs.bring(guests)
    expect(people()).toHaveLength(2)
    for (const file of [guests, turned]) {
      const again = await runs.bring(file)
      expect(again.counts).toMatchObject({ ...bringsNobody, unchanged: 2, duplicates: 1 })
    }
    expect(people()).toHaveLength(2)
  })

  it.each([
    ['different', { ...bringsNobody, unchanged: 3, duplicates: 0 }],
    ['same', { ...bringsNobody, duplicates: 0 }],
  ] as const)('are known again when the owner said %s', async (verdict, counts) => {
    const plan = await runs.revise(await runs.plan(guests), {
      decisions: [{ row: 3, otherRow: 2, verdict }],
    })
    await runs.commit(plan)
    const before = people()
    expect(before).toEqual(
      verdict === 'different'
        ? [
            'Anna Müller | Tisch Rosen, Menü vegan',
            'Anna Müller | Tisch Tulpen, Menü Fisch',
            'Ben Weiß | Tisch Rosen, Menü vegan',
          ]
        : [
            'Anna Müller | Tisch Rosen, Menü vegan | Menü: Fisch · Tisch: Tulpen',
            'Ben Weiß | Tisch Rosen, Menü vegan',
          ],
    )
    for (const file of [guests, turned]) {
      expect((await runs.bring(file)).counts).toMatchObject(counts)
    }
    expect(people()).toEqual(before)
  })

  it('are one where every cell is the same, or says nothing more', async () => {
    const repeated = `${guests}\nAnna Müller;Tulpen;Fisch\nBen Weiß;Rosen;vegan\nBen Weiß;;\n`
    const plan = await runs.plan(repeated)
    expect(plan.counts).toMatchObject({ rows: 6, new: 2, unchanged: 2, duplicates: 2 })
  })

  it('are one by the same number of the list, however often it stands there', async () => {
    const rows = [
      '17;Bar Azul;crates;2',
      '17;Bar Azul;bottles;9',
      '18;Bar Azul;crates;4',
      '18;Bar Azul;glasses;1',
      '19;Café Luz;crates;1',
      '19;Café Luz;glasses;5',
    ]
    const file = (lines: readonly string[]) =>
      ['Customer ID;Customer;What;Count', ...lines].join('\n')
    const plan = await runs.plan(file(rows))
    expect(plan.counts).toMatchObject({ new: 2, changed: 2, duplicates: 2 })
    const decisions = runs
      .rows(plan, 'duplicates')
      .rows.map(({ row }) => ({ row, verdict: 'different' as const }))
    await runs.commit(await runs.revise(plan, { decisions: decisions.slice(0, 1) }))
    expect(people()).toHaveLength(3)
    for (const lines of [rows, rows.toReversed()]) {
      const { counts } = await runs.bring(file(lines))
      expect(counts).toMatchObject({ ...bringsNobody, unchanged: 6 })
    }
  })

  it('are asked about beside somebody of that name with an e-mail', async () => {
    const file = 'Name,Email,City\nAna Lopes,ana@x.pt,Lisboa\nAna Lopes,,Porto\n'
    const plan = await runs.bring(file)
    expect(plan.counts).toMatchObject({ new: 1, duplicates: 1 })
    expect((await runs.plan(file)).counts).toMatchObject({ ...bringsNobody, duplicates: 1 })
  })

  it('bring no changes of a contact while more than one may be meant', async () => {
    await runs.bring('Name;Tisch\nAnna Müller;Rosen\n')
    const plan = await runs.plan('Name;Tisch;Menü\nAnna Müller;Rosen;vegan\nAnna Müller;Tulpen;\n')
    expect(plan.counts).toMatchObject({ ...bringsNobody, duplicates: 2 })
    const alone = await runs.plan('Name;Tisch;Menü\nAnna Müller;Rosen;vegan\n')
    expect(alone.counts).toMatchObject({ changed: 1, duplicates: 0 })
  })

  it('are all asked about in a crowd', async () => {
    const crowd = Array.from({ length: 400 }, (_, at) => `Anna Müller;${at}`)
    const file = ['Name;Platz', ...crowd].join('\n')
    const plan = await runs.bring(file)
    expect(plan.counts).toMatchObject({ new: 1, duplicates: 399 })
    expect((await runs.plan(file)).counts).toMatchObject({ ...bringsNobody, duplicates: 399 })
  })
})

const cell = (...values: string[]) => fc.constantFrom('', ...values)
const guest = fc.record({
  Name: fc.constantFrom('Anna Müller', 'Müller, Anna', 'Anna Muller', 'Ben Weiß'),
  Email: cell('', '', 'anna@x.de'),
  Tisch: cell('Rosen', 'Tulpen'),
  Menü: cell('vegan', 'Fisch'),
  Notizen: cell('late'),
  Geburtstag: cell('1984-03-14'),
})

it('brings nothing the second time, however the owner decided', async () => {
  const decide = async (plan: TestPlan, verdict: 'same' | 'different'): Promise<TestPlan> => {
    let decided = plan
    for (let round = 0; decided.counts.duplicates > 0 && round < 6; round += 1) {
      const decisions = runs
        .rows(decided, 'duplicates')
        .rows.map(({ row, candidates: [best] }) => ({
          row,
          verdict,
          ...(verdict === 'same' && {
            ...(best?.contactId === null ? {} : { candidate: best?.contactId }),
            ...(best?.row === null ? {} : { otherRow: best?.row }),
          }),
        }))
      decided = await runs.revise(decided, { decisions })
    }
    return decided
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(guest, { minLength: 2, maxLength: 8 }),
      fc.constantFrom('same', 'different', 'later'),
      async (rows, verdict) => {
        runs.close()
        runs = await ImportRuns.open()
        const plan = await runs.plan(Papa.unparse(rows))
        await runs.commit(verdict === 'later' ? plan : await decide(plan, verdict))
        for (const file of [rows, rows.toReversed()]) {
          const again = await runs.bring(Papa.unparse(file))
          expect({ file, counts: again.counts }).toMatchObject({ file, counts: bringsNobody })
        }
      },
    ),
    { numRuns: 20, seed: 3, endOnFailure: true },
  )
})
