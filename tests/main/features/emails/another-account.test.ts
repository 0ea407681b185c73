import { expect, onTestFinished, test } from 'vitest'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

test('a mail that is let go from another account waits its turn among the mails of that one', async () => {
  const clock = new FakeClock()
  let under = 0
  let most = 0
  const send = async (request: SendRequest) => {
    under += 1
    most = Math.max(most, under)
    await new Promise((resolve) => setImmediate(resolve))
    request.onBodyStart()
    under -= 1
    return { kind: 'accepted', reply: '250 kept' } as const
  }
  const folder = temporaryFolder()
  const outbox = await openOutbox({ folder, clock, random: new SeededRandom(7), send })
  onTestFinished(() => outbox.close())
  const old = await outbox.addAccount()
  const other = await outbox.addAccount(587, { address: 'shop@lumen.example', is_default: 0 })
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [held = 0 as never] = await outbox.addDrafts(contactId, old, ['From the old one'])
  const [own = 0 as never] = await outbox.addDrafts(contactId, other, ['From the other one'])
  await outbox.service.switch({ isOn: false }, outbox.owner)
  const ids = [held, own]
  await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  await outbox.act((tx) => tx.runSql('delete from email_accounts where id = ?', old))
  await outbox.loop.lookAndWait()
  await outbox.service.decide({ ids: [held], decision: 'release' }, outbox.owner)
  expect(outbox.deliveries.find(held)?.account_uid).toBe(outbox.deliveries.find(own)?.account_uid)
  await outbox.service.switch({ isOn: true }, outbox.owner)
  await outbox.loop.lookAndWait()
  expect(ids.map((id) => outbox.emails.find(id)?.state)).toEqual(['sent', 'sent'])
  expect(most).toBe(1)
})
