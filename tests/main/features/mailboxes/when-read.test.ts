import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { openMailboxWorkspace } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const minute = 60

describe.skipIf(dovecotObstacle !== null)('when a mailbox is read', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  const open = async (password = 'p') => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const opened = await openMailboxWorkspace(dovecot)
    const { clock, service, settings, rows } = opened
    settings.password = password
    onTestFinished(() => service.stop())
    /** Time passes in steps as its timer has them; then what was begun comes to its end. */
    const pass = async (seconds: number): Promise<void> => {
      for (let passed = 0; passed < seconds; passed += 15) {
        clock.advance(15_000)
        vi.advanceTimersByTime(15_000)
      }
      const isAtRest = (): boolean => service.status().mailboxes.every((one) => !one.isReading)
      await vi.waitUntil(isAtRest, { timeout: 20_000 })
    }
    const readAt = (): number | undefined =>
      rows<{ at: number }>('select last_sync_at as at from email_account_states')[0]?.at
    return { ...opened, pass, readAt }
  }

  test('a refused password is shown again after half an hour, also when a mail waits', async () => {
    const { service, clock, warned, pass } = await open('wrong')
    service.run()
    await pass(0)
    expect(warned).toEqual(['mailboxes.not-opened'])
    await pass(25 * minute)
    await service.refreshAccount('account')
    expect(warned).toHaveLength(1)
    await pass(6 * minute)
    expect(warned).toHaveLength(2)
    clock.advance(31 * minute * 1000)
    await service.refreshAccount('account')
    expect(warned).toHaveLength(3)
  })

  test('one that goes on is not enough for who wants it read since later', async () => {
    const { service, clock, readAt } = await open()
    const first = service.sync()
    const began = clock.now()
    clock.advance(1000)
    await service.refreshAccount('account', began)
    expect(readAt()).toBe(began)
    const second = service.sync()
    clock.advance(1000)
    await service.refreshAccount('account', clock.now())
    expect(readAt()).toBe(clock.now())
    await Promise.all([first, second])
  })

  test('a clock that was set back keeps none waiting', async () => {
    const { service, clock, pass, readAt } = await open()
    service.run()
    await pass(0)
    clock.set(clock.now() - 86_400_000)
    const setBackTo = clock.now()
    await pass(15)
    expect(readAt()).toBe(setBackTo + 15_000)
  })
})
