import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScript } from './run-script.ts'
import type { Count } from './test-reports.ts'
import { readPlaywright, readVitest } from './test-reports.ts'

/** Where a part runs, and where its words go. */
export interface Place {
  /** The folder of the project. */
  readonly root: string
  /** An empty folder for the reports of this run. */
  readonly reports: string
  /** Called with what a part prints. */
  readonly print: (text: Uint8Array | string) => void
}

/** One part of the whole test run. */
export interface RunPart {
  readonly name: string
  /** Set where nothing to count is right, because the part is not written yet. */
  readonly countsNothing?: boolean
  /** `need it` when the stages behind it cannot run after its failure. */
  readonly others: 'go on' | 'need it'
  readonly run: (place: Place) => Promise<Count>
}

/** A run that ended badly without naming a failed test has failed all the same. */
const honest = (code: number | null, count: Count): Count =>
  code !== 0 && count.failed.length === 0
    ? { ...count, failed: [`ended with ${code ?? 'a signal'} and named no failed test`] }
    : count

const readJson = (file: string, { print }: Place): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    print(`no report in ${file}\n`)
    return null
  }
}

const script = (root: string, path: string) => join(root, 'node_modules', path)

const vitest = (name: string, projects: readonly string[]): RunPart => ({
  name,
  others: 'go on',
  run: async (place) => {
    const { root, reports } = place
    const file = join(reports, `${name}.json`)
    const skips = join(reports, `${name}-skips.json`)
    const reporters = [
      '--reporter=default',
      '--reporter=json',
      '--reporter=tests/support/skip-reporter.ts',
    ]
    const args = ['run', '--config', 'tests/vitest.config.ts', ...reporters]
    const chosen = projects.flatMap((project) => ['--project', project])
    const ended = await runScript({
      ...place,
      args: [script(root, 'vitest/vitest.mjs'), ...args, `--outputFile.json=${file}`, ...chosen],
      env: { KITH_SKIP_REPORT: skips },
    })
    return honest(ended.code, readVitest(readJson(file, place), readJson(skips, place)))
  },
})

/** One project of Playwright. */
const playwright = (name: string): RunPart => ({
  name,
  others: 'go on',
  run: async (place) => {
    const { root, reports } = place
    const file = join(reports, `${name}.json`)
    const args = ['test', '--config', 'tests/playwright.config.ts', `--project=${name}`]
    const ended = await runScript({
      ...place,
      args: [script(root, '@playwright/test/cli.js'), ...args, '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    })
    return honest(ended.code, readPlaywright(readJson(file, place)))
  },
})

const build: RunPart = {
  name: 'build',
  others: 'need it',
  run: async (place) => {
    const ended = await runScript({ ...place, args: ['resources/scripts/build.mjs', '--force'] })
    const built = ended.code === 0 && globSync('out/main/*.js', { cwd: place.root }).length > 0
    return { passed: built ? 1 : 0, failed: built ? [] : ['nothing was built'], skipped: [] }
  },
}

const check: RunPart = {
  name: 'check',
  others: 'go on',
  run: async (place) => {
    const file = join(place.reports, 'check.json')
    const args = ['tests/check.ts', '--without-planted', `--report=${file}`]
    const ended = await runScript({ ...place, args })
    const report = readJson(file, place)
    // The report that the script above has just written.
    const parts = (report ?? []) as readonly { readonly ok: boolean; readonly name: string }[]
    const failed = parts.filter((part) => !part.ok).map((part) => part.name)
    return honest(ended.code, { passed: parts.length - failed.length, failed, skipped: [] })
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

/** Suites that mostly wait for processes to die; the others mostly calculate. */
const waiting =
  'durability,kills,migrations,backups,damage,disk-full,attacks,outbox,mail-replies,mail-encryption,mail-answers,mail-copies'

const faults = (name: string, suites: string): RunPart => ({
  name,
  others: 'go on',
  run: async (place) => {
    const args = ['tests/faults/run.ts', '--tier=test', suites]
    const { code, output } = await runScript({ ...place, args })
    const lines = faultLines(output)
    const skipped = lines.filter((line) => line.skipped !== undefined && line.n === 0)
    const passed = lines.filter((line) => line.n > 0 && line.fail === 0)
    const failed = lines.filter((line) => !skipped.includes(line) && !passed.includes(line))
    return honest(code, {
      passed: passed.length,
      failed: failed.map((line) => `${line.id}: ${line.fail} of ${line.n} cases`),
      skipped: skipped.map((line) => `${line.id}: ${line.skipped}`),
    })
  },
})

/** Parts that run one after the other. */
type Lane = readonly RunPart[]

/** Takes a picture of every screen, for eyes: `npm run pictures`, and the last thing in `.ci/run`. */
export const pictures = playwright('pictures')

/**
 * Every part of `npm test`: a stage begins when the one before has ended, so the build comes before
 * whatever opens it; the lanes of a stage run side by side, because each of them also waits.
 *
 * The lanes share no port, no file that is written and no workspace.
 */
export const stages: readonly (readonly Lane[])[] = [
  // One after the other: the build makes a file for a moment that the checks would read.
  [[build, check]],
  [
    [vitest('vitest', ['calculating', 'main', 'renderer']), vitest('packaging', ['packaging'])],
    [playwright('browser'), faults('faults', `--except=${waiting}`)],
    // It asks for little beside the others; a third that worked would make hosts too slow.
    [faults('kills', `--only=${waiting}`)],
  ],
]
