import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

/** The token with which its recipient wants no more, as a mail has it. */
const tokenIn = (mail: string): string | null => {
  const [, token = null] =
    /^List-Unsubscribe: <mailto:ada@lumen\.example\?subject=unsubscribe%20([a-z2-7]{16})>\r$/m.exec(
      mail,
    ) ?? []
  return token
}

test('mail to many has a way out for each, and a single mail has none', async () => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const bob = await outbox.addContact('Bob', 'bob@ross.example')
  const eve = await outbox.addContact('Eve', 'eve@ross.example')
  const leave = async (contactId: typeof bob, batch: string | null) => {
    const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['News'])
    await outbox.act((tx) => tx.runSql('update emails set batch = ? where id = ?', batch, id))
    await outbox.schedule.schedule({ ids: [id], when: { kind: 'now' } }, outbox.owner)
    const before = sent.length
    // Mails to many leave one by one.
    for (let n = 0; n < 10 && sent.length === before; n += 1) {
      clock.advance(60_000)
      await outbox.loop.lookAndWait()
    }
    const mail = Buffer.from(sent.at(-1)?.bytes ?? []).toString()
    expect(mail).not.toContain('List-Unsubscribe-Post')
    return tokenIn(mail)
  }
  const first = await leave(bob, 'monday')
  expect(first).not.toBeNull()
  expect(await leave(bob, 'tuesday')).toBe(first)
  expect(await leave(eve, 'monday')).not.toBe(first)
  expect(await leave(bob, null)).toBeNull()
  expect(sent).toHaveLength(4)
})
