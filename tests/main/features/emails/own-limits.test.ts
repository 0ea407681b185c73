import { expect, onTestFinished, test } from 'vitest'
import type { EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const hour = 3_600_000

const open = async () => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const pass = async (hours: number): Promise<void> => {
    for (let n = 0; n < hours; n += 1) {
      clock.advance(hour)
      await outbox.loop.lookAndWait()
    }
  }
  return { clock, outbox, sent, pass }
}

test('no more leaves in a day than the owner allows an account', async () => {
  const { outbox, sent, pass } = await open()
  const accountId = await outbox.addAccount(587, { daily_limit: 3 })
  const ids: EmailId[] = []
  for (let n = 0; n < 7; n += 1) {
    const contactId = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`)
    ids.push(...(await outbox.addDrafts(contactId, accountId, [`Mail ${n}`])))
  }
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  await pass(23)
  expect(sent).toHaveLength(3)
  await pass(24)
  expect(sent).toHaveLength(6)
})

test('an account that was deleted and made anew, however it is written, sends no more for that', async () => {
  const { outbox, sent, pass } = await open()
  const write = async (accountId: EmailAccountId, names: readonly string[]) => {
    const ids: EmailId[] = []
    for (const name of names) {
      const contactId = await outbox.addContact(name, `${name}@ross.example`)
      ids.push(...(await outbox.addDrafts(contactId, accountId, [name])))
    }
    await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  }
  const first = await outbox.addAccount(587, { daily_limit: 3 })
  await write(first, ['a', 'b'])
  await pass(2)
  expect(sent).toHaveLength(2)
  await outbox.act((tx) => tx.runSql('delete from email_accounts where id = ?', first))
  const anew = { daily_limit: 3, address: 'Ada@Lumen.example' }
  await write(await outbox.addAccount(587, anew), ['c', 'd', 'e'])
  const other = { daily_limit: 3, address: 'eve@lumen.example', is_default: 0 }
  await write(await outbox.addAccount(587, other), ['f', 'g', 'h'])
  await pass(20)
  const by = (address: string) =>
    sent.filter(({ envelope }) => envelope.from.toLowerCase() === address).length
  expect([by('ada@lumen.example'), by('eve@lumen.example')]).toEqual([3, 3])
  await pass(24)
  expect(by('ada@lumen.example')).toBe(5)
})

test('quiet hours are those of the place where the recipient lives', async () => {
  const { outbox, sent, pass } = await open()
  const accountId = await outbox.addAccount()
  const zone = { time_zone: 'America/Los_Angeles' }
  const contactId = await outbox.addContact('Bob', 'bob@ross.example', zone)
  const ids = [...(await outbox.addDrafts(contactId, accountId, ['Hello']))]
  // On Monday at 09:12 in Lisbon, long before the morning there.
  const when = { kind: 'in-days', days: 3 } as const
  await outbox.schedule.schedule({ ids, when, unlessAnswered: false }, outbox.owner)
  await pass(3 * 24)
  expect(sent).toEqual([])
  const at = outbox.deliveries.find(ids[0] ?? (0 as EmailId))?.next_attempt_at ?? 0
  expect(new Date(at).toISOString()).toMatch(/^2026-11-23T16:0\d/)
  await pass(7)
  expect(sent).toHaveLength(1)
})
