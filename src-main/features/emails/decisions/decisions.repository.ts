import type { Reader, Transaction } from '#main/db/executor.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { type EmailReason, firstAddressOf, planOf } from '../email-columns.ts'
import { isSameAddress } from '../noted-columns.ts'
import { letGo } from '../sending/deliveries.repository.ts'

const asked = '(select value from json_each(?))'

/** SQL of what the owner decides about mails that wait for a word: many in one statement. */
export class DecisionsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /**
   * Lets mails go on: they are looked at now, and the reason of each holds it no more; of one
   * without a reason `decision` stands for it.
   */
  goOn(
    tx: Transaction,
    ids: readonly EmailId[],
    { decision, now }: { readonly decision: string; readonly now: number },
  ): void {
    const list = JSON.stringify(ids)
    const waived = `coalesce(reason, '${decision}')`
    tx.runSql(
      `update deliveries set state = 'waiting', reason = null, next_attempt_at = ?, changed_at = ?,
          waived = trim(replace(' ' || coalesce(waived, '') || ' ', ' ' || ${waived} || ' ', ' ')
            || ${waived}),
          plan = (select ${planOf} from emails e where e.id = email_id), attempts = 0
        where email_id in ${asked}`,
      now,
      now,
      list,
    )
    tx.runSql(
      `insert into send_attempts(email_id, account_uid, at, outcome)
        select value, '', ?, '${letGo}' from json_each(?)`,
      now,
      list,
    )
  }

  /** Mails rest where they are. */
  dismiss(tx: Transaction, ids: readonly EmailId[], now: number): void {
    tx.runSql(
      `update deliveries set state = 'dismissed', changed_at = ? where email_id in ${asked}`,
      now,
      JSON.stringify(ids),
    )
  }

  /** Of mails to an address that their contact has no more, the repaired one; else it stays. */
  readdress(tx: Transaction, ids: readonly EmailId[]): void {
    const repaired = firstAddressOf('emails.contact_id')
    tx.runSql(
      `update emails set to_address = ${repaired}
        where id in ${asked} and ${repaired} is not null
          and not exists (select 1 from contact_points p
            where p.contact_id = emails.contact_id and p.kind = 'email'
              and ${isSameAddress('p.raw', 'emails.to_address')})`,
      JSON.stringify(ids),
    )
  }

  /** Of mails whose account is gone, the one that mail leaves from; they wait with its others. */
  giveAccount(tx: Transaction, ids: readonly EmailId[]): void {
    const list = JSON.stringify(ids)
    tx.runSql(
      `update emails set account_id =
          (select id from email_accounts order by is_default desc, id limit 1)
        where id in ${asked} and account_id is null`,
      list,
    )
    const uid = `(select a.uid from emails e cross join email_accounts a on a.id = e.account_id
      where e.id = email_id)`
    tx.runSql(
      `update deliveries set account_uid = ${uid}
        where email_id in ${asked} and account_uid is not coalesce(${uid}, account_uid)`,
      list,
    )
  }

  countHeld(reasons: readonly EmailReason[]): number {
    const text = `select count(*) as n from deliveries indexed by deliveries_state
      where state = 'held' and next_attempt_at is not null and reason in ${asked}`
    return this.reader.firstSql<{ n: number }>(text, JSON.stringify(reasons))?.n ?? 0
  }

  /**
   * Lets some that were held for these reasons wait again; answers how many. What was to leave by
   * now, or at once, is looked at now: a clock that ran ahead may have put it off for days.
   */
  releaseHeld(
    tx: Transaction,
    reasons: readonly EmailReason[],
    { now, limit }: { readonly now: number; readonly limit: number },
  ): number {
    return tx.runSql(
      `update deliveries set state = 'waiting', reason = null, changed_at = ?,
          next_attempt_at = case when next_attempt_at > ? and (due_at <= ? or exists (
            select 1 from emails e where e.id = email_id and e.send_at is null))
            then ? else next_attempt_at end
        where email_id in (select email_id from deliveries indexed by deliveries_state
          where state = 'held' and next_attempt_at is not null and reason in ${asked} limit ?)`,
      now,
      now,
      now,
      now,
      JSON.stringify(reasons),
      limit,
    ).changes
  }
}
