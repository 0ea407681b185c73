import { chmodSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from '#shared/domain/result.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const hour = 3_600_000
const ana = 'ana@example.com'

describe.skipIf(dovecotObstacle !== null)(
  `a mail in doubt that is nowhere (${dovecotObstacle ?? 'Dovecot'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    /** A doubtful mail, and whether the provider is known to file what is sent. */
    const open = async (filesSent: 0 | 1) => {
      const opened = await openMailboxWorkspace(dovecot)
      const id = await opened.person('Ana', ana)
      const mail = await opened.sent(id, ana, 'uncertain')
      await opened.connection.unitOfWork.run(opened.context, { code: 'test' }, (tx) => {
        tx.runSql(
          'insert into email_account_states(account_uid, files_sent) values(?, ?)',
          'account',
          filesSent,
        )
        return ok(null)
      })
      const fate = async (hours: number) => {
        opened.clock.advance(hours * hour)
        expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
        return opened.rows('select state, reason from deliveries')[0]
      }
      return { opened, mail, fate }
    }

    test('was probably not sent, a day and two readings later, where copies are filed', async () => {
      const { opened, mail, fate } = await open(1)
      expect(await fate(1)).toEqual({ state: 'uncertain', reason: null })
      expect(await fate(20)).toEqual({ state: 'uncertain', reason: null })
      expect(await fate(2)).toEqual({ state: 'uncertain', reason: 'not-found' })
      const { messageId, sendId } = mail
      const names = { 'Message-ID': messageId, 'X-Kith-Send-Id': sendId }
      const copy = mailText({ From: ownAddress, To: ana, ...names })
      dovecot.deliver(opened.user, copy, { folder: 'Sent', at: opened.clock.now() })
      expect(await fate(1)).toMatchObject({ state: 'sent' })
    })

    test('is found by its Message-ID where a program took our other name off the copy', async () => {
      const { opened, mail, fate } = await open(1)
      const become = (state: string) =>
        opened.connection.unitOfWork.run(opened.context, { code: 'test' }, (tx) => {
          tx.runSql('update deliveries set state = ?', state)
          return ok(null)
        })
      // The copy comes, and is read, before there is a doubt.
      await become('body')
      const copy = mailText({ From: ownAddress, To: ana, 'Message-ID': mail.messageId })
      dovecot.deliver(opened.user, copy, { folder: 'Sent', at: opened.clock.now() })
      expect(await fate(1)).toMatchObject({ state: 'body' })
      await become('uncertain')
      expect(await fate(1)).toMatchObject({ state: 'sent' })
    })

    test('is looked for also while it waits to leave again', async () => {
      const { opened, mail, fate } = await open(1)
      const become = (values: string) =>
        opened.connection.unitOfWork.run(opened.context, { code: 'test' }, (tx) => {
          tx.runSql(`update deliveries set ${values}`)
          return ok(null)
        })
      await become("state = 'body', mime_hash = 'as it was'")
      const copy = mailText({ From: ownAddress, To: ana, 'Message-ID': mail.messageId })
      dovecot.deliver(opened.user, copy, { folder: 'Sent', at: opened.clock.now() })
      expect(await fate(1)).toMatchObject({ state: 'body' })
      const later = opened.clock.now() + 100 * hour
      await become(`state = 'waiting', waived = 'connection', next_attempt_at = ${later}`)
      expect(await fate(1)).toMatchObject({ state: 'sent' })
    })

    test('stays in doubt until it was looked for twice', async () => {
      const { fate } = await open(1)
      expect(await fate(30)).toEqual({ state: 'uncertain', reason: null })
      expect(await fate(1)).toEqual({ state: 'uncertain', reason: 'not-found' })
    })

    test('stays in doubt while the server does not open the folder of sent mail', async () => {
      const { opened, fate } = await open(1)
      expect(await fate(1)).toEqual({ state: 'uncertain', reason: null })
      dovecot.deliver(opened.user, mailText({ From: ownAddress, To: ana }), { folder: 'Sent' })
      const sent = dovecot.maildir(opened.user, 'Sent')
      chmodSync(sent, 0o000)
      for (const hours of [30, 1, 1]) {
        opened.clock.advance(hours * hour)
        const { failed } = await opened.service.sync()
        expect(failed).toMatchObject([{ error: 'protocol' }])
      }
      expect(opened.rows('select state, reason from deliveries')).toEqual([
        { state: 'uncertain', reason: null },
      ])
      chmodSync(sent, 0o700)
      expect(await fate(1)).toEqual({ state: 'uncertain', reason: 'not-found' })
    })

    test('stays in doubt where nobody would have filed a copy', async () => {
      const { fate } = await open(0)
      expect(await fate(1)).toEqual({ state: 'uncertain', reason: null })
      expect(await fate(100)).toEqual({ state: 'uncertain', reason: null })
    })
  },
)
