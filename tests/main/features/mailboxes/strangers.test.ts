import { renameSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const hour = 3_600_000
const bo = 'bo@field.example'

describe.skipIf(dovecotObstacle !== null)(
  `people the owner writes to, found in the mailbox (${dovecotObstacle ?? 'Dovecot'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    let count = 0
    const open = async () => {
      const opened = await openMailboxWorkspace(dovecot)
      const put = (
        headers: Readonly<Record<string, string>>,
        more: { readonly folder?: string; readonly at?: number } = {},
      ): string => {
        count += 1
        const mail = { 'Message-ID': `<${count}@mail.example>`, Subject: 'Winter', ...headers }
        return dovecot.deliver(opened.user, mailText(mail), { at: fridayMorning + hour, ...more })
      }
      const write = (to: string, more: Readonly<Record<string, string>> = {}) =>
        put({ From: `Nora <${ownAddress}>`, To: to, ...more }, { folder: 'Sent' })
      const suggested = () =>
        opened.rows(
          `select address, name, sent_count as sent, received_count as received
            from contact_suggestions order by address`,
        )
      return { ...opened, put, write, suggested, addresses: () => addressesOf(suggested()) }
    }
    const addressesOf = (rows: readonly Record<string, unknown>[]) =>
      rows.map(({ address }) => address)

    test('each with their name and how often, and nothing else of the mails', async () => {
      const opened = await open()
      await opened.person('Ana', 'ana@example.com')
      opened.write(`=?utf-8?B?546L5Lyf?= <Wang@Field.example>, Ana <ana@example.com>`)
      opened.write(`Bo Lind <${bo}>`, { Cc: 'Cy <cy@field.example>', Subject: 'Secret words' })
      opened.write(bo, { 'Message-ID': '<asked@mail.example>' })
      opened.put({ From: `Bo <${bo}>`, To: ownAddress, 'In-Reply-To': '<asked@mail.example>' })
      opened.put({ From: 'shop@other.example', To: ownAddress })
      await opened.service.sync()
      expect(opened.suggested()).toEqual([
        { address: bo, name: 'Bo', sent: 2, received: 1 },
        { address: 'cy@field.example', name: 'Cy', sent: 1, received: 0 },
        { address: 'wang@field.example', name: '王伟', sent: 1, received: 0 },
      ])
      expect(opened.rows('select contact_id from messages')).toHaveLength(1)
      const kept = JSON.stringify([
        opened.rows('select * from contact_suggestions'),
        opened.rows('select * from stranger_mails'),
      ])
      expect(kept).not.toMatch(/Secret|Hello|Winter|mail\.example/u)
    })

    test('never roles, lists, programs, circulars, the owner, or what others signed so', async () => {
      const opened = await open()
      opened.write('info@field.example, no-reply@field.example, team@lists.field.example')
      opened.write(`${ownAddress}, nora+shop@hale.example`)
      opened.write('cy@field.example', { 'List-Id': '<news.field.example>' })
      opened.write(Array.from({ length: 11 }, (_, n) => `p${n}@field.example`).join(', '))
      opened.put({ From: ownAddress, To: 'spam1@field.example' })
      opened.put(
        { From: ownAddress, To: 'spam2@field.example', 'Return-Path': '<x@spam.example>' },
        { folder: 'Sent' },
      )
      await opened.service.sync()
      expect(opened.addresses()).toEqual([])
    })

    test('and whoever answers a mail of theirs from an address nobody knew', async () => {
      const opened = await open()
      const ana = await opened.person('Ana', 'ana@example.com')
      const { messageId } = await opened.sent(ana, 'ana@example.com')
      opened.write('office@field.example', { 'Message-ID': '<role@mail.example>' })
      const answer = (from: string, to: string, more: Readonly<Record<string, string>> = {}) =>
        opened.put({ From: from, To: ownAddress, References: to, ...more })
      answer('Di <di@field.example>', '<role@mail.example>')
      answer('Ana F <ana.home@example.com>', messageId)
      answer('Ed <ed@field.example>', '<unknown@mail.example>')
      answer('Robot <fay@field.example>', '<role@mail.example>', {
        'Auto-Submitted': 'auto-replied',
      })
      answer('office@field.example', '<role@mail.example>')
      await opened.service.sync()
      expect(opened.addresses()).toEqual(['ana.home@example.com', 'di@field.example'])
      // In a later reading as well.
      answer('Gil <gil@field.example>', '<role@mail.example>')
      await opened.service.sync()
      expect(opened.addresses()).toContain('gil@field.example')
    })

    test('and answers count for 400 days: what is older is forgotten, some at each reading', async () => {
      const opened = await open()
      const day = 24 * hour
      const dated = (at: number) => ({ Date: new Date(at).toUTCString() })
      const now = opened.clock.now()
      const write = (id: string, at: number) =>
        opened.put(
          { From: `Nora <${ownAddress}>`, To: bo, 'Message-ID': id, ...dated(at) },
          { folder: 'Sent', at },
        )
      write('<kept@mail.example>', now - 399 * day)
      write('<old@mail.example>', now - 401 * day)
      opened.put(
        { From: 'cy@field.example', To: ownAddress, References: '<old@mail.example>' },
        { at: now - 400 * day },
      )
      await opened.service.sync()
      expect(opened.addresses()).toEqual([bo, 'cy@field.example'])
      const kept = () => opened.rows('select at from stranger_mails').map(({ at }) => Number(at))
      expect(kept()).toEqual([now - 399 * day].map((at) => Math.floor(at / 1000) * 1000))
      opened.put({ From: 'di@field.example', To: ownAddress, References: '<old@mail.example>' })
      opened.put({ From: 'ed@field.example', To: ownAddress, References: '<kept@mail.example>' })
      const rest = opened.connection.executor.database
      rest.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
        insert into stranger_mails(id_hash, at) select i, i from n`)
      await opened.service.sync()
      expect(opened.addresses()).toEqual([bo, 'cy@field.example', 'ed@field.example'])
      expect(kept()).toHaveLength(501)
      await opened.service.sync()
      expect(kept()).toHaveLength(1)
    })

    test('are counted once, wherever their mails are moved and however they are numbered', async () => {
      const opened = await open()
      opened.write(bo)
      const came = { From: bo, To: ownAddress }
      opened.put({ ...came, 'Message-ID': '<moved@mail.example>' })
      await opened.service.sync()
      opened.clock.advance(3 * hour)
      await opened.service.sync()
      opened.put({ ...came, 'Message-ID': '<moved@mail.example>' }, { folder: 'Archive' })
      const folder = dovecot.maildir(opened.user, 'Sent')
      renameSync(`${folder}/dovecot-uidlist`, `${folder}/was-uidlist`)
      await opened.service.sync()
      expect(opened.suggested()).toEqual([{ address: bo, name: null, sent: 1, received: 1 }])
      opened.put(came, { at: fridayMorning + 4 * hour })
      await opened.service.sync()
      expect(opened.suggested()).toEqual([{ address: bo, name: null, sent: 1, received: 2 }])
    })
  },
)
