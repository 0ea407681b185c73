import { expect, test } from 'vitest'
import {
  createSendId,
  messageIdOf,
  parseSendId,
  unsubscribeToken,
  verifyMessageId,
  verifyUnsubscribeToken,
} from '#main/engines/email/tokens.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

const key = new Uint8Array(32).fill(7)
const sendId = createSendId(new SeededRandom(1))

test('a send id has 26 letters and digits, others each time', () => {
  const random = new SeededRandom(2)
  const ids = Array.from({ length: 1_000 }, () => createSendId(random))
  expect(new Set(ids).size).toBe(1_000)
  expect(ids.filter((id) => !/^[a-z2-7]{26}$/u.test(id))).toEqual([])
  expect(new Set(ids.map((id) => id.at(-1))).size).toBe(32)
})

test('a send id is read back from a header', () => {
  expect(parseSendId(` ${sendId.toUpperCase()}\r\n`)).toBe(sendId)
  expect(parseSendId(`${sendId}x`)).toBeNull()
  expect(parseSendId('')).toBeNull()
})

test('a Message-ID names its sending to whoever has the key', () => {
  const messageId = messageIdOf(sendId, 'example.com', key)
  expect(messageId).toMatch(/^<[a-z2-7]{26}\.[a-z2-7]{16}@example\.com>$/u)
  expect(verifyMessageId(messageId, key)).toBe(sendId)
  expect(verifyMessageId(` ${messageId.slice(1, -1).toUpperCase()} `, key)).toBe(sendId)
  expect(verifyMessageId(messageId.replace('example.com', 'relay.example'), key)).toBe(sendId)
})

test('a Message-ID with one letter changed, or of another key, names nothing', () => {
  const messageId = messageIdOf(sendId, 'example.com', key)
  const changed = Array.from({ length: 43 }, (_, at) => {
    const letter = messageId[at + 1] === 'a' ? 'b' : 'a'
    return messageId.slice(0, at + 1) + letter + messageId.slice(at + 2)
  })
  expect(changed.filter((id) => verifyMessageId(id, key) !== null)).toEqual([])
  expect(verifyMessageId(messageId, new Uint8Array(32))).toBeNull()
  expect(verifyMessageId('<x@example.com>', key)).toBeNull()
})

test('mails that left long ago carry names and tokens that are still known', () => {
  expect(messageIdOf(sendId, 'example.com', key)).toBe(
    '<uaaip67xi6olq3p6or6sgzz7e5.ddwle6qlo7iglufa@example.com>',
  )
  expect(unsubscribeToken({ contact: 'c1', list: 'news' }, key)).toBe('l5irefsgbis3c3b6')
})

test('an unsubscribe token is good for one contact, one list and one key', () => {
  const subject = { contact: 'c1', list: 'news' }
  const token = unsubscribeToken(subject, key)
  expect(token).toMatch(/^[a-z2-7]{16}$/u)
  expect(verifyUnsubscribeToken(` ${token.toUpperCase()}`, subject, key)).toBe(true)
  const others = [
    verifyUnsubscribeToken(token, { contact: 'c2', list: 'news' }, key),
    verifyUnsubscribeToken(token, { contact: 'c1', list: 'other' }, key),
    verifyUnsubscribeToken(token, { contact: 'c1n', list: 'ews' }, key),
    verifyUnsubscribeToken(token, subject, new Uint8Array(32)),
    verifyUnsubscribeToken(token.slice(1), subject, key),
    verifyUnsubscribeToken('', subject, key),
  ]
  expect(others).toEqual([false, false, false, false, false, false])
})
