import type { Reader } from '#main/db/executor.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { ContentStore } from './content-store.ts'

/** How it is noted among the attempts that the mailbox is to have a copy of a sent mail. */
export const copyOwed = 'copy-owed'
/** How it is noted what became of the copy; where no folder is for it, nothing is owed. */
export const copyOutcomes = {
  filed: 'copy-filed',
  found: 'copy-found',
  'no-folder': 'copy-filed',
  failed: 'copy-failed',
} as const
const { filed, found, failed } = copyOutcomes

/** A sent mail of which the mailbox has no copy yet. */
export interface OwedCopy {
  readonly emailId: EmailId
  readonly bytes: Uint8Array
}

/** After so many tries, or so long, the mailbox stays without the copy; the timeline has the mail. */
const maxTries = 5
const patienceMs = 3 * 86_400_000
/** A provider that files copies itself has done so by then; one that was seen to file none, too. */
const providerMs = 5 * 60_000
const seenNoneMs = 60_000
/** So many copies in a row that lay there before Kith filed them are the provider's habit. */
const habit = 3
const atOnce = 20

/** Copies of sent mails that a mailbox is to have, unless its provider files them by itself. */
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
          left join email_account_states s on s.account_uid = a.account_uid
        where a.account_uid = ? and a.at > ?
          and a.outcome in ('${failed}','${filed}','${found}','${copyOwed}')
          and d.state = 'sent' and d.mime_hash is not null
        group by a.email_id
        having max(a.outcome in ('${filed}','${found}')) = 0
          and sum(a.outcome = '${failed}') < ${maxTries}
          and (max(a.outcome = '${failed}') = 1
            or max(iif(a.outcome = '${copyOwed}', a.at, 0)) <= iif(s.files_sent = 0, ?, ?))
        order by a.email_id limit ${atOnce}`,
      accountUid,
      now - patienceMs,
      now - seenNoneMs,
      now - providerMs,
    )
    return rows.flatMap(({ emailId, hash }) => {
      const bytes = this.contents.read(hash)
      return bytes === null ? [] : [{ emailId, bytes }]
    })
  }

  /**
   * Whether the last copies all lay there before Kith filed them. Those of which a try of its own
   * had failed may be of that try.
   */
  providerFiles(accountUid: string): boolean {
    const row = this.reader.firstSql<{ n: number }>(
      `select coalesce(sum(isTheirs), 0) as n from (
        select a.outcome = '${found}' and not exists (select 1
            from send_attempts f indexed by send_attempts_email
            where f.email_id = a.email_id and f.outcome = '${failed}') as isTheirs
          from send_attempts a indexed by send_attempts_account
          where a.account_uid = ? and a.outcome in ('${filed}','${found}')
          order by a.at desc, a.id desc limit ${habit})`,
      accountUid,
    )
    return row?.n === habit
  }
}
