import { expect, it } from 'vitest'
import { ImportRuns } from '#tests/support/import-runs.ts'

it('come in with all their parts, and are the same when the parts have columns of their own', async () => {
  const runs = await ImportRuns.open()
  try {
    const whole = `Name,Address
Hans Müller,"Hauptstr 2, 74523 Schwäbisch Hall"
Ann Lee,"123 Main St, Springfield, IL 62704"
Bo Hill,"12 High St, London SW1A 1AA"
Cy Poe,"Suite 2, 1234 Main Rd"
`
    const plan = await runs.plan(whole)
    const shown = runs
      .rows(plan, 'new')
      .rows.map(({ changes }) => changes.find(({ field }) => field === 'address')?.after)
    const parts = [
      'Hauptstr 2, 74523, Schwäbisch Hall',
      '123 Main St, 62704, Springfield, IL',
      '12 High St, SW1A 1AA, London',
      'Suite 2, 1234 Main Rd',
    ]
    expect(shown).toEqual(parts)
    await runs.commit(plan)
    const stored = runs.connection.reader.allSql<{ text: string }>(
      `select concat_ws(', ', street, postal_code, city, region) as text from addresses order by id`,
    )
    expect(stored.map(({ text }) => text)).toEqual(parts)
    const nothing = { new: 0, changed: 0, unchanged: 4 }
    expect((await runs.plan(whole)).counts).toMatchObject(nothing)
    const apart = `City,Zip,State,Street,Name
Schwäbisch Hall,74523,,Hauptstr 2,Hans Müller
Springfield,62704,IL,123 Main St,Ann Lee
London,SW1A 1AA,,12 High St,Bo Hill
,,,"Suite 2, 1234 Main Rd",Cy Poe
`
    expect((await runs.plan(apart)).counts).toMatchObject(nothing)
  } finally {
    runs.close()
  }
})

it('have the country behind them, and all their lines where a comma made a column', async () => {
  const runs = await ImportRuns.open()
  try {
    const file = `Name,Address
Hans Müller,"Hauptstr 2, 74523 Hall, Deutschland"
Ana Luz,"Rua A, 10 - Centro, Curitiba - PR, 80010-000"
`
    const shown = (plan: Awaited<ReturnType<ImportRuns['plan']>>) =>
      runs
        .rows(plan, 'new')
        .rows.map(({ changes }) => changes.find(({ field }) => field === 'address')?.after)
    await runs.bring(file)
    const stored = runs.connection.reader.allSql<{ text: string }>(
      `select concat_ws(', ', street, postal_code, city, region, country) as text
       from addresses order by id`,
    )
    expect(stored.map(({ text }) => text)).toEqual([
      'Hauptstr 2, 74523, Hall, DE',
      'Rua A, 10 - Centro, 80010-000, Curitiba, PR',
    ])
    expect((await runs.plan(file)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
    const ragged = `Name,Phone,Address
Jan Lis,600 100 200,Kraków, ul. Lipowa 10
Ola Sowa,600 100 201,ul. Lipowa 11, 00-021 Warszawa
`
    expect(shown(await runs.plan(ragged))).toEqual([
      'ul. Lipowa 10, Kraków',
      'ul. Lipowa 11, 00-021, Warszawa',
    ])
  } finally {
    runs.close()
  }
})
