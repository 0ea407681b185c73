import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

/** Each look at it takes a millisecond, so that work takes its time. */
class BusyClock extends FakeClock {
  private spent = 0

  override monotonic(): number {
    this.spent += 1
    return super.monotonic() + this.spent
  }
}

const open = async (count: number) => {
  const clock = new BusyClock()
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(3),
    send: async () => ({ kind: 'accepted', reply: '250' }),
  })
  outbox.database.pragma('synchronous=OFF')
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const ids: EmailId[] = []
  for (let n = 0; n < count; n += 1) {
    const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Lisbon']
    const contactId = await outbox.addContact(`Bob ${n}`, `bob${n}@x.example`, {
      time_zone: zones[n % 3] ?? '',
    })
    ids.push(...(await outbox.addDrafts(contactId, accountId, [`Mail ${n}`])))
  }
  return { outbox, ids, clock }
}

test('others have their turns while many mails are looked over', async () => {
  const { outbox, ids } = await open(40)
  let turns = 0
  let isOver = false
  const checking = outbox.schedule.check({ ids, when: { kind: 'next-morning' } }).then((result) => {
    isOver = true
    return result
  })
  while (!isOver) {
    turns += 1
    await nextTurn()
  }
  expect(await checking).toMatchObject({ ok: true, value: { checks: [] } })
  expect(turns).toBeGreaterThan(5)
})

test('many are one operation, each with its own time, and are taken back as one', async () => {
  const { outbox, ids, clock } = await open(6)
  const when = { kind: 'next-morning' } as const
  const done = await outbox.schedule.schedule({ ids, when, unlessAnswered: true }, outbox.owner)
  if (!done.ok) throw new Error(done.error.code)
  const operations = outbox.reader.allSql<{ id: number }>(
    `select id from operations where code = 'emails.schedule'`,
  )
  expect(operations).toEqual([{ id: done.value.operationId }])
  const rows = ids.map((id) => {
    const { state, timeZone, sendAt, toAddress, unlessAnswered } = outbox.emails.find(id) ?? {}
    return { state, timeZone, sendAt: sendAt?.slice(11), toAddress, unlessAnswered }
  })
  expect(rows[1]).toMatchObject({ timeZone: 'America/New_York', toAddress: 'bob1@x.example' })
  expect(new Set(rows.map((row) => row.timeZone)).size).toBe(3)
  for (const row of rows) expect(row).toMatchObject({ state: 'waiting', unlessAnswered: 1 })
  const times = ids.map((id) => outbox.deliveries.find(id)?.due_at ?? 0)
  expect(done.value.firstAt).toBe(Math.min(...times))
  expect(Math.min(...times)).toBeGreaterThan(clock.now())
  expect(await outbox.schedule.cancel({ ids }, outbox.owner)).toMatchObject({
    ok: true,
    value: { cancelled: 6 },
  })
  expect(ids.map((id) => outbox.emails.find(id)?.state)).toEqual(Array(6).fill('draft'))
  expect(outbox.deliveries.nextAt(0)).toBeNull()
})
