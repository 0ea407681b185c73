import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { EmailAccountId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { addNora, noraAddress } from '#tests/support/mail-accounts.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const minute = 60_000
const day = 1440 * minute
const soon = { timeout: 10_000, interval: 20 }
let dovecot: Dovecot

describe.skipIf(dovecotObstacle !== null)(
  `a mailbox that is left alone for a while (${dovecotObstacle ?? 'Dovecot'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    test('is read at once when its owner gives the account another server, or takes that back', async () => {
      const folder = temporaryFolder()
      const app = await openTestApplication({
        folder,
        trustedCertificates: [dovecot.ca],
        isSelfActing: true,
      })
      onTestFinished(() => app.close())
      await addNora(app, 1)
      const state = async () => {
        const [mailbox] = (await app.call('mailboxes.status', {})).mailboxes
        return mailbox?.isReading === false ? [mailbox.lastSyncAt, mailbox.lastSyncError] : null
      }
      const wrong = [null, 'connect']
      await expect.poll(state, soon).toEqual(wrong)
      const [account] = (await app.call('emailAccounts.list', {})).accounts
      if (account?.address !== noraAddress) throw new Error('no account')
      const server = { host: 'localhost', port: dovecot.tlsPort, security: 'tls' } as const
      await app.call('emailAccounts.update', { id: account.id, imap: server })
      const now = app.clock.now()
      await expect.poll(state, soon).toEqual([now, null])
      const { operationId } = await app.call('emailAccounts.update', {
        id: account.id,
        // Other fields than before: an act of its own.
        fromName: 'N',
        imap: { ...server, port: 1 },
      })
      await expect.poll(state, soon).toEqual([now, 'connect'])
      if (operationId === null) throw new Error('nothing to undo')
      await app.call('history.undo', { id: operationId })
      await expect.poll(state, soon).toEqual([now, null])
    })

    const open = async () => {
      const opened = await openMailboxWorkspace(dovecot)
      onTestFinished(() => opened.service.stop())
      const { service, connection, context, rows } = opened
      return {
        ...opened,
        state: () => {
          const [mailbox] = service.status().mailboxes
          return mailbox?.isReading === false ? [mailbox.lastSyncAt, mailbox.lastSyncError] : null
        },
        change: (values: string) =>
          connection.unitOfWork.run(context, { code: 'test' }, (tx) => {
            tx.runSql(`update email_accounts set ${values}`)
            return ok(null)
          }),
        suggested: () => rows<{ address: string }>('select address from contact_suggestions'),
      }
    }

    test('is read for a mail that waits for it when another user signs in', async () => {
      const { service, settings, change, state, clock } = await open()
      settings.password = 'wrong'
      await service.sync()
      expect(state()).toEqual([null, 'auth'])
      settings.password = 'p'
      await service.refreshAccount('account')
      expect(state()).toEqual([null, 'auth'])
      await change(`user_name = 'another-${clock.now()}'`)
      await service.refreshAccount('account')
      expect(state()).toEqual([clock.now(), null])
    })

    test('is read at once when it got a password, not when another account did', async () => {
      const { service, settings, state, clock } = await open()
      settings.password = 'wrong'
      service.run()
      await expect.poll(state, soon).toEqual([null, 'auth'])
      settings.password = 'p'
      const [{ accountId } = { accountId: 0 as EmailAccountId }] = service.status().mailboxes
      service.wake([(accountId + 1) as EmailAccountId])
      // Null while it is read.
      expect(state()).toEqual([null, 'auth'])
      service.wake([accountId])
      await expect.poll(state, soon).toEqual([clock.now(), null])
    })

    test('does not wait for the time at which it failed when the clock is set back', async () => {
      const { service, settings, state, clock } = await open()
      clock.advance(day)
      settings.password = 'wrong'
      await service.sync()
      expect(state()).toEqual([null, 'auth'])
      settings.password = 'p'
      clock.set(clock.now() - day)
      await service.refreshAccount('account')
      expect(state()).toEqual([clock.now(), null])
    })

    test('nor for the time at which it was read', async () => {
      const { service, state, clock } = await open()
      service.run()
      await expect.poll(state, soon).toEqual([clock.now(), null])
      clock.advance(minute)
      service.look()
      expect(state()).toEqual([clock.now() - minute, null])
      // Less than the longest pause.
      clock.set(clock.now() - 20 * minute)
      service.look()
      await expect.poll(state, soon).toEqual([clock.now(), null])
    })

    test('and whom the owner wrote to meanwhile is found', async () => {
      const { service, suggested, clock, user } = await open()
      clock.advance(day)
      await service.sync()
      clock.set(clock.now() - day)
      const headers = { From: ownAddress, To: 'bo@field.example', 'Message-ID': '<1@hale.example>' }
      dovecot.deliver(user, mailText(headers), { folder: 'Sent', at: clock.now() })
      clock.advance(minute)
      await service.sync()
      expect(suggested()).toEqual([{ address: 'bo@field.example' }])
    })
  },
)
