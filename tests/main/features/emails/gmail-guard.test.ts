import { expect, onTestFinished, test } from 'vitest'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openTakingOutbox } from '#tests/support/outbox.ts'

const hour = 3_600_000
const series = (from: number, count: number) => `with recursive n(i) as
  (select ${from} union all select i + 1 from n where i < ${from + count - 1})`

/** Three accounts of one domain, and one mail each to Gmail and elsewhere. */
const open = async () => {
  const clock = new FakeClock()
  const { outbox, sent } = await openTakingOutbox(clock)
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount()
  await outbox.addAccount(587, { address: 'bea@lumen.example', is_default: 0 })
  await outbox.addAccount(587, { address: 'cy@news.lumen.example', is_default: 0 })
  const draftTo = async (address: string): Promise<EmailId> => {
    const contact = await outbox.addContact(address, address)
    const [id] = await outbox.addDrafts(contact, accountId, ['Hello'])
    if (id === undefined) throw new Error('no mail')
    return id
  }
  const uids = outbox.reader.allSql<{ uid: string }>('select uid from email_accounts order by id')
  /** So many mails to Gmail have left an account a moment ago. */
  const haveLeft = (account: number, count: number): void => {
    const from = 1_000_000 * (account + 1)
    const uid = uids[account]?.uid ?? ''
    outbox.database
      .prepare(`insert into deliveries(email_id, state, account_uid, to_address, message_id, sent_at,
          changed_at)
        ${series(from, count)} select i, 'sent', ?, 'x' || i || '@gmail.com',
          '<' || i || '@' || ? || '>', ?, ? from n`)
      .run(uid, account === 2 ? 'news.lumen.example' : 'lumen.example', clock.now(), clock.now())
    outbox.database
      .prepare(`insert into send_attempts(email_id, account_uid, at, outcome)
        ${series(from, count)} select i, ?, ?, 'claimed' from n`)
      .run(uid, clock.now())
  }
  const gmail = await draftTo('eve@gmail.com')
  const other = await draftTo('bob@ross.example')
  await outbox.loop.lookAndWait()
  const schedule = (ids: readonly EmailId[], wall: string | null = null) =>
    outbox.schedule.schedule(
      {
        ids: [...ids],
        when: wall === null ? { kind: 'now' } : { kind: 'at', wall, timeZone: 'UTC' },
      },
      outbox.owner,
    )
  return { outbox, clock, sent, gmail, other, draftTo, haveLeft, schedule }
}

test('what would make the domain a bulk sender stays a draft, and all else leaves', async () => {
  const { outbox, gmail, other, draftTo, haveLeft, schedule } = await open()
  for (const [account, count] of [499, 2000, 2000].entries()) haveLeft(account, count)
  const next = await draftTo('fay@googlemail.com')
  const both = await schedule([gmail, next, other])
  expect(both).toMatchObject({ ok: true, value: { scheduled: 1 } })
  expect(outbox.emails.find(other)?.state).toBe('waiting')
  expect(await schedule([gmail])).toMatchObject({ ok: true })
  // What is planned already is not counted twice when its time changes.
  expect(await schedule([gmail])).toMatchObject({ ok: true })
  expect(await schedule([next])).toMatchObject({
    ok: false,
    error: {
      code: 'not-ready',
      data: { checks: [{ code: 'gmail-bulk', isBlocking: true, emailId: next }] },
    },
  })
  expect(outbox.emails.find(next)?.state).toBe('draft')
  expect(await schedule([next], '2027-03-01T10:00')).toMatchObject({ ok: true })
})

const withoutCy = `delete from email_accounts where address like 'cy@%'`

test('two accounts are never counted', async () => {
  const { outbox, gmail, haveLeft, schedule } = await open()
  for (const [account, count] of [1999, 2501].entries()) haveLeft(account, count)
  expect(await schedule([gmail])).toMatchObject({ ok: false })
  await outbox.act((tx) => tx.runSql(withoutCy))
  expect(await schedule([gmail])).toMatchObject({ ok: true })
})

test('what left through an account counts for a day, also when the account is deleted', async () => {
  const { outbox, clock, gmail, other, haveLeft, schedule } = await open()
  expect(await schedule([gmail])).toMatchObject({ ok: true })
  for (const account of [1, 2]) haveLeft(account, 2250)
  await outbox.act((tx) => tx.runSql(withoutCy))
  expect(await schedule([gmail])).toMatchObject({ error: { code: 'not-ready' } })
  expect(await schedule([other])).toMatchObject({ ok: true })
  clock.advance(hour)
  await outbox.loop.lookAndWait()
  expect(outbox.deliveries.find(gmail)).toMatchObject({ state: 'held', reason: 'gmail-bulk' })
  // Another domain has sent nothing of that.
  await outbox.act((tx) => tx.runSql(`update email_accounts set address = 'ada@other.example'`))
  expect(await outbox.schedule.cancel({ ids: [gmail] }, outbox.owner)).toMatchObject({ ok: true })
  expect(await schedule([gmail])).toMatchObject({ ok: true })
})

test('a plan that moved is held at its time, whatever the owner says, until there is room', async () => {
  const { outbox, clock, sent, gmail, other, haveLeft, schedule } = await open()
  expect(await schedule([gmail, other])).toMatchObject({ ok: true, value: { scheduled: 2 } })
  for (const account of [1, 2]) haveLeft(account, 2250)
  const pass = async (hours: number): Promise<void> => {
    clock.advance(hours * hour)
    await outbox.loop.lookAndWait()
  }
  await pass(0.01)
  expect(sent.map(({ envelope }) => envelope.to)).toEqual(['bob@ross.example'])
  expect(outbox.deliveries.find(gmail)).toMatchObject({ state: 'held', reason: 'gmail-bulk' })
  const release = () => outbox.service.decide({ ids: [gmail], decision: 'release' }, outbox.owner)
  expect(await release()).toMatchObject({ ok: true })
  await pass(0.1)
  expect(outbox.deliveries.find(gmail)).toMatchObject({ state: 'held', reason: 'gmail-bulk' })
  await pass(24)
  await release()
  await pass(0.01)
  expect(sent).toHaveLength(2)
  expect(outbox.deliveries.find(gmail)?.state).toBe('sent')
})
