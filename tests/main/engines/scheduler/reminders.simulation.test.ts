import { describe, expect, test } from 'vitest'
import { type BrokenVariant, simulateReminders } from '#tests/support/reminders/simulation.ts'
import { walkZone, wallMinute } from '#tests/support/reminders/zone-walk.ts'

const zones = ['Australia/Lord_Howe', 'Africa/Casablanca']
const variants: readonly BrokenVariant[] = [
  'steps-of-24-hours',
  'forgets-announcements',
  'no-quiet-hours',
  'timers-are-the-truth',
]

describe('the walk the reminders are measured by', () => {
  // Here clocks are moved by half an hour, there around a feast that wanders.
  test.each(['Australia/Lord_Howe', 'Asia/Gaza'])('is right at every minute in %s', (zone) => {
    const start = Date.parse('2026-11-20T06:00:00Z')
    const { wall } = walkZone(zone, start, 731)
    const step = (minute: number) => (wall[minute] ?? 0) - (wall[minute - 1] ?? 0)
    const minutes = Array.from(wall.keys())
    const moves = minutes.filter((minute) => minute > 0 && step(minute) !== 1)
    expect(moves).toHaveLength(4)
    const near = moves.flatMap((move) => minutes.slice(move - 180, move + 180))
    const asked = [...near, ...minutes.filter((minute) => minute % 317 === 0)]
    const wrong = asked.filter(
      (minute) => wall[minute] !== wallMinute(zone, start + minute * 60_000),
    )
    expect(wrong).toEqual([])
  })
})

describe('two years of reminders, with sleep and restarts', () => {
  test.each(zones)(
    '%s: each once, none in quiet hours, none lost',
    { timeout: 90_000 },
    async (zone) => {
      const result = await simulateReminders({ zone, seed: 20261120, days: 731, reminders: 120 })
      expect(result.failures).toEqual([])
      expect(result.announced).toBeGreaterThan(1_000)
    },
  )

  const control = { zone: 'Europe/Berlin', seed: 1, days: 160, reminders: 50 }

  test('the controls differ from a sound run in the planted defect alone', async () => {
    expect((await simulateReminders(control)).failures).toEqual([])
  })

  test.each(variants)('catches the broken variant %s', async (broken) => {
    const result = await simulateReminders({ ...control, broken })
    expect(result.failures.length).toBeGreaterThan(0)
  })
})
