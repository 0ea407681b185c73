import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from '#shared/domain/result.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const minute = 60_000
const early = 'Fri, 20 Nov 2026 08:00:00 +0000'
const ana = 'ana@example.com'

describe.skipIf(dovecotObstacle !== null)('a mail that is known', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  const open = async () => {
    const opened = await openMailboxWorkspace(dovecot)
    const { clock, rows, user } = opened
    const id = await opened.person('Ana', ana)
    const comes = async (
      headers: Readonly<Record<string, string>>,
      { body = 'Hello', folder = undefined as string | undefined } = {},
    ) => {
      clock.advance(minute)
      const mail = {
        From: ana,
        To: ownAddress,
        Subject: 'Hi',
        'Message-ID': '<same@phone>',
        Date: early,
      }
      dovecot.deliver(user, mailText({ ...mail, ...headers }, body), {
        at: clock.now(),
        ...(folder === undefined ? {} : { folder }),
      })
      clock.advance(minute)
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
    }
    const run = (sql: string) =>
      opened.connection.unitOfWork.run(opened.context, { code: 'test' }, (tx) => {
        tx.runSql(sql)
        return ok(null)
      })
    const bodies = () =>
      rows<{ body: string }>('select body from messages order by id').map(({ body }) => body)
    return { ...opened, id, comes, run, bodies }
  }

  test('does not come back when its entry was deleted and it is filed elsewhere', async () => {
    const { comes, run, bodies } = await open()
    await comes({})
    expect(bodies()).toEqual(['Hello'])
    await run('delete from activities')
    await comes({}, { folder: 'Archive' })
    expect(bodies()).toEqual([])
  })

  test('is another one under the same Message-ID when its writer or date is another', async () => {
    const { comes, bodies, rows } = await open()
    await comes({})
    await comes({}, { folder: 'Archive' })
    await comes({ Date: 'Fri, 20 Nov 2026 08:30:00 +0000' }, { body: 'STOP' })
    expect(bodies()).toEqual(['Hello', 'STOP'])
    expect(rows('select address from suppressions')).toEqual([{ address: ana }])
  })

  test('is not stored twice when its contact became another one', async () => {
    const { comes, run, bodies, person, id } = await open()
    await comes({})
    const second = await person('Ana at home', 'ana@home.example')
    await run(`update messages set contact_id = ${second}`)
    await run(`update activities set contact_id = ${second}`)
    await run(`update contact_points set contact_id = ${second} where contact_id = ${id}`)
    await comes({}, { folder: 'Archive' })
    expect(bodies()).toEqual(['Hello'])
  })
})
