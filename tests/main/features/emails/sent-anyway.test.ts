import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const bob = 'bob@ross.example'

test('a mail that was answered leaves when the owner says so', async () => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(587, { imap_host: 'localhost' })
  const contactId = await outbox.addContact('Bob', bob)
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['A word'])
  const input = { ids: [id], when: { kind: 'now' }, unlessAnswered: true } as const
  await outbox.schedule.schedule({ ...input, ids: [id] }, outbox.owner)
  const look = async () => {
    clock.advance(60_000)
    // The mailbox was just read.
    await outbox.act((tx) =>
      tx.runSql(
        `insert into email_account_states(account_uid, last_sync_at)
          select uid, ? from email_accounts where true
          on conflict do update set last_sync_at = excluded.last_sync_at`,
        clock.now(),
      ),
    )
    await outbox.loop.lookAndWait()
  }
  clock.advance(1000)
  await outbox.act((tx) =>
    tx.runSql(
      `insert into messages(uid, contact_id, direction, kind, message_id, thread, from_address,
          to_address, subject, body, at, known_at)
        values('u', ?, 'in', 'personal', '<a@ross.example>', 't', ?, '', 'Yes', '', ?, ?)`,
      contactId,
      bob,
      clock.now(),
      clock.now(),
    ),
  )
  await look()
  expect(outbox.emails.find(id)).toMatchObject({ state: 'held', reason: 'answered' })
  expect(sent).toEqual([])
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  await look()
  expect(outbox.emails.find(id)).toMatchObject({ state: 'sent' })
})
