import { type Reader, sqlBuilder, type Transaction } from '#main/db/executor.ts'
import type { TagId } from '#shared/domain/ids.ts'

/** A tag with how many carry it and the rhythm it sets. */
export interface ListedTag {
  readonly id: TagId
  readonly name: string
  readonly contactCount: number
  readonly rhythmDays: number | null
}

/** SQL of tags. */
export class TagsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  list(): ListedTag[] {
    return this.reader.allSql<ListedTag>(
      `select g.id, g.name, r.every_days as rhythmDays,
          (select count(*) from contact_tags m where m.tag_id = g.id) as contactCount
        from tags g left join rhythms r on r.tag_id = g.id
        order by kith_fold(g.name), g.id`,
    )
  }

  exists(id: TagId): boolean {
    return this.reader.firstSql('select 1 from tags where id = ?', id) !== undefined
  }

  /** Whether more than `limit` contacts carry it; looks at no more than that. */
  isCarriedByMore(id: TagId, limit: number): boolean {
    const text = `select count(*) as n
      from (select 1 from contact_tags where tag_id = ? limit ${limit + 1})`
    return (this.reader.firstSql<{ n: number }>(text, id)?.n ?? 0) > limit
  }

  /** The tag of that name, upper and lower case alike. */
  findByName(name: string): TagId | undefined {
    return this.reader.firstSql<{ id: TagId }>('select id from tags where name = ?', name)?.id
  }

  insert(tx: Transaction, tag: { uid: string; name: string; created_at: number }): TagId {
    const { insertId } = tx.run(sqlBuilder.insertInto('tags').values(tag))
    // SQLite just made the id of this row.
    return insertId as TagId
  }

  rename(tx: Transaction, id: TagId, name: string): void {
    tx.run(sqlBuilder.updateTable('tags').set({ name }).where('id', '=', id))
  }

  delete(tx: Transaction, id: TagId): void {
    tx.run(sqlBuilder.deleteFrom('tags').where('id', '=', id))
  }
}
