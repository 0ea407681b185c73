import { chmodSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { StartHelper } from '#main/platform/helper-protocol.ts'
import { fail } from '#shared/domain/result.ts'
import { startCutProxy } from '#tests/support/cut-proxy.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { startKeptHelper } from '#tests/support/kept-helpers.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const day = 86_400_000
const ana = 'ana@example.com'

describe.skipIf(dovecotObstacle !== null)(
  `older mails of addresses that became known later (${dovecotObstacle ?? 'Dovecot'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    let count = 0
    /** A mailbox with mails of a week and more ago, read before anybody was known. */
    const open = async (server: Pick<Dovecot, 'tlsPort' | 'ca'> = dovecot) => {
      const opened = await openMailboxWorkspace(server)
      const put = (
        headers: Readonly<Record<string, string>>,
        { daysAgo = 7, folder }: { readonly daysAgo?: number; readonly folder?: string } = {},
        body?: string,
      ) => {
        count += 1
        const at = fridayMorning - daysAgo * day
        const Date_ = { Date: new Date(at).toUTCString() }
        const all = {
          ...Date_,
          'Message-ID': `<b${count}@mail.example>`,
          Subject: 'Hi',
          ...headers,
        }
        return dovecot.deliver(opened.user, mailText(all, body), {
          at,
          ...(folder === undefined ? {} : { folder }),
        })
      }
      /** Reads when what was done last is no longer undone at a touch. */
      const sync = () => {
        opened.clock.advance(20_000)
        return opened.service.sync()
      }
      const stored = () =>
        opened.rows('select from_address as f, to_address as t, thread from messages order by at')
      const left = () => opened.rows('select address from mail_lookups')
      return { ...opened, put, stored, left, sync }
    }

    test('are looked for once, in both directions, threaded as in any reading', async () => {
      const opened = await open()
      const { put } = opened
      put(
        { From: ownAddress, To: `Ana <${ana}>`, 'Message-ID': '<q@mail.example>' },
        { daysAgo: 9, folder: 'Sent' },
      )
      put({ From: ana, To: ownAddress, 'In-Reply-To': '<q@mail.example>' }, { daysAgo: 8 })
      put({ From: 'bo@example.com', To: ownAddress, Cc: ana }, { daysAgo: 6 })
      put({ From: `x${ana}`, To: ownAddress })
      put({ From: ana, To: ownAddress, Subject: 'Too old' }, { daysAgo: 800 })
      put({ From: ana, To: ownAddress, Subject: 'Junk' }, { folder: 'Junk' })
      await opened.sync()
      expect(opened.stored()).toEqual([])
      const id = await opened.person('Ana', ana)
      await opened.sync()
      const thread = '<q@mail.example>'
      expect(opened.stored()).toEqual([
        { f: ownAddress, t: ana, thread },
        { f: ana, t: ownAddress, thread },
      ])
      expect(
        opened.rows(`select is_answered as n from activities where kind = 'mail-sent'`),
      ).toEqual([{ n: 1 }])
      expect(opened.rows(`select last_contact_day as d from contacts where id = ${id}`)).toEqual([
        { d: '2026-11-12' },
      ])
      expect(opened.left()).toEqual([])
      // What is known of an address later changes nothing of that.
      await opened.person('Ana again', ana)
      await opened.sync()
      expect(opened.rows('select contact_id from messages order by contact_id')).toHaveLength(3)
      expect(dovecot.files(opened.user).every((file) => file.startsWith('new/'))).toBe(true)
    })

    test('are none that are still being written', async () => {
      const opened = await open()
      // Some servers keep drafts among the mail that was sent.
      const sent = { folder: 'Sent' }
      const draft = opened.put({ From: ownAddress, To: ana, Subject: 'Draft' }, sent)
      renameSync(draft, `${draft.replace('/new/', '/cur/')}:2,D`)
      opened.put({ From: ownAddress, To: ana, Subject: 'Sent' }, sent)
      await opened.sync()
      await opened.person('Ana', ana)
      await opened.sync()
      expect(opened.rows('select subject from messages')).toEqual([{ subject: 'Sent' }])
    })

    test('are looked for after an edit and an undo, and not for what was known before', async () => {
      const opened = await open()
      const known = await opened.person('Bo', 'bo@example.com')
      opened.put({ From: 'bo@example.com', To: ownAddress })
      opened.put({ From: ana, To: ownAddress })
      await opened.sync()
      expect(opened.stored()).toHaveLength(1)
      const { unitOfWork, operations } = opened.connection
      const change = async (sql: string): Promise<number> => {
        const done = await unitOfWork.run(opened.context, { code: 'test.change' }, (tx) => {
          tx.runSql(sql)
          return { ok: true, value: null }
        })
        if (!done.ok) throw new Error('refused')
        return Number(done.value.operationId)
      }
      await change(`update contact_points set raw = '${ana}', normalized = '${ana}'`)
      await opened.sync()
      expect(opened.stored()).toHaveLength(2)
      const deletion = await change(`delete from contacts where id = ${known}`)
      opened.put({ From: ana, To: ownAddress }, { daysAgo: 0 })
      await opened.sync()
      expect(opened.stored()).toEqual([])
      // An id of the operation above.
      operations.undo({ context: opened.context, id: deletion as never })
      expect(opened.stored()).toHaveLength(2)
      await opened.sync()
      expect(opened.stored()).toHaveLength(3)
    })

    test('stop nothing that was planned after them, and whoever said stop stays unwritten', async () => {
      const opened = await open()
      const { put } = opened
      put({ From: ana, To: ownAddress }, { daysAgo: 3 }, 'Yes, let us meet')
      put({ From: 'eve@example.com', To: ownAddress }, { daysAgo: 3 }, 'STOP')
      await opened.sync()
      const id = await opened.person('Ana', 'ana.work@example.com')
      const pending = await opened.pending(id)
      await opened.insert('contact_points', {
        contact_id: id,
        kind: 'email',
        raw: ana,
        normalized: ana,
      })
      await opened.person('Eve', 'eve@example.com')
      await opened.sync()
      const intents = () => opened.rows(`select intent from emails where id = ${pending}`)
      expect(intents()).toEqual([{ intent: 'scheduled' }])
      expect(opened.rows('select address from suppressions')).toEqual([
        { address: 'eve@example.com' },
      ])
      expect(opened.stored()).toHaveLength(2)
      // Planned two hours ago; this came after it, from an address that nobody knew.
      put({ From: 'ana.home@example.com', To: ownAddress }, { daysAgo: -0.02 }, 'Yes')
      await opened.sync()
      expect(intents()).toEqual([{ intent: 'scheduled' }])
      const home = 'ana.home@example.com'
      await opened.insert('contact_points', {
        contact_id: id,
        kind: 'email',
        raw: home,
        normalized: home,
      })
      await opened.sync()
      expect(intents()).toEqual([{ intent: 'draft' }])
    })

    test('wait while the act that made them known may be undone at a touch', async () => {
      const opened = await open()
      opened.put({ From: ana, To: ownAddress })
      await opened.sync()
      await opened.person('Ana', ana)
      await opened.service.sync()
      expect(opened.stored()).toEqual([])
      await opened.sync()
      expect(opened.stored()).toHaveLength(1)
    })

    test('of very many new addresses in one pass over the headers', async () => {
      const opened = await open()
      for (let n = 0; n < 130; n++) {
        const who = n % 2 === 0 ? `p${n}@many.example` : `other${n}@many.example`
        opened.put({ From: who, To: ownAddress, Subject: `Mail ${n}` }, { daysAgo: 130 - n })
      }
      await opened.sync()
      const people = Array.from({ length: 2600 }, (_, n) => n)
      const last = await opened.insert(
        'contacts',
        ...people.map((n) => ({
          uid: `many${n}`,
          kind: 'person',
          display_name: `P ${n}`,
          created_at: 1,
        })),
      )
      await opened.insert(
        'contact_points',
        ...people.map((n) => {
          const address = `p${n}@many.example`
          const contact = last - people.length + 1 + n
          return { contact_id: contact, kind: 'email', raw: address, normalized: address }
        }),
      )
      await opened.sync()
      expect(opened.stored()).toHaveLength(65)
      expect(opened.rows('select distinct message_id from messages')).toHaveLength(65)
      expect(opened.left()).toEqual([])
      expect(opened.rows('select pass from mail_lookbacks')).toEqual([{ pass: null }])
      expect(opened.rows('select * from lookback_cursors')).toEqual([])
    })

    const ways = [
      ['a search', 0],
      ['a pass', 600],
    ] as const
    /** Ana, with so many more addresses that all headers are passed over. */
    const addAna = async (
      { person, insert }: Awaited<ReturnType<typeof open>>,
      others: number,
    ): Promise<void> => {
      const id = await person('Ana', ana)
      const more = Array.from({ length: others }, (_one, n) => `ana${n}@example.com`)
      const point = { contact_id: id, kind: 'email' }
      await insert('contact_points', ...more.map((raw) => ({ ...point, raw, normalized: raw })))
    }

    /** A server that fails whatever is asked under this name, as a source does. */
    const failing =
      (what: string, code: 'connect' | 'protocol'): StartHelper =>
      (kind) => {
        const helper = startKeptHelper(kind)
        const ask: typeof helper.ask = (message, ...more) => {
          const { name } = Object(message) as { name?: string }
          return name === what
            ? Promise.resolve(fail(code, { said: 'no' }))
            : helper.ask(message, ...more)
        }
        return { ...helper, ask }
      }

    test.each([
      ['leaves at each search', 'connect'],
      ['cannot search', 'protocol'],
    ] as const)('are found by a pass where the server %s', async (_, code) => {
      const opened = await open()
      opened.put({ From: ana, To: ownAddress })
      await opened.sync()
      await addAna(opened, 0)
      opened.clock.advance(20_000)
      const service = opened.open(failing('uidsWith', code))
      for (let n = 0; n < 3; n += 1) {
        await service.sync()
        expect(opened.left()).toHaveLength(1)
      }
      await service.sync()
      expect(opened.stored()).toHaveLength(1)
      expect(opened.left()).toEqual([])
    })

    test('of which the server cannot hand over one are not looked for without end', async () => {
      const opened = await open()
      opened.put({ From: ana, To: ownAddress })
      await opened.sync()
      await addAna(opened, 600)
      opened.clock.advance(20_000)
      const service = opened.open(failing('mails', 'protocol'))
      for (let n = 0; n < 6; n += 1) await service.sync()
      expect(opened.left()).toEqual([])
    })

    test.each(ways)(
      'are found by %s later where the inbox is shut meanwhile',
      async (_, others) => {
        const opened = await open()
        opened.put({ From: ana, To: ownAddress })
        await opened.sync()
        await addAna(opened, others)
        const parts = ['cur', 'new'].map((part) => join(dovecot.maildir(opened.user), part))
        const setMode = (mode: number): void => {
          for (const part of parts) chmodSync(part, mode)
        }
        // Asked for after the reading, before older mails are looked for.
        opened.outgoing.owedCopies = () => {
          setMode(0o000)
          return []
        }
        await opened.sync()
        setMode(0o700)
        expect(opened.warned).toEqual(['mailboxes.look-back-cut'])
        expect(opened.stored()).toEqual([])
        expect(opened.left()).toHaveLength(1 + others)
        opened.outgoing.owedCopies = () => []
        await opened.sync()
        expect(opened.stored()).toHaveLength(1)
        expect(opened.left()).toEqual([])
      },
    )

    test.each(ways)(
      'of a folder that is shut are left out by %s, and that is noted',
      async (_, others) => {
        const opened = await open()
        opened.put({ From: ana, To: ownAddress })
        opened.put({ From: ana, To: ownAddress }, { folder: 'Later' })
        await opened.sync()
        await addAna(opened, others)
        const later = join(dovecot.maildir(opened.user), '.Later')
        chmodSync(later, 0o000)
        await opened.sync()
        chmodSync(later, 0o700)
        expect(opened.stored()).toHaveLength(1)
        expect(opened.left()).toEqual([])
        expect(opened.warned).toEqual(['mailboxes.folder-left-out'])
      },
    )

    test.each(ways)(
      'are not lost and not doubled where the connection of %s is cut',
      async (_, others) => {
        const proxy = await startCutProxy(dovecot.tlsPort)
        onTestFinished(() => proxy.stop())
        const opened = await open({ tlsPort: proxy.port, ca: dovecot.ca })
        for (let n = 0; n < 12; n++) {
          opened.put({ From: ana, To: ownAddress }, {}, 'Words. '.repeat(300))
        }
        await opened.sync()
        await addAna(opened, others)
        let cuts = 0
        for (let bytes = 6000; bytes < 60_000; bytes += 9000) {
          proxy.cutAfter(bytes)
          await opened.sync()
          if (opened.left().length > 0) cuts += 1
        }
        proxy.cutAfter(null)
        await opened.sync()
        expect(cuts).toBeGreaterThan(1)
        expect(opened.stored()).toHaveLength(12)
        expect(opened.left()).toEqual([])
      },
    )

    test.each(ways)(
      'are looked for by %s less and less often where the server breaks off each time, and that is said',
      async (_, others) => {
        const proxy = await startCutProxy(dovecot.tlsPort)
        onTestFinished(() => proxy.stop())
        const opened = await open({ tlsPort: proxy.port, ca: dovecot.ca })
        opened.put({ From: ana, To: ownAddress })
        await opened.sync()
        await addAna(opened, others)
        // Asked for after the reading: from here on nothing passes.
        opened.outgoing.owedCopies = () => {
          proxy.cutAfter(proxy.said)
          return []
        }
        const readEvery = async (minutes: number, times: number): Promise<void> => {
          for (let n = 0; n < times; n += 1) {
            opened.clock.advance(minutes * 60_000)
            proxy.cutAfter(null)
            await opened.service.refreshAccount('account')
          }
        }
        const state = () => opened.service.status().mailboxes[0]
        await readEvery(2, 2)
        expect(state()?.lastSyncError).toBeNull()
        await readEvery(2, 1)
        expect(state()?.lastSyncError).toBe('cut')
        await readEvery(5, 6)
        expect(opened.stored()).toEqual([])
        // Four minutes later, then eight, then sixteen.
        expect(opened.warned).toHaveLength(5)
        // What came since is known all the same.
        expect(state()).toMatchObject({ lastSyncError: 'cut', lastSyncAt: opened.clock.now() })
        opened.outgoing.owedCopies = () => []
        await readEvery(40, 1)
        expect(opened.stored()).toHaveLength(1)
        expect(state()?.lastSyncError).toBeNull()
      },
    )
  },
)
