import type { Reader, Transaction } from '#main/db/executor.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { planOf } from '../email-columns.ts'

/** A schedule whose instant is to be derived. */
export interface UnplannedMail {
  readonly id: EmailId
  readonly plan: string
  readonly sendAt: string | null
  readonly timeZone: string | null
  readonly scheduledAt: number
  readonly accountUid: string | null
}

/** A mail and when it is due (milliseconds UTC). */
export interface PlannedMail {
  readonly id: EmailId
  readonly plan: string
  readonly accountUid: string | null
  readonly dueAt: number
}

/** Fates that no schedule, undo or redo changes any more. */
const settled = `('claimed','body','sent','uncertain','dismissed')`

/** SQL of when mails are due: what follows from their schedules, undone ones included. */
export class MailPlansRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Scheduled mails whose due time was derived from another schedule, or never. */
  unplanned(ids: readonly EmailId[]): readonly UnplannedMail[] {
    return this.reader.allSql<UnplannedMail>(
      `select e.id, ${planOf} as plan, e.send_at as sendAt, e.time_zone as timeZone,
          e.scheduled_at as scheduledAt,
          (select uid from email_accounts where id = e.account_id) as accountUid
        from emails e left join deliveries d on d.email_id = e.id
        where e.intent = 'scheduled' and (d.email_id is null or
            (d.state not in ${settled}
              and (d.next_attempt_at is null or d.plan is not (${planOf}))))
          and e.id in (select value from json_each(?))`,
      JSON.stringify(ids),
    )
  }

  /** Mails that were planned and are wanted no more, or are gone. */
  unwanted(ids: readonly EmailId[]): readonly EmailId[] {
    const rows = this.reader.allSql<{ id: EmailId }>(
      `select d.email_id as id from deliveries d left join emails e on e.id = d.email_id
        where d.next_attempt_at is not null and d.state not in ${settled}
          and (e.id is null or e.intent = 'draft')
          and d.email_id in (select value from json_each(?))`,
      JSON.stringify(ids),
    )
    return rows.map(({ id }) => id)
  }

  /** Mails that are scheduled, and those that wait; a page of them, in order. */
  wantedOrWaiting(after: number, limit: number): readonly EmailId[] {
    const rows = this.reader.allSql<{ id: EmailId }>(
      `select id from emails indexed by emails_intent where intent = 'scheduled' and id > ?
        union select email_id from deliveries
          where next_attempt_at is not null and state not in ${settled} and email_id > ?
        order by 1 limit ?`,
      after,
      after,
      limit,
    )
    return rows.map(({ id }) => id)
  }

  /**
   * Mails wait for their time, whatever was with them before, unless they have left or have that
   * plan already. They are made anew: what was made of them before may say something else.
   */
  plan(tx: Transaction, mails: readonly PlannedMail[], now: number): void {
    tx.runSql(
      `insert into deliveries(email_id, state, plan, batch, due_at, next_attempt_at, account_uid, changed_at)
        select value ->> 'id', 'waiting', value ->> 'plan',
          (select batch from emails where id = value ->> 'id'), value ->> 'dueAt', value ->> 'dueAt',
          value ->> 'accountUid', ? from json_each(?) where true
        on conflict do update set state = 'waiting', reason = null, plan = excluded.plan,
          batch = excluded.batch,
          account_uid = excluded.account_uid,
          due_at = excluded.due_at, next_attempt_at = excluded.next_attempt_at, waived = null,
          mime_hash = null, attempts = 0, reply_text = null, changed_at = excluded.changed_at
        where state not in ${settled} and (next_attempt_at is null or plan is not excluded.plan)`,
      now,
      JSON.stringify(mails),
    )
  }

  /**
   * Mails are drafts again: nothing looks at them any more. The plan stays, as what the owner is
   * offered when they are to leave after all.
   */
  unplan(tx: Transaction, ids: readonly EmailId[], now: number): void {
    tx.runSql(
      `update deliveries set due_at = null, next_attempt_at = null, changed_at = ?
        where email_id in (select value from json_each(?)) and state not in ${settled}`,
      now,
      JSON.stringify(ids),
    )
  }

  /** Moves a due time that another tz database gives; what was put off stays so. */
  moveDue(tx: Transaction, id: EmailId, dueAt: number): void {
    tx.runSql(
      `update deliveries set next_attempt_at = ?, due_at = ? where email_id = ?
        and state = 'waiting' and next_attempt_at = due_at`,
      dueAt,
      dueAt,
      id,
    )
  }

  /** Planned mails that have a wall time, for a look at the zones' rules. */
  planned(after: number, limit: number): readonly (UnplannedMail & PlannedMail)[] {
    return this.reader.allSql(
      `select e.id, d.plan, e.send_at as sendAt, e.time_zone as timeZone,
          e.scheduled_at as scheduledAt, d.account_uid as accountUid, d.due_at as dueAt
        from deliveries d cross join emails e on e.id = d.email_id
        where d.email_id > ? and +d.state = 'waiting' and d.next_attempt_at = d.due_at
          and e.send_at is not null
        order by d.email_id limit ?`,
      after,
      limit,
    )
  }
}
