import type { Reader } from '#main/db/executor.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { ContentStore } from './content-store.ts'

/**
 * How it is noted among the attempts that a copy of a sent mail was filed, or was not, or is owed
 * unless the provider turns out to file one itself.
 */
export const copyFiled = 'copy-filed'
export const copyFailed = 'copy-failed'
export const copyOwed = 'copy-owed'

/** A sent mail of which the mailbox has no copy yet. */
export interface OwedCopy {
  readonly emailId: EmailId
  readonly bytes: Uint8Array
}

/** After so many tries, or so long, the mailbox stays without the copy; the timeline has the mail. */
const maxTries = 5
const patienceMs = 3 * 86_400_000
/** A provider that files copies itself has done so by then. */
const providerMs = 5 * 60_000
const atOnce = 20

/** Copies that were not filed when their mails left: it failed, or the provider may do it. */
export class OwedCopies {
  private readonly reader: Reader
  private readonly contents: ContentStore
  private readonly clock: Pick<Clock, 'now'>

  constructor(parts: {
    readonly reader: Reader
    readonly contents: ContentStore
    readonly clock: Pick<Clock, 'now'>
  }) {
    this.reader = parts.reader
    this.contents = parts.contents
    this.clock = parts.clock
  }

  /** Those of an account that are to be tried again, some at a time. */
  of(accountUid: string): readonly OwedCopy[] {
    const now = this.clock.now()
    const rows = this.reader.allSql<{ emailId: EmailId; hash: string }>(
      `select a.email_id as emailId, d.mime_hash as hash
        from send_attempts a indexed by send_attempts_account
          cross join deliveries d on d.email_id = a.email_id
        where a.account_uid = ? and a.at > ? and a.outcome in ('${copyFailed}','${copyFiled}','${copyOwed}')
          and d.state = 'sent' and d.mime_hash is not null
        group by a.email_id
        having max(a.outcome = '${copyFiled}') = 0 and sum(a.outcome = '${copyFailed}') < ${maxTries}
          and (max(a.outcome = '${copyFailed}') = 1
            or max(iif(a.outcome = '${copyOwed}', a.at, 0)) <= ?)
        order by a.email_id limit ${atOnce}`,
      accountUid,
      now - patienceMs,
      now - providerMs,
    )
    return rows.flatMap(({ emailId, hash }) => {
      const bytes = this.contents.read(hash)
      return bytes === null ? [] : [{ emailId, bytes }]
    })
  }
}
