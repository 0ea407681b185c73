import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OutboxRepository } from '#main/features/emails/sending/outbox.repository.ts'
import { ok } from '#shared/domain/result.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

const minute = 60_000
const ana = 'ana@example.com'
let dovecot: Dovecot

/** The mailbox of a user gets the name, but no mail, that the one of another has. */
const nameAs = (user: string, other: string): void => {
  const list = (whose: string) => join(dovecot.maildir(whose), 'dovecot-uidlist')
  const [head = ''] = readFileSync(list(other), 'utf8').split('\n')
  writeFileSync(list(user), `${head.replace(/N\d+/u, 'N1')}\n`)
}

describe.skipIf(dovecotObstacle !== null)('an account that gets another mailbox', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  /** An account of which two mails were read, and another mailbox with three older ones. */
  const open = async () => {
    const opened = await openMailboxWorkspace(dovecot)
    const { clock, rows, user, connection, context } = opened
    await opened.person('Ana', ana)
    const other = `${user}-other`
    const comes = (whose: string, n: number) => {
      const headers = { From: ana, To: ownAddress, 'Message-ID': `<${n}@example.com>` }
      dovecot.deliver(whose, mailText(headers), { at: clock.now() - 60 * minute })
    }
    const change = (values: string) =>
      connection.unitOfWork.run(context, { code: 'test' }, (tx) => {
        tx.runSql(`update email_accounts set ${values}`)
        return ok(null)
      })
    const read = async () => {
      clock.advance(minute)
      return (await opened.service.sync()).failed
    }
    for (const n of [1, 2]) comes(user, n)
    expect(await read()).toEqual([])
    for (const n of [11, 12, 13]) comes(other, n)
    nameAs(other, user)
    const outbox = new OutboxRepository(connection.reader)
    return {
      ...opened,
      other,
      comes,
      change,
      read,
      messages: () =>
        rows<{ id: string }>('select message_id as id from messages')
          .map(({ id }) => Number(/\d+/.exec(id)?.[0]))
          .toSorted((a, b) => a - b),
      cursors: () => rows('select folder, last_uid from mailbox_cursors order by folder'),
      /** When mails that leave take it to have been read. */
      readAt: () => outbox.mailboxes()[0]?.lastSyncAt,
      shownAt: () => opened.service.status().mailboxes[0]?.lastSyncAt,
    }
  }

  test('reads it from the beginning, also where its numbers go on from those of the first', async () => {
    const { other, change, read, messages, readAt, shownAt } = await open()
    await change(`user_name = '${other}'`)
    expect([readAt(), shownAt()]).toEqual([null, null])
    expect(await read()).toEqual([])
    expect(messages()).toEqual([1, 2, 11, 12, 13])
    expect(readAt()).toBe(shownAt())
    expect(readAt()).toBeGreaterThan(0)
  })

  test('and the first one again when it gets that back, storing nothing twice', async () => {
    const { other, user, comes, change, read, messages } = await open()
    await change(`user_name = '${other}'`)
    await read()
    await change(`user_name = '${user}'`)
    comes(user, 3)
    await read()
    expect(messages()).toEqual([1, 2, 3, 11, 12, 13])
  })

  test('forgets older mail that was to be looked for in the first one', async () => {
    const { other, change, read, rows, connection, context } = await open()
    await connection.unitOfWork.run(context, { code: 'test' }, (tx) => {
      tx.runSql(`insert or ignore into mail_lookups values('account', 'eve@example.com', 1)`)
      return ok(null)
    })
    await change(`user_name = '${other}'`)
    await read()
    expect(rows('select 1 from mail_lookups')).toEqual([])
  })

  test('goes on where it was with another port, password or spelling of its server', async () => {
    const { change, read, cursors, readAt, settings } = await open()
    const [before, at] = [cursors(), readAt()]
    await change(`imap_port = 1, imap_host = 'LOCALHOST'`)
    settings.password = 'another'
    expect(readAt()).toBe(at)
    expect(await read()).toMatchObject([{ error: 'connect' }])
    expect(cursors()).toEqual(before)
    expect(readAt()).toBe(at)
  })
})
