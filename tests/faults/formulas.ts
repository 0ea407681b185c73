import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Papa from 'papaparse'
import { exportWritten } from '#shared/contract/exports.ts'
import type { Input } from '#shared/contract/index.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type FaultLine, type FaultRun, type Findings, inFolder, measure } from './fault-suite.ts'

const seed = 20_261_120
const payloads = 500

const starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '−']
const before = ['', '', '', ' ', '  ', '\u00A0', '\u3000', '\u200B', '\uFEFF', '\t', '\n']
const bodies = [
  '1+1',
  'SUM(1,1)',
  'HYPERLINK("http://127.0.0.1/?"&A1,"see")',
  "cmd|' /C calc'!A0",
  'WEBSERVICE("http://127.0.0.1")',
  'IMPORTXML(CONCAT("http://127.0.0.1",A1),"//a")',
  '(1)',
  'A1',
  '2*3;"x"',
  'SUM(1;1)"',
]

const pick = <T>(random: SeededRandom, list: readonly T[]): T => {
  const found = list[random.integer(list.length)]
  if (found === undefined) throw new Error('an empty list')
  return found
}

/** Notes keep spaces and line breaks as typed, so a payload reaches its cell as it is. */
const payload = (random: SeededRandom): string =>
  pick(random, before) + pick(random, starts) + pick(random, bodies)

const fill = async (app: TestApplication): Promise<void> => {
  const random = new SeededRandom(seed)
  for (let n = 0; n < payloads; n += 1) {
    const notes = payload(random)
    const displayName = `${pick(random, starts)}${pick(random, bodies)}`
    await app.call('contacts.create', { kind: 'person', displayName, notes })
  }
}

const write = async (app: TestApplication, input: Input<'exports.create'>): Promise<string> => {
  const { jobId } = await app.call('exports.create', input)
  for (;;) {
    const job = await app.call('jobs.get', { id: jobId })
    if (job.status === 'failed' || job.status === 'cancelled') throw new Error(job.status)
    if (job.status === 'done') {
      const { file } = exportWritten.parse(job.outcome)
      const stored = app.application.files.find(file)
      if (stored === undefined) throw new Error('the export has no file')
      return stored.path
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Written apart from the product: what a cell begins with once nobody can see the beginning. */
const mayRun = (cell: string): boolean => {
  const visible = cell.replace(/^[\s\p{Cc}\u00AD\u200B-\u200F\u2060\uFEFF\u3000]+/u, '')
  return /^[=+\-@＝＋－＠−]/u.test(visible) && !/^-?\d+([.,]\d+)?$/u.test(cell)
}

const asText = async (app: TestApplication): Promise<Findings> => {
  const path = await write(app, { format: 'csv', mode: 'spreadsheet' })
  const { data } = Papa.parse<string[]>(readFileSync(path, 'utf8').slice(1), {
    skipEmptyLines: true,
  })
  const cells = data.slice(1).flat()
  const failures = cells.filter(mayRun).map((cell) => `may run: ${JSON.stringify(cell)}`)
  const missing = data.length - 1 === payloads ? [] : [`${data.length - 1} rows, not ${payloads}`]
  return { n: payloads, failures: [...failures, ...missing] }
}

const office = 'soffice'
const hasOffice = (): boolean => spawnSync(office, ['--version']).status === 0

/** Opens the file in LibreOffice and counts the cells it calculates. */
const countFormulas = (path: string, folder: string, ending: 'csv' | 'xlsx'): number => {
  const source = join(folder, `export.${ending}`)
  copyFileSync(path, source)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  // 44/59: comma or semicolon, 76: UTF-8, and evaluate what looks like a formula, as a click does.
  const filter =
    ending === 'csv' ? ['--infilter=CSV:44/59,34,76,1,,0,false,true,false,false,false,-1'] : []
  execFileSync(
    office,
    [profile, '--headless', ...filter, '--convert-to', 'fods', '--outdir', folder, source],
    { stdio: 'ignore', timeout: 120_000 },
  )
  const sheet = readFileSync(join(folder, `${basename(source, `.${ending}`)}.fods`), 'utf8')
  if (!sheet.includes('<table:table-row')) throw new Error('LibreOffice read no row')
  return sheet.match(/table:formula=/gu)?.length ?? 0
}

const inOffice =
  (app: TestApplication, folder: string) =>
  async (format: 'csv' | 'xlsx', mode: 'spreadsheet' | 'lossless'): Promise<Findings> => {
    const path = await write(app, { format, mode })
    const formulas = countFormulas(path, folder, format)
    return { n: payloads, failures: formulas === 0 ? [] : [`${formulas} cells run as formulas`] }
  }

/**
 * What leaves for a spreadsheet runs nowhere: as text in `npm test`, opened by LibreOffice at full
 * size. The control opens the lossless file, which is not made for spreadsheets.
 */
export const run = ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> =>
  inFolder(async (folder) => {
    const app = await openTestApplication({ folder, parseOutputs: false })
    try {
      await fill(app)
      const opened = inOffice(app, folder)
      const skip = (id: string): FaultLine => {
        const line = { id, n: 0, fail: 0, seed, ms: 0, skipped: 'LibreOffice is not installed' }
        console.log(JSON.stringify(line))
        return line
      }
      if (controls) {
        const id = 'formulas.control.lossless'
        return [hasOffice() ? await measure(id, seed, () => opened('csv', 'lossless')) : skip(id)]
      }
      const text = await measure('formulas.text', seed, () => asText(app))
      if (tier === 'test') return [text]
      if (!hasOffice()) return [text, skip('formulas.office')]
      return [
        text,
        await measure('formulas.office-csv', seed, () => opened('csv', 'spreadsheet')),
        await measure('formulas.office-xlsx', seed, () => opened('xlsx', 'spreadsheet')),
      ]
    } finally {
      await app.close()
    }
  })
