import { beforeAll, expect, test } from 'vitest'
import { type MailLine, shortWords, stateWords } from '#renderer/api/mail-words.ts'
import { startTranslations } from '#renderer/app/i18n.ts'
import { emailReason } from '#shared/contract/email-states.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { shownLine } from '#tests/support/shown-email.ts'

const line = shownLine({
  // Ids are brands on plain numbers.
  contact: { id: 2 as ContactId, name: 'Emre Yıldız', companyName: null },
  toAddress: 'emre@example.com',
  subject: 'Have you decided?',
  dueAt: 0,
})
const times = { dayTime: () => 'Mon 23 Nov, 09:00' }
const words = startTranslations('en')
const wordsOf = (language: 'en' | 'zh-CN') => words.getFixedT(language, 'outbox')

beforeAll(async () => {
  await words.changeLanguage('en')
})

test.each<[Partial<MailLine>, string]>([
  [{}, 'emre@example.com'],
  [{ unlessAnswered: true }, 'Only if there is no answer by then · emre@example.com'],
  [{ reason: 'unsubscribed' }, 'emre@example.com asked for no more mail.'],
  [
    { state: 'suppressed', reason: 'unsubscribed', askedAt: 'emre@old.example' },
    'Emre Yıldız asked for no more mail at emre@old.example. That counts for their other addresses too, until you allow mail again.',
  ],
  [
    { state: 'held', reason: 'same-address' },
    'Another of the mails written with this one goes to emre@example.com too. Send this one as well, or cancel it.',
  ],
  [{ state: 'held', reason: 'answered' }, 'They answered, so this reminder was stopped.'],
  [
    { state: 'held', reason: 'bad-address', toAddress: 'rita.campos@mail' },
    'The address rita.campos@mail is not complete, or is marked “does not work”.',
  ],
  [
    { state: 'suppressed', reason: 'hard-bounce' },
    'The address emre@example.com did not exist when a mail went there, so nothing is sent to it. Repair it and try again; if it does work, allow mail to it again under “Who gets no mail” first.',
  ],
  [
    { state: 'held', reason: 'unreachable', cameBackAt: 1 },
    'Mail to emre@example.com came back three times in two weeks, the last time Mon 23 Nov, 09:00. Repair the address, or send it anyway.',
  ],
  [
    { state: 'deferred', nextAttemptAt: 1, replyText: '450 busy' },
    'The mail server asked to wait. Next try Mon 23 Nov, 09:00. The server said: 450 busy',
  ],
  [
    { state: 'deferred', reason: 'refused', nextAttemptAt: null, replyText: '450 busy' },
    'The mail server asked to wait. Kith tries again by itself. The server said: 450 busy',
  ],
  [
    { state: 'deferred', reason: 'connection', nextAttemptAt: 1, replyText: 'ECONNREFUSED' },
    'No connection to the mail server. It waits here, nothing is lost. Next try Mon 23 Nov, 09:00.',
  ],
  [
    { state: 'deferred', reason: 'unsubscribed', nextAttemptAt: 1, replyText: '450 busy' },
    'emre@example.com asked for no more mail.',
  ],
  [
    { state: 'failed', reason: 'refused', replyText: '550 no such user' },
    'The mail server refused it. The server said: 550 no such user',
  ],
  [{ state: 'sent', reason: 'unreachable' }, 'came back: not delivered this time'],
  [{ state: 'sent', reason: 'policy' }, 'came back: not delivered this time'],
  [{ state: 'sent', reason: 'policy', answeredAt: 1 }, 'answered Mon 23 Nov, 09:00'],
  [{ state: 'sent', answeredAt: 1 }, 'answered Mon 23 Nov, 09:00'],
])('says where a mail is: %#', (part, text) => {
  expect(stateWords({ ...line, ...part }, wordsOf('en'), times).text).toBe(text)
})

test.each(['en', 'zh-CN'] as const)('has words for every reason in %s', (language) => {
  for (const reason of emailReason.options) {
    const { text } = stateWords({ ...line, state: 'held', reason }, wordsOf(language), times)
    expect(text).not.toMatch(/reason\.|\{\{/)
    expect(text.length).toBeGreaterThan(5)
  }
})

test('Chinese sentences stand without a blank', () => {
  const mail = { ...line, state: 'failed', reason: 'refused', replyText: '550' } as const
  expect(stateWords(mail, wordsOf('zh-CN'), times).text).toBe('邮件服务器拒收了。服务器说：550')
})

test('is short on a person’s page', () => {
  const say = (part: Partial<MailLine>) =>
    shortWords({ ...line, ...part }, wordsOf('en'), times).text
  expect([say({}), say({ unlessAnswered: true }), say({ state: 'uncertain' })]).toEqual([
    'leaves Mon 23 Nov, 09:00',
    'leaves Mon 23 Nov, 09:00 unless they answer',
    'not sure whether it arrived',
  ])
})
