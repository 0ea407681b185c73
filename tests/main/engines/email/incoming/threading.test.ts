import { expect, test } from 'vitest'
import { readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { stripSubject, threadPlace } from '#main/engines/email/incoming/threading.ts'

test('the mail it answers comes first, then the nearer ones of its thread', () => {
  const place = threadPlace(
    readHeaders(
      'Message-ID: <4@x>\nIn-Reply-To: <3@x> (of Friday)\nReferences: <1@x>\n <2@x> <3@x>\n\n',
    ),
  )
  expect(place).toEqual({
    messageId: '<4@x>',
    inReplyTo: '<3@x>',
    answers: ['<3@x>', '<2@x>', '<1@x>'],
    thread: '<1@x>',
    sendId: null,
  })
})

test('a mail that answers none begins its thread', () => {
  const place = threadPlace(readHeaders('Message-ID: <1@x>\nX-Kith-Send-Id: nonsense\n\n'))
  expect(place).toMatchObject({ inReplyTo: null, answers: [], thread: '<1@x>', sendId: null })
})

test.each([
  ['Re: Winter', 'winter'],
  ['AW: RE[2]: Winter', 'winter'],
  ['回复：Re: Winter', 'winter'],
  ['Fwd: Winter  course', 'winter course'],
  ['Reading', 'reading'],
])('%s is about %s', (subject, about) => {
  expect(stripSubject(subject)).toBe(about)
})
