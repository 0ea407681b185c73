import { type BrokenVariant, simulateReminders } from '#tests/support/reminders/simulation.ts'

/** One line of a fault suite: how many cases ran, how many failed. */
export interface FaultLine {
  readonly id: string
  readonly n: number
  readonly fail: number
  readonly seed: number
  readonly ms: number
}

export interface FaultRun {
  /** `test`: two zones in `npm test`; `full`: all twelve, several seeds each. */
  readonly tier: 'test' | 'full'
  /** Run the deliberately broken variants instead; every line is then expected to fail. */
  readonly controls: boolean
}

const zones = [
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Europe/Lisbon',
  'America/New_York',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/St_Johns',
  'Asia/Gaza',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Europe/Berlin',
]
const variants: readonly BrokenVariant[] = [
  'steps-of-24-hours',
  'forgets-announcements',
  'no-quiet-hours',
  'timers-are-the-truth',
]
const twoYears = 731

/**
 * Two years of reminders per zone against a minute-by-minute walk of the zone.
 *
 * `n` counts the due times whose announcement was checked, `fail` those that were announced twice,
 * not at all, or at another minute than the walk says. Prints one JSON line per zone (with
 * controls: per broken variant) and returns them.
 */
export const run = async ({ tier, controls }: FaultRun): Promise<readonly FaultLine[]> => {
  const lines: FaultLine[] = []
  if (controls) {
    for (const broken of variants) {
      lines.push(await measure(`reminders.control.${broken}`, 'Europe/Berlin', [1], broken))
    }
    return lines
  }
  const seeds = tier === 'full' ? [1, 2, 3] : [1]
  for (const zone of tier === 'full' ? zones : zones.slice(0, 2)) {
    lines.push(await measure(`reminders.${zone}`, zone, seeds))
  }
  return lines
}

const measure = async (
  id: string,
  zone: string,
  seeds: readonly number[],
  broken?: BrokenVariant,
): Promise<FaultLine> => {
  const began = performance.now()
  const results = []
  for (const seed of seeds) {
    const reminders = broken === undefined ? 200 : 60
    results.push(await simulateReminders({ zone, seed, days: twoYears, reminders, broken }))
  }
  const line = {
    id,
    n: results.reduce((sum, result) => sum + result.checked, 0),
    fail: results.reduce((sum, result) => sum + result.failures.length, 0),
    seed: seeds[0] ?? 0,
    ms: Math.round(performance.now() - began),
  }
  console.log(JSON.stringify(line))
  for (const failure of results.flatMap((result) => result.failures).slice(0, broken ? 1 : 5)) {
    console.error(`  ${zone}: ${failure}`)
  }
  return line
}

if (import.meta.main) {
  const controls = process.argv.includes('--controls')
  const lines = await run({ tier: 'full', controls })
  process.exitCode = lines.some((line) => line.fail > 0 !== controls) ? 1 : 0
}
