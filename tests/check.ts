import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkLanguages } from './architecture/language-check.ts'

/** The checks that need no running application, side by side; exits 1 and names what failed. */

const root = resolve(import.meta.dirname, '..')
const bin = (name: string) => resolve(root, 'node_modules/.bin', name)

const { values: flags } = parseArgs({
  options: {
    /** Writes the outcome of each part there as JSON. */
    report: { type: 'string' },
    /** Leaves out the planted violations, for a caller that runs all of the tests anyway. */
    'without-planted': { type: 'boolean', default: false },
  },
})

interface Outcome {
  readonly ok: boolean
  /** What to print when the part failed. */
  readonly output: string
  /** What the part looked at, in a few words. */
  readonly seen?: string
}

interface Part {
  readonly name: string
  readonly run: () => Promise<Outcome>
}

/**
 * The parts are what runs side by side: a thread more within one works out the same types again, and
 * so short a life need hardly collect its garbage, unless there is very much of it.
 */
const env = { ...process.env, GOMAXPROCS: '1', GOGC: '1000', GOMEMLIMIT: '2GiB' }

const execute = (command: string, args: readonly string[]): Promise<Outcome> =>
  new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => done({ ok: false, output: error.message }))
    child.on('close', (code, signal) => {
      const output = Buffer.concat(chunks).toString('utf8').trim()
      const ended = signal === null ? '' : `\nended by ${signal}`
      done({ ok: code === 0, output: output + ended })
    })
  })

/** A tool that read almost nothing reports success too, so the number it names is checked. */
const withCount = (outcome: Outcome, pattern: RegExp, least: number): Outcome => {
  const count = Number(pattern.exec(outcome.output)?.[1] ?? 0)
  return count >= least
    ? { ...outcome, seen: `${count} files` }
    : { ok: false, output: `${outcome.output}\nread ${count} files, expected at least ${least}` }
}

/** The compiler says nothing when a project matches no file, so it lists what it read. */
const checkTypes = async (project: string): Promise<Outcome> => {
  const args = ['-p', project, '--pretty', 'false', '--listFiles', '--singleThreaded']
  const outcome = await execute(bin('tsc'), args)
  const lines = outcome.output.split('\n')
  const listed = lines.filter((line) => /^\S+\.([cm]?tsx?|[cm]?js|json)$/.test(line))
  const own = listed.filter((line) => line.startsWith(`${resolve(root, project)}/`))
  const problems = lines.filter((line) => !listed.includes(line)).join('\n')
  return own.length > 0
    ? { ok: outcome.ok, output: problems, seen: `${own.length} files` }
    : { ok: false, output: `${problems}\nread no file of ${project}` }
}

// The longest first: whatever starts last keeps a core to itself.
const projects = ['tests', 'src-renderer', 'src-main', 'src-main/hosts/electron', 'src-shared']
const leastFiles = 100

const parts: readonly Part[] = [
  {
    name: 'lint and layers',
    run: async () => withCount(await execute(bin('oxlint'), ['.']), /on (\d+) files/, leastFiles),
  },
  ...projects.map((project) => ({
    name: `types ${project}`,
    run: () => checkTypes(project),
  })),
  {
    name: 'unused code',
    run: () => execute(bin('knip'), ['--no-progress', '--no-config-hints']),
  },
  ...(flags['without-planted']
    ? []
    : [
        {
          name: 'planted violations',
          run: async () => {
            const args = ['run', '--config', 'tests/vitest.config.ts', '--project', 'main']
            const outcome = await execute(bin('vitest'), [...args, 'tests/architecture'])
            return withCount(outcome, /Tests\s.*?(\d+) passed/, leastFiles)
          },
        },
      ]),
  {
    name: 'format',
    run: async () =>
      withCount(
        await execute(bin('biome'), ['check', '--linter-enabled=false', '--colors=off', '.']),
        /Checked (\d+) files/,
        leastFiles,
      ),
  },
  {
    name: 'languages',
    run: () => {
      const { problems, keys, files } = checkLanguages()
      const enough = keys >= leastFiles && files >= leastFiles
      const output = enough ? problems : [...problems, `read ${keys} keys, ${files} files`]
      return Promise.resolve({
        ok: output.length === 0,
        output: output.join('\n'),
        seen: `${keys} keys in ${files} files`,
      })
    },
  },
]

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

const runPart = async ({ name, run }: Part) => {
  const start = performance.now()
  const outcome = await run()
  const detail = outcome.seen === undefined ? '' : `, ${outcome.seen}`
  console.log(`${outcome.ok ? 'ok    ' : 'FAILED'} ${name} (${seconds(start)}${detail})`)
  if (!outcome.ok) console.log(outcome.output.replace(/^/gm, '       '))
  return { name, ok: outcome.ok, output: outcome.ok ? '' : outcome.output }
}

const start = performance.now()
const waiting = [...parts]
const done: Awaited<ReturnType<typeof runPart>>[] = []
const worker = async () => {
  for (let part = waiting.shift(); part; part = waiting.shift()) done.push(await runPart(part))
}
await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker))

if (flags.report !== undefined) {
  const file = resolve(root, flags.report)
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(done))
}
const failed = done.filter((part) => !part.ok).map((part) => part.name)
console.log(
  failed.length === 0
    ? `check: all ${done.length} parts hold (${seconds(start)})`
    : `check: ${failed.length} of ${done.length} parts failed: ${failed.join(', ')} (${seconds(start)})`,
)
process.exitCode = failed.length === 0 ? 0 : 1
