import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { ContactId, RhythmId, TagId } from '#shared/domain/ids.ts'

/** Whom a rhythm is for, as one column of the table and its value. */
export interface RhythmKey {
  readonly column: 'contact_id' | 'tag_id' | 'importance'
  readonly value: number
}

/** A rhythm of a tag or an importance, and for how many contacts it stands. */
export interface SharedRhythm {
  readonly id: RhythmId
  readonly tagId: TagId | null
  readonly importance: number | null
  readonly everyDays: number
  readonly contactCount: number
}

/** SQL of rhythms. */
export class RhythmsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Rhythms of tags by name, then those of importances. */
  shared(): readonly SharedRhythm[] {
    return this.reader.allSql<SharedRhythm>(
      `select r.id, r.tag_id as tagId, r.importance, r.every_days as everyDays,
          case when r.tag_id is null
            then (select count(*) from contacts c where c.importance = r.importance)
            else (select count(*) from contact_tags m where m.tag_id = r.tag_id) end as contactCount
        from rhythms r left join tags t on t.id = r.tag_id where r.contact_id is null
        order by r.tag_id is null, t.name collate nocase, r.importance desc`,
    )
  }

  private find({ column, value }: RhythmKey): { id: RhythmId; everyDays: number } | undefined {
    const query = sqlBuilder
      .selectFrom('rhythms')
      .select(['id', 'every_days as everyDays'])
      // The three columns hold numbers; their brands differ.
      .where(sqlBuilder.dynamic.ref<string>(column), '=', value)
    return this.reader.first<{ id: RhythmId; everyDays: number }>(query)
  }

  contactExists(id: ContactId): boolean {
    return this.reader.firstSql('select 1 from contacts where id = ?', id) !== undefined
  }

  tagExists(id: TagId): boolean {
    return this.reader.firstSql('select 1 from tags where id = ?', id) !== undefined
  }

  /** For how many contacts a rhythm would stand. */
  countContacts({ column, value }: RhythmKey): number {
    if (column === 'contact_id') return 1
    const text =
      column === 'tag_id'
        ? 'select count(*) as n from contact_tags where tag_id = ?'
        : 'select count(*) as n from contacts where importance = ?'
    return this.reader.firstSql<{ n: number }>(text, value)?.n ?? 0
  }

  /** Sets a rhythm, or with null removes it; writes nothing when it stands already. */
  set(tx: Transaction, key: RhythmKey, everyDays: number | null): void {
    const existing = this.find(key)
    if (everyDays === null) {
      if (existing) tx.run(sqlBuilder.deleteFrom('rhythms').where('id', '=', existing.id))
    } else if (!existing) {
      // The column is one of three names that are written in the source.
      tx.runSql(`insert into rhythms(${key.column}, every_days) values(?, ?)`, key.value, everyDays)
    } else if (existing.everyDays !== everyDays) {
      const update = sqlBuilder.updateTable('rhythms').set({ every_days: everyDays })
      tx.run(update.where('id', '=', existing.id))
    }
  }
}
