import { expect, onTestFinished, test } from 'vitest'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const hour = 3_600_000
const day = 24 * hour
const seen: SendOutcome = { kind: 'accepted', reply: '250 kept' }
const policy: SendOutcome = {
  kind: 'refused',
  stage: 'body',
  code: 550,
  enhanced: '5.7.1',
  permanent: true,
  reply: '550 5.7.1 no',
}

/** An outbox whose clock is three days ahead, until it is put right and its owner says so. */
const openAhead = async (dailyLimit: number) => {
  const clock = new FakeClock()
  const [right, ahead] = [clock.now(), clock.now() + 3 * day]
  clock.set(ahead)
  const answers: SendOutcome[] = []
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(7),
    send: async ({ onBodyStart }) => {
      const answer = answers.shift() ?? seen
      if (answer.kind !== 'not-started') onBodyStart()
      return answer
    },
  })
  onTestFinished(() => outbox.close())
  const account = { daily_limit: dailyLimit }
  const accountId = await outbox.addAccount(587, account)
  await outbox.loop.lookAndWait()
  const pass = async (ms: number, steps = 1): Promise<void> => {
    for (let n = 0; n < steps; n += 1) {
      clock.advance(ms / steps)
      await outbox.loop.lookAndWait()
    }
  }
  const plan = async (count: number, whose = accountId): Promise<EmailId[]> => {
    const ids: EmailId[] = []
    for (let n = 0; n < count; n += 1) {
      const contactId = await outbox.addContact(`Bob ${n}`, `bob${n}@ross.example`)
      ids.push(...(await outbox.addDrafts(contactId, whose, [`Mail ${n}`])))
    }
    await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
    return ids
  }
  /** Sent now, the undo seconds gone by. */
  const write = async (count: number, whose = accountId): Promise<EmailId[]> => {
    const ids = await plan(count, whose)
    await pass(12_000)
    return ids
  }
  const putRight = async (): Promise<void> => {
    clock.set(right + clock.now() - ahead)
    await outbox.loop.lookAndWait()
    expect(outbox.service.state().holdAll).toBe('clock')
    await outbox.service.releaseAll(outbox.owner)
    await outbox.loop.lookAndWait()
  }
  const states = (ids: readonly EmailId[]) => ids.map((id) => outbox.deliveries.find(id)?.state)
  const paused = () => outbox.outbox.candidate(1 as EmailId)?.pausedReason ?? null
  return { outbox, clock, account, answers, pass, plan, write, putRight, states, paused }
}

test('mails that left before the clock was put right count for a day, not until it is there', async () => {
  const { pass, write, putRight, states } = await openAhead(2)
  await write(2)
  await putRight()
  const ids = await write(1)
  await pass(23 * hour, 46)
  expect(states(ids)).toEqual(['waiting'])
  await pass(2 * hour, 4)
  expect(states(ids)).toEqual(['sent'])
})

test('what was to leave at once, or is tried again, leaves when the clock is put right', async () => {
  const { answers, plan, write, putRight, states, pass } = await openAhead(200)
  answers.push({ kind: 'not-started', cause: 'connect', detail: 'ENOTFOUND' })
  const [tried, wanted] = [await write(1), await plan(1)]
  expect(states([...tried, ...wanted])).toEqual(['deferred', 'waiting'])
  await pass(1_000)
  await putRight()
  await pass(60_000)
  expect(states([...tried, ...wanted])).toEqual(['sent', 'sent'])
})

test('a mail in doubt is in doubt since the clock was put right, not since later', async () => {
  const { outbox, clock, answers, write, putRight } = await openAhead(200)
  answers.push({ kind: 'uncertain', cause: 'connection-lost', detail: 'cut' })
  const [id = 0 as EmailId] = await write(1)
  await putRight()
  expect(outbox.deliveries.find(id)).toMatchObject({ state: 'uncertain', changed_at: clock.now() })
})

test('three refusals by the rules pause an account, also when it was paused by a later clock', async () => {
  const { outbox, answers, write, putRight, paused } = await openAhead(200)
  answers.push(policy, policy, policy)
  await write(3)
  expect(paused()).toBe('policy')
  await putRight()
  await outbox.resume()
  answers.push(policy, policy, policy)
  await write(2)
  expect(paused()).toBeNull()
  await write(1)
  expect(paused()).toBe('policy')
})

test('a refusal counts for the address, also of an account that was deleted and made anew', async () => {
  const { outbox, account, answers, write } = await openAhead(200)
  answers.push(policy, policy)
  await write(2)
  await outbox.act((tx) => tx.runSql('delete from email_accounts'))
  const anew = await outbox.addAccount(587, account)
  answers.push(policy)
  const [id = 0 as EmailId] = await write(1, anew)
  expect(outbox.outbox.candidate(id)?.pausedReason).toBe('policy')
})
