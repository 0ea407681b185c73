import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const now = { kind: 'now' } as const
const home = 'home@ross.example'
const later = (clock: FakeClock): number => clock.now() + 3_600_000

/** Mails to people with these addresses, written at once unless told otherwise. */
const open = async (addresses: readonly string[], batch: string | null = 'together') => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  const ids: EmailId[] = []
  for (const address of addresses) {
    const contactId = await outbox.addContact(address, address)
    ids.push(...(await outbox.addDrafts(contactId, accountId, ['News'])))
  }
  const sql = (text: string, ...values: (string | number | null)[]) =>
    outbox.act((tx) => tx.runSql(text, ...values))
  await sql('update emails set batch = ?', batch)
  const schedule = (mails: readonly EmailId[] = ids, toEach = false) =>
    outbox.schedule.schedule({ ids: [...mails], when: now, toEach }, outbox.owner)
  const correct = (from: string, to: string) =>
    sql('update contact_points set raw = ?, normalized = lower(?) where raw = ?', to, to, from)
  const look = async () => {
    // Mail to many leaves one by one.
    for (let n = 0; n < 4; n += 1) {
      clock.advance(60_000)
      await outbox.loop.lookAndWait()
    }
    return sent.map(({ envelope }) => envelope.to)
  }
  const states = () =>
    ids.map((id) => {
      const { state, reason } = outbox.emails.find(id) ?? {}
      return reason === null ? state : `${state} ${reason}`
    })
  const release = (id?: EmailId) =>
    outbox.service.decide({ ids: id === undefined ? [] : [id], decision: 'release' }, outbox.owner)
  return { outbox, clock, ids, sql, schedule, correct, look, states, release }
}

test('an address that is corrected to one of the batch gets its mail once, or by a word', async () => {
  const { ids, schedule, correct, look, states, release } = await open([home, 'bob@ross.example'])
  await schedule()
  await correct('bob@ross.example', 'HOME@Ross.example')
  expect(await look()).toEqual([home])
  expect(states()).toEqual(['sent', 'held same-address'])
  await release(ids[1])
  expect(await look()).toEqual([home, home])
})

test('of mails that are scheduled at the same moment one goes to an address', async () => {
  const { ids, schedule, look, states } = await open([home, home])
  const both = await Promise.all(ids.map((id) => schedule([id])))
  expect(both.map(({ ok }) => ok)).toEqual([true, true])
  expect(await look()).toEqual([home])
  expect(states()).toEqual(['sent', 'held same-address'])
})

test.for<[string, string]>([
  ['uncertain', 'held same-address'],
  ['body', 'held same-address'],
  ['failed', 'sent'],
])('of two mails to one address, after one that is %s the other is %s', async ([fate, then]) => {
  const { ids, clock, sql, schedule, correct, look, states } = await open([
    home,
    'bob@ross.example',
  ])
  const [first = 0, second = 0] = ids
  await schedule()
  await sql('update deliveries set next_attempt_at = ? where email_id = ?', later(clock), second)
  await look()
  await sql('update deliveries set state = ? where email_id = ?', fate, first)
  await correct('bob@ross.example', home)
  clock.advance(3_600_000)
  await look()
  expect(states()[1]).toBe(then)
})

test.for<[string, string]>([
  ['taken back', 'sent'],
  ['failed', 'sent'],
  ['gone with its contact', 'sent'],
  ['perhaps there, and left at that', 'held same-address'],
])('what waits for another to its address is %s then %s', async ([fate, then]) => {
  const { outbox, ids, sql, schedule, correct, look, states } = await open([
    home,
    'bob@ross.example',
  ])
  const [first = 0, second] = ids
  await schedule()
  await correct('bob@ross.example', home)
  const setFirst = (set: string) => sql(`update deliveries set ${set} where email_id = ?`, first)
  await setFirst(`state = 'body', to_address = '${home}', claimed_at = 1`)
  await look()
  expect(states()[1]).toBe('held same-address')
  await look()
  expect(states()[1]).toBe('held same-address')
  if (fate === 'failed') await setFirst(`state = 'failed', reason = 'refused'`)
  else if (fate === 'taken back') {
    await setFirst(`state = 'waiting', to_address = null`)
    await outbox.schedule.cancel({ ids: ids.slice(0, 1) }, outbox.owner)
  } else if (fate === 'gone with its contact')
    await sql('delete from contacts where id = (select contact_id from emails where id = ?)', first)
  else await setFirst(`state = 'dismissed', reason = 'connection'`)
  await look()
  expect(second && outbox.deliveries.find(second)).toMatchObject(
    then === 'sent' ? { state: 'sent' } : { state: 'held', reason: 'same-address' },
  )
})

test('both get it where the owner said so, in whichever order, and at another time', async () => {
  const { ids, sql, schedule, look } = await open([home, home])
  expect(await schedule(ids, true)).toMatchObject({ value: { scheduled: 2 } })
  expect(await schedule()).toMatchObject({ value: { scheduled: 2 } })
  // The second of them comes first.
  await sql('update deliveries set next_attempt_at = next_attempt_at - email_id')
  expect(await look()).toEqual([home, home])
})

test('a yes to two is none to a third', async () => {
  const { ids, schedule, correct, look, states } = await open([home, home, 'cy@ross.example'])
  await schedule(ids, true)
  await correct('cy@ross.example', home)
  expect(await look()).toEqual([home, home])
  expect(states()).toEqual(['sent', 'sent', 'held same-address'])
})

test('mails that were written one by one go to one address as often as they were meant', async () => {
  const { schedule, look } = await open([home, home], null)
  await schedule()
  expect(await look()).toEqual([home, home])
})

test('a draft that is scheduled again is asked again', async () => {
  const { outbox, ids, schedule } = await open([home, home])
  await schedule(ids, true)
  const yes = () => ids.map((id) => outbox.outbox.candidate(id)?.toEach)
  expect(yes()).toEqual([0, 1])
  await outbox.schedule.cancel({ ids }, outbox.owner)
  expect(await schedule()).toMatchObject({ value: { scheduled: 1 } })
  await outbox.schedule.cancel({ ids: [ids[0] ?? (0 as EmailId)] }, outbox.owner)
  await schedule(ids.slice(1))
  expect(yes()).toEqual([0, 0])
})
