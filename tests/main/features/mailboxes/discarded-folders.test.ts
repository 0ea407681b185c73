import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const day = 86_400_000
const ana = 'ana@example.com'

// What a provider took for junk, and what the owner deleted elsewhere before it was read.
describe.skipIf(dovecotObstacle !== null).each(['Junk', 'Trash'])(
  `%s (${dovecotObstacle ?? 'Dovecot'})`,
  (folder) => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    const open = async () => {
      const opened = await openMailboxWorkspace(dovecot)
      const id = await opened.person('Ana', ana)
      const junk = (headers: Readonly<Record<string, string>>, body = 'Yes!', ago = 0): void => {
        const mail = { From: `Ana <${ana}>`, To: ownAddress, Subject: 'Re: Winter', ...headers }
        dovecot.deliver(opened.user, mailText(mail, body), { at: fridayMorning - ago, folder })
      }
      const suppressed = () => opened.rows('select address, reason from suppressions')
      const kinds = () => opened.rows(`select kind from messages where direction = 'in'`)
      return { ...opened, id, junk, suppressed, kinds }
    }

    test('is read for a contact’s answer, which stops what waits', async () => {
      const opened = await open()
      const { messageId } = await opened.sent(opened.id, ana)
      const waiting = await opened.pending(opened.id)
      opened.junk({ 'In-Reply-To': messageId, 'Message-ID': '<yes@example.com>' })
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
      expect(opened.kinds()).toEqual([{ kind: 'personal' }])
      expect(opened.rows(`select stopped_reason as r from emails where id = ${waiting}`)).toEqual([
        { r: 'answered' },
      ])
    })

    test('is read for the wish for no more mail, also when more of it comes', async () => {
      const opened = await open()
      await opened.service.sync()
      opened.junk({ 'Message-ID': '<stop@example.com>' }, 'Please stop sending me emails')
      await opened.service.sync()
      expect(opened.suppressed()).toEqual([{ address: ana, reason: 'unsubscribe' }])
      expect(opened.kinds()).toEqual([{ kind: 'unsubscribe' }])
    })

    test('counts for nothing else: neither strangers, machines nor a name that anybody may use', async () => {
      const opened = await open()
      const { messageId } = await opened.sent(opened.id, ana)
      const waiting = await opened.pending(opened.id)
      opened.junk({ 'Message-ID': '<1@x>', Subject: 'Cheap watches' }, 'Buy now')
      opened.junk(
        { 'Message-ID': '<2@x>', From: 'x@other.example', Subject: 'unsubscribe' },
        'STOP',
      )
      const away = { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': messageId }
      opened.junk({ 'Message-ID': '<3@x>', ...away }, 'I am away')
      opened.junk({ 'Message-ID': '<4@x>', From: ownAddress, To: ana }, 'STOP')
      await opened.service.sync()
      expect(opened.kinds()).toEqual([])
      expect(opened.suppressed()).toEqual([])
      expect(opened.rows(`select intent from emails where id = ${waiting}`)).toEqual([
        { intent: 'scheduled' },
      ])
      expect(opened.rows('select * from contact_suggestions')).toEqual([])
    })

    test('is read for an unsubscribe link that was used from another address', async () => {
      const { id, rows, token, junk, service, suppressed, sent } = await open()
      await sent(id, ana)
      const [contact] = rows<{ uid: string }>(`select uid from contacts where id = ${id}`)
      const known = token(contact?.uid ?? '')
      const from = (address: string) => ({ From: address, 'In-Reply-To': '<gone@example.com>' })
      const wish = (address: string) => ({ address, reason: 'unsubscribe' })
      const forged = 'abcdefghijklmnop'
      const made = { ...from('made@up.example'), 'Message-ID': '<0@x>' }
      junk({ ...made, Subject: `unsubscribe ${forged}` }, '')
      await service.sync()
      expect(suppressed()).toEqual([wish('made@up.example')])
      const other = { ...from('other@elsewhere.example'), 'Message-ID': '<1@x>' }
      junk({ ...other, To: `nora+u-${known}@hale.example` }, '')
      await service.sync()
      expect(suppressed().slice(1)).toEqual([wish('other@elsewhere.example'), wish(ana)])
    })

    test('is read for the token of such a link in the subject', async () => {
      const { id, rows, token, junk, service, suppressed, sent } = await open()
      await sent(id, ana)
      const [contact] = rows<{ uid: string }>(`select uid from contacts where id = ${id}`)
      const subject = `unsubscribe ${token(contact?.uid ?? '')}`
      junk({ From: 'other@elsewhere.example', 'Message-ID': '<1@x>', Subject: subject }, '')
      await service.sync()
      expect(suppressed()).toEqual([
        { address: 'other@elsewhere.example', reason: 'unsubscribe' },
        { address: ana, reason: 'unsubscribe' },
      ])
    })

    test('is read for a mail of ours that came back, and not for one that only says so', async () => {
      const { id, junk, service, suppressed, sent } = await open()
      const { messageId } = await sent(id, ana)
      const report = (returned: string) =>
        [
          '--b',
          'Content-Type: message/delivery-status',
          '',
          `Reporting-MTA: dns; mx.example`,
          '',
          `Final-Recipient: rfc822; ${ana}`,
          'Action: failed',
          'Status: 5.1.1',
          '',
          '--b',
          'Content-Type: message/rfc822-headers',
          '',
          `Message-ID: ${returned}`,
          '',
          '--b--',
        ].join('\n')
      const headers = {
        From: 'MAILER-DAEMON@mx.example',
        Subject: 'Undelivered',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      }
      junk({ ...headers, 'Message-ID': '<1@mx>' }, report('<nobody.knows@hale.example>'))
      await service.sync()
      expect(suppressed()).toEqual([])
      junk({ ...headers, 'Message-ID': '<2@mx>' }, report(messageId))
      await service.sync()
      expect(suppressed()).toEqual([{ address: ana, reason: 'hard-bounce' }])
    })

    test('is read thirty days back at first', async () => {
      const opened = await open()
      const { messageId } = await opened.sent(opened.id, ana)
      const answer = (n: number) => ({
        'In-Reply-To': messageId,
        'Message-ID': `<${n}@example.com>`,
      })
      opened.junk({ ...answer(1), Date: 'Thu, 01 Oct 2026 09:30:00 +0000' }, 'Old', 50 * day)
      opened.junk({ ...answer(2), Date: 'Sun, 01 Nov 2026 09:30:00 +0000' }, 'New', 19 * day)
      await opened.service.sync()
      const read = `select message_id as id from messages where direction = 'in'`
      expect(opened.rows(read)).toEqual([{ id: '<2@example.com>' }])
    })
  },
)
