import type { Insertable, Updateable } from 'kysely'
import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { CustomFieldsTable } from '#main/db/schema.ts'
import type { CustomFieldId } from '#shared/domain/ids.ts'

/** A field with how many contacts have a value in it. */
export interface ListedField {
  readonly id: CustomFieldId
  readonly name: string
  readonly type: CustomFieldsTable['type']
  readonly options: string[]
  readonly valueCount: number
}

/** SQL of custom fields. */
export class CustomFieldsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  list(): ListedField[] {
    const rows = this.reader.allSql<Omit<ListedField, 'options'> & { options: string | null }>(
      `select f.id, f.name, f.type, f.options,
          (select count(*) from custom_values v where v.field_id = f.id) as valueCount
        from custom_fields f order by f.position, f.id`,
    )
    // Only `insert` and `update` below write options: a list of texts.
    return rows.map((row) => ({ ...row, options: JSON.parse(row.options ?? '[]') as string[] }))
  }

  ids(): CustomFieldId[] {
    return this.reader
      .allSql<{ id: CustomFieldId }>('select id from custom_fields order by position, id')
      .map(({ id }) => id)
  }

  /** What a field is; undefined for one that is gone. */
  find(id: CustomFieldId): Pick<ListedField, 'type' | 'options'> | undefined {
    const row = this.reader.firstSql<{ type: CustomFieldsTable['type']; options: string | null }>(
      'select type, options from custom_fields where id = ?',
      id,
    )
    // As in `list`.
    return row && { type: row.type, options: JSON.parse(row.options ?? '[]') as string[] }
  }

  /** Whether more than `limit` contacts have a value in it; looks at no more than that. */
  isFilledByMore(id: CustomFieldId, limit: number): boolean {
    const text = `select count(*) as n
      from (select 1 from custom_values where field_id = ? limit ${limit + 1})`
    return (this.reader.firstSql<{ n: number }>(text, id)?.n ?? 0) > limit
  }

  findByName(name: string): CustomFieldId | undefined {
    const text = 'select id from custom_fields where name = ?'
    return this.reader.firstSql<{ id: CustomFieldId }>(text, name)?.id
  }

  insert(tx: Transaction, values: Omit<Insertable<CustomFieldsTable>, 'position'>): CustomFieldId {
    const text = 'select coalesce(max(position) + 1, 0) as n from custom_fields'
    const position = this.reader.firstSql<{ n: number }>(text)?.n ?? 0
    const { insertId } = tx.run(
      sqlBuilder.insertInto('custom_fields').values({ ...values, position }),
    )
    // SQLite just made the id of this row.
    return insertId as CustomFieldId
  }

  update(tx: Transaction, id: CustomFieldId, values: Updateable<CustomFieldsTable>): void {
    if (Object.keys(values).length === 0) return
    tx.run(sqlBuilder.updateTable('custom_fields').set(values).where('id', '=', id))
  }

  /** Gives a choice its new name wherever a contact has it. */
  renameChoice(
    tx: Transaction,
    id: CustomFieldId,
    { from, to }: { readonly from: string; readonly to: string },
  ): void {
    tx.run(
      sqlBuilder
        .updateTable('custom_values')
        .set({ text_value: to })
        .where('field_id', '=', id)
        .where('text_value', '=', from),
    )
  }

  delete(tx: Transaction, id: CustomFieldId): void {
    tx.run(sqlBuilder.deleteFrom('custom_fields').where('id', '=', id))
  }
}
