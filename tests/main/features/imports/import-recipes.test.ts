import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  packIds,
  signatureOf,
  targetsFor,
  unpackIds,
} from '#main/features/imports/recipes/import-recipe.ts'
import type { Input } from '#shared/contract/index.ts'
import { spreadsheet } from '#tests/fixtures/imports/sheet-packages.ts'
import { zipParts } from '#tests/fixtures/imports/zip-parts.ts'
import { type ImportApplication, openImportApplication } from '#tests/support/import-application.ts'

let app: ImportApplication
beforeEach(async () => {
  app = await openImportApplication()
})
afterEach(() => app.close())

const october = 'Name,Mail,Stufe\nAna,ana@x.pt,A\nRui,rui@x.pt,B\nEva,eva@x.pt,A\n'
const november = 'Stufe,Mail,Name\nA,ana@x.pt,Ana\nC,tom@x.pt,Tom\n'
const columns: Input<'imports.plan'>['columns'] = [
  { field: 'display-name' },
  { field: 'email' },
  { field: 'tags' },
]

describe('a recipe', () => {
  it('reads the next file of that shape, and says who is missing', async () => {
    const first = await app.plan(october, {
      columns,
      addTags: ['Newsletter'],
      remember: { name: 'Newsletter list' },
    })
    expect(first.counts).toMatchObject({ new: 3, missing: null })
    await app.commit(first.jobId)
    const inspected = await app.call('imports.inspect', { file: await app.upload(november) })
    expect(inspected.recipe).toMatchObject({ name: 'Newsletter list', fileName: 'people.csv' })
    expect(inspected.columns.map(({ target }) => target.field)).toEqual([
      'tags',
      'email',
      'display-name',
    ])
    const second = await app.plan(november)
    expect(second.counts).toMatchObject({ new: 1, unchanged: 1, missing: 2 })
    const missing = await app.rows(second.jobId, 'missing')
    expect(missing.people.map(({ name }) => name)).toEqual(['Eva', 'Rui'])
    const { jobId } = second
    const page = { jobId, group: 'missing', limit: 1 } as const
    const last = await app.call('imports.rehearsedRows', { ...page, offset: 1 })
    expect([last.total, ...last.people.map(({ name }) => name)]).toEqual([2, 'Rui'])
    const found = await app.call('imports.rehearsedRows', { ...page, search: 'ÉVA' })
    expect([found.total, ...found.people.map(({ name }) => name)]).toEqual([1, 'Eva'])
    const done = await app.commit(second.jobId)
    expect(done).toMatchObject({ created: { tagged: 1 } })
    expect((await app.call('imports.recipes', {})).recipes).toMatchObject([
      { name: 'Newsletter list', people: 2, headers: ['Name', 'Mail', 'Stufe'] },
    ])
    // An import that is undone was nobody's last file.
    await app.call('imports.undo', { jobId: second.jobId })
    expect((await app.plan(november)).counts.missing).toBe(2)
  })

  it('is renamed and deleted, and both are undone', async () => {
    const plan = await app.plan(october, { columns, remember: { name: 'List' } })
    await app.commit(plan.jobId)
    const names = async () =>
      (await app.call('imports.recipes', {})).recipes.map(({ name }) => name)
    const [recipe] = (await app.call('imports.recipes', {})).recipes
    const uid = recipe?.uid ?? ''
    const renamed = await app.call('imports.renameRecipe', { uid, name: 'Monthly' })
    expect(await names()).toEqual(['Monthly'])
    const deleted = await app.call('imports.deleteRecipe', { uid })
    expect(await names()).toEqual([])
    for (const { operationId } of [deleted, renamed]) {
      if (operationId !== null) await app.call('history.undo', { id: operationId })
    }
    expect(await names()).toEqual(['List'])
    await app.call('imports.undo', { jobId: plan.jobId })
    expect(await names()).toEqual([])
  })
})

/** A workbook whose first sheet is one of people too. */
const workbook = (...people: readonly string[]): Promise<Uint8Array> => {
  const row = (...cells: readonly string[]) =>
    `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  const sheet = (...rows: readonly string[]) => `<sheetData>${rows.join('')}</sheetData>`
  return zipParts(
    spreadsheet([
      { name: 'Team', xml: sheet(row('Name', 'Phone'), row('Me', '+351 912 000 000')) },
      {
        name: 'Guests',
        xml: sheet(
          row('Name', 'Mail', 'Table'),
          ...people.map((name) => row(name, `${name}@x.pt`)),
        ),
      },
    ]),
  )
}

describe('a file that had to be read as the owner said', () => {
  it('is read so the next time, unless somebody says otherwise', async () => {
    const options = { sheet: 'Guests' }
    const plan = await app.plan(await workbook('Ana'), { options, remember: { name: 'Guests' } })
    await app.commit(plan.jobId)
    const file = await app.upload(await workbook('Ana', 'Rui'), 'guests.xlsx')
    const inspected = await app.call('imports.inspect', { file })
    expect(inspected).toMatchObject({
      format: { sheet: 'Guests' },
      reading: { sheet: 'Guests' },
      recipe: { name: 'Guests' },
    })
    expect((await app.plan(await workbook('Ana', 'Rui'))).counts).toMatchObject({
      new: 1,
      unchanged: 1,
      missing: 0,
    })
    const other = await app.call('imports.inspect', { file, options: { sheet: 'Team' } })
    expect(other).toMatchObject({ format: { sheet: 'Team' }, reading: {}, recipe: null })
  })

  it('is found behind lines that look like a header', async () => {
    const list = (...people: readonly string[]) =>
      ['Name,Phone,Mail', 'Kurs,Raum,Tag', ...people.map((one) => `${one},101,Mo`)].join('\n')
    const plan = await app.plan(list('Ana'), {
      options: { headerRow: 2 },
      columns: [{ field: 'display-name' }, { field: 'named-note' }, { field: 'named-note' }],
      remember: { name: 'Course' },
    })
    await app.commit(plan.jobId)
    const inspected = await app.call('imports.inspect', { file: await app.upload(list('Rui')) })
    expect(inspected).toMatchObject({ format: { headerRow: 2 }, reading: { headerRow: 2 } })
    expect((await app.plan(list('Rui'))).counts).toMatchObject({ new: 1, missing: 1 })
  })

  it('is no way to read a file of other columns', async () => {
    const nameless = 'Ana,ana@x.pt\nRui,rui@x.pt\n'
    const columns = [{ field: 'display-name' }, { field: 'email' }] as const
    const remember = { name: 'List' }
    const plan = await app.plan(nameless, {
      options: { headerRow: 0 },
      columns: [...columns],
      remember,
    })
    await app.commit(plan.jobId)
    const file = await app.upload('Nome,Telefone\nEva,+351 912 345 678\n')
    expect(await app.call('imports.inspect', { file })).toMatchObject({
      format: { headerRow: 1 },
      reading: {},
      recipe: null,
    })
  })
})

describe('the signature of a file', () => {
  it('is the names of its columns in any order', () => {
    expect(signatureOf(['Name', 'E-Mail'])).toBe(signatureOf(['e-mail', 'NAME']))
    expect(signatureOf(['Name', 'E-Mail'])).not.toBe(signatureOf(['Name', 'E-Mail', 'Tel']))
    expect(signatureOf(['', ''])).not.toBe(signatureOf(['', '', '']))
  })

  it('gives columns of one name their targets in order', () => {
    const targets = [{ field: 'email' }, { field: 'phone' }, { field: 'notes' }] as const
    const known = { headers: ['Value', 'Value', 'Note'], targets }
    expect(targetsFor(['Note', 'value', 'VALUE', 'Other'], known)).toEqual([
      { field: 'notes' },
      { field: 'email' },
      { field: 'phone' },
      { field: 'named-note' },
    ])
  })
})

it('packs ids and gives them back', () => {
  const ids = [1, 2, 3, 130, 131, 100_000, 16_777_216, 4_294_967_296]
  expect(unpackIds(packIds(ids.toReversed()))).toEqual(ids)
  expect(unpackIds(packIds([]))).toEqual([])
  expect(packIds(Array.from({ length: 1000 }, (_, n) => n + 1))).toHaveLength(1000)
})
