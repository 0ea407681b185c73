import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContactId } from '#shared/domain/ids.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

const minute = 60_000
const ana = 'ana@example.com'
let dovecot: Dovecot

describe.skipIf(dovecotObstacle !== null)('an answer that was read late', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  const open = async () => {
    const opened = await openMailboxWorkspace(dovecot)
    const { clock, insert, rows, service, user } = opened
    const contact = await opened.person('Ana', ana)
    /** They answer now, by a server whose clock may be behind. */
    const answers = (behindMs = 0): void => {
      const at = clock.now() - behindMs
      const mail = mailText({ From: ana, To: ownAddress, 'Message-ID': `<${at}@example.com>` })
      dovecot.deliver(user, mail, { at })
    }
    /** A mail that waits for an answer, scheduled now. */
    const schedule = (contactId: ContactId = contact) =>
      insert('emails', {
        uid: 'follow-up',
        contact_id: contactId,
        subject: 'Did you see my offer?',
        intent: 'scheduled',
        unless_answered: 1,
        scheduled_at: clock.now(),
        created_at: clock.now(),
        updated_at: clock.now(),
      })
    /** Reads the mailbox, a minute later; what is with the mail then. */
    const read = async () => {
      clock.advance(minute)
      expect(await service.sync()).toEqual({ isDone: true, failed: [] })
      return rows<{ intent: string }>('select intent from emails')[0]?.intent
    }
    return { clock, answers, schedule, read }
  }

  test('stops what was planned before anybody could know of it', async () => {
    const { clock, answers, schedule, read } = await open()
    await read()
    clock.advance(minute)
    answers()
    clock.advance(60 * minute)
    await schedule()
    expect(await read()).toBe('draft')
  })

  test('stops what was planned by a clock that was set back since', async () => {
    const { clock, answers, schedule, read } = await open()
    clock.advance(1440 * minute)
    await read()
    await schedule()
    clock.set(clock.now() - 1440 * minute)
    answers()
    clock.advance(10 * minute)
    expect(await read()).toBe('draft')
  })

  test('stops what was planned when the clock of its server was behind', async () => {
    const { clock, answers, schedule, read } = await open()
    await read()
    clock.advance(minute)
    answers(4 * minute)
    clock.advance(60 * minute)
    await schedule()
    expect(await read()).toBe('draft')
  })

  test('stops nothing that was planned when it had been read', async () => {
    const { clock, answers, schedule, read } = await open()
    await read()
    clock.advance(minute)
    answers()
    await read()
    await schedule()
    expect(await read()).toBe('scheduled')
  })

  test('stops nothing at the first reading of a mailbox', async () => {
    const { clock, answers, schedule, read } = await open()
    answers()
    clock.advance(minute)
    await schedule()
    expect(await read()).toBe('scheduled')
  })
})
