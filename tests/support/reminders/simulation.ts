import { createReminderLoop, type ReminderStore } from '#main/engines/scheduler/loop.ts'
import type { Due, ReminderSettings } from '#main/engines/scheduler/next-run.ts'
import { nextDueDay, type RecurrenceUnit } from '#main/engines/scheduler/recurrence.ts'
import type { CalendarDate, FollowUpId, WallTime } from '#shared/domain/ids.ts'
import {
  firstReached,
  minutesPerDay,
  nextDayOf,
  quietTable,
  type SeriesRule,
  walkZone,
  type ZoneWalk,
} from './zone-walk.ts'

/** Deliberately broken variants, which the simulation must catch. */
export type BrokenVariant =
  | 'steps-of-24-hours'
  | 'forgets-announcements'
  | 'no-quiet-hours'
  | 'timers-are-the-truth'

export interface SimulationInput {
  readonly zone: string
  readonly seed: number
  readonly days: number
  readonly reminders: number
  readonly broken?: BrokenVariant | undefined
  /** Asks the zone at each minute, where a quarter of an hour would do and is much quicker. */
  readonly asksEachMinute?: boolean
}

export interface SimulationResult {
  /** Reminders whose fate was checked. */
  readonly checked: number
  readonly announced: number
  readonly failures: readonly string[]
}

/** One reminder: a due time that a next step had, and what the oracle expects of it. */
interface Expectation {
  readonly id: FollowUpId
  readonly label: string
  /** Walked minute from which it may be announced. */
  readonly from: number
  /** Walked minute at which it was done, moved or the walk ended. */
  until: number
  readonly announcedAt: number[]
}

interface Row {
  readonly id: FollowUpId
  due: Due
  isOpen: boolean
  readonly series: SeriesRule | null
  /** The wall minute at which the step is due, as the oracle keeps it. */
  wanted: number
  expectation: Expectation
}

type Random = (limit: number) => number

const seeded = (seed: number): Random => {
  const state = { value: seed >>> 0 }
  return (limit) => {
    state.value = (state.value + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state.value ^ (state.value >>> 15), state.value | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const textOfDay = (day: number): CalendarDate =>
  new Date(day * minutesPerDay * 60_000).toISOString().slice(0, 10) as CalendarDate
const textOfTime = (minute: number): WallTime =>
  new Date(minute * 60_000).toISOString().slice(11, 16) as WallTime
const dayOfText = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

const quietChoices = [
  [21 * 60, 8 * 60],
  [22 * 60 + 30, 6 * 60 + 45],
  [90, 165],
  [120, 150],
  [23 * 60 + 45, 15],
  [13 * 60, 14 * 60],
] as const

const start = Date.parse('2026-11-20T06:00:00Z')
/** The tick falls somewhere into the minute. */
const tickOffsetMs = 17_000

/** Two years (or so) in the life of a workspace: the real loop against the walk of the zone. */
export const simulateReminders = async (input: SimulationInput): Promise<SimulationResult> => {
  const random = seeded(input.seed)
  const walk = walkZone(input.zone, start, input.days, input.asksEachMinute ? 1 : undefined)
  const [from, to] = quietChoices[random(quietChoices.length)]!
  const world = createWorld(
    input,
    walk,
    { quiet: { from, to }, morning: 7 * 60 + random(240) },
    random,
  )
  for (let index = 0; index < input.reminders; index += 1) world.plan(0)

  const awake = { until: 0, loop: world.openLoop(), isAwake: true }
  for (let minute = 0; minute < walk.wall.length; minute += 1) {
    if (minute >= awake.until) {
      awake.isAwake = !awake.isAwake || minute === 0
      // Mostly hours, now and then a fortnight; asleep mostly a night, now and then a week.
      const length = awake.isAwake
        ? 30 + random(random(10) === 0 ? 20_000 : 1_200)
        : 5 + random(random(10) === 0 ? 10_000 : 900)
      awake.until = minute + length
      if (awake.isAwake && random(2) === 0) awake.loop = world.openLoop()
    }
    world.clock.wall = start + minute * 60_000 + tickOffsetMs
    world.live(minute, awake.isAwake)
    if (!awake.isAwake) continue
    world.clock.monotonic += 60_000
    await awake.loop.check()
    if (world.announcements.length > 1) world.failures.push(`several events at minute ${minute}`)
    for (const id of world.announcements.flat()) world.hear(id, minute)
    world.announcements.length = 0
    if (world.isChanged) awake.loop.poke()
    world.isChanged = false
  }
  return world.verdict()
}

interface WorldSettings {
  readonly quiet: { readonly from: number; readonly to: number }
  readonly morning: number
}

const createWorld = (
  input: SimulationInput,
  walk: ZoneWalk,
  settings: WorldSettings,
  random: Random,
) => {
  const rows: Row[] = []
  const expectations: Expectation[] = []
  const agenda = new Map<number, (() => void)[]>()
  const awakeMinutes = new Uint8Array(walk.wall.length)
  const isQuietAt = quietTable(settings.quiet)
  const clock = { wall: start, monotonic: 0 }
  const world = {
    clock,
    announcements: [] as (readonly FollowUpId[])[],
    failures: [] as string[],
    isChanged: false,
    openLoop: () =>
      createReminderLoop({
        clock: { now: () => clock.wall, monotonic: () => clock.monotonic, zone: () => input.zone },
        log: {
          info: () => {},
          warn: () => {},
          error: (event, cause) => fail(`${event}: ${String(cause)}`),
        },
        store,
        settings: () => loopSettings,
        hasAudience: () => true,
        announce: (ids) => world.announcements.push(ids),
        announceDay: () => {},
      }),
    live: (minute: number, isAwake: boolean): void => {
      awakeMinutes[minute] = isAwake ? 1 : 0
      for (const act of agenda.get(minute) ?? []) act()
      agenda.delete(minute)
    },
    hear: (id: FollowUpId, minute: number): void => {
      const row = rows[id - 1]!
      row.expectation.announcedAt.push(minute)
      react(row, minute)
    },
    plan: (minute: number): void => {
      const today = Math.floor(walk.wall[minute]! / minutesPerDay)
      const series = random(2) === 0 ? seriesFrom(today + random(60)) : null
      const day = series?.anchorDay ?? today + random(input.days)
      add(minute, { day, time: timeOfDay() }, series)
    },
    verdict: (): SimulationResult => {
      for (const expectation of expectations) judge(expectation)
      const announced = expectations.filter((one) => one.announcedAt.length > 0).length
      return { checked: expectations.length, announced, failures: world.failures }
    },
  }
  const fail = (text: string): string => {
    world.failures.push(text)
    return text
  }
  const loopSettings: ReminderSettings = {
    quiet:
      input.broken === 'no-quiet-hours'
        ? null
        : { from: textOfTime(settings.quiet.from), to: textOfTime(settings.quiet.to) },
    morning: textOfTime(settings.morning),
  }
  const store = createStore(rows, input, clock)

  /** Half of the times lie in the hours in which clocks change. */
  const timeOfDay = (): number | null => {
    const kind = random(3)
    if (kind === 0) return null
    return kind === 1 ? random(16) * 15 : random(minutesPerDay)
  }
  const seriesFrom = (anchorDay: number): SeriesRule => {
    const unit = (['day', 'week', 'month', 'year'] as const)[random(4)]!
    const mode = random(2) === 0 ? 'fixed' : 'after-completion'
    return {
      mode,
      unit,
      every: 1 + random({ day: 20, week: 6, month: 5, year: 1 }[unit]),
      anchorDay,
    }
  }
  const expect = (id: FollowUpId, minute: number, wanted: number): Expectation => {
    const reached = firstReached(walk, wanted)
    const label = `${id} due ${textOfDay(Math.floor(wanted / minutesPerDay))} ${textOfTime(wanted % minutesPerDay)}`
    const expectation = {
      id,
      label,
      from: reached < 0 ? walk.wall.length : Math.max(reached, minute),
      until: walk.wall.length,
      announcedAt: [],
    }
    expectations.push(expectation)
    return expectation
  }
  const add = (
    minute: number,
    due: { day: number; time: number | null },
    series: SeriesRule | null,
    shown?: Due,
  ): void => {
    const id = (rows.length + 1) as FollowUpId
    const wanted = due.day * minutesPerDay + (due.time ?? settings.morning)
    rows.push({
      id,
      due: shown ?? {
        day: textOfDay(due.day),
        time: due.time === null ? null : textOfTime(due.time),
        zone: null,
      },
      isOpen: true,
      series,
      wanted,
      expectation: expect(id, minute, wanted),
    })
    world.isChanged = true
    // Some are done or dropped long before anybody needs a reminder.
    if (series === null && random(6) === 0)
      later(minute + random(400_000), () => close(rows[id - 1]!))
  }
  const later = (minute: number, act: () => void): void => {
    agenda.set(minute, [...(agenda.get(minute) ?? []), act])
  }
  const close = (row: Row): void => {
    if (!row.isOpen) return
    row.isOpen = false
    row.expectation.until = minuteNow()
    world.isChanged = true
  }
  const minuteNow = (): number => Math.floor((clock.wall - start) / 60_000)

  /** After a reminder the owner does it, sooner or later, or puts it off. */
  const react = (row: Row, minute: number): void => {
    const delay = 1 + random(random(4) === 0 ? 6_000 : 600)
    later(minute + delay, () => {
      if (!row.isOpen) return
      const now = minuteNow()
      if (row.series === null && random(3) === 0) return putOff(row, now)
      close(row)
      if (row.series !== null) goOn(row, row.series, now)
    })
  }
  const putOff = (row: Row, minute: number): void => {
    const today = Math.floor(walk.wall[minute]! / minutesPerDay)
    const time = timeOfDay()
    const day = today + 1 + random(30)
    row.expectation.until = minute
    row.due = { day: textOfDay(day), time: time === null ? null : textOfTime(time), zone: null }
    row.wanted = day * minutesPerDay + (time ?? settings.morning)
    row.expectation = expect(row.id, minute, row.wanted)
    world.isChanged = true
  }
  const goOn = (row: Row, series: SeriesRule, minute: number): void => {
    const doneDay = Math.floor(walk.wall[minute]! / minutesPerDay)
    const dueDay = Math.floor(row.wanted / minutesPerDay)
    const day = nextDayOf(series, dueDay, doneDay)
    const time = row.due.time === null ? null : row.wanted % minutesPerDay
    const real = nextDueDay({
      recurrence: {
        ...series,
        unit: series.unit as RecurrenceUnit,
        anchor: textOfDay(series.anchorDay),
      },
      dueDay: row.due.day,
      doneDay: textOfDay(doneDay),
    })
    if (real === null) return
    const shown =
      input.broken === 'steps-of-24-hours' ? stepAbsolutely(row, day - dueDay, walk) : null
    add(minute, { day, time }, series, shown ?? { day: real, time: row.due.time, zone: null })
  }

  const judge = ({ label, from, until, announcedAt }: Expectation): void => {
    let minute = from
    while (
      minute < until &&
      (awakeMinutes[minute] === 0 || isQuietAt[walk.wall[minute]! % minutesPerDay] === 1)
    ) {
      minute += 1
    }
    const expected = minute < until ? [minute] : []
    if (JSON.stringify(announcedAt) === JSON.stringify(expected)) return
    fail(
      `${label}: announced at ${JSON.stringify(announcedAt)}, expected ${JSON.stringify(expected)}`,
    )
  }
  return world
}

/** The broken way: the same instant n × 24 hours later, whatever the clocks did. */
const stepAbsolutely = (row: Row, days: number, walk: ZoneWalk): Due => {
  const next = firstReached(walk, row.wanted) + days * minutesPerDay
  const wall = walk.wall[Math.min(next, walk.wall.length - 1)]!
  return {
    day: textOfDay(Math.floor(wall / minutesPerDay)),
    time: textOfTime(wall % minutesPerDay),
    zone: null,
  }
}

const createStore = (
  rows: readonly Row[],
  input: SimulationInput,
  clock: { readonly wall: number },
): ReminderStore => {
  const announced = new Set<string>()
  const state = { seen: null as number | null }
  const key = ({ id, due }: { id: FollowUpId; due: Due }): string => `${id} ${due.day} ${due.time}`
  const isFresh = (row: Row): boolean =>
    input.broken !== 'timers-are-the-truth' ||
    dayOfText(row.due.day) * 86_400_000 > clock.wall - 86_400_000
  return {
    pending: (through) =>
      rows
        .filter(
          (row) => row.isOpen && row.due.day <= through && !announced.has(key(row)) && isFresh(row),
        )
        .map((row) => ({ followUpId: row.id, due: row.due })),
    claim: (reminders) => {
      const claimed = reminders.filter(
        ({ followUpId, due }) => !announced.has(key({ id: followUpId, due })),
      )
      for (const { followUpId, due } of claimed) {
        if (input.broken !== 'forgets-announcements') announced.add(key({ id: followUpId, due }))
      }
      return Promise.resolve(claimed.map((reminder) => reminder.followUpId))
    },
    forgetAfter: () => Promise.reject(new Error('the clock never goes back here')),
    lastSeen: () => state.seen,
    saveLastSeen: (instant) => {
      state.seen = instant
      return Promise.resolve()
    },
  }
}
