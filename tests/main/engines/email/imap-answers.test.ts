import { setImmediate } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { describe, expect, test, vi } from 'vitest'
import { plainAnswers, readAnswer } from '#main/engines/email/imap-answers.ts'

const literal = Buffer.from('Subject: Lesson\r\n\r\n')
const answer = (items: string, literals = [literal]) =>
  readAnswer(Buffer.from(`* 12 FETCH (${items})`), literals)

describe('the answer of a server about one mail', () => {
  test.each([
    'UID 7 INTERNALDATE "01-Jul-2025 10:30:00 +0200" BODY[HEADER]<0> {19}\r\n',
    'BODY[HEADER] {19}\r\n INTERNALDATE "01-Jul-2025 10:30:00 +0200" UID 7',
    'uid 7 internaldate "01-Jul-2025 10:30:00 +0200" MODSEQ (42) FLAGS (\\Seen x) body[] {19}\n',
    'X-GM-MSGID 1278455344230334865 UID 7 EMAILID (M1) INTERNALDATE "01-Jul-2025 10:30:00 +0200" BODY[]<0> {19}\r\n',
  ])('is read: %j', (items) => {
    expect(answer(items)).toEqual({
      uid: 7,
      arrivedAt: Date.UTC(2025, 6, 1, 8, 30),
      bytes: literal,
    })
  })

  test('has no date where none was asked for', () => {
    expect(answer('UID 7 BODY[]<0> {19}\r\n')).toEqual({ uid: 7, arrivedAt: 0, bytes: literal })
    expect(answer('UID 7 INTERNALDATE "once" BODY[] {19}\r\n')?.arrivedAt).toBe(0)
  })

  test.each([
    ['no literal', 'UID 7 FLAGS (\\Seen)', []],
    ['an empty part as a text', 'UID 7 BODY[HEADER]<0> ""', []],
    ['nothing', 'UID 7 BODY[HEADER]<0> NIL', []],
    ['two literals', 'UID 7 EMAILID {19}\r\n BODY[] {19}\r\n', [literal, literal]],
    ['no number', 'BODY[] {19}\r\n', [literal]],
    ['a number that is none', 'UID 99999999999 BODY[] {19}\r\n', [literal]],
    ['a list with texts', 'UID 7 X-GM-LABELS ("a b") BODY[] {19}\r\n', [literal]],
    ['an end that is none', 'UID 7 BODY[] {19}\r\n x', [literal]],
  ])('is left to the library: %s', (_, items, literals) => {
    expect(answer(items, literals)).toBeNull()
  })

  test('is none of another kind', () => {
    expect(readAnswer(Buffer.from('* LIST (\\Marked) "/" {19}\r\n'), [literal])).toBeNull()
    expect(readAnswer(Buffer.from('A1 OK Fetch completed.'), [])).toBeNull()
  })
})

describe('a client', () => {
  const response = {
    payload: Buffer.from('* 1 FETCH (UID 7 BODY[] {19}\r\n)'),
    literals: [literal],
  }

  test('hands over mails while they are fetched, and has everything else itself', async () => {
    const usual = vi.fn<(response: unknown) => Promise<boolean>>().mockResolvedValue(true)
    const client = { handleResponse: usual }
    const fetchOne = plainAnswers(client)
    const taken: number[] = []
    await client.handleResponse(response)
    expect(usual).toHaveBeenCalledTimes(1)
    const begin = async (): Promise<void> => {
      await client.handleResponse(response)
      await client.handleResponse({ payload: Buffer.from('A1 OK'), literals: [] })
    }
    await fetchOne({ begin, uids: new Set([7]), take: ({ uid }) => void taken.push(uid) })
    expect(taken).toEqual([7])
    expect(usual).toHaveBeenCalledTimes(2)
    await client.handleResponse(response)
    expect(usual).toHaveBeenCalledTimes(3)
    // Nobody asked for that one.
    await fetchOne({ begin, uids: new Set([8]), take: ({ uid }) => void taken.push(uid) })
    expect(taken).toEqual([7])
    expect(usual).toHaveBeenCalledTimes(5)
  })

  test('hands each mail to who asked for it, when several are asked for at once', async () => {
    const client = { handleResponse: vi.fn<(response: unknown) => Promise<boolean>>() }
    const fetchOne = plainAnswers(client)
    const taken: string[] = []
    const fetch = (name: string, uids: readonly number[], end?: Error): Promise<void> =>
      fetchOne({
        begin: async () => {
          for (const uid of uids) {
            await setImmediate()
            const payload = Buffer.from(`* 1 FETCH (UID ${uid} BODY[] {19}\r\n)`)
            await client.handleResponse({ payload, literals: [literal] })
          }
          if (end) throw end
        },
        uids: new Set(uids),
        take: ({ uid }) => void taken.push(`${name} ${uid}`),
      })
    const fetches = [fetch('a', [1, 2]), fetch('b', [3], new Error('cut')), fetch('c', [4])]
    const ended = await Promise.allSettled(fetches)
    expect(taken).toEqual(['a 1', 'a 2', 'b 3', 'c 4'])
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('is the library as it is known here', () => {
    expect(ImapFlow.prototype).toHaveProperty('handleResponse')
  })

  test('of another making fetches as it always did', async () => {
    const client = {}
    const begin = vi.fn<() => Promise<void>>().mockResolvedValue(undefined)
    await plainAnswers(client)({ begin, uids: new Set(), take: () => {} })
    expect(begin).toHaveBeenCalledTimes(1)
    expect(client).toEqual({})
  })
})
