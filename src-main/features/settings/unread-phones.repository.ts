import type { Reader, Transaction } from '#main/db/executor.ts'
import type { ContactPointId } from '#shared/domain/ids.ts'

/** A phone number that could not be read, as it was typed. */
export interface UnreadPhone {
  readonly id: ContactPointId
  readonly raw: string
}

/** A number with what was read in it. */
export interface ReadPhone {
  readonly id: ContactPointId
  /** In the form +351912345678. */
  readonly e164: string
}

const unread = `from contact_points p indexed by contact_points_normalized
    cross join contacts c on c.id = p.contact_id
  where p.kind = 'phone' and p.normalized is null and c.country is null`

/** Numbers that could not be read, of contacts that have no country of their own. */
export class UnreadPhonesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Whether there are more than `limit`; looks at no more of them than that. */
  areMoreThan(limit: number): boolean {
    const text = `select count(*) as n from (select 1 ${unread} limit ${limit + 1})`
    return (this.reader.firstSql<{ n: number }>(text)?.n ?? 0) > limit
  }

  all(): UnreadPhone[] {
    return this.reader.allSql<UnreadPhone>(`select p.id, p.raw ${unread} order by p.id`)
  }

  setNumbers(tx: Transaction, phones: readonly ReadPhone[]): void {
    tx.runSql(
      `update contact_points set normalized = j.value ->> 'e164'
        from json_each(?) j where contact_points.id = j.value ->> 'id'`,
      JSON.stringify(phones),
    )
  }
}
