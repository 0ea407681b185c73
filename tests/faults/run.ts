import { parseArgs } from 'node:util'
import type { FaultLine, RunSuite } from './fault-suite.ts'

/**
 * `npm run faults`: kills, damage, fuzz and reminders at full size, one JSON line each.
 *
 * `--tier=test` is the small size that `npm test` runs; `--controls` runs the deliberately broken
 * variants and expects every line to fail; `--only=a,b` picks suites by name, `--except=a,b` the
 * others.
 */
const suites: Readonly<Record<string, () => Promise<{ readonly run: RunSuite }>>> = {
  durability: () => import('./durability.ts'),
  kills: () => import('./kills.ts'),
  migrations: () => import('./migrations.ts'),
  backups: () => import('./backups.ts'),
  damage: () => import('./damage.ts'),
  'disk-full': () => import('./disk-full.ts'),
  attacks: () => import('./attacks.ts'),
  undo: () => import('./undo.ts'),
  fuzz: () => import('./fuzz.ts'),
  imports: () => import('./imports.ts'),
  'import-kills': () => import('./import-kills.ts'),
  formulas: () => import('./formulas.ts'),
  reminders: () => import('./reminders.ts'),
  outbox: () => import('./outbox.ts'),
  'email-headers': () => import('./email-headers.ts'),
  mailboxes: () => import('./mailboxes.ts'),
  'mail-replies': () => import('./mail-replies.ts'),
  'mail-encryption': () => import('./mail-encryption.ts'),
  'mail-times': () => import('./mail-times.ts'),
  'mail-rates': () => import('./mail-rates.ts'),
  'mail-restores': () => import('./mail-restores.ts'),
  'mail-answers': () => import('./mail-answers.ts'),
  'mail-copies': () => import('./mail-copies.ts'),
}

const { values } = parseArgs({
  options: {
    tier: { type: 'string', default: 'full' },
    controls: { type: 'boolean', default: false },
    only: { type: 'string' },
    except: { type: 'string' },
  },
})
const tier = values.tier === 'test' ? 'test' : 'full'
const { controls } = values
const except = new Set(values.except?.split(','))
const named = values.only?.split(',') ?? Object.keys(suites)
const chosen = named.filter((name) => !except.has(name))

const isAsItShouldBe = (line: FaultLine): boolean =>
  line.skipped !== undefined || (controls ? line.fail > 0 : line.n > 0 && line.fail === 0)

const lines: FaultLine[] = []
for (const name of chosen) {
  const load = suites[name]
  if (load === undefined)
    throw new Error(`no suite ${name}; there are ${Object.keys(suites).join(', ')}`)
  const { run } = await load()
  lines.push(...(await run({ tier, controls })))
}
const wrong = lines.filter((line) => !isAsItShouldBe(line))
for (const { id } of wrong) console.error(`${id}: ${controls ? 'did not fail' : 'failed'}`)
process.exitCode = wrong.length === 0 && lines.length > 0 ? 0 : 1
