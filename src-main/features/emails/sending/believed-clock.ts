import type { Reader, Transaction } from '#main/db/executor.ts'

const key = 'outbox.clock-believed'

/** What was tried before the owner said that the clock is right. */
interface BelievedClock {
  /** The last attempt by then. */
  readonly upTo: number
  /** Milliseconds UTC. */
  readonly at: number
}

/**
 * The owner says that the clock is right: all that was tried was tried by now, and all that is in
 * doubt is so since now, whatever a clock that ran ahead has noted.
 */
export const believeClock = (tx: Transaction, now: number): void => {
  tx.runSql(
    `insert into machinery(key, value)
      select '${key}', json_object('upTo', coalesce(max(id), 0), 'at', ?) from send_attempts where true
      on conflict do update set value = excluded.value`,
    now,
  )
  const doubt = `update deliveries set changed_at = ? where state = 'uncertain' and changed_at > ?`
  tx.runSql(doubt, now, now)
}

/** When attempts were made, as far as that is known by now. */
export const timeOfAttempts = (
  reader: Reader,
): ((attempt: { readonly id: number; readonly at: number }) => number) => {
  const row = reader.firstSql<{ value: string }>('select value from machinery where key = ?', key)
  if (row === undefined) return ({ at }) => at
  // Only Kith writes it.
  const { upTo, at: by } = JSON.parse(row.value) as BelievedClock
  return ({ id, at }) => (id <= upTo ? Math.min(at, by) : at)
}
