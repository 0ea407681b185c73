import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { openOutboxWithMailbox } from '#tests/support/outbox-with-mailbox.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
let dovecot: Dovecot
let users = 0

describe.skipIf(dovecotObstacle !== null)(
  'the copy of a sent mail, where nobody knows whether the provider files one',
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    /** An account that was never tested; `file` is what the provider does with what it takes. */
    const open = async (file: (mail: string, user: string) => void = () => {}) => {
      users += 1
      const user = `copies${users}`
      const clock = new FakeClock()
      const { outbox, mailboxes, accountId } = await openOutboxWithMailbox(
        {
          folder: temporaryFolder(),
          clock,
          random: new SeededRandom(users),
          send: async ({ onBodyStart, bytes }) => {
            onBodyStart()
            file(Buffer.from(bytes).toString(), user)
            return { kind: 'accepted', reply: '250 kept' }
          },
        },
        { server: dovecot, port: dovecot.tlsPort, user },
      )
      onTestFinished(async () => {
        await mailboxes.stop()
        await outbox.close()
      })
      const contact = await outbox.addContact('Bob', 'bob@ross.example')
      const send = async (): Promise<void> => {
        const ids = await outbox.addDrafts(contact, accountId, ['The offer'])
        await outbox.schedule.schedule({ ids, when: { kind: 'now' } }, outbox.owner)
        clock.advance(minute)
        await outbox.loop.lookAndWait()
      }
      const copies = (): readonly string[] =>
        dovecot
          .files(user, 'Sent')
          .map((name) => readFileSync(join(dovecot.maildir(user, 'Sent'), name), 'latin1'))
      const know = (filesSent: 0 | 1) =>
        outbox.act((tx) =>
          tx.runSql(
            `insert into email_account_states(account_uid, files_sent)
              select uid, ? from email_accounts`,
            filesSent,
          ),
        )
      const known = () =>
        outbox.reader.firstSql<{ filesSent: number | null }>(
          'select files_sent as filesSent from email_account_states',
        )?.filesSent
      return { clock, mailboxes, send, copies, user, know, known }
    }

    test('is filed some minutes later, once', async () => {
      const { clock, mailboxes, send, copies } = await open()
      await send()
      await mailboxes.sync()
      expect(copies()).toHaveLength(0)
      for (let n = 0; n < 3; n += 1) {
        clock.advance(10 * minute)
        await mailboxes.sync()
      }
      expect(copies()).toEqual([expect.stringContaining('Subject: The offer')])
    })

    test('is left to a provider that files it, some minutes later as well', async () => {
      const taken: string[] = []
      const { clock, mailboxes, send, copies, user } = await open((mail) => void taken.push(mail))
      await send()
      await mailboxes.sync()
      clock.advance(3 * minute)
      dovecot.deliver(user, taken[0] ?? '', { folder: 'Sent' })
      for (let n = 0; n < 3; n += 1) {
        await mailboxes.sync()
        clock.advance(10 * minute)
      }
      expect(copies()).toHaveLength(1)
    })

    test('is left to a provider that files it 20 seconds late, though it was seen to file none', async () => {
      const taken: string[] = []
      const { clock, mailboxes, send, copies, user, know, known } = await open((mail) => {
        taken.push(mail)
      })
      await know(0)
      for (let n = 0; n < 4; n += 1) {
        await send()
        await mailboxes.sync()
        clock.advance(20_000)
        await mailboxes.sync()
        dovecot.deliver(user, taken[n] ?? '', { folder: 'Sent' })
        expect(copies()).toHaveLength(n + 1)
        for (let later = 0; later < 3; later += 1) {
          await mailboxes.sync()
          clock.advance(2 * minute)
        }
        expect(copies()).toHaveLength(n + 1)
        // Three in a row are its habit; from then on nothing is looked for.
        expect(known()).toBe(n < 2 ? 0 : 1)
      }
    })

    test('is filed within some minutes where the provider was seen to file none', async () => {
      const { clock, mailboxes, send, copies, know, known } = await open()
      await know(0)
      for (let n = 0; n < 4; n += 1) {
        await send()
        await mailboxes.sync()
        expect(copies()).toHaveLength(n)
        clock.advance(2 * minute)
        await mailboxes.sync()
        expect(copies()).toHaveLength(n + 1)
      }
      expect(known()).toBe(0)
    })

    test('is known by our own header where the provider gives the mail another Message-ID', async () => {
      const rename = (mail: string, own: string): void => {
        const other = mail.replace(/^Message-ID: .*$/imu, 'Message-ID: <new@provider.example>')
        expect(other).not.toBe(mail)
        dovecot.deliver(own, other, { folder: 'Sent' })
      }
      const { clock, mailboxes, send, copies } = await open(rename)
      await send()
      for (let n = 0; n < 3; n += 1) {
        clock.advance(10 * minute)
        await mailboxes.sync()
      }
      expect(copies()).toHaveLength(1)
    })
  },
)
