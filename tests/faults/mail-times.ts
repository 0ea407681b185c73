import { walkZone } from '#tests/support/reminders/zone-walk.ts'
import { zones } from '#tests/support/reminders/zones.ts'
import { type FaultLine, inFolder, measure, type RunSuite } from './fault-suite.ts'
import { type BrokenTimes, MailLife } from './mail-years.ts'

const variants: readonly BrokenTimes[] = [
  'fixed-offsets',
  'no-quiet-hours',
  'lost-in-sleep',
  'forgets-what-left',
]
/** Clocks of both hemispheres are moved within a month of it. */
const start = Date.parse('2027-03-08T06:00:00Z')
const fiveYears = 1826

interface Years {
  readonly zones: readonly string[]
  readonly days: number
  readonly mails: number
  readonly seed: number
}

const walksOf = (names: readonly string[], days: number) =>
  new Map(names.map((name) => [name, walkZone(name, start, days)]))

/** One line for each zone of which an owner lives in. */
const live = async (
  { zones: names, days, mails, seed }: Years,
  broken?: BrokenTimes,
): Promise<readonly FaultLine[]> => {
  const walks = walksOf(names, days)
  const lines: FaultLine[] = []
  const homes = broken === undefined ? names : names.slice(-1)
  for (const [place, zone] of homes.entries()) {
    const id = broken === undefined ? `mail-times.${zone}` : `mail-times.control.${broken}`
    // Odd and even ones differ in when mails leave that waited for the morning.
    const own = seed + place
    const line = await measure(id, own, () =>
      inFolder(async (folder) => {
        const life = new MailLife({
          folder,
          zone,
          walks,
          seed: own,
          mails,
          ...(broken && { broken }),
        })
        const { n, left, failures } = await life.run()
        const idle = left < n / 3 ? [`only ${left} of ${n} left`] : []
        return { n, failures: [...failures, ...idle] }
      }),
    )
    lines.push(line)
  }
  return lines
}

/**
 * Mails of five years in twelve zones through the real outbox, against an oracle that walks the
 * zones minute by minute: at a wall time, in n days, on the next working morning, at once; asleep
 * and awake, opened anew, on journeys, cancelled, held and let go.
 *
 * `n` counts mails, `fail` those that left twice, at another minute, in quiet hours, in another
 * order or not at all. The small tier is eight weeks of two zones.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  const small = { zones: ['Australia/Lord_Howe', 'Europe/Berlin'], days: 56, seed: 7 }
  if (controls) {
    const lines: FaultLine[] = []
    for (const broken of variants) lines.push(...(await live({ ...small, mails: 60 }, broken)))
    return lines
  }
  return tier === 'test'
    ? live({ ...small, mails: 40 })
    : live({ zones, days: fiveYears, mails: 200, seed: 7 })
}
