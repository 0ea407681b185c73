import { expect, onTestFinished, test } from 'vitest'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
const limits = { perMinute: 6, perHour: 1000, perDay: 1000, spacingMs: 20_000 }

/** The most mails that were tried in any minute of some, of 30 that are due at once. */
const mostInAMinute = async (first: SendOutcome, minutes: number): Promise<number> => {
  const clock = new FakeClock()
  const answers = [first]
  const folder = temporaryFolder()
  const tries: number[] = []
  const open = () =>
    openOutbox({
      folder,
      clock,
      random: new SeededRandom(5),
      limits,
      send: async ({ onBodyStart }) => {
        tries.push(clock.now())
        onBodyStart()
        return answers.shift() ?? { kind: 'accepted', reply: '250 kept' }
      },
    })
  const before = await open()
  const accountId = await before.addAccount()
  const ids: EmailId[] = []
  for (let n = 0; n < 30; n += 1) {
    const contactId = await before.addContact(`Bob ${n}`, `bob${n}@ross.example`)
    ids.push(...(await before.addDrafts(contactId, accountId, [`Mail ${n}`])))
  }
  await before.loop.lookAndWait()
  const [one = 0 as EmailId, ...rest] = ids
  await before.schedule.schedule({ ids: [one], when: { kind: 'now' } }, before.owner)
  clock.advance(11_000)
  await before.loop.lookAndWait()
  await before.schedule.schedule({ ids: rest, when: { kind: 'now' } }, before.owner)
  await before.close()
  // What a server asked for is known beyond the end of Kith.
  const outbox = await open()
  onTestFinished(() => outbox.close())
  tries.length = 0
  for (let n = 0; n < minutes * 12; n += 1) {
    clock.advance(5_000)
    await outbox.loop.lookAndWait()
  }
  return Math.max(...tries.map((at) => tries.filter((x) => x > at - minute && x <= at).length))
}

const refused = { kind: 'refused', stage: 'data', permanent: false, reply: 'no' } as const

test('a server that asks for less gets half as much, also after Kith was opened anew', async () => {
  expect(await mostInAMinute({ ...refused, code: 421, enhanced: '4.7.0' }, 3)).toBe(3)
})

test('one that only wants a mail later gets as much as before', async () => {
  expect(await mostInAMinute({ ...refused, code: 451, enhanced: '4.3.0' }, 3)).toBe(6)
})
