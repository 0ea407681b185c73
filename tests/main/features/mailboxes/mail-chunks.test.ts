import { describe, expect, it } from 'vitest'
import type { ImapFailure } from '#main/engines/email/imap.ts'
import { type FoundMail, foundMail } from '#main/features/mailboxes/found-mail.ts'
import { type ChunkParts, mailChunks } from '#main/features/mailboxes/mail-chunks.ts'
import { type ReadMail, readMail } from '#main/features/mailboxes/read-mail.ts'
import { fail, ok, type Result } from '#shared/domain/result.ts'

const uids = Array.from({ length: 1000 }, (_, index) => index + 1)

/** Notes what it is asked for; from `cutAt` on nothing comes. */
const sourceOf = (asked: string[], cutAt = Number.POSITIVE_INFINITY): ChunkParts['source'] => {
  const answer = async <T>(value: T): Promise<Result<T, ImapFailure>> =>
    asked.length >= cutAt ? fail('connect', { said: 'cut' }) : ok(value)
  return {
    found: async (some) => {
      asked.push(`found ${some[0]}`)
      return answer<FoundMail[]>(
        some.map((uid) => foundMail({ uid, headers: new Map(), arrivedAt: uid, now: 0 })),
      )
    },
    mails: async (some) => {
      asked.push(`mails ${some[0]}`)
      const read = await readMail(undefined, () => new Map())
      return answer<Map<number, ReadMail>>(new Map(some.map((uid) => [uid, read])))
    },
  }
}

/** Of the first four pages nobody is known; of those after it, everybody. */
const matteringOf: ChunkParts['matteringOf'] = (mails) =>
  mails
    .filter(({ uid }) => uid > 800)
    .map((found) => ({ found, owners: [], isOut: false, needsSource: true }))
const parts = (asked: string[], cutAt?: number): ChunkParts => ({
  source: sourceOf(asked, cutAt),
  matteringOf,
  strangersOf: () => null,
  pageSize: 200,
})

describe('chunks of a folder', () => {
  it('come in their order, and the source is asked for what follows before', async () => {
    const asked: string[] = []
    const ends: (number | null)[] = []
    const read: number[] = []
    const first: string[] = []
    for await (const chunk of mailChunks(parts(asked), uids)) {
      if (!chunk.ok) throw new Error(chunk.error.code)
      if (ends.length === 0) first.push(...asked)
      ends.push(chunk.value.lastUid)
      read.push(...chunk.value.mails.keys())
    }
    expect(first).toEqual(['found 1', 'found 201', 'found 401'])
    expect(ends).toEqual([200, 400, 600, 800, null, null])
    expect(read).toEqual(uids.slice(800))
    expect(asked.slice(-3)).toEqual(['found 801', 'mails 801', 'mails 901'])
  })

  it('end with the first failure', async () => {
    for (const cutAt of [1, 3, 6, 7]) {
      const last: boolean[] = []
      for await (const chunk of mailChunks(parts([], cutAt), uids)) last.push(chunk.ok)
      expect(last.filter((isOk) => !isOk)).toHaveLength(1)
      expect(last.at(-1)).toBe(false)
    }
  })
})
