import { chmodSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ok } from '#shared/domain/result.ts'
import { startCutProxy } from '#tests/support/cut-proxy.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const hour = 3_600_000
const ana = 'ana@example.com'

const answer = (more: Readonly<Record<string, string>> = {}, body?: string): string =>
  mailText({ From: `Ana <${ana}>`, To: ownAddress, Subject: 'Re: Winter', ...more }, body)

const bounce = (messageId: string, status = '5.1.1', address = ana): string =>
  mailText(
    {
      From: 'Mail Delivery Subsystem <mailer-daemon@mx.example.com>',
      To: ownAddress,
      Subject: 'Delivery Status Notification (Failure)',
      'Message-ID': `<${status}.${messageId.slice(1, 20)}@mx.example.com>`,
      'Auto-Submitted': 'auto-replied',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    },
    `--b\n\nIt did not arrive.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; ${address}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; 550 ${status} refused\n--b\nContent-Type: message/rfc822\n\nMessage-ID: ${messageId}\nSubject: Winter\n\nHello\n--b--`,
  )

describe.skipIf(dovecotObstacle !== null)(
  `mail that comes in (${dovecotObstacle ?? 'Dovecot'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    const open = () => openMailboxWorkspace(dovecot)
    type Opened = Awaited<ReturnType<typeof open>>
    const deliver = (to: Opened, mail: string, folder?: string) =>
      dovecot.deliver(to.user, mail, {
        at: fridayMorning + hour,
        ...(folder === undefined ? {} : { folder }),
      })
    const count = ({ rows }: Opened, table: string): number => rows(`select 1 from ${table}`).length

    test('was not read while the server does not open the inbox', async () => {
      const opened = await open()
      await opened.person('Ana', ana)
      deliver(opened, answer({ 'Message-ID': '<shut@example.com>' }))
      const parts = ['cur', 'new'].map((part) => join(dovecot.maildir(opened.user), part))
      for (const part of parts) chmodSync(part, 0o000)
      expect(await opened.service.sync()).toMatchObject({ failed: [{ error: 'protocol' }] })
      expect(opened.rows('select last_sync_at as at from email_account_states')).toEqual([
        { at: null },
      ])
      for (const part of parts) chmodSync(part, 0o700)
      opened.clock.advance(hour)
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
      expect(count(opened, 'messages')).toBe(1)
    })

    test('keeps mail of known people once, with its text, and touches no flag', async () => {
      const opened = await open()
      const id = await opened.person('Ana', ana)
      deliver(opened, answer({ 'Message-ID': '<1@example.com>' }, 'January works.\n\n> Hello'))
      deliver(opened, mailText({ From: 'shop@other.example', To: ownAddress, Subject: 'Sale' }))
      deliver(opened, mailText({ From: ownAddress, To: ana, Subject: 'Offer' }), 'Sent')
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
      const stored = `select direction, kind, from_address as sender, subject, body, contact_id as contact
      from messages order by direction`
      const contact = id as number
      expect(opened.rows(stored)).toEqual([
        {
          direction: 'in',
          kind: 'personal',
          sender: ana,
          subject: 'Re: Winter',
          contact,
          body: 'January works.\n\n> Hello',
        },
        {
          direction: 'out',
          kind: 'personal',
          sender: ownAddress,
          subject: 'Offer',
          contact,
          body: 'Hello',
        },
      ])
      expect(opened.rows('select kind, direction from activities order by kind')).toEqual([
        { kind: 'mail-received', direction: 'in' },
        { kind: 'mail-sent', direction: 'out' },
      ])
      expect(
        opened.rows("select actor, code from operations where code like 'mailboxes%'"),
      ).toEqual([{ actor: 'sync', code: 'mailboxes.sync' }])
      expect(opened.rows('select last_contact_day as day from contacts')).toEqual([
        { day: '2026-11-20' },
      ])
      expect(dovecot.files(opened.user).every((file) => file.startsWith('new/'))).toBe(true)
      const [status] = opened.service.status().mailboxes
      expect(status).toMatchObject({
        isReading: false,
        lastSyncAt: fridayMorning,
        lastSyncError: null,
      })
    })

    test('reads on from where it ended, whatever was moved or expunged meanwhile', async () => {
      const opened = await open()
      await opened.person('Ana', ana)
      const first = deliver(opened, answer({ 'Message-ID': '<1@example.com>' }))
      await opened.service.sync()
      expect(count(opened, 'messages')).toBe(1)
      deliver(opened, answer({ 'Message-ID': '<2@example.com>' }))
      rmSync(first)
      await opened.service.sync()
      await opened.open().sync()
      expect(count(opened, 'messages')).toBe(2)
      // The same mail in another folder is another number there and no other mail.
      deliver(opened, answer({ 'Message-ID': '<2@example.com>' }), 'Later')
      deliver(opened, answer({ 'Message-ID': '<3@example.com>' }), 'Later')
      deliver(opened, answer({ 'Message-ID': '<4@example.com>' }), 'Junk')
      await opened.service.sync()
      expect(
        opened.rows('select message_id as id from messages order by 1').map(({ id }) => id),
      ).toEqual(['<1@example.com>', '<2@example.com>', '<3@example.com>'])
    })

    test('new numbers for every mail store nothing twice, not even mail without a Message-ID', async () => {
      const opened = await open()
      await opened.person('Ana', ana)
      deliver(opened, answer({ 'Message-ID': '<1@example.com>' }))
      deliver(opened, answer({ Subject: 'No id' }))
      await opened.service.sync()
      const before = opened.rows(
        "select uid_validity as v from mailbox_cursors where folder = 'INBOX'",
      )
      const folder = dovecot.maildir(opened.user)
      rmSync(`${folder}/dovecot-uidlist`)
      for (const file of ['dovecot.index', 'dovecot.index.log', 'dovecot.index.cache']) {
        rmSync(`${folder}/${file}`, { force: true })
      }
      renameSync(`${folder}/dovecot-uidvalidity`, `${folder}/was-uidvalidity`)
      deliver(opened, answer({ 'Message-ID': '<2@example.com>' }))
      await new Promise((resolve) => setTimeout(resolve, 1100))
      await opened.service.sync()
      expect(
        opened.rows("select uid_validity as v from mailbox_cursors where folder = 'INBOX'"),
      ).not.toEqual(before)
      expect(count(opened, 'messages')).toBe(3)
      expect(count(opened, 'activities')).toBe(3)
    })

    test('a cut anywhere loses nothing and doubles nothing', async () => {
      const proxy = await startCutProxy(dovecot.tlsPort)
      onTestFinished(() => proxy.stop())
      const opened = await openMailboxWorkspace({ tlsPort: proxy.port, ca: dovecot.ca })
      await opened.person('Ana', ana)
      for (let n = 0; n < 30; n++) {
        deliver(opened, answer({ 'Message-ID': `<${n}@example.com>` }, 'Words. '.repeat(300)))
      }
      let cuts = 0
      for (let bytes = 5000; bytes < 80_000; bytes += 7000) {
        proxy.cutAfter(bytes)
        const { failed } = await opened.service.sync()
        if (failed.length > 0) cuts += 1
      }
      proxy.cutAfter(null)
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
      expect(cuts).toBeGreaterThan(2)
      expect(count(opened, 'messages')).toBe(30)
      expect(opened.rows('select distinct message_id from messages')).toHaveLength(30)
      expect(dovecot.files(opened.user)).toHaveLength(30)
      expect(dovecot.files(opened.user).every((file) => file.startsWith('new/'))).toBe(true)
    })

    test('a server that breaks off is told from one that does not answer', async () => {
      const proxy = await startCutProxy(dovecot.tlsPort)
      const opened = await openMailboxWorkspace({ tlsPort: proxy.port, ca: dovecot.ca })
      await opened.person('Ana', ana)
      for (let n = 0; n < 30; n++) {
        deliver(opened, answer({ 'Message-ID': `<${n}@example.com>` }, 'Words. '.repeat(300)))
      }
      const error = () => opened.service.status().mailboxes[0]?.lastSyncError
      proxy.cutAfter(40_000)
      await opened.service.sync()
      expect(error()).toBe('cut')
      await proxy.stop()
      await opened.service.sync()
      expect(error()).toBe('connect')
    })

    test('an answer marks what it answers and stops what waits; a machine stops nothing', async () => {
      const opened = await open()
      const id = await opened.person('Ana', ana)
      const bo = await opened.person('Bo', 'bo@example.com')
      const { messageId, activityId } = await opened.sent(id, ana, 'uncertain')
      const [mine, his] = [await opened.pending(id), await opened.pending(bo)]
      const intents = () =>
        opened.rows(
          `select intent, stopped_reason as reason from emails where id in (${mine}, ${his}) order by id`,
        )
      const away = { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': messageId }
      deliver(opened, answer({ ...away, 'Message-ID': '<ooo@example.com>' }, 'I am away'))
      await opened.service.sync()
      expect(
        opened.rows(`select kind, activity_id as activity from messages where direction = 'in'`),
      ).toEqual([{ kind: 'machine', activity: null }])
      const waiting = { intent: 'scheduled', reason: null }
      expect(intents()).toEqual([waiting, waiting])
      deliver(opened, answer({ 'Message-ID': '<yes@example.com>', References: messageId }, 'Yes!'))
      await opened.service.sync()
      expect(intents()).toEqual([{ intent: 'draft', reason: 'answered' }, waiting])
      const answered = `select is_answered as n from activities where id = ${activityId}`
      expect(opened.rows(answered)).toEqual([{ n: 1 }])
      // An answer proves that the mail left.
      expect(opened.rows(`select state from deliveries`)).toEqual([{ state: 'sent' }])
    })

    test('an answer is known by another address, a changed Message-ID or a changed subject', async () => {
      const opened = await open()
      const id = await opened.person('Ana', ana)
      const { messageId, activityId, sendId } = await opened.sent(id, ana)
      deliver(
        opened,
        mailText({
          From: 'ana.private@other.example',
          To: ownAddress,
          Subject: 'Re: Winter',
          'In-Reply-To': messageId,
          'Message-ID': '<p@other.example>',
        }),
      )
      await opened.service.sync()
      expect(
        opened.rows(`select contact_id as c from messages where message_id = '<p@other.example>'`),
      ).toEqual([{ c: id }])
      expect(
        opened.rows(`select is_answered as n from activities where id = ${activityId}`),
      ).toEqual([{ n: 1 }])
      const sentAs = { From: ownAddress, To: ana, Subject: 'Winter', 'X-Kith-Send-Id': sendId }
      deliver(opened, mailText({ ...sentAs, 'Message-ID': '<changed@provider.example>' }), 'Sent')
      await opened.service.sync()
      expect(opened.rows(`select message_id as id from messages where direction = 'out'`)).toEqual([
        { id: '<changed@provider.example>' },
      ])
      expect(opened.seen).toContain(`left ${sendId}`)
    })

    test('a hard bounce with our signature suppresses; a soft or a forged one does not', async () => {
      const opened = await open()
      const id = await opened.person('Ana', ana)
      const { messageId } = await opened.sent(id, ana)
      const forged = messageId.replace(/\.(.)/u, (_, letter: string) =>
        letter === 'a' ? '.b' : '.a',
      )
      deliver(opened, bounce(forged))
      deliver(opened, bounce('<unknown@hale.example>'))
      deliver(opened, bounce(messageId, '4.2.2'))
      deliver(opened, bounce(messageId, '5.7.1'))
      await opened.service.sync()
      expect(count(opened, 'suppressions')).toBe(0)
      expect(opened.rows('select is_invalid as n from contact_points')).toEqual([{ n: 0 }])
      expect(opened.rows(`select kind from messages where direction = 'in'`)).toEqual([
        { kind: 'bounce' },
        { kind: 'bounce' },
      ])
      deliver(opened, bounce(messageId, '5.1.1'))
      await opened.service.sync()
      expect(opened.rows('select address, reason from suppressions')).toEqual([
        { address: ana, reason: 'hard-bounce' },
      ])
      expect(opened.rows('select is_invalid as n from contact_points')).toEqual([{ n: 1 }])
      expect(opened.seen.filter((line) => line.startsWith('bounce'))).toEqual([
        'bounce soft 4.2.2',
        'bounce policy 5.7.1',
        'bounce hard 5.1.1',
      ])
      expect(opened.rows(`select kind from activities where kind = 'mail-received'`)).toEqual([])
    })

    test('STOP and a token suppress; a token made up nobody else, a word of a machine nobody', async () => {
      const opened = await open()
      const id = await opened.person('Ana', ana)
      const bo = await opened.person('Bo', 'bo@example.com')
      await opened.sent(bo, 'bo@example.com')
      deliver(opened, answer({ 'Auto-Submitted': 'auto-replied' }, 'STOP'))
      await opened.service.sync()
      expect(count(opened, 'suppressions')).toBe(0)
      const stranger = { From: 'x@other.example', To: ownAddress }
      const unsubscribe = { reason: 'unsubscribe' }
      deliver(opened, mailText({ ...stranger, Subject: 'unsubscribe aaaabbbbccccdddd' }))
      await opened.service.sync()
      expect(opened.rows('select address, reason from suppressions')).toEqual([
        { address: 'x@other.example', ...unsubscribe },
      ])
      deliver(opened, answer({}, '退订\n\n> Hello'))
      const [uid] = opened.rows<{ uid: string }>(`select uid from contacts where id = ${bo}`)
      deliver(
        opened,
        mailText({ ...stranger, Subject: `unsubscribe ${opened.token(uid?.uid ?? '')}` }),
      )
      await opened.service.sync()
      expect(opened.rows('select address, reason from suppressions order by 1')).toEqual([
        { address: ana, ...unsubscribe },
        { address: 'bo@example.com', ...unsubscribe },
        { address: 'x@other.example', ...unsubscribe },
      ])
      expect(
        opened.rows(`select contact_id as id from messages where kind = 'unsubscribe' order by 1`),
      ).toEqual([{ id }, { id: bo }])
    })

    test('STOP binds who has the address that wrote, and of their others nobody else', async () => {
      const opened = await open()
      const shared = 'office@example.com'
      const id = await opened.person('Ana', ana)
      const bo = await opened.person('Bo', ana)
      await opened.person('Cy', shared)
      const second = { kind: 'email', raw: shared, normalized: shared, position: 1 }
      await opened.insert('contact_points', { contact_id: id, ...second })
      deliver(opened, answer({}, 'STOP'))
      await opened.service.sync()
      const bound = opened.rows(
        `select c.id, s.address from suppressed_contacts w join contacts c on c.uid = w.contact_uid
          join suppressions s on s.id = w.suppression_id order by 1`,
      )
      expect(bound).toEqual([
        { id, address: ana },
        { id: bo, address: ana },
      ])
      expect(opened.rows('select address from suppressions order by 1')).toEqual([
        { address: ana },
        { address: shared },
      ])
    })

    test('says why a mailbox cannot be read, and reads again when asked', async () => {
      const opened = await open()
      opened.settings.password = null
      expect((await opened.service.sync()).failed).toMatchObject([{ error: 'no-secret' }])
      opened.settings.password = 'wrong'
      expect((await opened.service.sync()).failed).toMatchObject([{ error: 'auth' }])
      const [status] = opened.service.status().mailboxes
      expect(status).toMatchObject({
        lastSyncAt: null,
        lastSyncError: 'auth',
        lastSyncErrorAt: fridayMorning,
      })
      opened.settings.password = 'p'
      // Who was refused does not knock again by itself before somebody did something about it.
      await opened.service.refreshAccount('account')
      expect(opened.service.status().mailboxes).toMatchObject([{ lastSyncError: 'auth' }])
      opened.service.wake('many')
      // Whoever asks while it is being read gets a reading that began after the question.
      await Promise.all([
        opened.service.refreshAccount('account'),
        opened.service.refreshAccount('account'),
      ])
      expect(opened.service.status().mailboxes).toMatchObject([
        { lastSyncAt: fridayMorning, lastSyncError: null },
      ])
    })

    test('a mail in doubt is found by its copy', async () => {
      const opened = await open()
      const id = await opened.person('Ana', ana)
      const { messageId, sendId } = await opened.sent(id, ana, 'uncertain')
      const headers = {
        From: ownAddress,
        To: ana,
        'Message-ID': messageId,
        'X-Kith-Send-Id': sendId,
      }
      await opened.service.sync()
      const state = () => opened.rows('select state from deliveries')
      expect(state()).toEqual([{ state: 'uncertain' }])
      dovecot.deliver(opened.user, mailText(headers), { folder: 'Sent' })
      // As if it had been read before there was a doubt.
      await opened.connection.unitOfWork.run(opened.context, { code: 'test' }, (tx) => {
        tx.runSql(`update mailbox_cursors set last_uid = 1 where folder = 'Sent'`)
        return ok(null)
      })
      await opened.service.sync()
      expect(state()).toEqual([{ state: 'sent' }])
      expect(count(opened, 'messages')).toBe(1)
    })
  },
)
