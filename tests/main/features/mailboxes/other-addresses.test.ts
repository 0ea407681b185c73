import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from '#shared/domain/result.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const work = 'bob@work.example'
const home = 'bob@home.example'

describe.skipIf(dovecotObstacle !== null)('who writes from another address', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  const open = async () => {
    const opened = await openMailboxWorkspace(dovecot)
    const { rows } = opened
    const id = await opened.person('Bob', work)
    const { messageId, activityId } = await opened.sent(id, work)
    const token = opened.token(
      rows<{ uid: string }>(`select uid from contacts where id = ${id}`)[0]?.uid ?? '',
    )
    const comes = async (headers: Readonly<Record<string, string>>, body = 'Yes!') => {
      const mail = { From: `Bob <${home}>`, To: ownAddress, Subject: 'Re: Winter', ...headers }
      dovecot.deliver(opened.user, mailText(mail, body), { at: fridayMorning })
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
    }
    const intentOf = (email: number) =>
      rows<{ intent: string }>(`select intent from emails where id = ${email}`)[0]?.intent
    const suppressed = () =>
      rows<{ address: string }>('select address from suppressions order by 1').map(
        ({ address }) => address,
      )
    const bound = () =>
      rows<{ id: number }>(
        `select distinct c.id from suppressed_contacts w join contacts c on c.uid = w.contact_uid
          order by 1`,
      ).map((row) => row.id)
    const stored = () =>
      rows(`select contact_id as id, kind from messages where direction = 'in' order by 1`)
    return {
      ...opened,
      id,
      messageId,
      activityId,
      token,
      comes,
      intentOf,
      suppressed,
      bound,
      stored,
    }
  }

  test('an answer from their second record stops what waits for the first', async () => {
    const { comes, id, messageId, activityId, pending, person, intentOf, rows, stored } =
      await open()
    const second = await person('Bob at home', home)
    const other = await person('Eve', 'eve@work.example')
    const [toWork, toHome, toEve] = [await pending(id), await pending(second), await pending(other)]
    await comes({ 'In-Reply-To': messageId, 'Message-ID': '<1@home.example>' })
    expect([toWork, toHome, toEve].map(intentOf)).toEqual(['draft', 'draft', 'scheduled'])
    expect(stored()).toEqual([{ id: second, kind: 'personal' }])
    expect(rows(`select is_answered as n from activities where id = ${activityId}`)).toEqual([
      { n: 1 },
    ])
  })

  test('an answer from an address that several share stops what waits for each of them', async () => {
    const { comes, id, pending, person, intentOf } = await open()
    const wife = await person('Eve', work)
    const [toBob, toEve] = [await pending(id), await pending(wife)]
    await comes({ From: `Bob <${work}>`, 'Message-ID': '<1@work.example>' })
    expect([toBob, toEve].map(intentOf)).toEqual(['draft', 'draft'])
  })

  test('an answer from a shared address stands with whom it answers', async () => {
    const { comes, person, sent, stored } = await open()
    const wife = await person('Eve', work)
    const { messageId } = await sent(wife, work)
    await comes({ From: work, 'In-Reply-To': messageId, 'Message-ID': '<1@work.example>' })
    expect(stored()).toEqual([{ id: wife, kind: 'personal' }])
  })

  test('STOP from their second record binds both, at the addresses of both', async () => {
    const { comes, id, messageId, person, suppressed, bound } = await open()
    const second = await person('Bob at home', home)
    await comes({ 'In-Reply-To': messageId, 'Message-ID': '<1@home.example>' }, 'STOP')
    expect(suppressed()).toEqual([home, work])
    expect(bound()).toEqual([id, second])
  })

  test('STOP from an address that nobody has counts for it and for whom it answers', async () => {
    const { comes, id, messageId, suppressed, bound } = await open()
    await comes({ 'In-Reply-To': messageId, 'Message-ID': '<1@home.example>' }, 'STOP')
    expect(suppressed()).toEqual([home, work])
    expect(bound()).toEqual([id])
  })

  test('a token counts for the address that used it and for whom it was made', async () => {
    const { comes, id, token, suppressed, bound, stored } = await open()
    await comes({ Subject: `unsubscribe ${token}`, 'Message-ID': '<1@home.example>' }, '')
    expect(suppressed()).toEqual([home, work])
    expect(bound()).toEqual([id])
    expect(stored()).toEqual([{ id, kind: 'unsubscribe' }])
  })

  test('a token that is nobody’s is compared with few, however many were written to', async () => {
    const { comes, suppressed, person, sent, outgoing } = await open()
    await person('Bob at home', home)
    for (let n = 0; n < 30; n += 1) await sent(await person(`P${n}`, `p${n}@x.example`), home)
    const asked: string[] = []
    const isTokenOf = outgoing.isTokenOf.bind(outgoing)
    outgoing.isTokenOf = (token, contact) => {
      asked.push(contact)
      return isTokenOf(token, contact)
    }
    await comes({ Subject: 'unsubscribe aaaabbbbccccdddd', 'Message-ID': '<1@home.example>' }, '')
    // It alone asks, and those who have the address are asked for.
    expect(suppressed()).toEqual([home])
    expect(asked).toHaveLength(1)
  })

  test.each(['subject', 'address'])('a token in the %s outlives the contact', async (place) => {
    const { comes, token, suppressed, bound, stored, person, ...opened } = await open()
    const forget = (sql: string) =>
      opened.connection.unitOfWork.run(opened.context, { code: 'test' }, (tx) => {
        tx.runSql(sql)
        return ok(null)
      })
    const used =
      place === 'subject'
        ? { Subject: `unsubscribe ${token}` }
        : { Subject: 'unsubscribe', To: `nora+u-${token}@hale.example` }
    await forget('delete from contacts')
    await comes({ ...used, From: work, 'Message-ID': '<1@work.example>' }, '')
    expect(suppressed()).toEqual([work])
    expect(stored()).toEqual([])
    const again = await person('Bob', home)
    await comes({ ...used, From: home, 'Message-ID': '<2@home.example>' }, '')
    expect(suppressed()).toEqual([home, work])
    expect(bound()).toEqual([again])
    expect(stored()).toEqual([{ id: again, kind: 'unsubscribe' }])
  })

  test('STOP counts although the contact that was written to is gone', async () => {
    const { comes, messageId, suppressed, connection, context } = await open()
    await connection.unitOfWork.run(context, { code: 'test' }, (tx) => {
      tx.runSql('delete from contacts')
      return ok(null)
    })
    await comes({ 'In-Reply-To': messageId, From: work, 'Message-ID': '<1@work.example>' }, 'STOP')
    expect(suppressed()).toEqual([work])
  })

  test.each([
    'unsubscribe customers',
    'How do I unsubscribe abcdefghijklmnop from the list?',
    'unsubscribe abcdefghijklmno1',
  ])('“%s” is no token of ours', async (subject) => {
    const { comes, suppressed } = await open()
    await comes({ Subject: subject, 'Message-ID': '<1@home.example>' }, 'A question')
    expect(suppressed()).toEqual([])
  })

  test('the owner who tries the link out is not suppressed', async () => {
    const { comes, token, suppressed } = await open()
    await comes({ Subject: `unsubscribe ${token}`, From: ownAddress }, '')
    expect(suppressed()).toEqual([work])
  })
})
