import type { Reader } from '#main/db/executor.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { timeOfAttempts } from './believed-clock.ts'

/** The outcome under which an attempt is noted that the server answered with less, please. */
export const slowDown = 'slow-down'
const dayMs = 86_400_000

/** One attempt to send, and whether the server asked for less then. */
export interface Attempt {
  /** Milliseconds UTC. */
  readonly at: number
  readonly isSlowDown: boolean
}

/** SQL of when mails of an account left, and are to leave. */
export class TurnsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /**
   * Attempts of an account in the day before an instant, and later ones of a clock set back, until
   * the owner has said that the clock is right. Those of others with its address count too, also of
   * one that is gone: so its provider counts.
   */
  attemptsOfDay(accountUid: string, now: number): readonly Attempt[] {
    const rows = this.reader.allSql<{ id: number; at: number; outcome: string }>(
      `select id, at, outcome from send_attempts indexed by send_attempts_account
          where account_uid = ? and at > ? and outcome in ('claimed','${slowDown}')
        union all select id, at, outcome from send_attempts indexed by send_attempts_address
          where address = (select lower(a.address) from email_accounts a where a.uid = ?)
            and at > ? and outcome in ('claimed','${slowDown}') and account_uid <> ?`,
      accountUid,
      now - dayMs,
      accountUid,
      now - dayMs,
      accountUid,
    )
    const madeAt = timeOfAttempts(this.reader)
    return rows.map((row) => ({ at: madeAt(row), isSlowDown: row.outcome === slowDown }))
  }

  /** What waits for its time, but for some mails, the earliest first (milliseconds UTC). */
  waiting(
    accountUid: string,
    except: readonly EmailId[],
  ): readonly { readonly at: number; readonly isOfBatch: number }[] {
    return this.reader.allSql(
      `select d.next_attempt_at as at, e.batch is not null as isOfBatch
        from deliveries d indexed by deliveries_state cross join emails e on e.id = d.email_id
        where d.state in ('waiting', 'deferred') and d.next_attempt_at is not null
          and e.intent = 'scheduled' and d.account_uid = ?
          and d.email_id not in (select value from json_each(?))
        order by d.next_attempt_at`,
      accountUid,
      JSON.stringify(except),
    )
  }
}
