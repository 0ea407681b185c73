import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import type { TestApplication } from '#tests/support/application.ts'
import { exported, rehearsed, startTrip } from '#tests/support/round-trip.ts'

/** Three people of Lumen, one of Mar Azul. */
const open = async () => {
  const app = await startTrip()
  for (const [displayName, companyName] of [
    ['Ana', 'Lumen'],
    ['Ben', 'Lumen'],
    ['Cy', 'Lumen'],
    ['Dan', 'Mar Azul'],
  ] as const) {
    await app.call('contacts.create', { kind: 'person', displayName, companyName })
  }
  return app
}

/** Writes another company into somebody's row, as in a spreadsheet. */
const edit = (path: string, name: string, company: string): string => {
  const edited = readFileSync(path, 'utf8').replace(
    new RegExp(`(,person,${name},,,,)[^,]*`, 'u'),
    `$1${company}`,
  )
  expect(edited).toContain(`,person,${name},,,,${company},`)
  writeFileSync(`${path}-${name}`, edited)
  return `${path}-${name}`
}

const companyOf = async (app: TestApplication, search: string) => {
  const { rows } = await app.call('contacts.list', { filter: { search, kind: 'person' } })
  return rows[0]?.company?.name
}
const companies = async (app: TestApplication) => {
  const { rows } = await app.call('contacts.list', { filter: { kind: 'company' } })
  return rows.map(({ displayName }) => displayName)
}
const selection: Input<'exports.create'>['selection'] = { filter: { kind: 'person' }, except: [] }

test.each([
  ['one that is known', 'Mar Azul', 0],
  ['one that is new', 'Aurora', 1],
])('an edited company moves its person to %s', async (_, company, newCompanies) => {
  const app = await open()
  const plan = await rehearsed(app, edit(await exported(app, 'csv'), 'Ben', company), 'overwrite')
  expect(plan.counts).toMatchObject({ new: 0, changed: 1, unchanged: 5, newCompanies })
  expect((await plan.rowOf('Ben')).changes).toContainEqual(
    expect.objectContaining({
      field: 'company',
      before: 'Lumen',
      after: company,
      kind: 'overwrites',
    }),
  )
  await plan.commit()
  expect(await companyOf(app, 'Ben')).toBe(company)
  expect(await companyOf(app, 'Ana')).toBe('Lumen')
  await plan.undo()
  expect(await companyOf(app, 'Ben')).toBe('Lumen')
})

test('where yours stays, the edited company is shown and stays outside', async () => {
  const app = await open()
  const plan = await rehearsed(app, edit(await exported(app, 'csv'), 'Ben', 'Aurora'))
  expect(plan.counts).toMatchObject({ changed: 0, unchanged: 6, newCompanies: 0 })
  expect((await plan.rowOf('Ben')).changes).toContainEqual(
    expect.objectContaining({ before: 'Lumen', after: 'Aurora', kind: 'yours-stays' }),
  )
})

test.each([
  ['with the companies', undefined],
  ['of people alone', selection],
])('an edited company counts in an empty workspace too, in a file %s', async (_, whom) => {
  const path = await exported(await open(), 'csv', whom)
  const to = await startTrip(2)
  const plan = await rehearsed(to, edit(edit(path, 'Ben', 'Aurora'), 'Cy', 'Mar Azul'))
  await plan.commit()
  expect(await companyOf(to, 'Ana')).toBe('Lumen')
  expect(await companyOf(to, 'Ben')).toBe('Aurora')
  expect(await companyOf(to, 'Cy')).toBe('Mar Azul')
  expect(await companies(to)).toEqual(['Aurora', 'Lumen', 'Mar Azul'])
})

// Its own row, called otherwise than Kith calls it, leaves its name in the notes.
test.each([
  ['with the companies', undefined, 1],
  ['of people alone', selection, 0],
])(
  'a company renamed since keeps its people and its name, by a file %s',
  async (_, whom, notes) => {
    const app = await open()
    const path = await exported(app, 'csv', whom)
    const { rows } = await app.call('contacts.list', {
      filter: { search: 'Lumen', kind: 'company' },
    })
    const [lumen] = rows
    if (lumen === undefined) throw new Error('no company')
    await app.call('contacts.update', { id: lumen.id, displayName: 'Studio Norte' })
    const plan = await rehearsed(app, path, 'overwrite')
    expect(plan.counts).toMatchObject({ new: 0, changed: notes, newCompanies: 0 })
    const ana = await plan.rowOf('Ana')
    expect(ana.companyFound).toEqual({ name: 'Studio Norte', by: 'uid' })
    expect(ana.changes).toContainEqual(
      expect.objectContaining({ field: 'company', after: 'Studio Norte', kind: 'same' }),
    )
    // Who was moved in that file goes where it says.
    const moved = await rehearsed(app, edit(path, 'Ben', 'Mar Azul'), 'overwrite')
    expect(moved.counts).toMatchObject({ changed: 1 + notes, newCompanies: 0 })
    await moved.commit()
    expect(await companyOf(app, 'Ben')).toBe('Mar Azul')
    expect(await companyOf(app, 'Ana')).toBe('Studio Norte')
  },
)
