import { join } from 'node:path'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import { defaultLimits, type SendingLimits } from '#main/engines/email/throttle.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { type Findings, inFolder, measure, type RunSuite } from './fault-suite.ts'

interface Rates {
  readonly mails: number
  readonly limits: SendingLimits
  readonly seed: number
  /** The clock is set ahead too; then only the clock's own time can be held to the limits. */
  readonly jumpsAhead: boolean
  /** What is broken on purpose: it counts anew after each opening, or mail to many keeps no distance. */
  readonly broken?: 'forgets' | 'no-spacing'
}

/** One mail that was handed to the server. */
interface Handed {
  /** What the clock showed; it stands still where it was set back, until the owner believes it. */
  readonly byClock: number
  /** What really passed since the beginning. */
  readonly really: number
  readonly isToMany: boolean
}

/** So many mails go to one person, in one batch but for every tenth. */
const perContact = 50
const singleEach = 10
const secondMs = 1_000
const tickMs = 300 * secondMs
const windows = [
  ['minute', 'perMinute', 60 * secondMs],
  ['hour', 'perHour', 3_600 * secondMs],
  ['day', 'perDay', 86_400 * secondMs],
] as const

/** The most in any window of this length; each is open at its beginning. */
const most = (times: readonly number[], windowMs: number): number => {
  let [from, count] = [0, 0]
  for (const [to, time] of times.entries()) {
    while (time - (times[from] ?? 0) >= windowMs) from += 1
    count = Math.max(count, to - from + 1)
  }
  return count
}

/** An account with a long queue, on a machine that crashes, sleeps and loses the time. */
class LongQueue {
  private readonly rates: Rates
  private readonly folder: string
  private readonly random: SeededRandom
  private readonly clock = new FakeClock()
  private readonly handed: Handed[] = []
  private passedMs = 0
  /** How far the clock went back when the owner said that it is right. */
  private backMs = 0
  private crash: (() => void) | null = null
  private outbox!: TestOutbox

  constructor(rates: Rates, folder: string) {
    this.rates = rates
    this.folder = folder
    this.random = new SeededRandom(rates.seed)
  }

  async run(): Promise<Findings> {
    const { mails, limits } = this.rates
    await this.open()
    const account = await this.outbox.addAccount(587, { daily_limit: limits.perDay })
    for (let from = 0; from < mails; from += perContact) {
      const contact = await this.outbox.addContact(`Person ${from}`, `person${from}@ross.example`)
      const count = Math.min(perContact, mails - from)
      const subjects = Array.from({ length: count }, (_, n) => `${from + n}`)
      const ids = await this.outbox.addDrafts(contact, account, subjects)
      await this.outbox.act((tx) =>
        tx.runSql(
          `update emails set batch = ? where contact_id = ? and id % ${singleEach} > 0`,
          `batch ${from}`,
          contact,
        ),
      )
      const wish = { ids, when: { kind: 'now' }, toEach: true } as const
      await this.outbox.schedule.schedule(wish, this.outbox.owner)
    }
    const isOver = await this.sendAll()
    const failures = [...this.breaches(), ...this.lost(isOver)]
    await this.outbox.close()
    return { n: mails, failures }
  }

  private async open(): Promise<void> {
    const { broken } = this.rates
    const spacing = broken === 'no-spacing' ? { spacingMs: 0 } : {}
    const limits = { ...this.rates.limits, ...spacing }
    this.outbox = await openOutbox({
      folder: join(this.folder, 'workspace'),
      clock: this.clock,
      random: this.random,
      limits,
      uptime: () => this.passedMs,
      send: (request) => this.send(request),
    })
    this.outbox.database.pragma('synchronous=OFF')
    if (broken !== 'forgets') return
    const { turns } = this.outbox
    const [openedAt, all] = [this.clock.now(), turns.attemptsOfDay.bind(turns)]
    turns.attemptsOfDay = (account, now) => all(account, now).filter(({ at }) => at >= openedAt)
  }

  private async send({ onBodyStart }: SendRequest): Promise<SendOutcome> {
    const last = this.handed.at(-1)?.byClock ?? 0
    const batch = this.outbox.reader.firstSql<{ batch: string | null }>(
      `select e.batch from deliveries d cross join emails e on e.id = d.email_id
        where d.state = 'claimed'`,
    )
    this.handed.push({
      byClock: Math.max(last, this.clock.now() + this.backMs),
      really: this.passedMs,
      isToMany: (batch?.batch ?? null) !== null,
    })
    const fate = this.random.fraction()
    if (fate < 0.01) await this.crashNow()
    onBodyStart()
    if (fate < 0.02) await this.crashNow()
    if (fate > 0.98) {
      const words = { code: 421, enhanced: '4.7.0', reply: '421 4.7.0 slower' }
      return { kind: 'refused', stage: 'body', permanent: false, ...words }
    }
    // Each takes a while.
    this.pass(this.random.integer(2 * secondMs))
    return { kind: 'accepted', reply: '250 kept' }
  }

  /** The process ends here: nothing behind this ever runs. */
  private crashNow(): Promise<never> {
    this.crash?.()
    return new Promise(() => {})
  }

  private pass(ms: number): void {
    this.clock.advance(ms)
    this.passedMs += ms
  }

  /** Looks whenever something is due, until nothing waits any more. */
  private async sendAll(): Promise<boolean> {
    for (let looks = 0; looks < 20 * this.rates.mails; looks += 1) {
      await this.disturb()
      const crashed = new Promise<true>((resolve) => {
        this.crash = () => resolve(true)
      })
      if ((await Promise.race([this.outbox.loop.lookAndWait(), crashed])) === true) {
        this.outbox.ledger.close()
        this.outbox.database.close()
        await this.open()
        continue
      }
      await this.letGo()
      const next = this.outbox.deliveries.nextAt(0)
      if (next === null) return true
      // What is due and does not leave waits for its account to have rested.
      const now = this.clock.now()
      this.pass(next > now ? next - now : tickMs)
    }
    return false
  }

  /** Opened anew, asleep for a while, or at another time. */
  private async disturb(): Promise<void> {
    const kind = this.random.integer(200)
    const dayMs = 86_400 * secondMs
    if (kind < 4) {
      await this.outbox.close()
      await this.open()
    }
    if (kind === 4) this.clock.set(this.clock.now() - this.random.integer(dayMs))
    if (kind === 5 && this.rates.jumpsAhead) {
      this.clock.set(this.clock.now() + this.random.integer(dayMs))
    }
    if (kind === 6) {
      const asleep = this.random.integer(8 * 3_600 * secondMs)
      this.clock.set(this.clock.now() + asleep)
      this.passedMs += asleep
    }
  }

  /** Whatever is held is let go at once by an owner who asks no questions. */
  private async letGo(): Promise<void> {
    const { outbox } = this
    if (outbox.outbox.holdAll() !== null) {
      await outbox.service.releaseAll(outbox.owner)
      const last = this.handed.at(-1)?.byClock ?? 0
      this.backMs = Math.max(this.backMs, last - this.clock.now())
    }
    const held = outbox.reader
      .allSql<{ id: EmailId }>(`select email_id as id from deliveries where state = 'held'`)
      .map(({ id }) => id)
    for (let from = 0; from < held.length; from += 500) {
      const ids = held.slice(from, from + 500)
      await outbox.service.decide({ ids, decision: 'release' }, outbox.owner)
    }
  }

  private breaches(): string[] {
    const { limits, jumpsAhead } = this.rates
    const clocks = jumpsAhead ? (['byClock'] as const) : (['byClock', 'really'] as const)
    const tooSoon = clocks.flatMap((clock) => {
      const isTooSoon = ({ isToMany, ...one }: Handed, n: number): boolean =>
        isToMany && one[clock] - (this.handed[n - 1]?.[clock] ?? -Infinity) < limits.spacingMs
      const count = this.handed.filter(isTooSoon).length
      return count === 0 ? [] : [`${count} mails to many too soon (${clock})`]
    })
    const tooMany = clocks.flatMap((clock) =>
      windows.flatMap(([name, limit, ms]) => {
        const count = most(
          this.handed.map((one) => one[clock]),
          ms,
        )
        return count > limits[limit] ? [`${count} mails in a ${name} (${clock})`] : []
      }),
    )
    return [...tooMany, ...tooSoon]
  }

  private lost(isOver: boolean): string[] {
    const rows = this.outbox.reader.allSql<{ state: string; n: number }>(
      'select state, count(*) as n from deliveries group by state',
    )
    const left = rows.filter(({ state }) => ['sent', 'uncertain'].includes(state))
    const count = left.reduce((sum, { n }) => sum + n, 0)
    if (isOver && count === this.rates.mails) return []
    return [`only ${count} of ${this.rates.mails} left: ${JSON.stringify(rows)}`]
  }
}

const queue = (rates: Rates): Promise<Findings> =>
  inFolder((folder) => new LongQueue(rates, folder).run())

/**
 * No minute, hour or day holds more mails than its limit, whatever happens between: crashes before
 * and in the body, openings, sleep, a server that asks for less, a clock that is set by up to a
 * day; and a mail to many never leaves sooner than it should after the mail before it. `n` counts
 * mails of a queue, one in ten of them to one person alone; all of them leave in the end.
 *
 * Time is the clock's, standing still where it is set back until the owner says it is right; where the clock is never set ahead, the
 * limits hold in real time as well. The full tier queues 5,000 mails for each of the two, 10,000 in
 * all; the small tier is a short queue without the second.
 */
export const run: RunSuite = async ({ tier, controls }) => {
  const limits = { perMinute: 3, perHour: 12, perDay: 30, spacingMs: 20 * secondMs }
  const small = { mails: 60, limits }
  if (controls) {
    const control = (broken: 'forgets' | 'no-spacing') =>
      queue({ ...small, seed: 3, jumpsAhead: false, broken })
    return [
      await measure('mail-rates.control.forgets-attempts', 3, () => control('forgets')),
      await measure('mail-rates.control.no-spacing', 3, () => control('no-spacing')),
    ]
  }
  const size = tier === 'full' ? { mails: 5_000, limits: defaultLimits } : small
  const lines = [
    await measure('mail-rates.set-back', 3, () => queue({ ...size, seed: 3, jumpsAhead: false })),
  ]
  if (tier === 'test') return lines
  const ahead = { ...size, seed: 4, jumpsAhead: true }
  return [...lines, await measure('mail-rates.set-ahead', 4, () => queue(ahead))]
}
