import type { Insertable, Updateable } from 'kysely'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ContactsTable, StageChangesTable } from '#main/db/schema.ts'
import type { ContactId, TagId } from '#shared/domain/ids.ts'

/** Columns of a contact that a change names. */
export type ContactChanges = Updateable<ContactsTable>

/** What of a contact the rules of changing it need. */
export interface StoredContact {
  readonly id: ContactId
  readonly kind: ContactsTable['kind']
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly stage: ContactsTable['stage']
  readonly country: string | null
  readonly notes: string | null
}

const stored = `select id, kind, display_name as displayName, given_name as givenName,
    family_name as familyName, stage, country, notes from contacts`

/** Contacts themselves; what hangs on them is in `contact-parts.repository.ts`. */
export class ContactsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  find(id: ContactId): StoredContact | undefined {
    return this.reader.firstSql<StoredContact>(`${stored} where id = ?`, id)
  }

  /** Companies whose name has that sort key, oldest first. */
  companiesByKey(sortKey: string): StoredContact[] {
    return this.reader.allSql<StoredContact>(
      `${stored} where sort_key = ? and kind = 'company' order by id`,
      sortKey,
    )
  }

  /** Whether more than `limit` people belong to a company; looks at no more than that. */
  hasMorePeople(id: ContactId, limit: number): boolean {
    const text = `select count(*) as n
      from (select 1 from contacts where company_id = ? limit ${limit + 1})`
    return (this.reader.firstSql<{ n: number }>(text, id)?.n ?? 0) > limit
  }

  insert(tx: Transaction, values: Insertable<ContactsTable>): ContactId {
    const { insertId } = tx.run(sqlBuilder.insertInto('contacts').values(values))
    // SQLite just made the id of this row.
    return insertId as ContactId
  }

  update(tx: Transaction, id: ContactId, values: ContactChanges): void {
    if (Object.keys(values).length === 0) return
    tx.run(sqlBuilder.updateTable('contacts').set(values).where('id', '=', id))
  }

  /** A row of the stage's history. */
  recordStage(tx: Transaction, values: Insertable<StageChangesTable>): void {
    tx.run(sqlBuilder.insertInto('stage_changes').values(values))
  }

  findTag(name: string): TagId | undefined {
    const text = 'select id from tags where name = ?'
    return this.reader.firstSql<{ id: TagId }>(text, name)?.id
  }

  tagExists(id: TagId): boolean {
    return this.reader.firstSql('select 1 from tags where id = ?', id) !== undefined
  }

  insertTag(tx: Transaction, tag: { uid: string; name: string; created_at: number }): TagId {
    const { insertId } = tx.run(sqlBuilder.insertInto('tags').values(tag))
    // As above.
    return insertId as TagId
  }

  tagContact(tx: Transaction, contactId: ContactId, tagId: TagId): void {
    tx.run(sqlBuilder.insertInto('contact_tags').values({ contact_id: contactId, tag_id: tagId }))
  }

  /** Contacts of that name, in either reading of it, and of that company (null: of none). */
  sameNameAndCompany(keys: readonly string[], companyKey: string | null): ContactId[] {
    const rows = this.reader.allSql<{ id: ContactId }>(
      `select id from contacts indexed by contacts_by_name
        where sort_key in (select value from json_each(?))
          and company_sort_key is ? order by id limit 20`,
      JSON.stringify(keys),
      companyKey,
    )
    return rows.map(({ id }) => id)
  }

  /** People of a company, by its sort key: the first of them when it has very many. */
  peopleOf(companyKey: string, limit: number): { id: ContactId; displayName: string }[] {
    return this.reader.allSql(
      `select id, display_name as displayName from contacts
        where company_sort_key = ? and kind = 'person' order by id limit ?`,
      companyKey,
      limit,
    )
  }

  /** Contacts that have one of these, given in the form in which they are compared. */
  havingPoint(kind: 'email' | 'phone', normalized: readonly string[]): ContactId[] {
    const rows = this.reader.allSql<{ id: ContactId }>(
      `select distinct p.contact_id as id from json_each(?) j
        cross join contact_points p on p.kind = ? and p.normalized = j.value
        order by p.contact_id limit 20`,
      JSON.stringify(normalized),
      kind,
    )
    return rows.map(({ id }) => id)
  }
}
