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
