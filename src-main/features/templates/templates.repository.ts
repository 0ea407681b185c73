import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { TemplateId } from '#shared/domain/ids.ts'

/** A template of the owner's as it is written. */
export interface TemplateText {
  readonly name: string
  readonly language: string
  readonly subject: string
  /** Limited HTML with merge fields. */
  readonly body: string
}

/** What changes of a template; absent is not blank. */
export type TemplateChanges = {
  readonly [Column in keyof TemplateText]?: TemplateText[Column] | undefined
}

/** SQL of templates. */
export class TemplatesRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** All of them, by name. */
  list(): (TemplateText & { readonly id: TemplateId })[] {
    return this.reader.allSql(
      'select id, name, language, subject, body from templates order by kith_fold(name), id',
    )
  }

  exists(id: TemplateId): boolean {
    return this.reader.firstSql('select 1 from templates where id = ?', id) !== undefined
  }

  insert(
    tx: Transaction,
    template: TemplateText & { uid: string; created_at: number },
  ): TemplateId {
    const { insertId } = tx.run(sqlBuilder.insertInto('templates').values(template))
    // SQLite just made the id of this row.
    return insertId as TemplateId
  }

  /** Changes the named columns. */
  update(tx: Transaction, id: TemplateId, changes: TemplateChanges): void {
    if (Object.values(changes).every((value) => value === undefined)) return
    tx.run(sqlBuilder.updateTable('templates').set(changes).where('id', '=', id))
  }

  delete(tx: Transaction, id: TemplateId): void {
    tx.run(sqlBuilder.deleteFrom('templates').where('id', '=', id))
  }
}
