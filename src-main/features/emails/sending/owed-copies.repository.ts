import { finding } from '#main/db/account-findings.ts'
import type { Reader } from '#main/db/executor.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { copyOutcomes, copyOwed } from './copy-outcomes.ts'

const { filed, found, failed } = copyOutcomes

/** After so many tries the mailbox stays without the copy; the timeline has the mail. */
const maxTries = 5
/** So many copies in a row that lay there before Kith filed them are the provider's habit. */
const habit = 3
const atOnce = 20

/** Up to when, or since when, a copy was owed (milliseconds UTC). */
interface OwedTimes {
  readonly since: number
  /** Where the provider was seen to file none. */
  readonly untilIfNone: number
  readonly until: number
}

/** SQL of copies of sent mails that a mailbox is to have. */
export class OwedCopiesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Those of an account that are to be tried again, some at a time, by the hash of their bytes. */
  of(
    accountUid: string,
    { since, untilIfNone, until }: OwedTimes,
  ): readonly { readonly emailId: EmailId; readonly hash: string }[] {
    return this.reader.allSql(
      `select t.email_id as emailId, d.mime_hash as hash
        from send_attempts t indexed by send_attempts_account
          cross join deliveries d on d.email_id = t.email_id
          left join email_accounts a on a.uid = t.account_uid
          left join email_account_states s on s.account_uid = t.account_uid
        where t.account_uid = ? and t.at > ?
          and t.outcome in ('${failed}','${filed}','${found}','${copyOwed}')
          and d.state = 'sent' and d.mime_hash is not null
        group by t.email_id
        having max(t.outcome in ('${filed}','${found}')) = 0
          and sum(t.outcome = '${failed}') < ${maxTries}
          and (max(t.outcome = '${failed}') = 1
            or max(iif(t.outcome = '${copyOwed}', t.at, 0))
              <= iif(${finding('files_sent')} = 0, ?, ?))
        order by t.email_id limit ${atOnce}`,
      accountUid,
      since,
      untilIfNone,
      until,
    )
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
