import { expect, onTestFinished, test } from 'vitest'
import { OutgoingLink } from '#main/features/emails/outgoing-link.ts'
import { OwedCopies } from '#main/features/emails/owed-copies.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

test('a doubtful mail that was seen has left, as the ledger has it too', async () => {
  const clock = new FakeClock()
  const { outbox } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const { engine, bounces, schedule, suppressions, reader } = outbox
  const owedCopies = new OwedCopies({ reader, contents: engine.contents, clock })
  const parts = { ...engine, bounces, schedule, suppressions, owedCopies }
  const link = new OutgoingLink({ ...parts, tokenKey: () => Buffer.alloc(32) })
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as never] = await outbox.addDrafts(contactId, accountId, ['Hello'])
  const sendId = 'a'.repeat(26)
  await outbox.act((tx) => {
    outbox.deliveries.ensure(tx, id, clock.now())
    outbox.deliveries.set(tx, id, { state: 'uncertain', send_id: sendId })
  })
  const uid = outbox.emails.find(id)?.uid ?? ''
  outbox.ledger.append({ event: 'body', mail: uid, sendId, at: clock.now() })
  await outbox.act((tx) => link.noteLeft(tx, sendId))
  expect(outbox.emails.find(id)?.state).toBe('sent')
  expect(outbox.ledger.lastOf(uid)).toMatchObject({ event: 'sent', sendId })
})
