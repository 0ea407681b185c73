import type { Reader } from '#main/db/executor.ts'
import { type EmailLineRow, linesSql, type PlacedMail, readLines } from '../email-lines.ts'
import type { GroupPage } from '../emails.repository.ts'

/** How a mail waits: for its time, or to be tried again. */
export type PlannedState = 'waiting' | 'deferred'

/** A mail that waits, or the first of those of its batch which wait alike. */
export interface PlannedLineRow extends EmailLineRow {
  /** How many it stands for; null for one alone. */
  readonly count: number | null
  /** JSON text: the first names of them; null for one alone. */
  readonly names: string | null
}

/** What waits of a batch in one way. */
export interface WaitingBatch {
  readonly batch: string
  readonly state: PlannedState
}

type Place = GroupPage['after']

const states: readonly PlannedState[] = ['waiting', 'deferred']
/** So many are named of a batch. */
export const shownNames = 3

/** What the index of planned mails holds, of one state: equal to one, its order is the page's. */
const isPlanned = (table: string, state: PlannedState): string =>
  `${table}.next_attempt_at is not null and ${table}.state = '${state}'`

/** Batches of which mails wait: from each the index leads to the next, past all mails of one. */
const batchesIn = (state: PlannedState): string => {
  const first = (beyond: string) => `select x.batch from deliveries x indexed by deliveries_planned
    where ${isPlanned('x', state)} and x.batch > ${beyond} order by x.batch limit 1`
  return `batches(batch) as (select (${first("''")})
    union all select (${first('b.batch')}) from batches b where b.batch is not null)`
}

const isAlike = 'x.next_attempt_at is not null and x.state = d.state and x.batch = d.batch'
const plannedLines = linesSql(`,
  case when d.batch is not null then (select count(*)
    from deliveries x indexed by deliveries_planned where ${isAlike}) end as count,
  case when d.batch is not null then (select json_group_array(name)
    from (select n.display_name as name from deliveries x indexed by deliveries_planned
      cross join emails m on m.id = x.email_id
      cross join contacts n on n.id = m.contact_id
      where ${isAlike} order by x.next_attempt_at, x.email_id
      limit ${shownNames})) end as names`)

const beyond = (after: Place): string =>
  after === null ? '' : 'and (d.next_attempt_at, d.email_id) > (?, ?)'

const placeOf = (after: Place): readonly number[] => (after === null ? [] : [after.place, after.id])

/** SQL of mails that wait, those of a batch as one line: not one of the others is read for it. */
export class PlannedMailsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Whoever is shown is read whole; of all others only the place. */
  lines({ limit, after }: Pick<GroupPage, 'limit' | 'after'>): readonly PlannedLineRow[] {
    const page = { limit, after }
    const places = states
      .flatMap((state) => [...this.single(state, page), ...this.batches(state, page)])
      .toSorted((a, b) => a.place - b.place || a.id - b.id)
      .slice(0, limit)
    return this.reader.allSql<PlannedLineRow>(plannedLines, JSON.stringify(places))
  }

  /** Mails of a batch that wait, in their order. */
  members(
    { batch, state }: WaitingBatch,
    { limit, after }: Pick<GroupPage, 'limit' | 'after'>,
  ): readonly EmailLineRow[] {
    const mails = this.reader.allSql<PlacedMail>(
      `select e.id, d.next_attempt_at as place
        from deliveries d indexed by deliveries_planned
        cross join emails e on e.id = d.email_id
        where ${isPlanned('d', state)} and d.batch = ? and e.intent = 'scheduled' ${beyond(after)}
        order by d.next_attempt_at, d.email_id limit ?`,
      batch,
      ...placeOf(after),
      limit,
    )
    return readLines(this.reader, mails)
  }

  /** Mails that a wish stopped and that were due since an instant, the newest first. */
  stopped(dueSince: number, limit: number): readonly EmailLineRow[] {
    const mails = this.reader.allSql<PlacedMail>(
      `select e.id, d.next_attempt_at as place
        from deliveries d indexed by deliveries_state
        cross join emails e on e.id = d.email_id
        where d.state = 'suppressed' and d.next_attempt_at >= ? and e.intent = 'scheduled'
        order by d.next_attempt_at desc, d.email_id desc limit ?`,
      dueSince,
      limit,
    )
    return readLines(this.reader, mails)
  }

  private single(
    state: PlannedState,
    { limit, after }: Pick<GroupPage, 'limit' | 'after'>,
  ): readonly PlacedMail[] {
    return this.reader.allSql<PlacedMail>(
      `select e.id, d.next_attempt_at as place
        from deliveries d indexed by deliveries_planned
        cross join emails e on e.id = d.email_id
        where ${isPlanned('d', state)} and d.batch is null and e.intent = 'scheduled'
          ${beyond(after)}
        order by d.next_attempt_at, d.email_id limit ?`,
      ...placeOf(after),
      limit,
    )
  }

  /** The first mail of each batch that waits. */
  private batches(
    state: PlannedState,
    { limit, after }: Pick<GroupPage, 'limit' | 'after'>,
  ): readonly PlacedMail[] {
    return this.reader.allSql<PlacedMail>(
      `with recursive ${batchesIn(state)},
        firsts(id) as materialized (select (select x.email_id
            from deliveries x indexed by deliveries_planned
            where ${isPlanned('x', state)} and x.batch = b.batch
            order by x.next_attempt_at, x.email_id limit 1)
          from batches b where b.batch is not null)
      select e.id, d.next_attempt_at as place
        from firsts f cross join deliveries d on d.email_id = f.id
        cross join emails e on e.id = d.email_id
        where e.intent = 'scheduled' ${beyond(after)}
        order by d.next_attempt_at, d.email_id limit ?`,
      ...placeOf(after),
      limit,
    )
  }
}
