import { describe, expect, test } from 'vitest'
import { createReminderLoop, type PendingReminder } from '#main/engines/scheduler/loop.ts'
import type { CalendarDate, FollowUpId, WallTime } from '#shared/domain/ids.ts'

const at = (text: string): number => Date.parse(`${text}:00Z`)
const reminder = (id: number, due: string): PendingReminder => {
  const [day, time] = due.split(' ')
  return {
    followUpId: id as FollowUpId,
    due: { day: day as CalendarDate, time: (time ?? null) as WallTime | null, zone: null },
  }
}

const openLoop = (rows: PendingReminder[], now: string) => {
  const state = {
    wall: at(now),
    monotonic: 0,
    zone: 'Europe/Lisbon',
    audience: true,
    lastSeen: null as number | null,
    failOnce: false,
    reads: 0,
    days: 0,
  }
  const claimed = new Map<string, number>()
  const events: number[][] = []
  const errors: string[] = []
  const keyOf = (row: PendingReminder): string => `${row.followUpId} ${row.due.day} ${row.due.time}`
  const loop = createReminderLoop({
    clock: { now: () => state.wall, monotonic: () => state.monotonic, zone: () => state.zone },
    log: {
      info: () => {},
      warn: () => {},
      error: (event) => {
        errors.push(event)
        return ''
      },
    },
    settings: () => ({
      quiet: { from: '21:00' as WallTime, to: '08:00' as WallTime },
      morning: '09:00' as WallTime,
    }),
    hasAudience: () => state.audience,
    announce: (ids) => events.push([...ids]),
    announceDay: () => {
      state.days += 1
    },
    store: {
      pending: (through) => {
        state.reads += 1
        return rows.filter((row) => row.due.day <= through && !claimed.has(keyOf(row)))
      },
      claim: async (reminders) => {
        if (state.failOnce) {
          state.failOnce = false
          throw new Error('disk is full')
        }
        for (const one of reminders) claimed.set(keyOf(one), one.dueAt)
        return reminders.map((one) => one.followUpId)
      },
      forgetAfter: async (instant) => {
        for (const [key, dueAt] of claimed) if (dueAt > instant) claimed.delete(key)
      },
      lastSeen: () => state.lastSeen,
      saveLastSeen: async (instant) => {
        state.lastSeen = instant
      },
    },
  })
  /** The wall clock moves on, awake unless said otherwise. */
  const go = async (to: string, how: 'awake' | 'asleep' = 'awake'): Promise<void> => {
    if (how === 'awake') state.monotonic += at(to) - state.wall
    state.wall = at(to)
    await loop.check()
  }
  return { loop, state, events, errors, go }
}

describe('reminder loop', () => {
  test('announces at the due time, once', async () => {
    const { go, events } = openLoop([reminder(1, '2026-11-20 10:00')], '2026-11-20T09:00')
    await go('2026-11-20T09:59')
    expect(events).toEqual([])
    await go('2026-11-20T10:00')
    await go('2026-11-20T10:01')
    expect(events).toEqual([[1]])
  })

  test('after sleep everything missed comes in one event, earliest first', async () => {
    const rows = [
      reminder(1, '2026-11-21 11:00'),
      reminder(2, '2026-11-20'),
      reminder(3, '2026-11-22'),
    ]
    const { go, events } = openLoop(rows, '2026-11-20T08:30')
    await go('2026-11-20T08:31')
    await go('2026-11-22T14:00', 'asleep')
    expect(events).toEqual([[2, 1, 3]])
  })

  test('keeps silent in quiet hours and announces at their end', async () => {
    const { go, events } = openLoop([reminder(1, '2026-11-20 18:00')], '2026-11-20T12:00')
    await go('2026-11-20T22:00', 'asleep')
    await go('2026-11-21T07:59')
    expect(events).toEqual([])
    await go('2026-11-21T08:00')
    expect(events).toEqual([[1]])
  })

  test('reads the rows only when something can have changed', async () => {
    const { go, state, loop, events } = openLoop(
      [reminder(1, '2026-11-20 17:00')],
      '2026-11-20T12:00',
    )
    await go('2026-11-20T12:01')
    for (let minute = 2; minute < 30; minute += 1) {
      await go(`2026-11-20T12:${String(minute).padStart(2, '0')}`)
    }
    expect(state.reads).toBe(1)
    loop.poke()
    await go('2026-11-20T12:31')
    await go('2026-11-20T15:00', 'asleep')
    expect([state.reads, events]).toEqual([3, []])
  })

  test('a step that is changed after the rows were read is seen after a poke', async () => {
    const rows = [reminder(1, '2026-11-20 17:00')]
    const { go, loop, events } = openLoop(rows, '2026-11-20T12:00')
    await go('2026-11-20T12:01')
    rows[0] = reminder(1, '2026-11-20 12:05')
    loop.poke()
    await go('2026-11-20T12:05')
    expect(events).toEqual([[1]])
  })

  test('waits until somebody can see it', async () => {
    const { go, state, events } = openLoop([reminder(1, '2026-11-20 10:00')], '2026-11-20T09:00')
    state.audience = false
    await go('2026-11-20T10:00')
    expect(events).toEqual([])
    state.audience = true
    await go('2026-11-20T10:01')
    expect(events).toEqual([[1]])
  })

  test('a zone further east makes the same wall time earlier, and it is not announced again', async () => {
    const { go, state, events } = openLoop([reminder(1, '2026-11-20 18:00')], '2026-11-20T09:00')
    await go('2026-11-20T09:01')
    state.zone = 'Asia/Shanghai'
    await go('2026-11-20T10:00')
    state.zone = 'Europe/Lisbon'
    await go('2026-11-20T18:00')
    expect(events).toEqual([[1]])
  })

  test('a clock set back announces again what is due after it, and only that', async () => {
    const rows = [reminder(1, '2026-11-20 10:00'), reminder(2, '2030-01-07 10:00')]
    const { go, events } = openLoop(rows, '2026-11-20T09:00')
    await go('2026-11-20T10:00')
    await go('2030-01-08T10:00', 'asleep')
    await go('2026-11-20T10:05', 'asleep')
    await go('2030-01-07T10:00', 'asleep')
    expect(events).toEqual([[1], [2], [2]])
  })

  test('says when another day has begun, by midnight or by travelling', async () => {
    const { go, state } = openLoop([], '2026-11-20T12:00')
    const days = []
    for (const [to, zone] of [
      ['2026-11-20T23:59', 'Europe/Lisbon'],
      ['2026-11-21T00:00', 'Europe/Lisbon'],
      ['2026-11-21T00:01', 'Europe/Lisbon'],
      ['2026-11-21T00:02', 'Asia/Shanghai'],
      ['2026-11-21T16:01', 'Asia/Shanghai'],
    ] as const) {
      state.zone = zone
      await go(to)
      days.push(state.days)
    }
    expect(days).toEqual([0, 1, 1, 2, 3])
  })

  test('a failure is logged and tried again at the next tick', async () => {
    const { go, state, events, errors } = openLoop(
      [reminder(1, '2026-11-20 10:00')],
      '2026-11-20T09:00',
    )
    state.failOnce = true
    await go('2026-11-20T10:00')
    expect([events, errors]).toEqual([[], ['reminders.check-failed']])
    await go('2026-11-20T10:01')
    expect(events).toEqual([[1]])
  })

  test('runs, catches up at once, and stops', async () => {
    const { loop, events } = openLoop([reminder(1, '2026-11-19')], '2026-11-20T09:30')
    loop.run()
    await loop.drain()
    loop.stop()
    expect(events).toEqual([[1]])
  })
})
