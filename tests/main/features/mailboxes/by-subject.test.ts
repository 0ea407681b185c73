import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from '#shared/domain/result.ts'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const ana = 'ana@example.com'
const day = 86_400_000

describe.skipIf(dovecotObstacle !== null)('an answer that names a mail nobody knows', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  /** Whether the mail of ours is answered by theirs. */
  const answers = async (
    ours: { readonly subject: string; readonly daysAgo: number },
    subject: string,
  ): Promise<boolean> => {
    const { user, rows, service, connection, context, ...opened } =
      await openMailboxWorkspace(dovecot)
    const { activityId } = await opened.sent(await opened.person('Ana', ana), ana)
    await connection.unitOfWork.run(context, { code: 'test' }, (tx) => {
      const at = fridayMorning - ours.daysAgo * day
      tx.runSql('update messages set subject = ?, at = ?', ours.subject, at)
      return ok(null)
    })
    const headers = { From: ana, To: ownAddress, Subject: subject, 'In-Reply-To': '<new@relay>' }
    dovecot.deliver(user, mailText({ ...headers, 'Message-ID': '<1@example.com>' }), {
      at: fridayMorning,
    })
    expect(await service.sync()).toEqual({ isDone: true, failed: [] })
    const [row] = rows<{ n: number }>(
      `select is_answered as n from activities where id = ${activityId}`,
    )
    return row?.n === 1
  }

  test.each([
    [{ subject: 'Winter', daysAgo: 1 }, 'Re: Winter', true],
    [{ subject: 'Winter', daysAgo: 59 }, 'AW: Re: winter', true],
    [{ subject: 'Winter', daysAgo: 61 }, 'Re: Winter', false],
    [{ subject: 'Winter', daysAgo: 1 }, 'Re: Spring', false],
    [{ subject: '', daysAgo: 1 }, 'Re:', false],
  ])('%j: %s', async (ours, subject, isAnswer) => {
    expect(await answers(ours, subject)).toBe(isAnswer)
  })
})
