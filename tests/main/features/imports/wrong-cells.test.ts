import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImportRuns } from '#tests/support/import-runs.ts'

let runs: ImportRuns
beforeEach(async () => {
  runs = await ImportRuns.open()
})
afterEach(() => runs.close())

const file = [
  'Name;Email;Phone;Birthday;Country',
  'Eva Klein;eva@mail;12;30.02.1990;Nowhereland',
  'Rui Teles;rui@x.example;+351 912 345 678;14.03.1984;Portugal',
].join('\n')

describe('a row with several wrong cells', () => {
  it('tells of each of them, once and in the order of the columns', async () => {
    const [eva] = runs.rows(await runs.plan(file), 'kept').rows
    expect(eva).toMatchObject({
      problem: { code: 'email-unreadable', columnIndex: 1, value: 'eva@mail' },
      otherProblems: [
        { code: 'phone-too-short', column: 'Phone', columnIndex: 2, value: '12' },
        { code: 'no-such-day', columnIndex: 3, value: '30.02.1990' },
        { code: 'country-unknown', columnIndex: 4, value: 'Nowhereland' },
      ],
    })
  })

  it('is repaired cell by cell until nothing is wrong', async () => {
    const repairs = [
      { row: 2, column: 1, value: 'eva@mail.example' },
      { row: 2, column: 2, value: '+351 912 345 670' },
      { row: 2, column: 3, value: '28.02.1990' },
    ]
    let plan = await runs.plan(file)
    for (const [at, repair] of repairs.entries()) {
      plan = await runs.revise(plan, { repairs: [repair] })
      expect(plan.counts).toMatchObject({ kept: at < 2 ? 1 : 0, repaired: 1 })
    }
    const [eva] = runs.rows(plan, 'repaired').rows
    expect(eva).toMatchObject({ problem: null, otherProblems: [] })
    expect(eva?.repairs).toHaveLength(3)
  })

  it('of which one is wrong twice shows the whole cell, so that a repair loses nothing of it', async () => {
    const several = 'Name,Phone\nEva Klein,"+351 912 345 678\n12\n34"\n'
    const plan = await runs.plan(several)
    const [eva] = runs.rows(plan, 'kept').rows
    expect(eva).toMatchObject({
      problem: { columnIndex: 1, value: '+351 912 345 678; 12; 34' },
      otherProblems: [],
    })
    const value = '+351 912 345 678; +351 912 345 679'
    const repaired = await runs.revise(plan, { repairs: [{ row: 2, column: 1, value }] })
    await runs.commit(repaired)
    const phones = runs.connection.reader.allSql(
      `select normalized from contact_points where kind = 'phone' order by id`,
    )
    expect(phones).toEqual([{ normalized: '+351912345678' }, { normalized: '+351912345679' }])
  })
})
