import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, dovecotObstacle, startDovecot } from '#tests/support/dovecot.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { mailText, openMailboxWorkspace, ownAddress } from '#tests/support/mailbox-workspace.ts'

let dovecot: Dovecot
const ana = 'ana@example.com'

describe.skipIf(dovecotObstacle !== null)('what a mail is taken for', () => {
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot.stop())

  const open = async () => {
    const opened = await openMailboxWorkspace(dovecot)
    const { rows } = opened
    const id = await opened.person('Ana', ana)
    const { messageId } = await opened.sent(id, ana)
    const waiting = await opened.pending(id)
    const comes = async (headers: Readonly<Record<string, string>>, body: string) => {
      const mail = { From: `Ana <${ana}>`, To: ownAddress, 'Message-ID': '<1@example.com>' }
      dovecot.deliver(opened.user, mailText({ ...mail, ...headers }, body), { at: fridayMorning })
      expect(await opened.service.sync()).toEqual({ isDone: true, failed: [] })
    }
    /** Kinds of what came, and what became of the planned mail. */
    const outcome = () => ({
      kinds: rows<{ kind: string }>(
        `select kind from messages where direction = 'in' order by kind`,
      ).map(({ kind }) => kind),
      planned: rows<{ intent: string }>(`select intent from emails where id = ${waiting}`)[0]
        ?.intent,
    })
    return { ...opened, comes, messageId, outcome }
  }

  test('an answer that carries a mail of ours that came back to its writer is an answer', async () => {
    const { comes, messageId, outcome, seen } = await open()
    const parts = [
      'Content-Type: text/plain\n\nI passed it on to Carl, but it came back. Please call me.',
      'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; carl@example.com\nAction: failed\nStatus: 5.1.1',
      `Content-Type: message/rfc822\n\nMessage-ID: ${messageId}\nSubject: Winter\n\nHello`,
    ]
    await comes(
      {
        Subject: 'Re: Winter',
        'In-Reply-To': messageId,
        'Content-Type': 'multipart/mixed; boundary=b',
      },
      `--b\n${parts.join('\n--b\n')}\n--b--`,
    )
    expect(outcome()).toEqual({ kinds: ['personal'], planned: 'draft' })
    expect(seen.filter((line) => line.startsWith('bounce'))).toEqual([])
  })

  test('an answer to a mail of ours stays one though a list passed it on', async () => {
    const { comes, messageId, outcome } = await open()
    const list = { 'List-Id': '<team.example.com>', Precedence: 'list' }
    await comes({ Subject: 'News', ...list, 'Message-ID': '<2@example.com>' }, 'To all of you')
    expect(outcome()).toEqual({ kinds: ['machine'], planned: 'scheduled' })
    await comes({ Subject: 'Re: Winter', ...list, 'In-Reply-To': messageId }, 'Yes!')
    expect(outcome()).toEqual({ kinds: ['machine', 'personal'], planned: 'draft' })
  })

  const calendar = 'BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR'
  test.each([
    ['text/calendar; method=REPLY', calendar],
    [
      'multipart/alternative; boundary=b',
      `--b\nContent-Type: text/plain\n\nAna accepted.\n--b\nContent-Type: text/calendar; method=REPLY\n\n${calendar}\n--b--`,
    ],
  ])('an accepted invitation stops nothing: %s', async (type, body) => {
    const { comes, outcome } = await open()
    await comes({ Subject: 'Accepted: Workshop', 'Content-Type': type }, body)
    expect(outcome()).toEqual({ kinds: ['machine'], planned: 'scheduled' })
  })

  const reply = (lines: string, text: string) =>
    `--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n${lines}\nEND:VCALENDAR\n--b--`
  const microsoft = 'PRODID:Microsoft Exchange Server 2010'
  const [google, accepted] = ['PRODID:-//Google Inc//EN', 'Ana has accepted this invitation.']
  const yes = 'ATTENDEE;PARTSTAT=ACCEPTED'

  test.each([
    ['a comment', `${google}\nCOMMENT;LANGUAGE=en:Can we start\n  at ten?`, accepted],
    [
      'a note to Google',
      `${google}\n${yes};X-RESPONSE-COMMENT="At ten, please":mailto:a@x`,
      accepted,
    ],
    ['the text of Outlook', microsoft, 'Could we move it to ten?'],
  ])('words to an accepted invitation are an answer: %s', async (_, lines, text) => {
    const { comes, outcome } = await open()
    const type = 'multipart/alternative; boundary=b'
    await comes({ Subject: 'Accepted: Workshop', 'Content-Type': type }, reply(lines, text))
    expect(outcome()).toEqual({ kinds: ['personal'], planned: 'draft' })
  })

  test.each([
    ['Google', `${google}\n${yes};X-NUM-GUESTS=0:mailto:a@x`, accepted],
    ['an empty comment', `${google}\nCOMMENT:\n`, accepted],
    ['Outlook', `${microsoft}\nCOMMENT;LANGUAGE=en-US:\\n`, '\n'],
  ])('without words it is none: %s', async (_, lines, text) => {
    const { comes, outcome } = await open()
    const type = 'multipart/alternative; boundary=b'
    await comes({ Subject: 'Accepted: Workshop', 'Content-Type': type }, reply(lines, text))
    expect(outcome()).toEqual({ kinds: ['machine'], planned: 'scheduled' })
  })

  test('an invitation of theirs is their mail', async () => {
    const { comes, outcome } = await open()
    const type = 'text/calendar; method=REQUEST'
    await comes({ Subject: 'Workshop', 'Content-Type': type }, calendar)
    expect(outcome()).toEqual({ kinds: ['personal'], planned: 'draft' })
  })
})
