import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { MailboxesRepository } from '#main/features/mailboxes/mailboxes.repository.ts'
import { broken } from '#tests/faults/broken-method.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const minute = 60_000
const ana = 'ana@example.com'

describe.skipIf(dovecotObstacle !== null)(
  `mails that come (${dovecotObstacle ?? 'Dovecot'})`,
  () => {
    beforeAll(async () => {
      dovecot = await startDovecot()
    })
    afterAll(() => dovecot.stop())

    /** A mailbox that was read once, so that what comes now is read in this thread. */
    const openRead = async () => {
      const opened = await openMailboxWorkspace(dovecot)
      await opened.person('Ana', ana)
      const deliver = (from: string, name: string, body = 'Hello') => {
        const headers = { From: from, To: ownAddress, Subject: name, 'Message-ID': `<${name}@x>` }
        dovecot.deliver(opened.user, mailText(headers, body), { at: opened.clock.now() })
      }
      deliver(ana, 'first')
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
      opened.clock.advance(minute)
      const stored = () =>
        opened
          .rows<{ subject: string }>('select subject from messages order by id')
          .map(({ subject }) => subject)
      const sync = () => {
        opened.clock.advance(minute)
        return opened.service.sync()
      }
      return { ...opened, deliver, stored, sync }
    }

    test('are all stored, more of them than are asked for at once, the newest too', async () => {
      const { deliver, stored, sync } = await openRead()
      const names = Array.from({ length: 190 }, (_, n) => `mail ${n}`)
      // Most are of nobody: their pages are through at once.
      for (const [n, name] of names.entries()) deliver(n % 3 === 0 ? ana : 'shop@y.example', name)
      expect(await sync()).toEqual({ isDone: true, failed: [] })
      expect(stored()).toEqual(['first', ...names.filter((_, n) => n % 3 === 0)])
    })

    test('are read again when the disk was full', async () => {
      const { deliver, stored, sync, connection } = await openRead()
      const { database } = connection.executor
      deliver(ana, 'long', 'Yes please, gladly. '.repeat(20_000))
      const pages = Number(database.pragma('page_count', { simple: true }))
      database.pragma(`max_page_count = ${pages + 4}`)
      const [failed] = await Promise.allSettled([sync()])
      expect(failed.status === 'fulfilled' && failed.value.failed.length === 0).toBe(false)
      expect(stored()).toEqual(['first'])
      database.pragma('max_page_count = 4000000')
      // A reading that failed rests for a while.
      for (let tries = 0; tries < 30 && stored().length < 2; tries++) await sync()
      expect(stored()).toEqual(['first', 'long'])
    })

    test('are read every two minutes by itself, and at once at the start and after sleep', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      onTestFinished(() => void vi.useRealTimers())
      const { deliver, stored, clock, open: start } = await openRead()
      const service = start()
      onTestFinished(() => service.stop())
      /** Time passes in steps as its timer has them; then what was begun comes to its end. */
      const pass = async (seconds: number): Promise<void> => {
        for (let passed = 0; passed < seconds; passed += 5) {
          clock.advance(5000)
          vi.advanceTimersByTime(5000)
        }
        const isAtRest = () => service.status().mailboxes.every(({ isReading }) => !isReading)
        await vi.waitUntil(isAtRest, { timeout: 20_000 })
      }
      deliver(ana, 'at the start')
      service.run()
      await pass(0)
      expect(stored()).toEqual(['first', 'at the start'])
      deliver(ana, 'later')
      await pass(90)
      expect(stored()).toHaveLength(2)
      await pass(45)
      expect(stored().at(-1)).toBe('later')
      deliver(ana, 'after sleep')
      service.wake('many')
      await pass(0)
      expect(stored().at(-1)).toBe('after sleep')
    })

    test('are read again when a file beside the database could not be written', async () => {
      const { deliver, stored, sync } = await openRead()
      deliver(ana, 'second')
      const full = () => {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      }
      await broken([MailboxesRepository.prototype, 'insertMessage', full], async () => {
        expect((await sync()).failed).toHaveLength(1)
      })
      for (let tries = 0; tries < 30 && stored().length < 2; tries++) await sync()
      expect(stored()).toEqual(['first', 'second'])
    })

    test('are left out one by one where it is the mail that cannot be stored', async () => {
      const { deliver, stored, sync } = await openRead()
      for (const name of ['good', 'bad', 'better']) deliver(ana, name)
      type Insert = (...values: Parameters<MailboxesRepository['insertMessage']>) => void
      // The product's own method, called on the repository that it belongs to.
      const insert = Reflect.get(MailboxesRepository.prototype, 'insertMessage') as Insert
      const refusing = function (this: unknown, ...values: Parameters<Insert>): void {
        if (values[1].subject === 'bad') throw new TypeError('what nobody thought of')
        insert.apply(this, values)
      }
      await broken(
        [MailboxesRepository.prototype, 'insertMessage', refusing as never],
        async () => {
          expect(await sync()).toEqual({ isDone: true, failed: [] })
        },
      )
      expect(stored()).toEqual(['first', 'good', 'better'])
      await sync()
      expect(stored()).toEqual(['first', 'good', 'better'])
    })
  },
)
