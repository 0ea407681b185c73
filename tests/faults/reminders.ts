import { type BrokenVariant, simulateReminders } from '#tests/support/reminders/simulation.ts'
import { zones } from '#tests/support/reminders/zones.ts'
import { type FaultLine, measure, type RunSuite } from './fault-suite.ts'

const variants: readonly BrokenVariant[] = [
  'steps-of-24-hours',
  'forgets-announcements',
  'no-quiet-hours',
  'timers-are-the-truth',
]
const twoYears = 731

interface Runs {
  readonly seeds: readonly number[]
  readonly days: number
  readonly reminders: number
  readonly broken?: BrokenVariant
  readonly asksEachMinute?: boolean
}

/**
 * Reminders of two years per zone against a minute-by-minute walk of the zone.
 *
 * `n` counts the due times whose announcement was checked, `fail` those that were announced twice,
 * not at all, or at another minute than the walk says. The small tier is half a year of one zone:
 * two zones of two years are part of the unit tests.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  const lines: FaultLine[] = []
  if (controls) {
    for (const broken of variants) {
      const runs = { seeds: [1], days: twoYears, reminders: 60, broken }
      lines.push(await runZone(`reminders.control.${broken}`, 'Europe/Berlin', runs))
    }
    return lines
  }
  if (tier === 'test') {
    const runs = { seeds: [1], days: 180, reminders: 60 }
    return [await runZone('reminders.America/St_Johns', 'America/St_Johns', runs)]
  }
  for (const zone of zones) {
    const runs = { seeds: [1, 2, 3], days: twoYears, reminders: 200, asksEachMinute: true }
    lines.push(await runZone(`reminders.${zone}`, zone, runs))
  }
  return lines
}

const runZone = (id: string, zone: string, { seeds, ...size }: Runs): Promise<FaultLine> =>
  measure(id, seeds[0] ?? 0, async () => {
    const results = []
    for (const seed of seeds) results.push(await simulateReminders({ zone, seed, ...size }))
    return {
      n: results.reduce((sum, result) => sum + result.checked, 0),
      failures: results.flatMap((result) => result.failures),
    }
  })
