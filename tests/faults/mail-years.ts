import { join } from 'node:path'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { When } from '#main/features/emails/planning/plan-when.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { minutesPerDay } from '#tests/support/reminders/zone-walk.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { chooseWish, type OnTheWall, textOf, type Wish } from './mail-choices.ts'
import {
  type ExpectedMail,
  type Look,
  MailOracle,
  nextMorning,
  reached,
  type Walks,
  walkOf,
  wallAt,
} from './mail-oracle.ts'

/** Deliberately broken variants, which the simulation must catch. */
export type BrokenTimes = 'fixed-offsets' | 'no-quiet-hours' | 'lost-in-sleep' | 'forgets-what-left'

/** Years in the life of an owner who writes, sleeps, travels and changes their mind. */
export interface MailYears {
  readonly folder: string
  /** Where the owner lives. */
  readonly zone: string
  readonly walks: Walks
  readonly seed: number
  readonly mails: number
  readonly broken?: BrokenTimes
}

/** How many mails were followed, and what was wrong. */
export interface MailYearsResult {
  readonly n: number
  readonly left: number
  readonly failures: readonly string[]
}

const minuteMs = 60_000
/** A look falls somewhere into its minute. */
const offsetMs = 17_000
const many = 1_000_000
/** The most by which mails that waited for the morning are spread. */
const longestSpreadMs = 10 * minuteMs

/** Everything random is drawn, but for the spread: that is none or all, so that minutes are exact. */
class EdgeRandom extends SeededRandom {
  private readonly isLast: boolean

  constructor(seed: number) {
    super(seed)
    this.isLast = seed % 2 === 0
  }

  get spreadMs(): number {
    return this.isLast ? longestSpreadMs : 0
  }

  override integer(limit: number): number {
    if (limit !== longestSpreadMs + 1) return super.integer(limit)
    return this.isLast ? longestSpreadMs : 0
  }
}

/** Runs the real outbox through the years, from one minute of interest to the next. */
export class MailLife {
  private readonly input: MailYears
  private readonly random: SeededRandom
  private readonly edges: EdgeRandom
  private readonly oracle: MailOracle
  private readonly clock: FakeClock
  private readonly startMs: number
  private readonly minutes: number
  private readonly zones: readonly string[]
  private readonly agenda = new Map<number, (() => Promise<unknown>)[]>()
  private readonly failures: string[] = []
  private readonly sent: number[] = []
  private minute = 0
  private isAwake = true
  private isWake = true
  private turnsAt = 0
  private outbox!: TestOutbox
  private accountId!: EmailAccountId
  private readonly contacts: { readonly id: ContactId; readonly zone: string | null }[] = []

  constructor(input: MailYears) {
    this.input = input
    this.random = new SeededRandom(input.seed)
    this.edges = new EdgeRandom(input.seed)
    this.oracle = new MailOracle(input.walks, this.edges.spreadMs)
    const walk = walkOf(input.walks, input.zone)
    this.startMs = walk.startMs
    this.minutes = walk.wall.length
    this.zones = [...input.walks.keys()]
    this.clock = new FakeClock(this.startMs + offsetMs, input.zone)
  }

  async run(): Promise<MailYearsResult> {
    await this.open()
    this.accountId = await this.outbox.addAccount()
    for (const [n, zone] of [null, null, ...this.zones].entries()) {
      const more = zone === null ? {} : { time_zone: zone }
      const id = await this.outbox.addContact(`Person ${n}`, `person${n}@ross.example`, more)
      this.contacts.push({ id, zone })
    }
    this.plan()
    this.turnsAt = this.stretch()
    while (this.minute < this.minutes) {
      await this.live()
      this.goTo(this.nextMinute())
    }
    this.compareAtTheEnd()
    await this.outbox.close()
    const left = [...this.oracle.mails.values()].filter(({ fate }) => fate === 'left').length
    return { n: this.oracle.mails.size, left, failures: this.failures }
  }

  private async open(): Promise<void> {
    const { folder, broken } = this.input
    this.outbox = await openOutbox({
      folder: join(folder, 'workspace'),
      clock: this.clock,
      random: this.edges,
      limits: { perMinute: many, perHour: many, perDay: many, spacingMs: 0 },
      uptime: () => this.clock.now(),
      send: (request) => this.send(request),
      ...(broken === 'forgets-what-left'
        ? {
            breakIt: (ledger) => {
              ledger.blocks = () => false
              ledger.lastOf = () => undefined
            },
          }
        : {}),
    })
    this.outbox.database.pragma('synchronous=OFF')
    // Otherwise each wake would mend what is broken.
    if (broken === 'fixed-offsets') this.outbox.dueTimes.derive = async () => false
  }

  private async send({ onBodyStart, bytes }: SendRequest): Promise<SendOutcome> {
    onBodyStart()
    this.sent.push(Number(/^Subject: Mail (\d+)\r$/mu.exec(Buffer.from(bytes).toString())?.[1]))
    return { kind: 'accepted', reply: '250 kept' }
  }

  /** What the owner does, and when; some days before the end nothing is begun any more. */
  private plan(): void {
    const { mails } = this.input
    const burst = Math.floor(mails / 4)
    for (let n = 0; n < mails; n += 1) {
      const at = this.random.integer(this.minutes - 3 * minutesPerDay)
      this.later(at, () => (n === burst ? this.writeMany() : this.write()))
    }
    for (let n = 0; n < mails / 10; n += 1) {
      const at = this.random.integer(this.minutes)
      this.later(at, async () => this.clock.travel(this.random.pick(this.zones)))
    }
  }

  private later(minute: number, act: () => Promise<unknown>): void {
    this.agenda.set(minute, [...(this.agenda.get(minute) ?? []), act])
  }

  /** How long the machine stays as it is: mostly hours, now and then a fortnight. */
  private stretch(): number {
    const isLong = this.random.integer(10) === 0
    const [least, most] = this.isAwake ? [30, isLong ? 20_000 : 1_200] : [5, isLong ? 10_000 : 900]
    return this.minute + least + this.random.integer(most)
  }

  private nextMinute(): number {
    if (!this.isAwake) return this.turnsAt
    const from = this.minute + 1
    const product = this.outbox.deliveries.nextAt(this.clock.now())
    const due = Math.min(this.oracle.nextAt(), (product ?? Infinity) - this.startMs)
    const dueMinute = Math.ceil((due - offsetMs) / minuteMs)
    const acts = Math.min(...this.agenda.keys())
    return Math.max(from, Math.min(dueMinute, acts, this.turnsAt, from + 5 * minutesPerDay))
  }

  private goTo(minute: number): void {
    const now = this.startMs + minute * minuteMs + offsetMs
    if (this.isAwake) this.clock.advance(now - this.clock.now())
    else this.clock.set(now)
    this.minute = minute
  }

  private async live(): Promise<void> {
    if (this.minute >= this.turnsAt) {
      this.isAwake = !this.isAwake
      this.turnsAt = this.stretch()
      if (this.isAwake) await this.wake()
    }
    if (!this.isAwake) return
    const due = [...this.agenda.keys()].filter((minute) => minute <= this.minute)
    for (const minute of due.toSorted((one, other) => one - other)) {
      const acts = this.agenda.get(minute) ?? []
      this.agenda.delete(minute)
      for (const act of acts) await act()
    }
    await this.look()
  }

  private async wake(): Promise<void> {
    this.isWake = true
    if (this.input.broken === 'lost-in-sleep') {
      const before = this.clock.now() - minuteMs
      const text = `update deliveries set next_attempt_at = null
        where state = 'waiting' and next_attempt_at < ?`
      await this.outbox.act((tx) => tx.runSql(text, before))
    }
    if (this.input.broken === 'forgets-what-left') {
      await this.outbox.act((tx) =>
        tx.runSql(
          `update deliveries set state = 'waiting', next_attempt_at = ?
            where email_id in (select email_id from deliveries where state = 'sent' limit 1)`,
          this.clock.now(),
        ),
      )
    }
    if (this.random.integer(20) > 0) return
    await this.outbox.close()
    await this.open()
  }

  private async look(): Promise<void> {
    const ownerZone = this.clock.zone()
    const { minute, isWake } = this
    const look: Look = { minute, now: this.clock.now() - this.startMs, isWake, ownerZone }
    const held = new Set(this.heldByOracle())
    const expected = this.oracle.look(look)
    this.isWake = false
    this.sent.length = 0
    await this.outbox.loop.lookAndWait()
    this.compare(expected, look)
    for (const id of this.heldByOracle()) if (!held.has(id)) this.decideLater(id)
  }

  private heldByOracle(): readonly number[] {
    return [...this.oracle.mails.values()].filter(({ fate }) => fate === 'held').map(({ id }) => id)
  }

  private compare(expected: readonly number[], look: Look): void {
    if (expected.join() !== this.sent.join()) {
      const names = (ids: readonly number[]) =>
        ids.map((id) => this.oracle.mails.get(id)?.label ?? id).join(', ') || 'nothing'
      this.failures.push(
        `minute ${look.minute}: ${names(this.sent)} left, expected ${names(expected)}`,
      )
    }
    for (const id of this.sent) {
      const mail = this.oracle.mails.get(id)
      if (mail === undefined) continue
      mail.fate = 'left'
      if (mail.isByHand || this.oracle.isOpenFor(mail, look)) continue
      this.failures.push(`${mail.label} left in quiet hours`)
    }
  }

  /** Some are let go after a while, some taken back, some forgotten. */
  private decideLater(id: number): void {
    const at = this.minute + 1 + this.random.integer(2_000)
    const choice = this.random.integer(4)
    if (choice < 2) this.later(at, () => this.release(id))
    if (choice === 2) this.later(at, () => this.cancel(id))
  }

  private async release(id: number): Promise<void> {
    if (this.oracle.mails.get(id)?.fate !== 'held') return
    // The mail's own number.
    const ids = [id as EmailId]
    const done = await this.outbox.service.decide({ ids, decision: 'release' }, this.outbox.owner)
    if (!done.ok) this.failures.push(`${id} cannot be released: ${done.error.code}`)
    this.oracle.release(id, this.clock.now() - this.startMs)
  }

  private async cancel(id: number): Promise<void> {
    const mail = this.oracle.mails.get(id)
    if (mail === undefined || mail.fate === 'left') return
    // The mail's own number.
    const done = await this.outbox.schedule.cancel({ ids: [id as EmailId] }, this.outbox.owner)
    if (!done.ok) this.failures.push(`${id} cannot be cancelled: ${done.error.code}`)
    mail.fate = 'cancelled'
  }

  /** More than twenty within an hour of one night. */
  private async writeMany(): Promise<void> {
    const { zone } = this.input
    const walk = walkOf(this.input.walks, zone)
    const night = Math.floor(wallAt(walk, this.minute) / minutesPerDay + 2) * minutesPerDay + 120
    for (let n = 0; n < 25; n += 1) {
      const wanted = night + this.random.integer(60)
      await this.schedule({ kind: 'at', wall: textOf(wanted), timeZone: zone }, { zone, wanted })
    }
    // The lid is closed before, and opened in the morning.
    const evening = reached(walk, night - 180)
    this.later(evening, async () => {
      this.turnsAt = Math.min(this.turnsAt, this.minute + 1)
    })
  }

  private async write(): Promise<void> {
    const { zones, random, minute } = this
    const wish = chooseWish(this.input.walks, { zones, random, minute, here: this.clock.zone() })
    if (wish !== null) await this.schedule(wish.when, wish.due)
  }

  private async schedule(when: When, due: Wish['due']): Promise<void> {
    const { walks, broken } = this.input
    const contact = this.random.pick(this.contacts)
    const number = this.oracle.mails.size + 1
    const subject = `Mail ${number}`
    const [id] = await this.outbox.addDrafts(contact.id, this.accountId, [subject])
    if (id !== number) throw new Error('mails are not numbered from one')
    const input = { ids: [id], when, unlessAnswered: false }
    const done = await this.outbox.schedule.schedule(input, this.outbox.owner)
    if (!done.ok) this.failures.push(`${subject} cannot be scheduled: ${done.error.code}`)
    const zone = contact.zone ?? this.clock.zone()
    const now = this.clock.now() - this.startMs
    const wanted =
      due === 'morning'
        ? { zone, wanted: nextMorning(wallAt(walkOf(walks, zone), this.minute)) }
        : due
    const at = wanted === null ? now + 10_000 : this.instantOf(wanted)
    const mail: ExpectedMail = {
      id,
      label: `${subject} (${wanted === null ? 'now' : `${when.kind} ${textOf(wanted.wanted)} ${wanted.zone}`})`,
      isByHand: when.kind === 'at' || when.kind === 'now',
      contactZone: contact.zone,
      at,
      fate: 'waits',
    }
    this.oracle.mails.set(id, mail)
    if (this.random.integer(6) === 0) {
      this.later(this.minute + this.random.integer(100_000), () => this.cancel(id))
    }
    if (broken !== undefined) await this.breakIt(id, wanted)
  }

  private instantOf({ zone, wanted }: OnTheWall): number {
    return reached(walkOf(this.input.walks, zone), wanted) * minuteMs
  }

  private async breakIt(id: EmailId, due: OnTheWall | null): Promise<void> {
    const { walks, broken } = this.input
    if (broken === 'no-quiet-hours') {
      await this.outbox.act((tx) =>
        tx.runSql('update deliveries set waived = ? where email_id = ?', 'overdue', id),
      )
    }
    if (broken !== 'fixed-offsets' || due === null) return
    const wait = due.wanted - wallAt(walkOf(walks, due.zone), this.minute)
    const at = Math.floor(this.clock.now() / minuteMs + wait) * minuteMs
    await this.outbox.act((tx) =>
      tx.runSql(
        'update deliveries set due_at = ?, next_attempt_at = ? where email_id = ?',
        at,
        at,
        id,
      ),
    )
  }

  /** Nothing is lost: whatever has not left is where it should be. */
  private compareAtTheEnd(): void {
    const states = { waits: 'waiting', held: 'held', left: 'sent', cancelled: 'draft' } as const
    for (const { id, label, fate } of this.oracle.mails.values()) {
      // The mail's own number.
      const state = this.outbox.emails.find(id as EmailId)?.state
      if (state !== states[fate]) this.failures.push(`${label} is ${state}, expected ${fate}`)
    }
  }
}
