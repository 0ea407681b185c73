import type { Insertable, Updateable } from 'kysely'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type {
  AddressesTable,
  ContactPointsTable,
  CustomFieldsTable,
  ImportantDatesTable,
} from '#main/db/schema.ts'
import type {
  AddressId,
  ContactId,
  ContactPointId,
  CustomFieldId,
  ImportantDateId,
} from '#shared/domain/ids.ts'
import type { CustomColumns } from './custom-values.ts'

/** Columns of points, addresses and dates that a change names. */
export type PointChanges = Updateable<ContactPointsTable>
export type AddressChanges = Updateable<AddressesTable>
export type DateChanges = Updateable<ImportantDatesTable>

/** A point as far as changing it needs. */
export interface StoredPoint {
  readonly id: ContactPointId
  readonly contactId: ContactId
  readonly kind: ContactPointsTable['kind']
  readonly raw: string
  readonly isPrimary: number
}

/** The points of one kind of a contact, and which of them is asked for or comes last. */
export interface PrimaryChoice {
  readonly contactId: ContactId
  readonly kind: ContactPointsTable['kind']
  readonly asked?: ContactPointId | null
  readonly last?: ContactPointId | null
}

/** An important date as far as changing it needs. */
export interface StoredDate {
  readonly id: ImportantDateId
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** A custom field as far as its values need. */
export interface StoredField {
  readonly type: CustomFieldsTable['type']
  readonly options: readonly string[]
}

/** Points, addresses, dates and custom values of contacts. */
export class ContactPartsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  findPoint(id: ContactPointId): StoredPoint | undefined {
    return this.reader.firstSql<StoredPoint>(
      `select id, contact_id as contactId, kind, raw, is_primary as isPrimary
        from contact_points where id = ?`,
      id,
    )
  }

  /** Appends a point after those the contact has. */
  insertPoint(
    tx: Transaction,
    values: Omit<Insertable<ContactPointsTable>, 'position'>,
  ): ContactPointId {
    const { insertId } = tx.run(
      sqlBuilder.insertInto('contact_points').values({
        ...values,
        position: this.nextPosition('contact_points', values.contact_id),
      }),
    )
    // SQLite just made the id of this row.
    return insertId as ContactPointId
  }

  updatePoint(tx: Transaction, id: ContactPointId, values: PointChanges): void {
    if (Object.keys(values).length === 0) return
    tx.run(sqlBuilder.updateTable('contact_points').set(values).where('id', '=', id))
  }

  deletePoint(tx: Transaction, id: ContactPointId): void {
    tx.run(sqlBuilder.deleteFrom('contact_points').where('id', '=', id))
  }

  hasPointOf(contactId: ContactId, kind: ContactPointsTable['kind']): boolean {
    const text = 'select 1 from contact_points where contact_id = ? and kind = ? limit 1'
    return this.reader.firstSql(text, contactId, kind) !== undefined
  }

  /** Leaves exactly one primary point of a kind, where there are any: the one asked for or before. */
  choosePrimary(tx: Transaction, { contactId, kind, asked, last }: PrimaryChoice): void {
    tx.runSql(
      `with chosen as materialized (select id from contact_points where contact_id = ? and kind = ?
          order by id is ? desc, id is ?, is_primary desc, position, id limit 1)
        update contact_points set is_primary = (id = (select id from chosen))
          where contact_id = ? and kind = ? and is_primary <> (id = (select id from chosen))`,
      contactId,
      kind,
      asked ?? null,
      last ?? null,
      contactId,
      kind,
    )
  }

  addressExists(id: AddressId): boolean {
    return this.reader.firstSql('select 1 from addresses where id = ?', id) !== undefined
  }

  insertAddress(tx: Transaction, values: Omit<Insertable<AddressesTable>, 'position'>): AddressId {
    const { insertId } = tx.run(
      sqlBuilder.insertInto('addresses').values({
        ...values,
        position: this.nextPosition('addresses', values.contact_id),
      }),
    )
    // As above.
    return insertId as AddressId
  }

  updateAddress(tx: Transaction, id: AddressId, values: AddressChanges): void {
    if (Object.keys(values).length === 0) return
    tx.run(sqlBuilder.updateTable('addresses').set(values).where('id', '=', id))
  }

  deleteAddress(tx: Transaction, id: AddressId): void {
    tx.run(sqlBuilder.deleteFrom('addresses').where('id', '=', id))
  }

  findDate(id: ImportantDateId): StoredDate | undefined {
    return this.reader.firstSql<StoredDate>(
      'select id, year, month, day from important_dates where id = ?',
      id,
    )
  }

  insertDate(tx: Transaction, values: Insertable<ImportantDatesTable>): ImportantDateId {
    const { insertId } = tx.run(sqlBuilder.insertInto('important_dates').values(values))
    // As above.
    return insertId as ImportantDateId
  }

  updateDate(tx: Transaction, id: ImportantDateId, values: DateChanges): void {
    if (Object.keys(values).length === 0) return
    tx.run(sqlBuilder.updateTable('important_dates').set(values).where('id', '=', id))
  }

  deleteDate(tx: Transaction, id: ImportantDateId): void {
    tx.run(sqlBuilder.deleteFrom('important_dates').where('id', '=', id))
  }

  findField(id: CustomFieldId): StoredField | undefined {
    const row = this.reader.firstSql<{ type: StoredField['type']; options: string | null }>(
      'select type, options from custom_fields where id = ?',
      id,
    )
    // The slice customFields writes a list of texts there.
    return row && { type: row.type, options: JSON.parse(row.options ?? '[]') as string[] }
  }

  setCustomValue(
    tx: Transaction,
    key: { contact_id: ContactId; field_id: CustomFieldId },
    columns: CustomColumns,
  ): void {
    tx.run(
      sqlBuilder
        .insertInto('custom_values')
        .values({ ...key, ...columns })
        .onConflict((clash) => clash.columns(['contact_id', 'field_id']).doUpdateSet(columns)),
    )
  }

  deleteCustomValue(
    tx: Transaction,
    key: { contact_id: ContactId; field_id: CustomFieldId },
  ): void {
    tx.run(
      sqlBuilder
        .deleteFrom('custom_values')
        .where('contact_id', '=', key.contact_id)
        .where('field_id', '=', key.field_id),
    )
  }

  private nextPosition(table: 'contact_points' | 'addresses', contactId: ContactId): number {
    const text = `select coalesce(max(position) + 1, 0) as n from ${table} where contact_id = ?`
    return this.reader.firstSql<{ n: number }>(text, contactId)?.n ?? 0
  }
}
