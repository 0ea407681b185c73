import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'
import { startReticentProxy } from '#tests/support/reticent-proxy.ts'

const minute = 60_000
const ana = 'ana@example.com'
let dovecot: Dovecot

/** The server gives out numbers from 1 again, as after a backup of it was put back. */
const putBackEmpty = (user: string): void => {
  const folder = dovecot.maildir(user)
  const list = join(folder, 'dovecot-uidlist')
  const [head = ''] = readFileSync(list, 'utf8').split('\n')
  for (const part of ['cur', 'new'])
    for (const file of readdirSync(join(folder, part))) rmSync(join(folder, part, file))
  for (const file of readdirSync(folder).filter((name) => name.startsWith('dovecot.')))
    rmSync(join(folder, file), { force: true })
  writeFileSync(list, `${head.replace(/N\d+/u, 'N1')}\n`)
}

describe.skipIf(dovecotObstacle !== null)('a mailbox that its provider put back', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  test('is read again where its numbers went back, and nothing is stored twice', async () => {
    const opened = await openMailboxWorkspace(dovecot)
    const { clock, rows, user } = opened
    const contact = await opened.person('Ana', ana)
    const comes = (n: number) => {
      const headers = { From: ana, To: ownAddress, 'Message-ID': `<${n}@example.com>` }
      dovecot.deliver(user, mailText(headers), { at: clock.now() })
    }
    const read = async () => {
      clock.advance(minute)
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
    }
    const validity = () => rows(`select uid_validity from mailbox_cursors where folder = 'INBOX'`)
    for (let n = 0; n < 5; n++) comes(n)
    await read()
    const before = validity()
    putBackEmpty(user)
    const waiting = await opened.pending(contact)
    clock.advance(minute)
    comes(4)
    comes(77)
    await read()
    expect(validity()).toEqual(before)
    expect(rows(`select message_id as id from messages order by id`)).toHaveLength(6)
    expect(rows(`select intent from emails where id = ${waiting}`)).toEqual([{ intent: 'draft' }])
    await read()
    expect(rows(`select last_uid as n from mailbox_cursors where folder = 'INBOX'`)).toEqual([
      { n: 2 },
    ])
  })

  test('that does not tell its next number is read on from the highest one seen', async () => {
    const proxy = await startReticentProxy(dovecot, 'UIDNEXT')
    onTestFinished(() => proxy.stop())
    const opened = await openMailboxWorkspace(proxy)
    const { clock, rows, user } = opened
    await opened.person('Ana', ana)
    const read = async (...mails: readonly string[]) => {
      clock.advance(minute)
      for (const id of mails) {
        const headers = { From: ana, To: ownAddress, 'Message-ID': `<${id}@example.com>` }
        dovecot.deliver(user, mailText(headers), { at: clock.now() })
      }
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
      const [place] = rows(`select last_uid as n from mailbox_cursors where folder = 'INBOX'`)
      return [place, rows('select count(*) as n from messages')[0]]
    }
    expect(await read()).toEqual([{ n: 0 }, { n: 0 }])
    expect(await read('a', 'b')).toEqual([{ n: 2 }, { n: 2 }])
    const folder = join(dovecot.maildir(user), 'cur')
    for (const file of readdirSync(folder)) rmSync(join(folder, file))
    expect(await read()).toEqual([{ n: 2 }, { n: 2 }])
    expect(await read('c')).toEqual([{ n: 3 }, { n: 3 }])
  })
})
