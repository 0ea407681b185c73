import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const hour = 3_600_000
const typo = 'anna@ros.example'
const right = 'anna@ross.example'

/** A mail to an address with a mistake in it, planned for in an hour. */
const open = async (picked: string | null = null) => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const contactId = await outbox.addContact('Anna', typo)
  const sql = (text: string, ...values: (string | number)[]) =>
    outbox.act((tx) => tx.runSql(text, ...values))
  const add = (raw: string, isPrimary = 0) =>
    sql(
      `insert into contact_points(contact_id, kind, raw, normalized, is_primary)
        values(?, 'email', ?, ?, ?)`,
      contactId,
      raw,
      raw,
      isPrimary,
    )
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['Offer'])
  if (picked !== null) {
    await add(picked)
    await sql('update emails set to_address = ?', picked)
  }
  const wall = new Date(clock.now() + hour).toISOString().slice(0, 16)
  const when = { kind: 'at', wall, timeZone: 'UTC' } as const
  await outbox.schedule.schedule({ ids: [id], when }, outbox.owner)
  const correct = (to = right) =>
    sql('update contact_points set raw = ?, normalized = ? where raw = ?', to, to, typo)
  const line = () => {
    const { state, reason, toAddress } = outbox.emails.find(id) ?? {}
    return [state, reason, toAddress]
  }
  const leave = async () => {
    clock.advance(61 * 60_000)
    await outbox.loop.lookAndWait()
    return sent.map(({ envelope, bytes }) => {
      const to = /^To: .*<(.*)>\r$/m.exec(Buffer.from(bytes).toString())?.[1]
      expect(to).toBe(envelope.to)
      return envelope.to
    })
  }
  return { outbox, sql, add, correct, line, leave, id, sent, clock }
}

test('a mail follows an address that was corrected since it was planned', async () => {
  const { correct, line, leave } = await open()
  expect(line()).toEqual(['waiting', null, typo])
  await correct()
  expect(line()).toEqual(['waiting', null, right])
  expect(await leave()).toEqual([right])
})

test('a mail stays with its address while that is one of theirs', async () => {
  const picked = 'anna@home.example'
  const { add, correct, leave } = await open(picked)
  await correct()
  await add('anna@work.example', 1)
  expect(await leave()).toEqual([picked])
})

test('what is planned never goes elsewhere because its corrected address wants no mail', async () => {
  const { sql, add, correct, line, leave } = await open()
  await add('anna@work.example')
  await correct()
  await sql('update contact_points set opted_out = 1 where raw = ?', right)
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['suppressed', 'unsubscribed', right])
})

test('a mail is held when no address is left', async () => {
  const { sql, line, leave } = await open()
  await sql('delete from contact_points')
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['held', 'no-address', null])
})

test('a mail is held when the new address is none', async () => {
  const { correct, line, leave } = await open()
  await correct('anna at ross')
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['held', 'bad-address', 'anna at ross'])
})

test.for([typo, right])('a wish for no mail at %s counts for the new address', async (address) => {
  const { outbox, correct, leave, line } = await open()
  await outbox.suppressions.add({ address }, outbox.owner)
  await correct()
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['suppressed', 'unsubscribed', right])
})

test('a wish outlives what sends a mail to the new address, until it is lifted', async () => {
  const { outbox, correct, leave, line, id } = await open()
  await outbox.suppressions.add({ address: typo }, outbox.owner)
  await correct()
  expect(await leave()).toEqual([])
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['suppressed', 'unsubscribed', right])
  await outbox.suppressions.lift({ address: typo, note: 'asked again' }, outbox.owner)
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  expect(await leave()).toEqual([right])
})

test('who says stop counts also where the address had been found not to exist', async () => {
  const { outbox, correct, leave, line, id } = await open()
  await outbox.act((tx) =>
    outbox.suppressions.suppress(tx, { address: typo, reason: 'hard-bounce' }),
  )
  await outbox.suppressions.add({ address: typo }, outbox.owner)
  expect(outbox.suppressions.reasonFor(typo)).toBe('manual')
  await correct()
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['suppressed', 'unsubscribed', right])
})

test('who says stop where a mail was to go gets none where it goes by then', async () => {
  const { outbox, correct, leave, line } = await open()
  await correct()
  await outbox.suppressions.add({ address: typo }, outbox.owner)
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['suppressed', 'unsubscribed', right])
})

test('what is known of an address counts however it is written', async () => {
  const { sql, leave, line } = await open()
  await sql(`update contact_points set raw = upper(raw), is_invalid = 1`)
  expect(await leave()).toEqual([])
  expect(line()).toEqual(['held', 'bad-address', typo])
})

test('a mail that goes on keeps its address, however it is written now', async () => {
  const { outbox, add, sql, leave, id } = await open()
  await add('anna@work.example', 1)
  await sql('update contact_points set raw = upper(raw), is_primary = 0 where raw = ?', typo)
  await sql(`update deliveries set state = 'held', reason = 'clock'`)
  await outbox.service.decide({ ids: [id], decision: 'release' }, outbox.owner)
  expect(await leave()).toEqual([typo])
})

test('a mail in doubt that is sent once more goes to the corrected address alone', async () => {
  const { outbox, sql, correct, leave, id, sent, clock } = await open()
  await leave()
  await sql(`update deliveries set state = 'uncertain'`)
  await correct()
  expect(outbox.emails.find(id)?.toAddress).toBe(typo)
  await outbox.service.decide({ ids: [id], decision: 'resend' }, outbox.owner)
  clock.advance(60_000)
  await outbox.loop.lookAndWait()
  const [first, again] = sent.map(({ bytes }) => Buffer.from(bytes).toString())
  expect(sent.map(({ envelope }) => envelope.to)).toEqual([typo, right])
  const idOf = (mail = '') => /^Message-ID: .*$/m.exec(mail)?.[0]
  expect(idOf(again)).toBe(idOf(first))
  expect(again).toContain(`<${right}>`)
  expect(again).not.toContain(typo)
})
