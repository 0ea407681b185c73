import type { ImapFailure, ImapSession } from '#main/engines/email/imap.ts'
import { decodeHeaders } from '#main/engines/email/incoming/mail-charset.ts'
import { type MailHeaders, readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { maxMailBytes } from '#main/engines/email/incoming/parse-incoming.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { type FoundMail, foundMail } from './found-mail.ts'
import { type ReadMail, readMail } from './read-mail.ts'

/**
 * The mails of one account, read. As with an `ImapSession`, every failure ends it. Calls are
 * answered in their order; `found` and `mails` may be made while others are under way.
 */
export interface MailSource
  extends Pick<
    ImapSession,
    'names' | 'folders' | 'examine' | 'uidsAbove' | 'uidsWith' | 'find' | 'append' | 'close'
  > {
  /** What the headers of mails say; a mail that has gone meanwhile is left out. */
  found(uids: readonly number[]): Promise<Result<readonly FoundMail[], ImapFailure>>
  /**
   * Mails, some of those found by the last three calls; one that has gone meanwhile as its headers
   * have it.
   */
  mails(uids: readonly number[]): Promise<Result<ReadonlyMap<number, ReadMail>, ImapFailure>>
}

/** Reads what a session fetches, in the thread of its caller; `now` is when that begins. */
export const mailSource = (session: ImapSession, now: number): MailSource => {
  const pages = new LastPages()
  const found: MailSource['found'] = async (uids) => {
    const mails: FoundMail[] = []
    const blocks = pages.begin()
    const fetched = await session.headers(uids, ({ uid, block, arrivedAt }) => {
      blocks.set(uid, block)
      mails.push(foundMail({ uid, headers: headersIn(block), arrivedAt, now }))
    })
    return fetched.ok ? ok(mails.toSorted((a, b) => a.uid - b.uid)) : fetched
  }
  const mails: MailSource['mails'] = async (uids) => {
    const read = new Map<number, ReadMail>()
    const readOne = async (uid: number, bytes?: Uint8Array): Promise<void> => {
      read.set(uid, await readMail(bytes, () => headersIn(pages.block(uid))))
    }
    const fetched = await session.sources(uids, maxMailBytes, ({ uid, bytes }) =>
      readOne(uid, bytes),
    )
    if (!fetched.ok) return fetched
    for (const uid of uids) if (!read.has(uid)) await readOne(uid)
    return ok(read)
  }
  return { ...session, found, mails }
}

const headersIn = (block: Uint8Array): MailHeaders => readHeaders(decodeHeaders(block))

/** The headers of what was found by the last calls: more may be asked for before mails are. */
class LastPages {
  private pages: readonly Map<number, Uint8Array>[] = []

  begin(): Map<number, Uint8Array> {
    const page = new Map<number, Uint8Array>()
    this.pages = [page, ...this.pages.slice(0, 2)]
    return page
  }

  block(uid: number): Uint8Array {
    return this.pages.find((page) => page.has(uid))?.get(uid) ?? new Uint8Array()
  }
}
