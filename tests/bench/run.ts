import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import DatabaseConstructor from 'better-sqlite3'
import { openTestApplication } from '#tests/support/application.ts'
import { writeGeneratedCsv } from '#tests/support/generate-contacts.ts'
import { generatePast } from '#tests/support/generate-workspace.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { readFacts } from './facts.ts'
import { Report } from './figure.ts'
import { measureBulk } from './figures/bulk.ts'
import { measureImport } from './figures/import.ts'
import { measureLists } from './figures/lists.ts'
import { measureSaves, measureScreens } from './figures/screens.ts'
import { measureSearch } from './figures/search.ts'
import { measureStart } from './figures/start.ts'
import { startHost } from './host-process.ts'
import { dispatchTarget, httpTarget, type Target } from './targets.ts'

/**
 * Measures Kith at full size and prints one JSON line per figure.
 *
 * `--contacts`, `--activities` and `--inputs` make a quick round; `--only=lists,search,…` runs a
 * part. Exits 1 when a must is missed.
 */
const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '100000' },
    activities: { type: 'string', default: '1000000' },
    inputs: { type: 'string', default: '500' },
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

/** The people come in through the product's own import, their past from a generator. */
const prepare = async (): Promise<void> => {
  if (existsSync(database)) return
  const csv = join(folder, 'people.csv')
  await writeGeneratedCsv(csv, { rows: Number(values.contacts), seed: 20 })
  const host = await startHost(workspace)
  const target = httpTarget(host.port, host.token)
  await measureImport({ host, target, report, csv })
  await host.stop()
  const connection = new DatabaseConstructor(database)
  const row = connection.prepare<[], { n: number }>('select max(id) as n from contacts').get()
  connection.close()
  const activities = Number(values.activities)
  await generatePast({ file: database, contacts: row?.n ?? 0, activities })
}

const measureReads = async (target: Target): Promise<void> => {
  const facts = readFacts(database)
  const parts = { target, facts, report, random: new SeededRandom(7), inputs, folder: workspace }
  if (wants('lists')) await measureLists(parts)
  if (wants('search')) await measureSearch(parts)
  if (wants('screens')) await measureScreens(parts)
  if (wants('saves')) await measureSaves(parts)
}

const inProcess = async (): Promise<void> => {
  const app = await openTestApplication({ folder: join(folder, 'full'), parseOutputs: false })
  await measureReads(dispatchTarget(app.application))
  await app.close()
}

const overHttp = async (): Promise<void> => {
  const host = await startHost(workspace)
  const target = httpTarget(host.port, host.token)
  await measureReads(target)
  const facts = readFacts(database)
  const parts = { host, target, facts, report, random: new SeededRandom(9) }
  if (wants('bulk')) await measureBulk(parts)
  await host.stop()
}

await prepare()
if (wants('start')) {
  const empty = join(folder, 'empty', 'workspace')
  mkdirSync(join(folder, 'empty'), { recursive: true })
  await measureStart(report, { full: workspace, empty })
}
await inProcess()
await overHttp()
if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
const { misses } = report
console.log(misses.length === 0 ? 'Every must is met.' : `Missed: ${misses.join(', ')}`)
process.exitCode = misses.length === 0 ? 0 : 1
