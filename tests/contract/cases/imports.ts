import { spreadsheet } from '#tests/fixtures/imports/sheet-packages.ts'
import { zipParts } from '#tests/fixtures/imports/zip-parts.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

const csv = 'Name,E-mail,Phone,Level\nAna Ferreira,ana@lumen.example,+351 912 345 678,C1\n'
// "姓名" as an old Excel writes it: GB18030, not UTF-8.
const gb18030 = new Uint8Array([...new TextEncoder().encode('GBK: '), 0xd0, 0xd5, 0xc3, 0xfb, 0x0a])
const manyColumns = `${Array.from({ length: 600 }, (_, n) => `c${n}`).join(',')}\n1\n`
const cell = '<c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
/** A workbook of one sheet, with something beside its cells. */
const workbook = (more = ''): Promise<Buffer> =>
  zipParts(
    spreadsheet([
      { name: 'People', xml: `<sheetData><row r="1">${cell}</row></sheetData>${more}` },
    ]),
  )
/** Packs to a thousandth, which no honest sheet does. */
const blanks = ' '.repeat(20_000_000)
const noHandle = '0'.repeat(32) as never

const plan = async (app: CaseApp) =>
  (await app.call('imports.plan', { file: await app.upload(csv) })).jobId

const finishedPlan = async (app: CaseApp) => {
  const jobId = await plan(app)
  await app.finished(jobId)
  return jobId
}

const committed = async (app: CaseApp) => {
  const { jobId } = await app.call('imports.commit', { planId: await finishedPlan(app) })
  await app.finished(jobId)
  return jobId
}

/** The recipe of an import that was to be remembered. */
const recipe = async (app: CaseApp): Promise<string> => {
  const remember = { name: 'Newsletter' }
  const { jobId } = await app.call('imports.plan', { file: await app.upload(csv), remember })
  await app.finished(jobId)
  await app.finished((await app.call('imports.commit', { planId: jobId })).jobId)
  const { recipes } = await app.call('imports.recipes', {})
  return recipes[0]?.uid ?? ''
}

const noRecipe = '0'.repeat(26)
const notReady = {
  'not-found': () => ({ jobId: nobody }),
  'not-ready': async (app: CaseApp) => ({ jobId: await plan(app) }),
}

/** Imports. */
export const importCases: SliceCases<'imports'> = {
  'imports.inspect': {
    success: async (app) => ({ file: await app.upload(csv) }),
    failures: {
      'not-found': () => ({ file: noHandle }),
      'not-in-encoding': async (app) => ({
        file: await app.upload(gb18030),
        options: { encoding: 'utf-8' },
      }),
      'empty-file': async (app) => ({ file: await app.upload('\n') }),
      'too-many-columns': async (app) => ({ file: await app.upload(manyColumns) }),
      'not-a-table': async (app) => ({ file: await app.upload('%PDF-1.7\n') }),
      'too-large': async (app) => ({ file: await app.upload(await workbook(blanks), 'a.xlsx') }),
      'no-such-sheet': async (app) => ({
        file: await app.upload(await workbook(), 'a.xlsx'),
        options: { sheet: 'Nobody' },
      }),
    },
  },
  'imports.plan': {
    success: async (app) => ({ file: await app.upload(csv) }),
    failures: { 'not-found': () => ({ file: noHandle }) },
  },
  'imports.rehearsal': {
    success: async (app) => ({ jobId: await finishedPlan(app) }),
    failures: notReady,
  },
  'imports.rehearsedRows': {
    success: async (app) => ({ jobId: await finishedPlan(app), group: 'new', limit: 10 }),
    failures: {
      'not-found': () => ({ jobId: nobody, group: 'new' }),
      'not-ready': async (app) => ({ jobId: await plan(app), group: 'new' }),
    },
  },
  'imports.revise': {
    success: async (app) => ({
      planId: await finishedPlan(app),
      leaveOut: [{ row: 2, isLeftOut: true }],
    }),
    failures: {
      'not-found': () => ({ planId: nobody }),
      'not-ready': async (app) => ({ planId: await plan(app) }),
      'no-such-row': async (app) => ({
        planId: await finishedPlan(app),
        leaveOut: [{ row: 99, isLeftOut: true }],
      }),
    },
  },
  'imports.commit': {
    success: async (app) => ({ planId: await finishedPlan(app) }),
    failures: {
      'not-found': () => ({ planId: nobody }),
      'not-ready': async (app) => ({ planId: await plan(app) }),
    },
  },
  'imports.quarantine': {
    success: async (app) => ({ jobId: await finishedPlan(app) }),
    failures: notReady,
  },
  'imports.undo': {
    success: async (app) => ({ jobId: await committed(app) }),
    failures: {
      'not-found': () => ({ jobId: nobody }),
      'not-ready': async (app) => ({ jobId: await finishedPlan(app) }),
      'already-undone': async (app) => {
        const jobId = await committed(app)
        await app.call('imports.undo', { jobId })
        return { jobId }
      },
      conflicts: async (app) => {
        const jobId = await committed(app)
        const [contact] = (await app.call('contacts.list', {})).rows
        if (contact === undefined) throw new Error('nobody came in')
        await app.call('contacts.update', { id: contact.id, jobTitle: 'Founder' })
        return { jobId }
      },
      'not-undoable': async (app) => {
        const jobId = await committed(app)
        const [newest] = (await app.call('history.list', { limit: 1 })).operations
        if (newest === undefined) throw new Error('nothing came in')
        app.makeOld(newest.id)
        return { jobId }
      },
    },
  },
  'imports.recipes': {
    success: async (app) => {
      await recipe(app)
      return {}
    },
    failures: {},
  },
  'imports.renameRecipe': {
    success: async (app) => ({ uid: await recipe(app), name: 'Monthly list' }),
    failures: { 'not-found': () => ({ uid: noRecipe, name: 'Monthly list' }) },
  },
  'imports.deleteRecipe': {
    success: async (app) => ({ uid: await recipe(app) }),
    failures: { 'not-found': () => ({ uid: noRecipe }) },
  },
}
