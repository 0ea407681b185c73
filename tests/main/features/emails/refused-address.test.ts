import { expect, onTestFinished, test } from 'vitest'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const address = 'bob@ross.example'
const accepted: SendOutcome = { kind: 'accepted', reply: '250 kept' }
const now = { kind: 'now' } as const

const refusal = (
  reply: string,
  more: { code?: number; stage?: 'rcpt' | 'mail' | 'body'; permanent?: boolean } = {},
): SendOutcome => ({
  kind: 'refused',
  stage: 'rcpt',
  code: 550,
  enhanced: /\b[45]\.\d+\.\d+\b/u.exec(reply)?.[0] ?? null,
  permanent: true,
  reply,
  ...more,
})

const open = async (answers: SendOutcome[]) => {
  const clock = new FakeClock()
  const sentTo: (string | readonly string[])[] = []
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(7),
    send: async (request) => {
      sentTo.push(request.envelope.to)
      const answer = answers.shift() ?? accepted
      // A refusal of the recipient comes before the body.
      if (answer.kind === 'accepted') request.onBodyStart()
      return answer
    },
  })
  outbox.database.pragma('synchronous=OFF')
  onTestFinished(() => outbox.close().catch(() => {}))
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Bob', address)
  const write = async (): Promise<EmailId> => {
    const [id] = await outbox.addDrafts(contactId, accountId, ['Hello'])
    if (id === undefined) throw new Error('no mail')
    await outbox.loop.lookAndWait()
    const done = await outbox.schedule.schedule({ ids: [id], when: now }, outbox.owner)
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    clock.advance(60_000)
    await outbox.loop.lookAndWait()
    return id
  }
  const release = async (id: EmailId) => {
    await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
    clock.advance(60_000)
    await outbox.loop.lookAndWait()
  }
  const fateOf = (id: EmailId) => {
    const fate = outbox.deliveries.find(id)
    return { state: fate?.state, reason: fate?.reason }
  }
  const isInvalid = () =>
    outbox.reader.firstSql<{ n: number }>('select is_invalid as n from contact_points')?.n === 1
  return { ...outbox, accountId, contactId, sentTo, write, release, fateOf, isInvalid }
}

test.each<SendOutcome>([
  refusal('550 5.1.1 <bob@ross.example>: Recipient address rejected: User unknown'),
  refusal('550 No such user here'),
  refusal('553 5.1.2 Domain not found', { code: 553 }),
])('an address that the server does not know is given up: %o', async (answer) => {
  const outbox = await open([answer])
  const id = await outbox.write()
  expect(outbox.fateOf(id)).toEqual({ state: 'failed', reason: 'hard-bounce' })
  expect(outbox.isInvalid()).toBe(true)
  expect(outbox.suppressions.reasonFor(address)).toBe('hard-bounce')
})

test.each<SendOutcome>([
  refusal('550 5.7.1 Message rejected as spam'),
  refusal('550 5.1.1 blocked using spamhaus'),
  refusal('554 5.7.1 Relay access denied', { code: 554 }),
  refusal('550 relay not permitted'),
  refusal('552 5.2.2 Mailbox full', { code: 552 }),
  refusal('550 5.1.8 Sender address rejected: Domain not found'),
  refusal('550 5.1.7 bad sender', { stage: 'mail' }),
  refusal('550 5.1.1 User unknown', { stage: 'mail' }),
  refusal('550 5.1.1 User unknown', { stage: 'body' }),
  refusal('450 4.1.1 User unknown', { code: 450, permanent: false }),
  refusal('550 no'),
])('what is no word about the address leaves it as it is: %o', async (answer) => {
  const outbox = await open([answer])
  const id = await outbox.write()
  expect(outbox.fateOf(id).reason).not.toBe('hard-bounce')
  expect(outbox.isInvalid()).toBe(false)
  expect(outbox.suppressions.reasonFor(address)).toBeNull()
})

test('the composer says that mail came back, not that somebody wants none', async () => {
  const outbox = await open([refusal('550 5.1.1 User unknown')])
  await outbox.write()
  const [id = 0 as EmailId] = await outbox.addDrafts(outbox.contactId, outbox.accountId, ['Again'])
  await outbox.act((tx) => tx.runSql('update emails set to_address = ? where id = ?', address, id))
  const checked = async () => {
    const looked = await outbox.schedule.check({ ids: [id] })
    return looked.ok ? looked.value.checks : []
  }
  const finding = { isBlocking: true, field: null, emailId: id }
  expect(await checked()).toEqual([{ code: 'hard-bounce', ...finding }])
  await outbox.suppressions.add({ address }, outbox.owner)
  expect(await checked()).toEqual([{ code: 'suppressed', ...finding }])
})

test('a repaired address leaves; the old one only after the owner has lifted the block', async () => {
  const unknown = refusal('550 5.1.1 User unknown')
  const outbox = await open([unknown, accepted, accepted])
  const first = await outbox.write()
  const old = outbox.sentTo.length
  await outbox.release(first)
  expect(outbox.fateOf(first).state).toBe('suppressed')
  expect(outbox.sentTo).toHaveLength(old)
  const lifted = await outbox.suppressions.lift({ address, note: 'She is back' }, outbox.owner)
  expect(lifted).toMatchObject({ ok: true })
  expect(outbox.isInvalid()).toBe(false)
  await outbox.release(first)
  expect(outbox.fateOf(first).state).toBe('sent')
})

test('a mail whose address was repaired leaves when it is tried again', async () => {
  const outbox = await open([refusal('550 5.1.1 User unknown')])
  const id = await outbox.write()
  // As the contact's page writes it.
  await outbox.act((tx) =>
    tx.runSql(
      `update contact_points set raw = ?, normalized = ?, is_invalid = 0 where contact_id = ?`,
      'bob@new.example',
      'bob@new.example',
      outbox.contactId,
    ),
  )
  await outbox.release(id)
  expect(outbox.fateOf(id).state).toBe('sent')
  expect(outbox.sentTo.at(-1)).toBe('bob@new.example')
})
