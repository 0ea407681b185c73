import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { CalendarDate, FollowUpId } from '#shared/domain/ids.ts'
import { addDays, dayOf, startOfDay } from '#shared/domain/time.ts'
import { type Due, endOfQuiet, nextRun, type ReminderSettings } from './next-run.ts'

/** A next step whose reminder has not been announced for the due time it has now. */
export interface PendingReminder {
  readonly followUpId: FollowUpId
  readonly due: Due
}

/** A reminder about to be announced, with the instant at which it was due. */
export interface DueReminder extends PendingReminder {
  readonly dueAt: number
}

/** The rows behind the loop; they are the truth, timers are only hints. */
export interface ReminderStore {
  /** Open steps, due through that day, that have not been announced for this due time. */
  pending(through: CalendarDate): readonly PendingReminder[]
  /**
   * Records reminders as announced and returns those that were still pending.
   *
   * Committed when it resolves, so that no crash can make a reminder appear twice.
   */
  claim(reminders: readonly DueReminder[], at: number): Promise<readonly FollowUpId[]>
  /** Forgets announcements of reminders that are due after an instant (the clock was set back). */
  forgetAfter(instant: number): Promise<void>
  /** The latest instant that the loop has recorded; null in a new workspace. */
  lastSeen(): number | null
  saveLastSeen(instant: number): Promise<void>
}

/** What the loop is made of. */
export interface ReminderLoopParts {
  readonly clock: Clock
  readonly log: Logger
  readonly store: ReminderStore
  readonly settings: () => ReminderSettings
  /** Whether anybody would see an announcement; without an audience reminders stay pending. */
  readonly hasAudience: () => boolean
  /** All that became due since the last time, in one call, earliest first. */
  readonly announce: (followUpIds: readonly FollowUpId[]) => void
  /** Told when the owner's day or zone is another than at the look before. */
  readonly announceDay: () => void
}

/** Announces reminders at their time, once each, never in quiet hours. */
export interface ReminderLoop {
  /** Starts ticking; catches up at once on what came due while the application was closed. */
  run(): void
  /** Ends the ticking; a check under way still finishes. */
  stop(): void
  /** Resolves when no check is under way. */
  drain(): Promise<void>
  /** Something that reminders depend on has changed: look again. */
  poke(): void
  /** Looks at the clock and the rows now; what a tick does. */
  check(): Promise<void>
}

/** How often the loop compares the wall clock with the monotonic one. */
export const tickMs = 30_000
/** Wall and monotonic clock may drift apart this far in a tick before it counts as a jump. */
const driftMs = 5_000
/** A wall clock that falls back by more was set back by somebody, not trimmed by a time server. */
const setBackMs = 5 * 60_000
/** However quiet the rows are, they are read again after this long. */
const rereadMs = 6 * 3_600_000
const saveSeenMs = 3_600_000

/** Builds the loop; it does nothing before `run` or `check`. */
export const createReminderLoop = (parts: ReminderLoopParts): ReminderLoop => {
  const watch = createClockWatch(parts)
  const plan = { isStale: true, readAgainAt: 0, zone: '', day: '' }
  const ticking: { timer: NodeJS.Timeout | null; current: Promise<void> | null } = {
    timer: null,
    current: null,
  }

  const look = async (): Promise<void> => {
    if (await watch.noticesJump()) plan.isStale = true
    const now = parts.clock.now()
    const zone = parts.clock.zone()
    if (!plan.isStale && now < plan.readAgainAt && zone === plan.zone) return
    const day = dayOf(now, zone)
    const isAnother = plan.day !== '' && (day !== plan.day || zone !== plan.zone)
    Object.assign(plan, { isStale: false, zone, day })
    if (isAnother) parts.announceDay()
    const midnight = startOfDay(addDays(day, 1), zone)
    plan.readAgainAt = Math.min(await announceDue(parts, now, zone), midnight)
  }

  const check = (): Promise<void> => {
    const next = (ticking.current ?? Promise.resolve()).then(look).catch((cause: unknown) => {
      plan.isStale = true
      parts.log.error('reminders.check-failed', cause)
    })
    ticking.current = next
    return next
  }

  const schedule = (): void => {
    const wait = Math.min(tickMs, Math.max(50, plan.readAgainAt - parts.clock.now()))
    ticking.timer = setTimeout(() => void check().then(reschedule), wait)
    ticking.timer.unref()
  }
  const reschedule = (): void => {
    if (ticking.timer !== null) schedule()
  }

  return {
    run: () => {
      schedule()
      void check().then(() => {
        clearTimeout(ticking.timer ?? undefined)
        reschedule()
      })
    },
    stop: () => {
      clearTimeout(ticking.timer ?? undefined)
      ticking.timer = null
    },
    drain: () => ticking.current ?? Promise.resolve(),
    poke: () => {
      plan.isStale = true
      if (ticking.timer !== null) void check()
    },
    check,
  }
}

/** Announces what is due and answers when to look again. */
const announceDue = async (parts: ReminderLoopParts, now: number, zone: string) => {
  const settings = parts.settings()
  const free = endOfQuiet(now, zone, settings.quiet)
  if (free > now) return free
  if (!parts.hasAudience()) return now + tickMs
  const runOf = onceEach((due) => nextRun(due, zone, settings))
  // Two days ahead, because a step may be promised in a zone whose calendar runs ahead or behind.
  const reminders = parts.store
    .pending(addDays(dayOf(now, zone), 2))
    .map((pending) => ({ ...pending, dueAt: runOf(pending.due) }))
    .sort((a, b) => a.dueAt - b.dueAt)
  const due = reminders.filter((reminder) => reminder.dueAt <= now)
  if (due.length > 0) {
    const claimed = await parts.store.claim(due, now)
    if (claimed.length > 0) parts.announce(claimed)
  }
  return Math.min(reminders[due.length]?.dueAt ?? now + rereadMs, now + rereadMs)
}

/** Most steps of a day share their due time: each is computed once. */
const onceEach = (compute: (due: Due) => number): ((due: Due) => number) => {
  const known = new Map<string, number>()
  return (due) => {
    const key = `${due.day} ${due.time} ${due.zone}`
    const instant = known.get(key) ?? compute(due)
    known.set(key, instant)
    return instant
  }
}

/** Compares wall and monotonic clock, and remembers the wall clock across runs. */
const createClockWatch = ({ clock, store, log }: ReminderLoopParts) => {
  const last: { wall: number | null; monotonic: number; saved: number } = {
    wall: null,
    monotonic: 0,
    saved: Number.NEGATIVE_INFINITY,
  }
  return {
    /** True after sleep, after the clock was set, and at the first look. */
    noticesJump: async (): Promise<boolean> => {
      const [wall, monotonic] = [clock.now(), clock.monotonic()]
      const before = last.wall ?? store.lastSeen()
      const drift = last.wall === null ? null : wall - last.wall - (monotonic - last.monotonic)
      const isSetBack = before !== null && wall < before - setBackMs
      last.wall = wall
      last.monotonic = monotonic
      if (isSetBack) await store.forgetAfter(wall)
      if (isSetBack || wall - last.saved >= saveSeenMs) {
        last.saved = wall
        await store.saveLastSeen(wall)
      }
      if (drift !== null && Math.abs(drift) <= driftMs) return isSetBack
      if (drift !== null) log.info('reminders.clock-jump', { driftMs: Math.round(drift) })
      return true
    },
  }
}
