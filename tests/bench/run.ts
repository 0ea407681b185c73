import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import DatabaseConstructor from 'better-sqlite3'
import { openTestApplication } from '#tests/support/application.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { writeGeneratedCsv } from '#tests/support/generate-contacts.ts'
import { insertMail } from '#tests/support/generate-mail.ts'
import { generatePast } from '#tests/support/generate-workspace.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { bringIn } from './bring-in.ts'
import { readFacts } from './facts.ts'
import { Report } from './figure.ts'
import { measureBulk } from './figures/bulk.ts'
import { measureClaims } from './figures/claims.ts'
import { measureImport, measurePhases } from './figures/import.ts'
import { measureImportBeside } from './figures/import-beside.ts'
import { measureMillion, measureSheet } from './figures/import-large.ts'
import { measureLists } from './figures/lists.ts'
import { measureMailbox } from './figures/mailbox.ts'
import { measureMails } from './figures/mails.ts'
import { measureManyMails } from './figures/many-mails.ts'
import { measureSaves, measureScreens } from './figures/screens.ts'
import { measureSearch } from './figures/search.ts'
import { measureStart } from './figures/start.ts'
import { startHost } from './host-process.ts'
import { dispatchTarget, httpTarget, type Target } from './targets.ts'

/**
 * Measures Kith at full size and prints one JSON line per figure.
 *
 * `--contacts`, `--activities`, `--scheduled`, `--messages` and `--inputs` make a quick round;
 * `--only=lists,search,…` runs a part; `import`, `beside`, `million` and `sheet` are the parts about
 * imports, `mailbox` reads mail (`--mails`); they need nothing else.
 * Exits 1 when a must is missed.
 */
const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '100000' },
    activities: { type: 'string', default: '1000000' },
    inputs: { type: 'string', default: '500' },
    scheduled: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '50000' },
    mails: { type: 'string', default: '20000' },
    only: { type: 'string' },
    folder: { type: 'string' },
  },
})
const only = values.only?.split(',')
const wants = (part: string): boolean => only === undefined || only.includes(part)
const inputs = Number(values.inputs)

const root = resolve(import.meta.dirname, '../..')
process.chdir(root)
if (!existsSync('out/main/loopback.js')) {
  const built = spawnSync('npx', ['electron-vite', 'build', '--logLevel', 'warn'], {
    stdio: 'inherit',
  })
  if (built.status !== 0) process.exit(1)
}

const report = new Report()
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'kith-bench-'))
mkdirSync(folder, { recursive: true })
const workspace = join(folder, 'full', 'workspace')
const database = join(workspace, 'workspace.db')

const finish = (): never => {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
  const { misses } = report
  console.log(misses.length === 0 ? 'Every must is met.' : `Missed: ${misses.join(', ')}`)
  process.exit(misses.length === 0 ? 0 : 1)
}

/** The people come in through the product's own import, their past and mail from a generator. */
const prepare = async (): Promise<void> => {
  if (existsSync(database)) return
  const csv = join(folder, 'people.csv')
  await writeGeneratedCsv(csv, { rows: Number(values.contacts), seed: 20 })
  const host = await startHost(workspace)
  const target = httpTarget(host.port, host.token)
  await bringIn({ host, target }, csv)
  await host.stop()
  const connection = new DatabaseConstructor(database)
  const row = connection.prepare<[], { n: number }>('select max(id) as n from contacts').get()
  connection.close()
  const activities = Number(values.activities)
  const mail = { scheduled: Number(values.scheduled), messages: Number(values.messages) }
  await generatePast({
    file: database,
    contacts: row?.n ?? 0,
    activities,
    also: (file) => insertMail(file, mail),
  })
}

const measureReads = async (target: Target, now: () => number): Promise<void> => {
  const facts = readFacts(database)
  const common = { target, report, random: new SeededRandom(7), inputs, now }
  const parts = { ...common, facts, folder: workspace }
  if (wants('lists')) await measureLists(parts)
  if (wants('search')) await measureSearch(parts)
  if (wants('screens')) await measureScreens(parts)
  if (wants('mails')) await measureMails({ ...common, file: database })
  if (wants('saves')) await measureSaves(parts)
}

const inProcess = async (): Promise<void> => {
  const clock = new FakeClock()
  const app = await openTestApplication({
    folder: join(folder, 'full'),
    clock,
    parseOutputs: false,
  })
  await measureReads(dispatchTarget(app.application), () => clock.now())
  await app.close()
}

const overHttp = async (): Promise<void> => {
  const host = await startHost(workspace)
  const target = httpTarget(host.port, host.token)
  // The outbox looks through everything once, and asks before it goes on in another home.
  await pause(3000)
  await target.call('emails.releaseAll', {})
  await measureReads(target, Date.now)
  const facts = readFacts(database)
  const parts = { host, target, facts, report, random: new SeededRandom(9) }
  if (wants('bulk')) {
    await measureBulk(parts)
    await measureManyMails({ ...parts, file: database })
  }
  await host.stop()
}

/** Each in a workspace of its own. */
const imports = async (): Promise<void> => {
  const rows = Number(values.contacts)
  const csv = join(folder, 'import.csv')
  await writeGeneratedCsv(csv, { rows, seed: 20 })
  const hosted = async (name: string) => {
    const host = await startHost(join(folder, name, 'workspace'))
    return { host, target: httpTarget(host.port, host.token) }
  }
  if (wants('import')) {
    const own = await hosted('import')
    const database = join(folder, 'import', 'workspace', 'workspace.db')
    await measureImport({ ...own, report, csv, database })
    await own.host.stop()
    await measurePhases({ report, csv, folder })
  }
  if (wants('beside')) {
    const own = await hosted('beside')
    const other = join(folder, 'other.csv')
    await writeGeneratedCsv(other, { rows, seed: 21, from: rows })
    await measureImportBeside({ ...own, report, csv, other })
    await own.host.stop()
  }
  if (wants('sheet')) {
    const own = await hosted('sheet')
    await measureSheet({ ...own, report, folder, rows })
    await own.host.stop()
  }
  if (wants('million')) {
    const own = await hosted('million')
    await measureMillion({ ...own, report, folder, rows: rows * 10 })
    await own.host.stop()
  }
}

if (wants('mailbox')) await measureMailbox(report, { folder, mails: Number(values.mails) })
await imports()
const ownParts = ['import', 'beside', 'sheet', 'million', 'mailbox']
if (only?.every((part) => ownParts.includes(part))) finish()
await prepare()
if (wants('start')) {
  const empty = join(folder, 'empty', 'workspace')
  mkdirSync(join(folder, 'empty'), { recursive: true })
  await measureStart(report, { full: workspace, empty })
}
await inProcess()
await overHttp()
// Last, because what is claimed is scheduled no more.
if (wants('claims'))
  await measureClaims({ report, random: new SeededRandom(11), inputs, workspace })
finish()
