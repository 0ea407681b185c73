import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { DueReminder, PendingReminder, ReminderStore } from '#main/engines/scheduler/loop.ts'
import {
  type Due,
  endOfQuiet,
  nextRun,
  type ReminderSettings,
} from '#main/engines/scheduler/next-run.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { CalendarDate, FollowUpId, WallTime } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { addDays, today } from '#shared/domain/time.ts'
import type { RemindersRepository } from './reminders.repository.ts'

interface RemindersDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: RemindersRepository
  readonly settings: () => ReminderSettings
  readonly clock: Clock
}

/** So many distinct due times within three days are looked at. */
const soonestLimit = 200
// No day that can be stored is later.
const lastDay = '9999-12-31' as CalendarDate

/** Reminders of next steps: the rows behind the loop. */
export class RemindersService implements ReminderStore {
  private readonly dependencies: RemindersDependencies

  constructor(dependencies: RemindersDependencies) {
    this.dependencies = dependencies
  }

  settings(): ReminderSettings {
    return this.dependencies.settings()
  }

  pending(through: CalendarDate): readonly PendingReminder[] {
    return this.dependencies.repository
      .pending(through)
      .map(({ followUpId, ...due }) => ({ followUpId, due }))
  }

  async claim(reminders: readonly DueReminder[], at: number): Promise<readonly FollowUpId[]> {
    const { repository } = this.dependencies
    const deliveries = reminders.map(({ followUpId, due, dueAt }) => ({
      followUpId,
      due: textOf(due),
      dueAt,
    }))
    const claimed = await this.write('reminders.claim', (tx) =>
      repository.claim(tx, deliveries, at),
    )
    return reminders.map(({ followUpId }) => followUpId).filter((id) => claimed.has(id))
  }

  async forgetAfter(instant: number): Promise<void> {
    const { repository } = this.dependencies
    await this.write('reminders.forget', (tx) => repository.forgetAfter(tx, instant))
  }

  lastSeen(): number | null {
    return this.dependencies.repository.lastSeen()
  }

  async saveLastSeen(instant: number): Promise<void> {
    const { repository } = this.dependencies
    await this.write('reminders.seen', (tx) => repository.saveLastSeen(tx, instant))
  }

  /**
   * To be called wherever a due time is set or changed: one that has already passed needs no reminder, the
   * owner is looking at it.
   */
  planned(tx: Transaction, followUpId: FollowUpId, due: Due): void {
    const { repository, clock } = this.dependencies
    const now = clock.now()
    const dueAt = nextRun(due, clock.zone(), this.settings())
    if (dueAt > now) return
    repository.claim(tx, [{ followUpId, due: textOf(due), dueAt }], now)
  }

  /** When the next reminder may be announced (milliseconds UTC); null when nothing is planned. */
  nextReminderAt(): number | null {
    const { repository, clock } = this.dependencies
    const [now, zone, settings] = [clock.now(), clock.zone(), this.settings()]
    const from = addDays(today(clock), -1)
    const first = repository.soonest(from, lastDay, 1)[0]
    if (first === undefined) return null
    // The wall clocks of two zones are up to 26 hours apart.
    const near = repository.soonest(first.day, addDays(first.day, 2), soonestLimit)
    const instants = soonestByZone(near, zone, settings.morning).map((due) =>
      nextRun(due, zone, settings),
    )
    return Math.max(Math.min(...instants), endOfQuiet(now, zone, settings.quiet))
  }

  /** Machinery leaves no operation behind, and nothing in it can fail on purpose. */
  private async write<T>(code: string, work: (tx: Transaction) => T): Promise<T> {
    const result = await this.dependencies.unitOfWork.run(systemContext, { code }, (tx) =>
      ok(work(tx)),
    )
    if (!result.ok) throw new Error(`${code} cannot fail on purpose`)
    return result.value.value
  }
}

const textOf = ({ day, time }: Due): string => (time === null ? day : `${day}T${time}`)

/** Of due times on the wall of one zone the first is the first; the others need not be computed. */
const soonestByZone = (
  dues: readonly Due[],
  ownZone: string,
  morning: WallTime,
): readonly Due[] => {
  const wallOfDue = ({ day, time }: Due): string => `${day}T${time ?? morning}`
  const soonest = new Map<string, Due>()
  for (const due of dues) {
    const zone = due.time === null ? ownZone : (due.zone ?? ownZone)
    const known = soonest.get(zone)
    if (known === undefined || wallOfDue(due) < wallOfDue(known)) soonest.set(zone, due)
  }
  return [...soonest.values()]
}
