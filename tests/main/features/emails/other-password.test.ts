import { expect, onTestFinished, test } from 'vitest'
import { sendMail } from '#main/engines/email/smtp.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutbox, type TestOutbox } from '#tests/support/outbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { testCertificates } from '#tests/support/smtp-certificates.ts'
import { startTlsScript } from '#tests/support/smtp-scripted.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

interface House {
  readonly outbox: TestOutbox
  readonly store: { password: string }
}

/** A mail whose server refuses the password; what happens while it thinks about that. */
const openRefused = async (meanwhile: (house: House) => Promise<unknown>) => {
  const store = { password: 'the old one' }
  const server = await startTlsScript(async (peer) => {
    peer.say('220 ready')
    await peer.hear()
    peer.say('250-here\r\n250 AUTH PLAIN')
    await peer.hear()
    await meanwhile({ outbox, store })
    peer.say('535 5.7.8 no such password')
  })
  onTestFinished(() => server.stop())
  const clock = new FakeClock()
  const outbox: TestOutbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(3),
    readSecret: async () => ({
      kind: 'ready',
      secret: { kind: 'password', password: store.password },
    }),
    send: (request) => sendMail({ ...request, trusted: [testCertificates().authority] }),
  })
  onTestFinished(() => outbox.close())
  const accountId = await outbox.addAccount(server.port)
  const contactId = await outbox.addContact('Bob', 'bob@ross.example')
  const [id = 0 as EmailId] = await outbox.addDrafts(contactId, accountId, ['Hello'])
  await outbox.loop.lookAndWait()
  await outbox.schedule.schedule({ ids: [id], when: { kind: 'now' } }, outbox.owner)
  clock.advance(11_000)
  await outbox.loop.lookAndWait()
  const fate = () => {
    const { state, reason } = outbox.emails.find(id) ?? {}
    return { state, reason, paused: outbox.outbox.candidate(id)?.pausedReason ?? null }
  }
  return { outbox, fate }
}

const changeServer = ({ outbox }: Pick<House, 'outbox'>) =>
  outbox.act((tx) => tx.runSql(`update email_accounts set smtp_host = 'smtp.other.example'`))

const waits = { state: 'waiting', reason: null, paused: null }

test('a password that is refused pauses the account', async () => {
  const { fate } = await openRefused(async () => {})
  expect(fate()).toEqual({ state: 'held', reason: 'auth', paused: 'auth' })
})

test('not when the owner has typed another one meanwhile', async () => {
  const { fate } = await openRefused(async ({ store }) => {
    store.password = 'the new one'
  })
  expect(fate()).toEqual(waits)
})

test('not when the account has another server by then', async () => {
  const { fate } = await openRefused(changeServer)
  expect(fate()).toEqual(waits)
})

test('and only with the server that refused it, also when a change is taken back', async () => {
  const { outbox, fate } = await openRefused(async () => {})
  const paused = fate()
  await changeServer({ outbox })
  expect(fate()).toEqual({ ...paused, paused: null })
  await outbox.act((tx) => tx.runSql(`update email_accounts set smtp_host = 'localhost'`))
  expect(fate()).toEqual(paused)
})
