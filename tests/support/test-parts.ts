import { spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Count } from './test-reports.ts'
import { readPlaywright, readVitest } from './test-reports.ts'

interface Place {
  /** The folder of the project. */
  readonly root: string
  /** An empty folder for the reports of this run. */
  readonly reports: string
}

/** One part of the whole test run. */
export interface RunPart {
  readonly name: string
  /** Set where nothing to count is right, because the part is not written yet. */
  readonly countsNothing?: boolean
  /** `need it` when the parts behind it cannot run after its failure. */
  readonly others: 'go on' | 'need it'
  readonly run: (place: Place) => Promise<Count>
}

interface Ended {
  readonly code: number | null
  readonly output: string
}

/** No part takes this long; one that does hangs, for example in a loop no time limit interrupts. */
const limitMs = 8 * 60_000

/** Runs a script in a process group of its own, so that nothing of it is left behind. */
const execute = (args: readonly string[], root: string, keep = false): Promise<Ended> =>
  new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      detached: process.platform !== 'win32',
      stdio: ['ignore', keep ? 'pipe' : 'inherit', 'inherit'],
    })
    const chunks: Buffer[] = []
    const endAll = () => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      if (process.platform === 'win32') child.kill('SIGKILL')
      else process.kill(-child.pid, 'SIGKILL')
    }
    const stop = () => {
      endAll()
      process.exit(130)
    }
    const timer = setTimeout(() => {
      console.log(`ended after ${limitMs / 60_000} minutes without coming to an end`)
      endAll()
    }, limitMs)
    process.once('SIGINT', stop).once('SIGTERM', stop)
    const finish = (ended: Ended) => {
      clearTimeout(timer)
      process.off('SIGINT', stop).off('SIGTERM', stop)
      done(ended)
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      process.stdout.write(chunk)
    })
    child.on('error', (error) => finish({ code: 1, output: error.message }))
    child.on('close', (code) => finish({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })

/** A run that ended badly without naming a failed test has failed all the same. */
const honest = (code: number | null, count: Count): Count =>
  code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    console.log(`no report in ${file}`)
    return null
  }
}

const script = (root: string, path: string) => join(root, 'node_modules', path)

const vitest = (name: string, projects: readonly string[]): RunPart => ({
  name,
  others: 'go on',
  run: async ({ root, reports }) => {
    const file = join(reports, `${name}.json`)
    const reporters = [
      '--reporter=default',
      '--reporter=json',
      '--reporter=tests/support/skip-reporter.ts',
    ]
    const args = ['run', '--config', 'tests/vitest.config.ts', ...reporters]
    const chosen = projects.flatMap((project) => ['--project', project])
    process.env['KITH_SKIP_REPORT'] = join(reports, `${name}-skips.json`)
    const ended = await execute(
      [script(root, 'vitest/vitest.mjs'), ...args, `--outputFile.json=${file}`, ...chosen],
      root,
    )
    return honest(ended.code, readVitest(readJson(file), readJson(process.env['KITH_SKIP_REPORT'])))
  },
})

const playwright: RunPart = {
  name: 'browser',
  others: 'go on',
  run: async ({ root, reports }) => {
    const file = join(reports, 'browser.json')
    process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = file
    const args = ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json']
    const ended = await execute([script(root, '@playwright/test/cli.js'), ...args], root)
    return honest(ended.code, readPlaywright(readJson(file)))
  },
}

const build: RunPart = {
  name: 'build',
  others: 'need it',
  run: async ({ root }) => {
    const ended = await execute(['resources/scripts/build.mjs', '--force'], root)
    const built = ended.code === 0 && globSync('out/main/*.js', { cwd: root }).length > 0
    return { passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: [] }
  },
}

const check: RunPart = {
  name: 'check',
  others: 'go on',
  run: async ({ root, reports }) => {
    const file = join(reports, 'check.json')
    const ended = await execute(['tests/check.ts', '--without-planted', `--report=${file}`], root)
    const report = readJson(file)
    // The report that the script above has just written.
    const parts = (report ?? []) as readonly { readonly ok: boolean }[]
    const failed = parts.filter((part) => !part.ok).length
    return honest(ended.code, { passed: parts.length - failed, failed, skipped: [] })
  },
}

/** One line of a fault suite. */
interface FaultLine {
  readonly id: string
  /** How many cases ran, and how many of them failed. */
  readonly n: number
  readonly fail: number
  /** Why nothing ran; such a line has no cases. */
  readonly skipped?: string
}

const faultLines = (output: string): readonly FaultLine[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    // Lines of our own suites; one that is no JSON is a failure of the suite and may throw.
    .map((line) => JSON.parse(line) as FaultLine)

const faults: RunPart = {
  name: 'faults',
  others: 'go on',
  run: async ({ root }) => {
    const ended = await execute(['tests/faults/run.ts', '--tier=test'], root, true)
    const lines = faultLines(ended.output)
    const skipped = lines.filter((line) => line.skipped !== undefined && line.n === 0)
    const passed = lines.filter((line) => line.n > 0 && line.fail === 0)
    return honest(ended.code, {
      passed: passed.length,
      failed: lines.length - passed.length - skipped.length,
      skipped: skipped.map((line) => `${line.id}: ${line.skipped}`),
    })
  },
}

const faultSuiteExists = existsSync(join(import.meta.dirname, '../faults/run.ts'))

/** Every part of `npm test`, in order: the build comes before whatever opens it. */
export const parts: readonly RunPart[] = [
  check,
  build,
  vitest('vitest', ['main', 'renderer']),
  vitest('packaging', ['packaging']),
  playwright,
  ...(faultSuiteExists ? [faults] : []),
]
