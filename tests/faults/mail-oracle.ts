import { firstReached, minutesPerDay, type ZoneWalk } from '#tests/support/reminders/zone-walk.ts'

/** The walks of all zones of a simulation; they begin together. */
export type Walks = ReadonlyMap<string, ZoneWalk>

/** The walk of a zone. */
export const walkOf = (walks: Walks, zone: string): ZoneWalk => {
  const walk = walks.get(zone)
  if (walk === undefined) throw new Error(`${zone} was not walked`)
  return walk
}

/** What a zone's clock shows at a walked minute. */
export const wallAt = ({ wall }: ZoneWalk, minute: number): number => wall[minute] ?? 0

/** Monday to Friday; 1 January 1970 was a Thursday. */
const isWorkday = (wall: number): boolean => (Math.floor(wall / minutesPerDay) + 3) % 7 < 5

/** Whether mail may leave: Monday to Friday from eight to seven. */
const isOpen = (wall: number): boolean => {
  const time = wall % minutesPerDay
  return isWorkday(wall) && time >= 8 * 60 && time < 19 * 60
}

/** The wall minute of the next nine o'clock of a working day. */
export const nextMorning = (wall: number): number => {
  const nine = 9 * 60
  let day = Math.floor(wall / minutesPerDay) + (wall % minutesPerDay < nine ? 0 : 1)
  while (!isWorkday(day * minutesPerDay)) day += 1
  return day * minutesPerDay + nine
}

/** The first walked minute at which a clock shows this or more; infinite beyond the walk. */
export const reached = (walk: ZoneWalk, wanted: number): number => {
  const minute = firstReached(walk, wanted)
  return minute < 0 ? Number.POSITIVE_INFINITY : minute
}

/** A mail as the oracle keeps it; instants in milliseconds since the walk began. */
export interface ExpectedMail {
  readonly id: number
  readonly label: string
  /** Quiet hours do not bind it. */
  isByHand: boolean
  readonly contactZone: string | null
  /** When it is to be looked at next. */
  at: number
  fate: 'waits' | 'held' | 'left' | 'cancelled'
}

/** The moment at which the outbox looks. */
export interface Look {
  readonly minute: number
  /** Milliseconds since the walk began; within the minute. */
  readonly now: number
  readonly isWake: boolean
  readonly ownerZone: string
}

const minuteMs = 60_000
const overdueMs = 6 * 60 * minuteMs
/** What became due this long before a wake was missed; of more than this many the owner is asked. */
const missed = { ms: 2 * minuteMs, atMost: 20 }

/**
 * What the rules of sending say, minute by minute, apart from the application: shares no code with
 * it, and knows zones only as walks.
 */
export class MailOracle {
  readonly mails = new Map<number, ExpectedMail>()
  private readonly walks: Walks
  /** After the opening of a window, mails that waited for it leave so much later. */
  private readonly spreadMs: number

  constructor(walks: Walks, spreadMs: number) {
    this.walks = walks
    this.spreadMs = spreadMs
  }

  /** The owner lets a held mail go: at once, and whatever the time is. */
  release(id: number, now: number): void {
    const mail = this.mails.get(id)
    if (mail !== undefined) Object.assign(mail, { fate: 'waits', at: now, isByHand: true })
  }

  /** When something is due next; infinite when nothing waits. */
  nextAt(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { fate, at } of this.mails.values()) if (fate === 'waits') next = Math.min(next, at)
    return next
  }

  /** What leaves at a look, in its order. */
  look(look: Look): readonly number[] {
    if (look.isWake) this.holdMissed(look)
    const due = [...this.mails.values()].filter(
      ({ fate, at }) => fate === 'waits' && at <= look.now,
    )
    const inOrder = due.toSorted((one, other) => one.at - other.at || one.id - other.id)
    return inOrder.filter((mail) => this.leaves(mail, look)).map(({ id }) => id)
  }

  /** Whether mail may reach somebody at this minute; without a zone of theirs the owner's counts. */
  isOpenFor({ contactZone }: ExpectedMail, { minute, ownerZone }: Look): boolean {
    return isOpen(wallAt(walkOf(this.walks, contactZone ?? ownerZone), minute))
  }

  private holdMissed({ now }: Look): void {
    const before = now - missed.ms
    const late = [...this.mails.values()].filter(({ fate, at }) => fate === 'waits' && at < before)
    if (late.length > missed.atMost) for (const mail of late) mail.fate = 'held'
  }

  private leaves(mail: ExpectedMail, look: Look): boolean {
    if (look.now - mail.at > overdueMs) {
      mail.fate = 'held'
      return false
    }
    if (!mail.isByHand && !this.isOpenFor(mail, look)) {
      mail.at = this.opening(mail, look) + this.spreadMs
      return false
    }
    mail.fate = 'left'
    return true
  }

  private opening({ contactZone }: ExpectedMail, { minute, ownerZone }: Look): number {
    const { wall } = walkOf(this.walks, contactZone ?? ownerZone)
    for (let at = minute; at < wall.length; at += 1) {
      if (isOpen(wall[at] ?? 0)) return at * minuteMs
    }
    return Number.POSITIVE_INFINITY
  }
}
