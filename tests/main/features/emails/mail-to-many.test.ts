import { expect, onTestFinished, test } from 'vitest'
import { defaultLimits, type SendingLimits } from '#main/engines/email/throttle.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const secondMs = 1_000

const openMany = async (limits: SendingLimits = defaultLimits) => {
  // A Wednesday morning.
  const clock = new FakeClock(Date.UTC(2026, 10, 25, 9))
  const folder = temporaryFolder()
  const handed = new Map<EmailId, number>()
  let outbox!: TestOutbox
  const open = async (seed: number): Promise<void> => {
    outbox = await openOutbox({
      folder,
      clock,
      random: new SeededRandom(seed),
      limits,
      send: async ({ onBodyStart }) => {
        const claimed = outbox.reader.firstSql<{ id: EmailId }>(
          `select email_id as id from deliveries where state = 'claimed'`,
        )
        if (claimed !== undefined) handed.set(claimed.id, clock.now())
        onBodyStart()
        return { kind: 'accepted', reply: '250' }
      },
    })
    outbox.database.pragma('synchronous=OFF')
  }
  await open(3)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, { daily_limit: limits.perDay })
  const write = async (count: number, batch: string | null): Promise<EmailId[]> => {
    const ids: EmailId[] = []
    for (let n = 0; n < count; n += 1) {
      const person = await outbox.addContact(`P ${n}`, `p${n}-${handed.size}@x.example`)
      ids.push(...(await outbox.addDrafts(person, accountId, ['News'])))
    }
    await outbox.act((tx) =>
      tx.runSql(
        'update emails set batch = ? where id in (select value from json_each(?))',
        batch,
        JSON.stringify(ids),
      ),
    )
    return ids
  }
  const sendOff = async (ids: readonly EmailId[]): Promise<number> => {
    const done = await outbox.schedule.schedule(
      { ids: [...ids], when: { kind: 'now' } },
      outbox.owner,
    )
    if (!done.ok) throw new Error(done.error.code)
    return done.value.lastAt ?? 0
  }
  /** Every second for so long, or until these have left. */
  const pass = async (seconds: number, ids?: readonly EmailId[]): Promise<void> => {
    for (let n = 0; n < seconds && ids?.every((id) => handed.has(id)) !== true; n += 1) {
      clock.advance(secondMs)
      await outbox.loop.lookAndWait()
    }
  }
  const reopen = async (): Promise<void> => {
    await outbox.close()
    await open(4)
  }
  return { clock, handed, write, sendOff, pass, reopen }
}

const gapsOf = (times: readonly number[]): number[] =>
  times.slice(1).map((time, n) => (time - (times[n] ?? 0)) / secondMs)

test('mail to many leaves 20 to 40 seconds apart from the first on, also over a restart', async () => {
  const { handed, write, sendOff, pass, reopen } = await openMany()
  const ids = await write(24, 'news')
  await sendOff(ids)
  await pass(300)
  const before = handed.size
  await reopen()
  await pass(1_500, ids)
  expect(before).toBeGreaterThan(5)
  expect([...handed.keys()]).toEqual(ids)
  const gaps = gapsOf([...handed.values()])
  for (const gap of gaps) {
    expect(gap).toBeGreaterThanOrEqual(20)
    // A look comes each second.
    expect(gap).toBeLessThanOrEqual(42)
  }
  expect(new Set(gaps).size).toBeGreaterThan(5)
})

test('a mail to one person does not wait behind a long batch, nor for its limits', async () => {
  const limits = { ...defaultLimits, perHour: 20, perDay: 20 }
  const { clock, handed, write, sendOff, pass } = await openMany(limits)
  const many = await write(40, 'news')
  await sendOff(many)
  await pass(100)
  const leave = async (): Promise<number> => {
    const [one] = await write(1, null)
    if (one === undefined) throw new Error('not written')
    const from = clock.now()
    await sendOff([one])
    await pass(60, [one])
    return ((handed.get(one) ?? Infinity) - from) / secondMs
  }
  expect(await leave()).toBeLessThanOrEqual(12)
  // What mail to many may use of the day is used up.
  await pass(1_200)
  expect(many.filter((id) => handed.has(id)).length).toBeLessThanOrEqual(18)
  expect(await leave()).toBeLessThanOrEqual(12)
})

test('it is foretold when the last of many leaves', async () => {
  const { clock, handed, write, sendOff, pass } = await openMany({ ...defaultLimits, perHour: 30 })
  await sendOff(await write(10, 'before'))
  const ids = await write(30, 'news')
  const from = clock.now()
  const foretold = await sendOff(ids)
  await pass(8_000, ids)
  const took = Math.max(...handed.values()) - from
  expect(handed.size).toBe(40)
  expect(took).toBeGreaterThan(3_600 * secondMs)
  expect(Math.abs(took - (foretold - from))).toBeLessThan(0.1 * took)
})
