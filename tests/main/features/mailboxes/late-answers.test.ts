import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

const minute = 60_000
const day = 86_400_000
const ana = 'ana@example.com'
let dovecot: Dovecot

const dateOf = (at: number): string => new Date(at).toUTCString()

describe.skipIf(dovecotObstacle !== null)('an answer that was written long before it came', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  const open = async () => {
    const opened = await openMailboxWorkspace(dovecot)
    const { clock, rows, service, user } = opened
    const contact = await opened.person('Ana', ana)
    const waiting = await opened.pending(contact)
    /** A mail of Ana's that the folder gets now. */
    const comes = (
      headers: Readonly<Record<string, string>>,
      place: { readonly folder?: string; readonly at?: number } = {},
    ): void => {
      const mail = { From: ana, To: ownAddress, 'Message-ID': `<${clock.now()}@example.com>` }
      dovecot.deliver(user, mailText({ ...mail, ...headers }), { at: clock.now(), ...place })
    }
    /** Reads the mailbox, a minute later; what is with the planned mail then. */
    const read = async () => {
      clock.advance(minute)
      expect(await service.sync()).toEqual({ isDone: true, failed: [] })
      return rows<{ intent: string }>(`select intent from emails where id = ${waiting}`)[0]?.intent
    }
    return { ...opened, contact, comes, read }
  }

  test('stops what is planned when its folder was read before', async () => {
    const { clock, comes, read } = await open()
    await read()
    clock.advance(minute)
    comes({ Date: dateOf(clock.now() - 30 * day) })
    expect(await read()).toBe('draft')
  })

  test('stops what is planned at the first reading, when a server took it lately', async () => {
    const { clock, comes, read } = await open()
    const received = `from a.example by b.example; ${dateOf(clock.now() - minute)} (UTC)`
    comes({ Received: received, Date: 'Thu, 01 Jan 2004 00:00:00 +0000' })
    expect(await read()).toBe('draft')
  })

  test('is no older than the mail of ours that it names', async () => {
    const { clock, contact, comes, read, rows, sent } = await open()
    const { messageId } = await sent(contact, ana)
    comes({ 'In-Reply-To': messageId, Date: dateOf(clock.now() - 60 * day) })
    expect(await read()).toBe('draft')
    const times = rows<{ at: number }>('select at from messages order by id')
    expect(times[1]?.at).toBeGreaterThanOrEqual(times[0]?.at ?? Number.POSITIVE_INFINITY)
  })

  test('stops nothing when the whole mailbox was moved between servers', async () => {
    const { clock, comes, read } = await open()
    comes({ Date: dateOf(clock.now() - 30 * day) })
    expect(await read()).toBe('scheduled')
  })

  test('stops nothing when a server took it long ago and it was moved to a folder', async () => {
    const { clock, comes, read } = await open()
    await read()
    clock.advance(minute)
    const long = dateOf(clock.now() - 30 * day)
    comes({ Received: `from a.example by b.example; ${long}`, Date: long })
    expect(await read()).toBe('scheduled')
  })

  test('is known since it came, not since it was written', async () => {
    const { clock, comes, read, rows } = await open()
    await read()
    clock.advance(minute)
    const written = clock.now() - 3 * 3_600_000
    comes({ Date: dateOf(written) })
    await read()
    const [mail] = rows<{ at: number; known: number }>('select at, known_at as known from messages')
    expect(mail?.at).toBe(Math.floor(written / 1000) * 1000)
    expect(mail?.known).toBe(clock.now())
  })
})
