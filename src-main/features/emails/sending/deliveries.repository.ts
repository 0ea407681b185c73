import type { Updateable } from 'kysely'
import type { DeliveriesTable, DeliveryState } from '#main/db/email-schema.ts'
import { type Executor, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ActivityId, EmailAccountId, EmailId, FollowUpId } from '#shared/domain/ids.ts'
import { type EmailReason, isToMany } from '../email-columns.ts'
import { refusalsOfAccount } from './refusals.ts'

/** The fate of one mail. */
export type Delivery = Readonly<{ [C in keyof DeliveriesTable]: DeliveriesTable[C] }> & {
  readonly attempts: number
  readonly owes_step: number
}

/** A mail to be looked at. */
export interface DueMail {
  readonly id: EmailId
  readonly accountUid: string | null
}

/** A mail that is held. */
export interface HeldDelivery {
  readonly id: EmailId
  readonly reason: EmailReason
  readonly accountUid: string | null
  readonly nextAttemptAt: number
}

/** What is written when a mail is claimed. */
export interface ClaimedMail {
  readonly id: EmailId
  readonly sendId: string
  readonly messageId: string
  /** With which the recipient asks for no more; null where the mail has none. */
  readonly token: string | null
  readonly accountUid: string
  readonly toAddress: string
  readonly subject: string
  readonly mimeHash: string
  readonly at: number
}

/** How it is noted among the attempts that the owner let a mail go: from here on it is tried anew. */
export const letGo = 'let-go'

/** Each may have many, and none of a mail that is gone: it is planned no more. */
const plannedStates: readonly DeliveryState[] = [
  'waiting',
  'deferred',
  'held',
  'failed',
  'suppressed',
]

/** Of the index alone, one by one: in a third of the time that all of them take in one go. */
const plannedCounts = plannedStates.map(
  (state) => `select '${state}' as state, count(*) as n from deliveries indexed by deliveries_state
    where state = '${state}' and next_attempt_at is not null`,
)

/** SQL of what becomes of mails: machinery, outside the undo log. */
export class DeliveriesRepository {
  private readonly executor: Executor

  constructor(executor: Executor) {
    this.executor = executor
  }

  find(id: EmailId): Delivery | undefined {
    return this.executor.firstSql<Delivery>('select * from deliveries where email_id = ?', id)
  }

  bySendId(sendId: string): Delivery | undefined {
    return this.executor.firstSql<Delivery>('select * from deliveries where send_id = ?', sendId)
  }

  /** Makes sure that a mail has a fate. */
  ensure(tx: Transaction, id: EmailId, now: number): void {
    tx.runSql(
      `insert into deliveries(email_id, state, next_attempt_at, changed_at)
        values(?, 'waiting', ?, ?) on conflict do nothing`,
      id,
      now,
      now,
    )
  }

  /** Mails to be looked at by now, the longest waiting first; those of some accounts left out. */
  due(now: number, without: readonly string[], limit: number): readonly DueMail[] {
    const state = (name: 'waiting' | 'deferred') => `select * from (
      select email_id as id, account_uid as accountUid, next_attempt_at as at
        from deliveries indexed by deliveries_state
        where state = '${name}' and next_attempt_at <= ?
          and coalesce(account_uid, '') not in (select value from json_each(?))
        order by next_attempt_at, email_id limit ?)`
    const values = [now, JSON.stringify(without), limit]
    return this.executor.allSql<DueMail>(
      `${state('waiting')} union all ${state('deferred')} order by at, id limit ?`,
      ...values,
      ...values,
      limit,
    )
  }

  /** How many were due before an instant. */
  countDueBefore(instant: number, atMost: number): number {
    const text = `select count(*) as n from (select 1 from deliveries indexed by deliveries_state
      where state = 'waiting' and next_attempt_at < ? limit ?)`
    return this.executor.firstSql<{ n: number }>(text, instant, atMost)?.n ?? 0
  }

  /** When the next mail after an instant is to be looked at (milliseconds UTC). */
  nextAt(after: number): number | null {
    const first = (state: 'waiting' | 'deferred') => `select min(next_attempt_at) as at
      from deliveries indexed by deliveries_state where state = '${state}' and next_attempt_at > ?`
    const text = `select min(at) as at from (${first('waiting')} union all ${first('deferred')})`
    return this.executor.firstSql<{ at: number | null }>(text, after, after)?.at ?? null
  }

  /** How many wanted mails are in each state; those of deleted contacts come back with them. */
  counts(): ReadonlyMap<DeliveryState, number> {
    const rows = this.executor.allSql<{ state: DeliveryState; n: number }>(
      `${plannedCounts.join(' union all ')}
        union all select state, count(*) as n from deliveries d indexed by deliveries_state
          where state in ('claimed','body','uncertain')
            and next_attempt_at is not null and exists (select 1 from emails where id = d.email_id)
          group by state`,
    )
    return new Map(rows.map(({ state, n }) => [state, n]))
  }

  countSentSince(instant: number): number {
    const text = `select count(*) as n from deliveries indexed by deliveries_sent
      where sent_at is not null and sent_at >= ?`
    return this.executor.firstSql<{ n: number }>(text, instant)?.n ?? 0
  }

  /** Mails that are held for one of these reasons, after an id. */
  held(
    reasons: readonly EmailReason[],
    { after, limit }: { readonly after: number; readonly limit: number },
  ): readonly HeldDelivery[] {
    return this.executor.allSql<HeldDelivery>(
      `select email_id as id, reason, account_uid as accountUid, next_attempt_at as nextAttemptAt
        from deliveries indexed by deliveries_held
        where state = 'held' and next_attempt_at is not null and email_id > ?
          and reason in (select value from json_each(?))
        order by email_id limit ?`,
      after,
      JSON.stringify(reasons),
      limit,
    )
  }

  /** Mails that are held because they came due too long ago. */
  overdue(limit: number): readonly EmailId[] {
    // As one text: the rows of ten thousand would take a fifth longer.
    const row = this.executor.firstSql<{ ids: string }>(
      `select json_group_array(id) as ids from (
        select d.email_id as id from deliveries d indexed by deliveries_overdue
          where d.state = 'held' and d.reason = 'overdue' and d.next_attempt_at is not null
            and exists (select 1 from emails where id = d.email_id)
          order by d.email_id limit ?)`,
      limit,
    )
    // SQLite has just put ids of mails into it.
    return JSON.parse(row?.ids ?? '[]') as EmailId[]
  }

  /** Lets held mails wait again. */
  free(tx: Transaction, ids: readonly EmailId[], now: number): void {
    tx.runSql(
      `update deliveries set state = 'waiting', reason = null, changed_at = ?
        where state = 'held' and email_id in (select value from json_each(?))`,
      now,
      JSON.stringify(ids),
    )
  }

  hold(tx: Transaction, id: EmailId, { reason, now }: { reason: EmailReason; now: number }): void {
    this.set(tx, id, { state: 'held', reason, changed_at: now })
  }

  /** Holds all that wait at once; answers how many. */
  holdWaiting(
    tx: Transaction,
    reason: EmailReason,
    { now, dueBefore }: { now: number; dueBefore?: number },
  ): number {
    return tx.runSql(
      `update deliveries set state = 'held', reason = ?, changed_at = ?
        where state in ('waiting','deferred') and next_attempt_at is not null
          and next_attempt_at < ?`,
      reason,
      now,
      dueBefore ?? Number.MAX_SAFE_INTEGER,
    ).changes
  }

  putOff(tx: Transaction, id: EmailId, { until, now }: { until: number; now: number }): void {
    this.set(tx, id, { next_attempt_at: until, changed_at: now })
  }

  /** What is due of an account, in its order: all of it, or only mails to many. */
  dueOf(
    accountUid: string,
    { now, onlyToMany, limit }: { now: number; onlyToMany: boolean; limit: number },
  ): readonly EmailId[] {
    const isWanted = onlyToMany
      ? `and exists (select 1 from emails e where e.id = d.email_id and ${isToMany})`
      : ''
    const rows = this.executor.allSql<{ id: EmailId }>(
      `select d.email_id as id from deliveries d indexed by deliveries_state
        where d.state in ('waiting','deferred') and d.next_attempt_at <= ? and d.account_uid = ?
          ${isWanted} order by d.next_attempt_at, d.email_id limit ?`,
      now,
      accountUid,
      limit,
    )
    return rows.map(({ id }) => id)
  }

  /** Mails of accounts that wait because their server could not be reached. */
  unreachable(accountIds: readonly EmailAccountId[] | 'many'): readonly EmailId[] {
    const rows = this.executor.allSql<{ id: EmailId }>(
      `select d.email_id as id from deliveries d indexed by deliveries_state
          join email_accounts a on a.uid = d.account_uid
        where d.state = 'deferred' and d.reason = 'connection'
          and (? or a.id in (select value from json_each(?)))`,
      Number(accountIds === 'many'),
      JSON.stringify(accountIds === 'many' ? [] : accountIds),
    )
    return rows.map(({ id }) => id)
  }

  /** Puts off many, each until a time of its own. */
  putOffEach(
    tx: Transaction,
    mails: readonly { readonly id: EmailId; readonly until: number }[],
    now: number,
  ): void {
    tx.runSql(
      `update deliveries set changed_at = ?, next_attempt_at = q.value ->> 'until'
        from json_each(?) q where email_id = q.value ->> 'id'`,
      now,
      JSON.stringify(mails),
    )
  }

  claim(tx: Transaction, mail: ClaimedMail): void {
    this.set(tx, mail.id, {
      state: 'claimed',
      reason: null,
      send_id: mail.sendId,
      message_id: mail.messageId,
      token: mail.token,
      account_uid: mail.accountUid,
      to_address: mail.toAddress,
      subject: mail.subject,
      mime_hash: mail.mimeHash,
      reply_text: null,
      claimed_at: mail.at,
      changed_at: mail.at,
    })
    const attempts = sqlBuilder
      .updateTable('deliveries')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('email_id', '=', mail.id)
    tx.run(attempts)
    this.attempt(tx, { ...mail, outcome: 'claimed', reply: null })
  }

  /** Its latest claim ended before anything was handed over: it counts as no attempt. */
  unclaim(tx: Transaction, id: EmailId): void {
    tx.runSql('update deliveries set attempts = attempts - 1 where email_id = ?', id)
    tx.runSql(
      `update send_attempts set outcome = 'stopped' where id = (
        select max(id) from send_attempts where email_id = ? and outcome = 'claimed')`,
      id,
    )
  }

  /**
   * Notes at once, without waiting for anybody, that the body begins to leave; the caller knows the
   * write gate to be free. False when the mail is not claimed any more.
   */
  noteBody(id: EmailId, now: number): boolean {
    const { changes } = this.executor.runSql(
      `update deliveries set state = 'body', changed_at = ? where email_id = ? and state = 'claimed'`,
      now,
      id,
    )
    return changes === 1
  }

  set(
    tx: Transaction,
    id: EmailId,
    values: Partial<Omit<Updateable<DeliveriesTable>, 'attempts'>>,
  ): void {
    tx.run(sqlBuilder.updateTable('deliveries').set(values).where('email_id', '=', id))
  }

  /** What came of a mail that is under way; one that was found to have left meanwhile stays so. */
  setUnderWay(
    tx: Transaction,
    id: EmailId,
    values: Partial<Omit<Updateable<DeliveriesTable>, 'attempts'>>,
  ): void {
    const underWay = ['claimed', 'body'] as const
    tx.run(
      sqlBuilder
        .updateTable('deliveries')
        .set(values)
        .where('email_id', '=', id)
        .where('state', 'in', underWay),
    )
  }

  /** A line of the ledger of attempts. */
  attempt(
    tx: Transaction,
    made: {
      readonly id: EmailId
      readonly accountUid: string
      readonly at: number
      readonly outcome: string
      readonly reply: string | null
    },
  ): void {
    const { id, accountUid, at, outcome, reply } = made
    tx.runSql(
      `insert into send_attempts(email_id, account_uid, address, at, outcome, reply_text)
        values(?, ?, (select lower(a.address) from email_accounts a where a.uid = ?), ?, ?, ?)`,
      id,
      accountUid,
      accountUid,
      at,
      outcome,
      reply,
    )
  }

  /** What servers said of whole mails of an account, the newest first. */
  lastVerdicts(accountUid: string, limit: number): readonly string[] {
    const rows = this.executor.allSql<{ outcome: string }>(
      `select outcome from ${refusalsOfAccount} and outcome <> 'bounce-policy'
        order by id desc limit ?`,
      accountUid,
      limit,
    )
    return rows.map(({ outcome }) => outcome)
  }

  /** When a mail was tried first since an instant, and since its owner last let it go. */
  firstAttemptSince(id: EmailId, instant: number): number | null {
    const text = `select min(at) as at from send_attempts indexed by send_attempts_email
      where email_id = ? and outcome = 'claimed' and at >= ?
        and id > coalesce((select max(id) from send_attempts
          where email_id = ? and outcome = '${letGo}'), 0)`
    return this.executor.firstSql<{ at: number | null }>(text, id, instant, id)?.at ?? null
  }

  /** Mails that have left, whose next step is still to be done, and where they stand. */
  owingSteps(): readonly {
    readonly id: EmailId
    readonly followUpId: FollowUpId | null
    readonly activityId: ActivityId | null
  }[] {
    return this.executor.allSql(
      `select d.email_id as id, e.follow_up_id as followUpId,
          (select m.activity_id from messages m
            where m.email_id = e.id and m.direction = 'out') as activityId
        from deliveries d indexed by deliveries_owing left join emails e on e.id = d.email_id
        where d.owes_step = 1 order by d.email_id`,
    )
  }

  /** Contents that may be needed again: of mails not settled, and of those sent not long ago. */
  neededContents(sentSince: number): ReadonlySet<string> {
    const rows = this.executor.allSql<{ hash: string }>(
      `select mime_hash as hash from deliveries
        where mime_hash is not null and (state not in ('sent','dismissed') or changed_at >= ?)`,
      sentSince,
    )
    return new Set(rows.map(({ hash }) => hash))
  }
}
