import type { Reader, Transaction } from '#main/db/executor.ts'
import type { ContactId } from '#shared/domain/ids.ts'

/** Somebody the owner wrote to. */
export interface StoredSuggestion {
  readonly address: string
  /** As the mails give it. */
  readonly name: string | null
  readonly sent: number
  readonly received: number
  readonly lastAt: number
}

/** A contact of the same name, and what tells them apart from another. */
export interface StoredNamesake {
  readonly id: ContactId
  readonly name: string
  readonly companyName: string | null
  readonly email: string | null
}

/** What one mail says of somebody who is no contact. */
export interface SuggestionMail {
  readonly address: string
  readonly name: string | null
  readonly direction: 'in' | 'out'
  readonly at: number
}

/**
 * The contact with this address was deleted after the owner wrote there last. The undo of an
 * accepted suggestion deletes its contact as well: only a deletion that was meant counts, and of
 * undo upon undo every second one repeats the act at the root.
 */
const isInTheBin = `exists (select 1 from changes c indexed by changes_lost_address
    cross join operations o on o.id = c.operation_id
  where c.table_id = 2 and c.action = 3 and c.before ->> 'normalized' = +s.address
    and o.at >= coalesce(s.last_written_at, 0)
    and (with recursive chain(id, hops) as (select o.undoes, 1
        union all select p.undoes, hops + 1 from chain cross join operations p on p.id = chain.id)
      select max(hops) from chain) % 2 = 1)`

const suppressed = `select n.address from suppressions n where n.address is not null
    and n.action = 'suppress' and not exists (select 1 from suppressions l
      indexed by suppressions_hash where l.address_hash = n.address_hash and l.id > n.id)`

const shown = `from contact_suggestions s
  where not exists (select 1 from contact_points p indexed by contact_points_normalized
      where p.kind = 'email' and p.normalized = s.address)
    and not exists (select 1 from suggestion_dismissals d indexed by suggestion_dismissals_address
      where d.address = s.address)
    and s.address not in (select lower(a.address) from email_accounts a
      union all select lower(a.user_name) from email_accounts a)
    and s.address not in (${suppressed}) and not ${isInTheBin}`

/** SQL of people who are no contacts yet: outside the undo log, but for what was dismissed. */
export class SuggestionsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  count(): number {
    return this.reader.firstSql<{ n: number }>(`select count(*) as n ${shown}`)?.n ?? 0
  }

  /** Who wrote as well comes first, then those with most mails. */
  list(limit: number): readonly StoredSuggestion[] {
    return this.reader.allSql<StoredSuggestion>(
      `select s.address, s.name, s.sent_count as sent, s.received_count as received,
          s.last_at as lastAt ${shown}
        order by s.sent_count > 0 and s.received_count > 0 desc,
          s.sent_count + s.received_count desc, s.last_at desc, s.address limit ?`,
      limit,
    )
  }

  /** Contacts with one of these sort keys, whom the owner met last first. */
  namesakes(keys: readonly string[]): readonly StoredNamesake[] {
    return this.reader.allSql(
      `select c.id, c.display_name as name, o.display_name as companyName,
          (select p.raw from contact_points p where p.contact_id = c.id and p.kind = 'email'
            order by p.is_primary desc, p.position, p.id limit 1) as email
        from contacts c left join contacts o on o.id = c.company_id
        where c.sort_key in (select value from json_each(?))
        order by c.last_contact_at desc, c.id limit 5`,
      JSON.stringify(keys),
    )
  }

  contactExists(id: ContactId): boolean {
    return this.reader.firstSql('select 1 from contacts where id = ?', id) !== undefined
  }

  /** Whether a contact has this address, normalised. */
  isKnown(address: string): boolean {
    return (
      this.reader.firstSql(
        `select 1 from contact_points indexed by contact_points_normalized
          where kind = 'email' and normalized = ? limit 1`,
        address,
      ) !== undefined
    )
  }

  isDismissed(address: string): boolean {
    return (
      this.reader.firstSql(
        `select 1 from suggestion_dismissals indexed by suggestion_dismissals_address
          where address = ? limit 1`,
        address,
      ) !== undefined
    )
  }

  dismiss(tx: Transaction, address: string, at: number): void {
    tx.runSql('insert into suggestion_dismissals(address, at) values(?, ?)', address, at)
  }

  /** Which of these addresses mails were counted of. */
  counted(addresses: readonly string[]): readonly string[] {
    const rows = this.reader.allSql<{ address: string }>(
      `select s.address from json_each(?) j cross join contact_suggestions s on s.address = j.value`,
      JSON.stringify(addresses),
    )
    return rows.map(({ address }) => address)
  }

  /** Counts one mail; the name of the newest mail that gives one stays. */
  note(tx: Transaction, { address, name, direction, at }: SuggestionMail): void {
    const isOut = direction === 'out'
    tx.runSql(
      `insert into contact_suggestions as s(address, name, first_at, last_at, last_written_at,
          sent_count, received_count) values(?, ?, ?, ?, ?, ?, ?)
        on conflict do update set
          name = case when excluded.name is null then s.name
            when s.name is null or excluded.last_at >= s.last_at then excluded.name else s.name end,
          first_at = min(s.first_at, excluded.first_at), last_at = max(s.last_at, excluded.last_at),
          last_written_at = nullif(max(coalesce(s.last_written_at, -1),
            coalesce(excluded.last_written_at, -1)), -1),
          sent_count = s.sent_count + excluded.sent_count,
          received_count = s.received_count + excluded.received_count`,
      address,
      name,
      at,
      at,
      isOut ? at : null,
      isOut ? 1 : 0,
      isOut ? 0 : 1,
    )
  }

  /** Remembers a mail to somebody who is no contact, by a number of its Message-ID. */
  noteMail(
    tx: Transaction,
    { idHash, at }: { readonly idHash: number; readonly at: number },
  ): void {
    tx.runSql('insert or ignore into stranger_mails(id_hash, at) values(?, ?)', idHash, at)
  }

  /** When the oldest of these mails was written (milliseconds UTC). */
  oldestMail(): number | null {
    const text = 'select min(at) as at from stranger_mails'
    return this.reader.firstSql<{ at: number | null }>(text)?.at ?? null
  }

  /** Forgets mails from before an instant, the oldest first. */
  forgetMails(tx: Transaction, before: number, limit: number): void {
    tx.runSql(
      `delete from stranger_mails where id_hash in (select id_hash
        from stranger_mails indexed by stranger_mails_at where at < ? order by at limit ?)`,
      before,
      limit,
    )
  }

  /** Which of these mails were to somebody who is no contact. */
  notedMails(idHashes: readonly number[]): readonly number[] {
    const rows = this.reader.allSql<{ hash: number }>(
      `select m.id_hash as hash from json_each(?) j
        cross join stranger_mails m on m.id_hash = j.value`,
      JSON.stringify(idHashes),
    )
    return rows.map(({ hash }) => hash)
  }
}
