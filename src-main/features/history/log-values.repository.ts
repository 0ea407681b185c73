import { tableName } from '#main/db/changed-tables.ts'
import type { Reader } from '#main/db/executor.ts'
import { tableRegistry, type UndoableTableName } from '#main/db/table-registry.ts'
import { changeAction } from '#main/db/undo/undo-triggers.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { namedReferences, rowTextColumns } from './row-text.ts'

/** A contact as History names it; the name of a deleted one comes from the log. */
export interface ContactRef {
  readonly id: ContactId
  readonly name: string
  readonly exists: boolean
}

/** A row of an undoable table. */
export interface RowPlace {
  readonly table: UndoableTableName
  readonly rowId: number
}

/** Values of rows, as they are, or as the log has them when the row is gone. */
export class LogValuesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** The table of a number in the log; undefined for one that is gone. */
  table(tableId: number): UndoableTableName | undefined {
    // Names of the registry's undoable tables are exactly these.
    return tableName(tableId) as UndoableTableName | undefined
  }

  /** The present text of a column; undefined when the row is gone. */
  present({ table, rowId }: RowPlace, column: string): string | null | undefined {
    return this.reader.firstSql<{ value: string | null }>(
      `select cast("${column}" as text) as value from ${table} where id = ?`,
      rowId,
    )?.value
  }

  /** Columns an update changed, with what stood there before. */
  changedColumns(changeId: number): { column: string; before: string | null }[] {
    return this.reader.allSql(
      `select k.key as "column", cast(k.value as text) as before from changes x
        cross join json_each(x.before) k where x.id = ?`,
      changeId,
    )
  }

  /** What stood in a column right after a change: what the next one found, else the present. */
  after(place: RowPlace, column: string, changeId: number): string | null {
    const next = this.reader.firstSql<{ value: string | null }>(
      `select cast(before ->> ? as text) as value from changes
        where table_id = ? and row_id = ? and id > ? and action in (2, 3)
          and json_type(before, '$.' || ?) is not null order by id limit 1`,
      column,
      tableRegistry[place.table].tableId,
      place.rowId,
      changeId,
      column,
    )
    return next ? next.value : (this.present(place, column) ?? null)
  }

  /** What stood in a column before a range of changes. */
  beforeRange(place: RowPlace, column: string, firstChange: number): string | null {
    return (
      this.reader.firstSql<{ value: string | null }>(
        `select cast(before ->> ? as text) as value from changes
          where table_id = ? and row_id = ? and id >= ? and action in (2, 3)
            and json_type(before, '$.' || ?) is not null order by id limit 1`,
        column,
        tableRegistry[place.table].tableId,
        place.rowId,
        firstChange,
        column,
      )?.value ?? null
    )
  }

  /** What a row is called: its present text, else that of its last image in the log. */
  rowText(place: RowPlace): string | null {
    for (const column of rowTextColumns[place.table]) {
      const value = this.rowValue(place, column)
      if (value !== null && value !== '') return this.named(column, value)
    }
    return null
  }

  /** What a mail is about: its present subject, else that of its last image in the log. */
  subject(place: RowPlace & { readonly table: 'emails' | 'messages' }): string | null {
    return this.rowValue(place, 'subject')
  }

  /** Which setting a row of theirs is. */
  setting(place: RowPlace & { readonly table: 'settings' }): string | null {
    return this.rowValue(place, 'key')
  }

  /** A value for the eye: a reference becomes the name of what it points to. */
  named(column: string, value: string | null): string | null {
    const table = namedReferences[column]
    if (value === null || table === undefined) return value
    const [name = ''] = rowTextColumns[table]
    return this.rowValue({ table, rowId: Number(value) }, name) ?? value
  }

  /** Contacts a row belongs to. */
  contactIds(place: RowPlace): readonly ContactId[] {
    return tableRegistry[place.table].contactKeys.flatMap((key) => {
      const value = key === 'id' ? String(place.rowId) : this.rowValue(place, key)
      // Columns listed as contact keys hold ids of contacts.
      return value === null ? [] : [Number(value) as ContactId]
    })
  }

  contact(id: ContactId): ContactRef {
    const name = this.present({ table: 'contacts', rowId: id }, 'display_name')
    if (typeof name === 'string') return { id, name, exists: true }
    return {
      id,
      name: this.lastImage({ table: 'contacts', rowId: id }, 'display_name') ?? '',
      exists: false,
    }
  }

  private rowValue(place: RowPlace, column: string): string | null {
    const present = this.present(place, column)
    return present === undefined ? this.lastImage(place, column) : present
  }

  private lastImage(place: RowPlace, column: string): string | null {
    return (
      this.reader.firstSql<{ value: string | null }>(
        `select cast(before ->> ? as text) as value from changes
          where table_id = ? and row_id = ? and action = ${changeAction.delete}
          order by id desc limit 1`,
        column,
        tableRegistry[place.table].tableId,
        place.rowId,
      )?.value ?? null
    )
  }
}
