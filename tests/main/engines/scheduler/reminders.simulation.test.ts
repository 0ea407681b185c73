import { describe, expect, test } from 'vitest'
import { type BrokenVariant, simulateReminders } from '#tests/support/reminders/simulation.ts'

const zones = ['Australia/Lord_Howe', 'Africa/Casablanca']
const variants: readonly BrokenVariant[] = [
  'steps-of-24-hours',
  'forgets-announcements',
  'no-quiet-hours',
  'timers-are-the-truth',
]

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
