import type { Reader } from '#main/db/executor.ts'
import type { EmailId } from '#shared/domain/ids.ts'

/** A mail of an account, to whom it goes, and when (milliseconds UTC). */
export interface AddressedMail {
  readonly accountUid: string
  readonly address: string
  readonly at: number
}

/** A mail of an account that was deleted since. */
export interface GoneMail extends Pick<AddressedMail, 'address' | 'at'> {
  /** The domain of the account, and what ends a Message-ID. */
  readonly fromDomain: string
}

/** An account that mails leave through. */
export interface SendingAccount {
  readonly uid: string
  readonly address: string
  readonly perDay: number
}

/** SQL of how many mails leave from a domain. */
export class GmailMailsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  accounts(): readonly SendingAccount[] {
    return this.reader.allSql(`select uid, address, daily_limit as perDay from email_accounts`)
  }

  /** What was tried after an instant. */
  triedSince(accountUids: readonly string[], instant: number): readonly AddressedMail[] {
    return this.reader.allSql(
      `select a.account_uid as accountUid, d.to_address as address, a.at
        from json_each(?) account cross join send_attempts a indexed by send_attempts_account
          on a.account_uid = account.value
        cross join deliveries d on d.email_id = a.email_id
        where a.at > ? and a.outcome = 'claimed' and d.to_address is not null`,
      JSON.stringify(accountUids),
      instant,
    )
  }

  /**
   * What was tried after an instant by accounts that are gone: from which domain is in the
   * Message-ID, which stays with the mail.
   */
  triedByGone(instant: number): readonly GoneMail[] {
    return this.reader.allSql(
      // One step of the index for each account that ever sent.
      `with recursive senders(uid) as (
          select min(account_uid) from send_attempts
          union all select (select min(account_uid) from send_attempts where account_uid > uid)
            from senders where uid is not null)
        select substr(d.message_id, instr(d.message_id, '@') + 1) as fromDomain,
            d.to_address as address, a.at
          from senders s cross join send_attempts a indexed by send_attempts_account
            on a.account_uid = s.uid and a.at > ?
          cross join deliveries d on d.email_id = a.email_id
          where s.uid is not null and s.uid not in (select uid from email_accounts)
            and a.outcome = 'claimed' and d.to_address is not null and d.message_id is not null`,
      instant,
    )
  }

  /** What waits for its time, but for some mails. */
  planned(accountUids: readonly string[], except: readonly EmailId[]): readonly AddressedMail[] {
    return this.reader.allSql(
      `select d.account_uid as accountUid, e.to_address as address, d.next_attempt_at as at
        from deliveries d indexed by deliveries_state cross join emails e on e.id = d.email_id
        where d.state in ('waiting', 'deferred') and d.next_attempt_at is not null
          and e.intent = 'scheduled' and e.to_address is not null
          and d.account_uid in (select value from json_each(?))
          and d.email_id not in (select value from json_each(?))`,
      JSON.stringify(accountUids),
      JSON.stringify(except),
    )
  }
}
