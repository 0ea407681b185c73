import type { ImapFailure, ImapSession } from '#main/engines/email/imap.ts'
import { type MailHeaders, readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { maxMailBytes } from '#main/engines/email/incoming/parse-incoming.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { type FoundMail, foundMail } from './found-mail.ts'
import { type ReadMail, readMail } from './read-mail.ts'

/**
 * The mails of one account, read. As with an `ImapSession`, every failure ends it, and one call is
 * made at a time.
 */
export interface MailSource
  extends Pick<ImapSession, 'folders' | 'examine' | 'uidsAbove' | 'find' | 'append' | 'close'> {
  /** What the headers of mails say; a mail that has gone meanwhile is left out. */
  found(uids: readonly number[]): Promise<Result<readonly FoundMail[], ImapFailure>>
  /** Mails, some of those found last; one that has gone meanwhile as its headers have it. */
  mails(uids: readonly number[]): Promise<Result<ReadonlyMap<number, ReadMail>, ImapFailure>>
}

/** Reads what a session fetches, in the thread of its caller. */
export const mailSource = (session: ImapSession): MailSource => {
  const known = new Map<number, MailHeaders>()
  return {
    ...session,
    found: async (uids) => {
      const fetched = await session.headers(uids)
      known.clear()
      if (!fetched.ok) return fetched
      const found: FoundMail[] = []
      for (const { uid, headers: block, arrivedAt } of fetched.value) {
        const headers = readHeaders(block)
        known.set(uid, headers)
        found.push(foundMail({ uid, headers, arrivedAt }))
      }
      return ok(found)
    },
    mails: async (uids) => {
      const sources = await session.sources(uids, maxMailBytes)
      if (!sources.ok) return sources
      const mails = new Map<number, ReadMail>()
      for (const uid of uids) {
        const headers = known.get(uid) ?? new Map()
        mails.set(uid, await readMail(headers, sources.value.get(uid)))
      }
      return ok(mails)
    },
  }
}
